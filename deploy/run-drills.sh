#!/usr/bin/env bash
# The slow tests: on SQLite, and on PostgreSQL where a server answers.
set -uo pipefail
cd "$(dirname "$0")/.."
python=.venv/bin/python
postgres=$($python deploy/find_postgres.py)

failed=0
echo "== SQLite =="
env -u DATABASE_URL $python -m pytest -n "$(nproc)" -m slow "$@" || failed=1
if [ -n "$postgres" ]; then
  echo "== PostgreSQL =="
  DATABASE_URL=$postgres $python -m pytest -n "$(nproc)" -m slow --only-database --ignore=tests/browser "$@"
  status=$?
  # 5: nothing to run there is no failure.
  [ $status -eq 0 ] || [ $status -eq 5 ] || failed=1
else
  echo "CHỈ chạy trên SQLite: không có máy chủ PostgreSQL nào trả lời (DATABASE_URL hoặc 127.0.0.1:5432)."
fi
exit $failed
