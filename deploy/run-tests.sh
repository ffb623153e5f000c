#!/usr/bin/env bash
# The suite on SQLite and, where a PostgreSQL server answers, what may differ there on PostgreSQL.
set -uo pipefail
cd "$(dirname "$0")/.."
python=.venv/bin/python
postgres=$($python deploy/find_postgres.py)

failed=0
echo "== SQLite =="
env -u DATABASE_URL $python -m pytest -n "$(nproc)" "$@" || failed=1
if [ -n "$postgres" ]; then
  echo "== PostgreSQL =="
  # Where databases differ: search, the shelf, constraints, locks, several people and machines at once. `make drill` runs it all.
  DATABASE_URL=$postgres $python -m pytest -n "$(nproc)" --only-database tests/issues/search tests/issues/archive tests/issues/lists \
    tests/issues/test_shelving.py tests/issues/test_constraints.py tests/issues/test_at_the_same_time.py tests/issues/test_arranging.py \
    tests/issues/test_issue_workflow.py tests/issues/test_scheduling.py tests/issues/test_renderings_claims.py \
    tests/news/test_two_at_once.py tests/gate/test_at_once.py tests/background "$@" || failed=1
  echo "Đã chạy toàn bộ kiểm thử trên SQLite, và trên PostgreSQL những phần mà hai cơ sở dữ liệu khác nhau."
else
  echo "CHỈ chạy trên SQLite: không có máy chủ PostgreSQL nào trả lời (DATABASE_URL hoặc 127.0.0.1:5432)."
fi
exit $failed
