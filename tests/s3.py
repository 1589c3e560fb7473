"""A store that speaks S3 over HTTP: moto's server, a process of its own, with one bucket."""

from __future__ import annotations

import http.client
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from drivesphere.embedded.ports import LOOPBACK, accepts_connections, free_port
from drivesphere.embedded.process import Process
from tests.architecture.reading import ROOT

BUCKET = "photos"
START_SECONDS, STOP_SECONDS = 120, 10


@contextmanager
def s3_server() -> Iterator[dict[str, Any]]:
    """The settings by which its bucket is reached."""
    port = free_port()
    argv = [sys.executable, "-m", "moto.server", "--host", LOOPBACK, "--port", str(port)]
    server = Process("s3", argv, env=dict(os.environ), cwd=ROOT)
    server.start()
    try:
        server.await_ready(lambda: accepts_connections(port), START_SECONDS)
        _make_bucket(port)
        keys = {"photo_access_key": "AKIDOFTHETESTS", "photo_secret_key": "a secret of the tests"}
        yield {"photo_bucket": BUCKET, "photo_endpoint": f"http://{LOOPBACK}:{port}", **keys}
    finally:
        server.stop(STOP_SECONDS)


def _make_bucket(port: int) -> None:
    connection = http.client.HTTPConnection(LOOPBACK, port, timeout=START_SECONDS)
    connection.request("PUT", f"/{BUCKET}", headers={"Content-Length": "0"})
    answer = connection.getresponse()
    assert answer.status == 200, answer.read()
    connection.close()
