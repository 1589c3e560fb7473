"""Every refusal and failure in one shape: `application/problem+json` (RFC 9457) with a stable `code`."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping
from http import HTTPStatus
from typing import Any, TypeVar

from flask import Flask, Response, current_app, request
from werkzeug.exceptions import HTTPException

from drivesphere.api import problem_types
from drivesphere.api.problem_types import ProblemType
from drivesphere.domain import trace
from drivesphere.domain.errors import DriveSphereError, Unavailable
from drivesphere.infra import mongo

log = logging.getLogger(__name__)
View = TypeVar("View", bound=Callable[..., Any])

MEDIA_TYPE = "application/problem+json"
MOST_FIELD_ERRORS = 20  # an answer must not grow with the nonsense that was sent
LONGEST_FIELD_NAME = 80
RETRY_AFTER_OUTAGE_SECONDS = 1
RETRY_STATUSES = (409, 423, 429, 503)
"""Statuses whose answers may tell when to come back."""

_RETRY_AFTER = {"Retry-After": {"description": "Seconds to wait.", "schema": {"type": "integer"}}}


def init_app(app: Flask) -> None:
    """Make this module the only one that renders errors."""
    app.register_error_handler(DriveSphereError, _refused)
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(mongo.Outage, _database_away)
    app.register_error_handler(Exception, _unexpected)


def declares(*errors: type[DriveSphereError] | str) -> Callable[[View], View]:
    """State which errors a view answers with, by class or code; its OpenAPI operation has an example of each.

    A class stands for its own code: `declares(WindowTaken, Rejected, "too_soon", "window_too_long")`.
    """
    responses = _documented(_codes(errors))

    def attach(view: View) -> View:
        apidoc = view.__dict__.setdefault("_apidoc", {})
        known = apidoc.setdefault("manual_doc", {}).setdefault("responses", {})
        for status, response in responses.items():
            known[status] = _merged(known.get(status), response)
        return view

    return attach


def _codes(errors: Iterable[type[DriveSphereError] | str]) -> list[str]:
    return [error if isinstance(error, str) else error.code for error in errors]


def _documented(codes: Iterable[str]) -> dict[int, dict[str, Any]]:
    """OpenAPI responses by status, with one example per code; an unknown code is a programming error."""
    responses: dict[int, dict[str, Any]] = {}
    for code in codes:
        problem = problem_types.BY_CODE[code]
        responses[problem.status] = _merged(responses.get(problem.status), _response_of(problem))
    return responses


def _response_of(problem: ProblemType) -> dict[str, Any]:
    example = {"summary": problem.title, "value": example_of(problem)}
    content = {"schema": {"$ref": "#/components/schemas/Problem"}, "examples": {problem.code: example}}
    described = {"description": HTTPStatus(problem.status).phrase, "content": {MEDIA_TYPE: content}}
    return described | ({"headers": _RETRY_AFTER} if problem.status in RETRY_STATUSES else {})


def _merged(first: dict[str, Any] | None, second: dict[str, Any]) -> dict[str, Any]:
    if first is not None:
        examples = {**first["content"][MEDIA_TYPE]["examples"], **second["content"][MEDIA_TYPE]["examples"]}
        second = {**second, "content": {MEDIA_TYPE: {**second["content"][MEDIA_TYPE], "examples": examples}}}
    return second


def example_of(problem: ProblemType) -> dict[str, Any]:
    """What an answer with this code looks like, for the documentation."""
    return {
        "type": problem.uri,
        "title": problem.title,
        "status": problem.status,
        "detail": problem.advice,
        "code": problem.code,
        "instance": "/api/v1/…",
        "request_id": "3f2a9c0d4b5e4f6a8b7c6d5e4f3a2b1c",
    }


def _refused(error: DriveSphereError) -> Response:
    """A refusal of ours, with everything that helps the client go on."""
    helpful = {
        "errors": _cut(error.errors),
        "alternatives": error.alternatives,
        "retry_after": error.retry_after,
        "links": error.links,
        "conflict": error.conflict,
    }
    if error.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        log.warning("answered %s %s", error.status, error.code, exc_info=error.__cause__)
    problem = problem_types.of_code(error.code)
    return _problem(problem, detail=error.detail, status=error.status, code=error.code, extra=helpful)


def _http_error(error: HTTPException) -> Response:
    """What werkzeug, Flask and webargs refuse."""
    problem = problem_types.of_status(error.code or HTTPStatus.INTERNAL_SERVER_ERROR)
    errors = _cut(flattened(getattr(error, "data", {}).get("messages", {})))
    detail = f"Not valid: {', '.join(errors)}." if errors else problem.advice
    response = _problem(problem, detail=detail, status=error.code, extra={"errors": errors})
    for name, value in error.get_headers():
        if name.lower() not in ("content-type", "content-length"):
            response.headers[name] = value
    return response


def _database_away(error: Exception) -> Response:
    """A plain read or write that found no database; inside transactions infra says `Unavailable` itself."""
    log.warning("database away: %s", type(error).__name__, exc_info=error)
    return _refused(
        Unavailable("The database did not answer. Try again in a moment.", retry_after=RETRY_AFTER_OUTAGE_SECONDS)
    )


def _unexpected(error: Exception) -> Response:
    """A fault of ours: the stack goes to the log, the client gets the id to quote."""
    log.error("unhandled %s", type(error).__name__, exc_info=error)
    return _problem(problem_types.INTERNAL, detail=problem_types.INTERNAL.advice)


def _problem(
    problem: ProblemType,
    *,
    detail: str,
    status: int | None = None,
    code: str | None = None,
    extra: Mapping[str, Any] | None = None,
) -> Response:
    """The answer; members of `extra` that are empty are left out."""
    body = {
        "type": problem.uri,
        "title": problem.title,
        "status": status or problem.status,
        "detail": detail,
        "code": code or problem.code,
        "instance": request.path,
        "request_id": trace.request_id.get(),
        **{name: value for name, value in (extra or {}).items() if value not in (None, {}, [])},
    }
    response = Response(current_app.json.dumps(body), status=body["status"], content_type=MEDIA_TYPE)
    if "retry_after" in body:
        response.headers["Retry-After"] = str(body["retry_after"])
    return response


def flattened(messages: Any) -> dict[str, list[str]]:
    """marshmallow's messages by dotted path: {"json": {"rows": {0: {"size": […]}}}} → rows.0.size."""
    for location in ("json", "query"):
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
