"""Whatever goes wrong in a request, as one record, before it is given the shape of an answer."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

from flask import Flask
from flask.blueprints import Blueprint
from flask_limiter import RateLimitExceeded
from werkzeug.exceptions import HTTPException

from drivesphere.api import limits, problem_types
from drivesphere.api.problem_types import ProblemType
from drivesphere.domain.errors import DriveSphereError, Unavailable
from drivesphere.infra import mongo

log = logging.getLogger(__name__)

MOST_FIELD_ERRORS = 20  # an answer must not grow with the nonsense that was sent
LONGEST_FIELD_NAME = 80
RETRY_AFTER_OUTAGE_SECONDS = 1
SORTS: tuple[type[Exception], ...] = (DriveSphereError, HTTPException, RateLimitExceeded, mongo.Outage, Exception)
"""Everything that a request can end with; rate limits by name, or Flask would look for their status first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """What a refusal says: the code's entry, the sentence, and what helps the client go on."""

    problem: ProblemType
    status: int
    code: str
    detail: str
    errors: Mapping[str, Sequence[str]] = field(default_factory=dict)
    alternatives: Sequence[Mapping[str, Any]] = ()
    retry_after: int | None = None
    links: Mapping[str, str] = field(default_factory=dict)
    conflict: Mapping[str, str | None] = field(default_factory=dict)
    in_the_way: Sequence[Mapping[str, Any]] = ()
    headers: Sequence[tuple[str, str]] = ()

    @classmethod
    def example(cls, problem: ProblemType) -> Refusal:
        """What a refusal with this code may say, for the documentation."""
        return cls(problem=problem, status=problem.status, code=problem.code, detail=problem.advice)


def catch(scope: Flask | Blueprint, answer: Callable[[Exception], Any]) -> None:
    """Let `answer` make the answer of whatever goes wrong within `scope`."""
    for sort in SORTS:
        scope.register_error_handler(sort, answer)


def of(error: Exception) -> Refusal:
    """The refusal that `error` stands for; what is our own fault goes to the log."""
    if isinstance(error, RateLimitExceeded):
        error = limits.too_many()
    if isinstance(error, DriveSphereError):
        return _of_our_own(error)
    if isinstance(error, HTTPException):
        return _of_http(error)
    if isinstance(error, mongo.Outage):
        return _of_outage(error)
    log.error("unhandled %s", type(error).__name__, exc_info=error)
    return Refusal.example(problem_types.INTERNAL)


def _of_our_own(error: DriveSphereError) -> Refusal:
    if error.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        log.warning("answered %s %s", error.status, error.code, exc_info=error.__cause__)
    return Refusal(
        problem=problem_types.of_code(error.code),
        status=error.status,
        code=error.code,
        detail=error.detail,
        errors=_cut(error.errors),
        alternatives=error.alternatives,
        retry_after=error.retry_after,
        links=error.links,
        conflict=error.conflict,
        in_the_way=error.in_the_way,
    )


def _of_http(error: HTTPException) -> Refusal:
    """What werkzeug, Flask and webargs refuse."""
    status = error.code or HTTPStatus.INTERNAL_SERVER_ERROR
    problem = problem_types.of_status(status)
    errors = _cut(flattened(getattr(error, "data", {}).get("messages", {})))
    detail = f"Not valid: {', '.join(errors)}." if errors else problem.advice
    own = ("content-type", "content-length")
    headers = [(name, value) for name, value in error.get_headers() if name.lower() not in own]
    return Refusal(
        problem=problem, status=int(status), code=problem.code, detail=detail, errors=errors, headers=headers
    )


def _of_outage(error: Exception) -> Refusal:
    """A plain read or write that found no database; inside transactions infra says `Unavailable` itself."""
    log.warning("database away: %s", type(error).__name__, exc_info=error)
    return _of_our_own(
        Unavailable("The database did not answer. Try again in a moment.", retry_after=RETRY_AFTER_OUTAGE_SECONDS)
    )


def flattened(messages: Any) -> dict[str, list[str]]:
    """marshmallow's messages by dotted path: {"json": {"rows": {0: {"size": […]}}}} → rows.0.size."""
    for location in ("json", "query", "files"):
        if isinstance(messages, Mapping) and isinstance(messages.get(location), Mapping):
            messages = messages[location]
    return dict(_paths(messages, ""))


def _paths(messages: Any, path: str) -> Iterator[tuple[str, list[str]]]:
    if not isinstance(messages, Mapping):
        listed = messages if isinstance(messages, list) else [messages]
        yield path or "body", [str(message) for message in listed]
        return
    for name, inner in messages.items():
        # marshmallow files what concerns the whole object under _schema.
        yield from _paths(inner, path if name == "_schema" else f"{path}.{name}".lstrip("."))


def _cut(errors: Mapping[str, list[str]]) -> dict[str, list[str]]:
    return {_printable(name): messages for name, messages in list(errors.items())[:MOST_FIELD_ERRORS]}


def _printable(name: str) -> str:
    """Field names come from the client: shortened, and without what a terminal could trip over."""
    shown = name[:LONGEST_FIELD_NAME].encode("utf-8", "backslashreplace").decode()
    return "".join(char if char.isprintable() else f"\\u{ord(char):04x}" for char in shown)
