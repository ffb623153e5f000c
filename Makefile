# Each target does all its set-up on a fresh Debian or Ubuntu machine with Python ≥ 3.11, git and make.
.PHONY: run test lint test-sqlite test-postgres setup setup-dev

PY := .venv/bin/python

run: setup
	@bash deploy/run-demo.sh

test: setup-dev lint
	@bash deploy/run-tests.sh

lint: setup-dev
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	$(PY) manage.py makemigrations --check --dry-run
	$(PY) manage.py check

setup: .venv/.runtime
setup-dev: .venv/.development

.venv/.runtime: requirements.txt deploy/setup-system.sh
	@bash deploy/setup-system.sh runtime
	@[ -x $(PY) ] || python3 -m venv .venv
	$(PY) -m pip install -q --disable-pip-version-check -r requirements.txt
	@touch $@

.venv/.development: requirements.txt requirements-dev.txt deploy/setup-system.sh
	@bash deploy/setup-system.sh runtime development
	@[ -x $(PY) ] || python3 -m venv .venv
	$(PY) -m pip install -q --disable-pip-version-check -r requirements-dev.txt
	@command -v chromium >/dev/null || command -v google-chrome >/dev/null || \
	  $(PY) -m playwright install --with-deps chromium || echo "Không có Chromium: kiểm thử trên trình duyệt sẽ được bỏ qua."
	@touch .venv/.runtime $@
