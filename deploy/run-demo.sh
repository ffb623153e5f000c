#!/usr/bin/env bash
# The demo newsroom on this machine: database and demo content once, then the server with one worker
# for background tasks. Safe to repeat; keeps its data.
set -euo pipefail
cd "$(dirname "$0")/.."
python=.venv/bin/python
port=${PORT:-8000}
mkdir -p staticfiles

if ! $python -c "import socket; socket.create_server(('127.0.0.1', $port)).close()" 2>/dev/null; then
  echo "Cổng $port đang có chương trình khác dùng. Hãy chọn cổng khác, ví dụ: PORT=8080 make run" >&2
  exit 1
fi
cat <<TEXT

  Điểm tin:   http://localhost:$port/
  Tòa soạn:   http://localhost:$port/quan-tri/
  (lần đầu cần một phút để tạo nội dung minh họa)

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

$python manage.py seed_demo --migrate --skip-checks --serve "127.0.0.1:$port" &
pids+=($!)
# The worker waits until the tables are there.
until (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || ! kill -0 "${pids[0]}" 2>/dev/null; do sleep 0.5; done
kill -0 "${pids[0]}" 2>/dev/null && { $python manage.py db_worker --no-reload & pids+=($!); }
wait "${pids[0]}"
