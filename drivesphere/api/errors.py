"""Every refusal and failure in one shape: `application/problem+json` (RFC 9457) with a stable `code`."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from http import HTTPStatus
from typing import Any, TypeVar

from flask import Flask, Response, current_app, request

from drivesphere.api import problem_types, refusals
from drivesphere.api.problem_types import ProblemType
from drivesphere.api.refusals import Refusal
from drivesphere.domain import trace
from drivesphere.domain.errors import DriveSphereError

View = TypeVar("View", bound=Callable[..., Any])

MEDIA_TYPE = "application/problem+json"
RETRY_STATUSES = (409, 423, 429, 503)
"""Statuses whose answers may tell when to come back."""
HELPFUL = ("errors", "alternatives", "retry_after", "links", "conflict", "in_the_way")
"""Members that only some problems have."""

RETRY_AFTER = {"Retry-After": {"description": "Seconds to wait.", "schema": {"type": "integer"}}}


def init_app(app: Flask) -> None:
    """Render what no blueprint of its own has words for."""
    refusals.catch(app, lambda error: _problem(refusals.of(error)))


def declares(*errors: type[DriveSphereError] | str) -> Callable[[View], View]:
    """State which errors a view answers with, by class or code; its OpenAPI operation has an example of each.

    A class stands for its own code: `declares(WindowTaken, Rejected, "too_soon", "window_too_long")`.
    """
    responses = _documented(codes(errors))

    def attach(view: View) -> View:
        apidoc = view.__dict__.setdefault("_apidoc", {})
        known = apidoc.setdefault("manual_doc", {}).setdefault("responses", {})
        for status, response in responses.items():
            known[status] = _merged(known.get(status), response)
        return view

    return attach


def codes(errors: Iterable[type[DriveSphereError] | str]) -> list[str]:
    """What `errors` are called on the wire."""
    return [error if isinstance(error, str) else error.code for error in errors]


def _documented(wanted: Iterable[str]) -> dict[int, dict[str, Any]]:
    """OpenAPI responses by status, with one example per code; an unknown code is a programming error."""
    responses: dict[int, dict[str, Any]] = {}
    for code in wanted:
        problem = problem_types.BY_CODE[code]
        responses[problem.status] = _merged(responses.get(problem.status), _response_of(problem))
    return responses


def _response_of(problem: ProblemType) -> dict[str, Any]:
    example = {"summary": problem.title, "value": example_of(problem)}
    content = {"schema": {"$ref": "#/components/schemas/Problem"}, "examples": {problem.code: example}}
    described = {"description": HTTPStatus(problem.status).phrase, "content": {MEDIA_TYPE: content}}
    return described | ({"headers": RETRY_AFTER} if problem.status in RETRY_STATUSES else {})


def _merged(first: dict[str, Any] | None, second: dict[str, Any]) -> dict[str, Any]:
    if first is not None:
        examples = {**first["content"][MEDIA_TYPE]["examples"], **second["content"][MEDIA_TYPE]["examples"]}
        second = {**second, "content": {MEDIA_TYPE: {**second["content"][MEDIA_TYPE], "examples": examples}}}
    return second


def example_of(problem: ProblemType) -> dict[str, Any]:
    """What an answer with this code looks like, for the documentation."""
    return _members(Refusal.example(problem), "/api/v1/…", "3f2a9c0d4b5e4f6a8b7c6d5e4f3a2b1c")


def _problem(refusal: Refusal) -> Response:
    """The answer; members that would be empty are left out."""
    helpful = {name: getattr(refusal, name) for name in HELPFUL}
    body = _members(refusal, request.path, trace.request_id.get())
    body |= {name: value for name, value in helpful.items() if value not in (None, {}, [], ())}
    return answered(refusal, body, MEDIA_TYPE)


def _members(refusal: Refusal, instance: str, request_id: str) -> dict[str, Any]:
    """What every problem says."""
    return {
        "type": refusal.problem.uri,
        "title": refusal.problem.title,
        "status": refusal.status,
        "detail": refusal.detail,
        "code": refusal.code,
        "instance": instance,
        "request_id": request_id,
    }


def answered(refusal: Refusal, body: dict[str, Any], content_type: str) -> Response:
    """The answer with `body` and what a refusal says in headers."""
    response = Response(current_app.json.dumps(body), status=refusal.status, content_type=content_type)
    response.headers.update(refusal.headers)
    if refusal.retry_after is not None:
        response.headers["Retry-After"] = str(refusal.retry_after)
    return response
