#!/usr/bin/env bash
# The demo newsroom on this machine: database and demo content once, then the server with one worker
# for background tasks. Safe to repeat; keeps its data.
set -euo pipefail
cd "$(dirname "$0")/.."
python=.venv/bin/python
port=${PORT:-8000}
mkdir -p staticfiles

$python manage.py migrate -v0
$python manage.py seed_demo
cat <<TEXT

  Điểm tin đang chạy:   http://localhost:$port/
  Tòa soạn:             http://localhost:$port/quan-tri/
  Đăng nhập thử (mật khẩu của cả bốn người: diem-tin-demo)
      lan     biên tập viên
      minh    thư ký biên tập
      hoa     tổng biên tập
      quang   quản trị

TEXT
# Whatever ends the server or this script ends the worker too; it gets a few seconds for the task in hand.
stop() {
  trap - EXIT INT TERM
  kill "${pids[@]}" 2>/dev/null || true
  for _ in 1 2 3 4 5 6 7 8 9 10; do
    kill -0 "${pids[@]}" 2>/dev/null || break
    sleep 0.5
  done
  kill -KILL "${pids[@]}" 2>/dev/null || true
}
pids=()
trap stop EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

$python manage.py db_worker --no-reload &
pids+=($!)
$python manage.py runserver --noreload --skip-checks "127.0.0.1:$port" &
pids+=($!)
wait "${pids[1]}"
