#!/usr/bin/env bash
# The slow tests; then, where a PostgreSQL server answers, the whole suite there.
set -uo pipefail
cd "$(dirname "$0")/.."
python=.venv/bin/python
postgres=$($python deploy/find_postgres.py)

failed=0
echo "== SQLite =="
env -u DATABASE_URL $python -m pytest -n "$(nproc)" -m slow "$@" || failed=1
if [ -n "$postgres" ]; then
  echo "== PostgreSQL =="
  # What uses no database, and how pages look and read, is the same on every one.
  DATABASE_URL=$postgres $python -m pytest -n "$(nproc)" --only-database \
    --ignore-glob='tests/browser/test_*accessibility.py' --ignore=tests/browser/test_public_reading.py \
    --ignore=tests/browser/test_review_pages.py --ignore=tests/browser/test_unchanged_text.py \
    --ignore=tests/browser/test_assembly_desk.py --ignore=tests/browser/test_preflight_form.py \
    --ignore=tests/issues/machines/test_structured.py --ignore=tests/issues/machines/test_api_described.py \
    --ignore=tests/test_language.py --ignore=tests/fuzz --ignore=tests/operations "$@" || failed=1
else
  echo "CHỈ chạy trên SQLite: không có máy chủ PostgreSQL nào trả lời (DATABASE_URL hoặc 127.0.0.1:5432)."
fi
exit $failed
