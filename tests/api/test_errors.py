"""One shape for every refusal and failure, and a documented meaning for every code."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from drivesphere.api import problem_types
from drivesphere.api.refusals import flattened
from drivesphere.domain import errors

PROBLEM = "application/problem+json"
MEMBERS = {"type", "title", "status", "detail", "code", "instance", "request_id"}


def test_a_refusal_is_a_problem_with_everything_that_helps(probe: FlaskClient) -> None:
    answer = probe.get("/api/probe/taken")

    assert (answer.status_code, answer.content_type) == (409, PROBLEM)
    assert set(answer.json) == MEMBERS | {"alternatives", "links"}
    assert answer.json["type"] == "/api/docs/errors#window_taken"
    assert answer.json["instance"] == "/api/probe/taken"
    assert answer.json["request_id"] == answer.headers["X-Request-ID"]


def test_a_busy_answer_says_when_to_come_back_in_header_and_body(probe: FlaskClient) -> None:
    answer = probe.get("/api/probe/busy")

    assert (answer.status_code, answer.headers["Retry-After"], answer.json["retry_after"]) == (423, "7", 7)


def test_a_rejection_names_its_field_and_its_own_code(probe: FlaskClient) -> None:
    answer = probe.get("/api/probe/rejected")

    assert (answer.status_code, answer.json["code"]) == (422, "too_soon")
    assert answer.json["errors"] == {"starts_at": ["Too soon."]}


def test_an_unexpected_error_tells_the_client_its_id_and_nothing_else(probe: FlaskClient) -> None:
    answer = probe.get("/api/probe/broken")

    assert (answer.status_code, answer.json["code"], set(answer.json)) == (500, "internal", MEMBERS)
    assert not any(leak in answer.text for leak in ("pymongo", "/srv", "Traceback", "KeyError"))


def test_an_outage_of_the_database_is_503_with_retry_after(probe: FlaskClient) -> None:
    answer = probe.get("/api/probe/outage")

    assert (answer.status_code, answer.json["code"], answer.headers["Retry-After"]) == (
        503,
        "unavailable",
        "1",
    )
    assert "10.0.0.1" not in answer.text


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", "/api/nothing", 404, "not_found"),
        ("POST", "/api/nothing", 404, "not_found"),
        ("GET", "/api/v1/bookings/not-an-id", 404, "not_found"),
        ("GET", "/api//health", 404, "not_found"),
        ("GET", "/api/health/", 404, "not_found"),
        ("DELETE", "/api/health", 405, "method_not_allowed"),
        ("TRACE", "/api/health", 405, "method_not_allowed"),
        ("POST", "/cars", 404, "not_found"),
    ],
)
def test_what_the_router_refuses_is_a_problem_too(
    client: FlaskClient, method: str, path: str, status: int, code: str
) -> None:
    answer = client.open(path, method=method)

    assert (answer.status_code, answer.content_type, answer.json["code"]) == (status, PROBLEM, code)


def test_a_wrong_method_lists_the_right_ones(client: FlaskClient) -> None:
    assert "GET" in client.delete("/api/health").headers["Allow"]


def test_a_foreign_host_name_is_refused(client: FlaskClient) -> None:
    answer = client.get("/api/health", headers={"Host": "evil.example"})

    assert (answer.status_code, answer.content_type) == (400, PROBLEM)


def test_nested_messages_become_dotted_paths() -> None:
    messages = {"json": {"rows": {0: {"size": ["Too small."]}}, "query": ["Unknown field."]}}

    assert flattened(messages) == {"rows.0.size": ["Too small."], "query": ["Unknown field."]}


def test_every_code_that_the_program_can_raise_is_explained(client: FlaskClient) -> None:
    page = client.get("/api/docs/errors").text

    codes = set(_codes_of_the_tree(errors.DriveSphereError)) | set(_codes_in_the_sources())
    assert codes - set(problem_types.BY_CODE) == set()
    assert all(f'id="{code}"' in page for code in codes)


def test_every_family_has_the_status_that_its_codes_are_documented_with() -> None:
    for family in _families(errors.DriveSphereError):
        assert problem_types.of_code(family.code).status == family.status


def test_an_operation_shows_an_example_of_each_error_it_declares(probe_app: Flask) -> None:
    spec = probe_app.test_client().get("/api/openapi.json").json

    declared = spec["paths"]["/api/probe/rejected"]["get"]["responses"]["422"]["content"][PROBLEM]
    assert set(declared["examples"]) == {"validation", "too_soon"}
    assert declared["schema"] == {"$ref": "#/components/schemas/Problem"}


def _families(root: type[errors.DriveSphereError]) -> Iterator[type[errors.DriveSphereError]]:
    yield root
    for family in root.__subclasses__():
        yield from _families(family)


def _codes_of_the_tree(root: type[errors.DriveSphereError]) -> Iterator[str]:
    return (family.code for family in _families(root))


def _codes_in_the_sources() -> Iterator[str]:
    """Every `code="..."` in a call; the sandbox speaks Stripe's codes, not ours."""
    for path in Path("drivesphere").rglob("*.py"):
        if "embedded" not in path.parts:
            yield from _codes_in(ast.parse(path.read_text()))


def _codes_in(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.keyword) and node.arg == "code" and isinstance(node.value, ast.Constant):
            yield node.value.value
