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
  # What uses no database, and how pages look and read, is the same on every one: tested above, once.
  DATABASE_URL=$postgres $python -m pytest -n "$(nproc)" --only-database \
    --ignore=tests/browser/test_accessibility.py "$@" || failed=1
  echo "Đã chạy toàn bộ kiểm thử trên SQLite và trên PostgreSQL."
else
  echo "CHỈ chạy trên SQLite: không có máy chủ PostgreSQL nào trả lời (DATABASE_URL hoặc 127.0.0.1:5432)."
fi
exit $failed
