# Each target does all its set-up on a fresh Debian or Ubuntu machine with Python ≥ 3.11, git and make.
.PHONY: run test drill drill-kill drill-load fuzz lint lock setup setup-dev

PY := .venv/bin/python

run: setup
	@bash deploy/run-demo.sh

test: setup-dev lint
	@bash deploy/run-tests.sh

# What takes longer: every look of every page, servers and workers that are killed, backups across databases.
drill: setup-dev
	@bash deploy/run-drills.sh

# kill -9 of web server, worker and database during publication and import, in a PostgreSQL cluster of its own.
ROUNDS ?= 50
drill-kill: setup-dev
	$(PY) -m tests.drills.kill $(ROUNDS)

# 200 readers for a minute while an editor saves and a chief publishes; memory of a worker over a hundred PDFs.
drill-load: setup-dev
	$(PY) benchmarks/load.py

# New inputs for the properties of tests/fuzz, for FUZZ_MINUTES (60); faults are written down under var/fuzz.
fuzz: setup-dev
	$(PY) -m tests.fuzz.run

lint: setup-dev
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	$(PY) manage.py makemigrations --check --dry-run
	$(PY) manage.py check

setup: .venv/.runtime
setup-dev: .venv/.development

# After a change of requirements.txt: everything that it brings along, pinned with hashes, and the list of licences.
lock: setup-dev
	.venv/bin/uv pip compile --universal --generate-hashes --python-version 3.11 --no-header --no-annotate -q requirements.txt -o requirements.lock
	$(PY) -m pip install -q --disable-pip-version-check --require-hashes -r requirements.lock
	$(PY) deploy/licences.py > docs/licences.md

.venv/.runtime: requirements.lock deploy/setup-system.sh
	@bash deploy/setup-system.sh runtime
	@[ -x $(PY) ] || python3 -m venv .venv
	$(PY) -m pip install -q --disable-pip-version-check --require-hashes -r requirements.lock
	@touch $@

.venv/.development: requirements.lock requirements-dev.txt deploy/setup-system.sh
	@bash deploy/setup-system.sh runtime development
	@[ -x $(PY) ] || python3 -m venv .venv
	$(PY) -m pip install -q --disable-pip-version-check --require-hashes -r requirements.lock
	$(PY) -m pip install -q --disable-pip-version-check -r requirements-dev.txt
	@command -v chromium >/dev/null || command -v google-chrome >/dev/null || \
	  $(PY) -m playwright install --with-deps chromium || echo "Không có Chromium: kiểm thử trên trình duyệt sẽ được bỏ qua."
	@touch .venv/.runtime $@
