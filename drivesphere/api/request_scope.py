"""What belongs to every request: its id, its place in the log, and the size it may have."""

from __future__ import annotations

import re
import time
import uuid
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import structlog
from flask import Flask, g, request
from werkzeug.exceptions import RequestEntityTooLarge

from drivesphere.api import areas
from drivesphere.domain import trace
from drivesphere.infra import mongo, tally

log = structlog.get_logger("drivesphere.access")
Wsgi = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]

HEADER = "X-Request-ID"
SERVER_TIMING = "Server-Timing"
PROBES = ("/api/health", *areas.PROBES)
# A run waits for all of its rivals.
UNHURRIED = ("/api/v1/lab/concurrency-runs", "/api/concurrency-test")
LONGEST_LOGGED_PATH = 200
LONGEST_REQUEST_SECONDS = 3.8  # all waits of a request together; its client hears something within four seconds
SLOW_SECONDS = 1.0  # what a person notices
_ACCEPTED = re.compile(r"[A-Za-z0-9-]{8,64}", re.ASCII)
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
_ROUTE, _USER = "drivesphere.route", "drivesphere.user"


def init_app(app: Flask) -> None:
    """Refuse large bodies even where no view reads them, and tell the log what Flask knows."""
    app.before_request(_begin)
    app.after_request(_note)


def _begin() -> None:
    g.request_id = trace.request_id.get()
    if (request.content_length or 0) > (request.max_content_length or 0):
        raise RequestEntityTooLarge


def _note(response: Any) -> Any:
    if request.url_rule is not None:
        request.environ[_ROUTE] = request.url_rule.rule
    if "actor" in g:
        request.environ[_USER] = str(g.actor.id)
    if "caller" in g:
        request.environ[_USER] = f"partner:{g.caller.partner}"
    return response


def around(app: Wsgi) -> Wsgi:
    """`app` with an id on each answer and one line per request, whoever answered it."""

    def with_scope(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        request_id = _request_id(environ.get("HTTP_X_REQUEST_ID", ""))
        trace.request_id.set(request_id)
        trace.spent.set(None)  # a thread serves one request after the other, and keeps what the last one left
        started = time.perf_counter()

        def start(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> Any:
            took = time.perf_counter() - started
            _log_line(environ, int(status[:3]), took)
            _count(environ, int(status[:3]), took)
            return start_response(status, [*headers, (HEADER, request_id), *_server_timing()], exc_info)

        with mongo.bounded(LONGEST_REQUEST_SECONDS):
            return app(environ, start)

    return with_scope


def _server_timing() -> Iterator[tuple[str, str]]:
    """Where the time of a booking went, whether it was granted or refused."""
    spent = trace.spent.get() or trace.Spent()
    parts = {"lock": spent.lock_ms, "transaction": spent.transaction_ms}
    shown = [f"{name};dur={milliseconds}" for name, milliseconds in parts.items() if milliseconds is not None]
    if shown:
        yield SERVER_TIMING, ", ".join(shown)


def _request_id(sent: str) -> str:
    """The client's own id where it is one, so that both logs can be laid side by side."""
    return sent if _ACCEPTED.fullmatch(sent) else uuid.uuid4().hex


def _count(environ: dict[str, Any], status: int, seconds: float) -> None:
    """Add the request to the figures of all processes; by its route, because addresses are without number."""
    method, route = environ["REQUEST_METHOD"], environ.get(_ROUTE, "none")
    tally.count("requests", method=method if method in METHODS else "other", route=route, status=str(status))
    tally.observe("request_seconds", seconds, route=route)


def _log_line(environ: dict[str, Any], status: int, seconds: float) -> None:
    path = environ.get("PATH_INFO", "")
    write = _writer(path, status, seconds)
    write(
        "request",
        method=environ["REQUEST_METHOD"],
        path=path[:LONGEST_LOGGED_PATH],
        route=environ.get(_ROUTE),
        status=status,
        ms=round(seconds * 1000, 1),
        user=environ.get(_USER),
    )


def _writer(path: str, status: int, seconds: float) -> Callable[..., Any]:
    """A failure or a slow answer is worth a warning; a healthy probe is worth nothing."""
    is_slow = seconds > SLOW_SECONDS and path not in UNHURRIED
    if status >= 500 or is_slow:
        return log.warning
    return log.debug if path in PROBES and status == 200 else log.info
