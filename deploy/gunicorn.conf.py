"""gunicorn for one machine: `gunicorn -c deploy/gunicorn.conf.py diemtin.wsgi`. Numbers come from the environment."""

import multiprocessing
import os

bind = os.environ.get("BIND", "unix:/run/diemtin/web.sock")
workers = int(os.environ.get("WEB_WORKERS", multiprocessing.cpu_count() * 2 + 1))
# Submitting an issue waits for its PDF where nobody has asked for it before: RENDER_SECONDS and a minute.
timeout = int(os.environ.get("RENDER_SECONDS", 180)) + 60
graceful_timeout = 30
# A worker that grew is replaced; not all at the same moment.
max_requests = 5000
max_requests_jitter = 1000
# Requests are logged by the application, one JSON line each; here only what goes wrong.
accesslog = None
errorlog = "-"
loglevel = "warning"
# Only the proxy on this machine reaches the socket; for a TCP port it is the proxy's address.
forwarded_allow_ips = os.environ.get("PROXY", "*" if bind.startswith("unix:") else "127.0.0.1")
limit_request_line = 4094
limit_request_fields = 60
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else None
