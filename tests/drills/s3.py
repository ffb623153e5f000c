"""An S3 server for tests: moto's, in a process of its own, with one empty private bucket."""

import os
import socket
import subprocess
import sys
import time
from contextlib import contextmanager, suppress

BUCKET = "diemtin-media"
KEYS = {"MEDIA_S3_KEY": "tests", "MEDIA_S3_SECRET": "tests", "MEDIA_S3_REGION": "us-east-1"}


def free_port() -> int:
    """A port of this machine that nobody listens on just now."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return taken.getsockname()[1]


def wait_for_port(port: int, seconds: float = 60) -> None:
    """Until somebody listens there. Raises TimeoutError."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.1)
    raise TimeoutError(f"nobody listens on port {port}")


@contextmanager
def bucket():
    """The environment of an installation whose files lie in a bucket of a server of its own."""
    import boto3

    port = free_port()
    command = [
        sys.executable,
        "-c",
        "from moto.server import main; main()",
        "-H",
        "127.0.0.1",
        "-p",
        str(port),
    ]
    silent = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    server = subprocess.Popen(command, env=os.environ | {"MOTO_S3_CUSTOM_ENDPOINTS": ""}, **silent)
    try:
        wait_for_port(port)
        endpoint = f"http://127.0.0.1:{port}"
        names = {"aws_access_key_id": "tests", "aws_secret_access_key": "tests", "region_name": "us-east-1"}
        boto3.client("s3", endpoint_url=endpoint, **names).create_bucket(Bucket=BUCKET)
        yield KEYS | {"MEDIA_S3": BUCKET, "MEDIA_S3_ENDPOINT": endpoint}
    finally:
        server.kill()
        server.wait()
