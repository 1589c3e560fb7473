"""The API as a server of the test's own: several processes behind one address, as an installation has them."""

from __future__ import annotations

import dataclasses
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

from drivesphere.config import Settings
from drivesphere.embedded.children import health
from drivesphere.embedded.ports import LOOPBACK, free_port
from drivesphere.embedded.process import Process
from tests.architecture.reading import ROOT

START_SECONDS = 60
STOP_SECONDS = 10


@contextmanager
def served(settings: Settings, *, application: str = "wsgi:application", processes: int = 2) -> Iterator[str]:
    """The address at which `processes` of Granian serve `application` with these settings."""
    port = free_port()
    url = f"http://{LOOPBACK}:{port}"
    address = ("--host", LOOPBACK, "--port", str(port), "--workers", str(processes), "--blocking-threads", "8")
    argv = [sys.executable, "-m", "granian", "--interface", "wsgi", "--http", "1", "--no-ws", *address, application]
    env = {**os.environ, **as_environment(dataclasses.replace(settings, public_url=url))}
    server = Process("api", argv, env=env, cwd=ROOT)
    server.start()
    try:
        server.await_ready(partial(_has_started, server, url, processes), START_SECONDS)
        yield url
    finally:
        server.stop(STOP_SECONDS)


def as_environment(settings: Settings) -> dict[str, str]:
    """What `Settings.from_env` makes these settings of."""
    return {field.name.upper(): _spelled(getattr(settings, field.name)) for field in dataclasses.fields(settings)}


def _spelled(value: object) -> str:
    if isinstance(value, tuple):
        return ",".join(map(str, value))
    return str(value).lower() if isinstance(value, bool) else str(value)


def _has_started(server: Process, url: str, processes: int) -> bool:
    started = sum("Started worker-" in line for line in list(server.tail))
    return started >= processes and health(f"{url}/api/health") is not None
