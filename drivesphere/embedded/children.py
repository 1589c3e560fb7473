"""The product's own processes in one table: what runs, when it is up, how long it may take to stop."""

from __future__ import annotations

import json
import re
import sys
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from drivesphere.embedded.environment import Options
from drivesphere.embedded.ports import LOOPBACK
from drivesphere.embedded.process import Process

PYTHON = sys.executable
PROBE_SECONDS = 5.0  # The health view itself waits up to a second for each of its three services.
WEBHOOK_PATH = "/api/v1/payments/webhook"

# Enough for two cores: a booking waits for the database most of its time.
API_THREADS = 8
# Slow clients must not keep the few connections: headers within five seconds (guarantees F42).
HEADER_MILLISECONDS = 5_000
BACKGROUND_PROCESSES = 2  # One may wait for Stripe while the other sweeps.
# It is right for one that is started in a container or by CI, and would be repeated at every start.
AS_ROOT = ("-W", "ignore:You're running the worker with superuser privileges")

# The beginning of a line of our own log that tells of no trouble, as drivesphere.logs writes it in development.
QUIET_LINE = re.compile(r"\S+ \[(?:debug|info) *\] ")


@dataclass(frozen=True, kw_only=True)
class Program:
    """One row of the table."""

    name: str
    argv: tuple[str, ...]
    is_ready: Callable[[Process], bool]
    grace_seconds: float  # Above the longest request or task, so that a stop breaks none.
    routine: tuple[str, ...] = ()  # Lines that hold one of these are no news.

    def render(self, line: str) -> str | None:
        """The line as the terminal shows it; None for one that is no news and stands in the log file only."""
        is_routine = QUIET_LINE.match(line) or any(words in line for words in self.routine)
        return None if is_routine else line


def programs(options: Options, *, stripe_port: int | None) -> list[Program]:
    """In starting order; stopping goes the other way, so the API finishes its requests first."""
    background = [_worker(), _beat()]
    sandbox = [_stripe_sandbox(options, stripe_port)] if stripe_port else []
    return [*sandbox, *background, _api(options)]


def _stripe_sandbox(options: Options, port: int) -> Program:
    flags = ("--port", str(port), "--data-dir", str(options.data_dir / "stripe"))
    webhook = ("--webhook-url", options.url + WEBHOOK_PATH)
    return Program(
        name="stripe",
        argv=(PYTHON, "-m", "drivesphere.embedded.stripe_sandbox", *flags, *webhook),
        is_ready=lambda _: health(f"http://{LOOPBACK}:{port}/healthz") is not None,
        grace_seconds=5,
    )


def _worker() -> Program:
    flags = ("--concurrency", str(BACKGROUND_PROCESSES), "--hostname", "worker@%h")
    # Gossip and mingle serve workers that watch each other; one worker has nobody to watch.
    quiet = ("--without-gossip", "--without-mingle", "--without-heartbeat", "--loglevel", "WARNING")
    return Program(
        name="worker",
        argv=(*_celery("worker"), *flags, *quiet),
        is_ready=lambda _: True,
        grace_seconds=15,
        routine=("worker: Warm shutdown",),
    )


def _beat() -> Program:
    return Program(
        name="beat",
        argv=(*_celery("beat"), "--pidfile", "", "--loglevel", "WARNING"),
        is_ready=lambda _: True,
        grace_seconds=5,
    )


def _celery(command: str) -> tuple[str, ...]:
    return (PYTHON, *AS_ROOT, "-m", "celery", "--quiet", "--app", "celery_worker", command)


def _api(options: Options) -> Program:
    address = ("--host", LOOPBACK, "--port", str(options.port))
    size = ("--workers", str(options.workers), "--blocking-threads", str(API_THREADS))
    care = ("--http1-header-read-timeout", str(HEADER_MILLISECONDS), "--workers-kill-timeout", "15")
    # One worker that dies must not take the requests of the others with it.
    again = ("--respawn-failed-workers", "--respawn-interval", "0.5")
    plain = ("--interface", "wsgi", "--http", "1", "--no-ws")

    def is_ready(process: Process) -> bool:
        # A worker that is told to stop before it has started does not hear it, so all must have started.
        started = sum("Started worker-" in line for line in list(process.tail))
        return started >= options.workers and health(f"{options.url}/api/health") is not None

    return Program(
        name="api",
        argv=(PYTHON, "-m", "granian", *plain, *address, *size, *care, *again, "wsgi:application"),
        is_ready=is_ready,
        grace_seconds=20,
        # A request mostly waits for the database, so threads above the number of cores are meant.
        routine=("[INFO] ", "Configuration allows spawning up to"),
    )


def health(url: str) -> dict[str, Any] | None:
    """The answer of a probe; None when there is none or it is not a success."""
    try:
        # The address is always one of our own on loopback.
        with urllib.request.urlopen(url, timeout=PROBE_SECONDS) as answer:  # noqa: S310
            found = json.loads(answer.read() or b"{}")
    except (OSError, urllib.error.HTTPError, ValueError):
        return None
    return found if isinstance(found, dict) else {}
