#!/usr/bin/env bash
# The suite on SQLite and, where a PostgreSQL server answers, a second time on PostgreSQL.
set -uo pipefail
cd "$(dirname "$0")/.."
python=.venv/bin/python
postgres=$($python deploy/find_postgres.py)

failed=0
echo "== SQLite =="
env -u DATABASE_URL $python -m pytest -n "$(nproc)" "$@" || failed=1
if [ -n "$postgres" ]; then
  echo "== PostgreSQL =="
  # The printed editions are made without a database: judged above, once.
  DATABASE_URL=$postgres $python -m pytest -n "$(nproc)" --ignore=tests/issues/test_printed_editions.py \
    --ignore=tests/issues/test_print_judges.py "$@" || failed=1
  echo "Đã chạy toàn bộ kiểm thử trên SQLite và trên PostgreSQL."
else
  echo "CHỈ chạy trên SQLite: không có máy chủ PostgreSQL nào trả lời (DATABASE_URL hoặc 127.0.0.1:5432)."
fi
exit $failed
