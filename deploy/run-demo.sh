#!/usr/bin/env bash
# The demo newsroom on this machine: database and demo content once, then the server. Safe to repeat; keeps its data.
set -euo pipefail
cd "$(dirname "$0")/.."
python=.venv/bin/python
port=${PORT:-8000}

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
exec $python manage.py runserver --noreload --skip-checks "127.0.0.1:$port"
