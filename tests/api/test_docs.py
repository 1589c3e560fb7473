"""The OpenAPI document and the routes are the same thing, said twice."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from drivesphere.api.booking_shapes import KINDS, BookingSchema, example_of
from drivesphere.api.docs import _marked
from drivesphere.domain.kind import Kind

CLIENT = Path(__file__).parents[2] / "client"
PARTNERS_AT_THE_ROOT = ("/bookings", "/health", "/metrics")
METHODS = {"GET", "POST", "PUT", "PATCH", "DELETE"}
DOCUMENTED = (
    "/api/v1/",
    "/api/health",
    "/api/bookings",
    "/api/events",
    "/api/audit",
    "/api/concurrency-test",
    *PARTNERS_AT_THE_ROOT,
)


@pytest.fixture(scope="module")
def document(app: Flask) -> dict[str, Any]:
    return app.test_client().get("/api/openapi.json").json


def operations(document: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for path, item in document["paths"].items():
        yield from ((f"{m.upper()} {path}", item[m]) for m in item if m.upper() in METHODS)


def is_for_partners(operation: dict[str, Any]) -> bool:
    return {"apiKey": []} in operation.get("security", [])


def test_the_client_is_generated_from_this_document(document: dict[str, Any]) -> None:
    snapshot = json.loads((CLIENT / "openapi.json").read_text())

    assert snapshot == document, "run `npm run api:gen` in client/ while `make up` runs"


def test_every_route_is_documented_and_every_documented_route_exists(app: Flask, document: dict[str, Any]) -> None:
    rules = [rule for rule in app.url_map.iter_rules() if rule.rule.startswith(DOCUMENTED)]
    routed = {f"{m} {_as_openapi(rule.rule)}" for rule in rules for m in METHODS & (rule.methods or set())}

    assert routed == {name for name, _ in operations(document)}


def test_every_operation_says_what_it_does_and_has_a_unique_name(document: dict[str, Any]) -> None:
    for name, operation in operations(document):
        assert operation.get("summary"), name
        assert operation.get("tags"), name
    names = [operation.get("operationId") for _, operation in operations(document)]
    assert all(names)
    assert len(set(names)) == len(names)


def test_every_operation_shows_an_example_of_its_success_and_of_its_body(document: dict[str, Any]) -> None:
    for name, operation in operations(document):
        success = [r for status, r in operation["responses"].items() if status.startswith("2")]
        assert len(success) == 1, name
        contents = [success[0].get("content", {}), operation.get("requestBody", {}).get("content", {})]
        for content in contents:
            assert all("example" in media or "examples" in media for media in content.values()), name


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_every_example_of_a_booking_has_all_that_a_booking_has(kind: Kind) -> None:
    example = example_of(kind)

    loaded = BookingSchema().load(example)

    assert loaded["listing"].keys() == example["listing"].keys()


def test_every_operation_declares_errors_as_problems(document: dict[str, Any]) -> None:
    for name, operation in operations(document):
        if is_for_partners(operation):
            continue
        failed = {s: r for s, r in operation["responses"].items() if s.startswith(("4", "5"))}
        assert failed, name
        for response in failed.values():
            content = _resolved(document, response)["content"]
            assert "application/problem+json" in content or operation["tags"] == ["health"], name


def test_what_partners_use_declares_its_key_and_errors_of_its_own_shape(document: dict[str, Any]) -> None:
    found = {name: operation for name, operation in operations(document) if is_for_partners(operation)}

    assert len(found) == 13
    for name, operation in found.items():
        failed = {s: r for s, r in operation["responses"].items() if s >= "4"}
        assert {"401", "403", "429", "503"} <= set(failed), name
        for response in failed.values():
            media = response["content"]["application/json"]
            assert media["examples"], name
            assert "Problem" not in json.dumps(media["schema"]), name


def test_a_route_with_an_id_or_a_body_declares_what_that_can_cost(document: dict[str, Any]) -> None:
    for name, operation in operations(document):
        if "requestBody" in operation:
            own = set() if is_for_partners(operation) else {"422"}
            assert {"400", "413", "415"} | own <= set(operation["responses"]), name
        if "{" in name:
            assert "404" in operation["responses"], name


def test_every_reference_leads_somewhere_and_names_are_clean(document: dict[str, Any]) -> None:
    for reference in re.findall(r'"\$ref": "([^"]+)"', json.dumps(document)):
        assert _followed(document, reference)
    for schema in document["components"]["schemas"]:
        assert re.fullmatch(r"[A-Z][A-Za-z]+", schema)
        assert not schema.endswith("Schema")


def test_the_document_speaks_3_1(document: dict[str, Any]) -> None:
    text = json.dumps(document)

    assert document["openapi"] == "3.1.0"
    assert '"nullable"' not in text
    assert document["components"]["securitySchemes"]["bearer"]["scheme"] == "bearer"
    assert document["servers"] == [{"url": "/", "description": "This installation"}]


def test_shared_shapes_have_their_types(document: dict[str, Any]) -> None:
    schemas = document["components"]["schemas"]

    assert schemas["OfferedListing"]["properties"]["id"] == {"type": "string", "pattern": "^[0-9a-f]{24}$"}
    assert schemas["Alternative"]["properties"]["starts_at"]["format"] == "date-time"
    assert set(schemas["Problem"]["required"]) >= {"type", "title", "status", "detail", "code", "request_id"}


def test_a_view_with_a_key_documents_the_header_beside_its_other_parameters(probe_app: Flask) -> None:
    paths = probe_app.test_client().get("/api/openapi.json").json["paths"]

    parameters = paths["/api/probe/cars/{car_id}"]["post"]["parameters"]
    assert [p["name"] for p in parameters] == ["Idempotency-Key"]
    assert "X-Pagination" in paths["/api/probe/search"]["get"]["responses"]["200"]["headers"]


def test_the_document_is_sent_once_to_a_reader_who_has_it(client: FlaskClient) -> None:
    tag = client.get("/api/openapi.json").headers["ETag"]

    assert client.get("/api/openapi.json", headers={"If-None-Match": tag}).status_code == 304


def test_the_docs_page_runs_on_our_own_assets_alone(client: FlaskClient) -> None:
    page = client.get("/api/docs").text

    for asset in re.findall(r'(?:src|href)="([^"]+)"', page):
        assert asset.startswith("/api/")
        assert client.get(asset).status_code == 200
    assert not re.search(r"<script>|<style>| on\w+=| style=", page)


def test_the_page_of_error_codes_sets_words_in_backticks_as_code(client: FlaskClient) -> None:
    page = client.get("/api/docs/errors").text

    assert "<code>Idempotency-Key</code>" in page
    assert not re.search(r"&lt;/?code&gt;|`", page)


def test_advice_is_escaped_before_it_is_marked_up() -> None:
    assert _marked("1 < 2, say `<b>`") == "1 &lt; 2, say <code>&lt;b&gt;</code>"


def test_the_page_of_error_codes_follows_the_readers_colours_and_width(client: FlaskClient) -> None:
    style = client.get("/api/docs/assets/docs.css").text

    assert "prefers-color-scheme: dark" in style
    assert "overflow-wrap: anywhere" in style


@pytest.mark.parametrize("name", ["swagger-editor-bundle.js", "..%2fdocs.py", "../docs.py", "%2e%2e/docs.py", ""])
def test_no_other_file_is_served(client: FlaskClient, name: str) -> None:
    assert client.get(f"/api/docs/assets/{name}").status_code == 404


def _as_openapi(rule: str) -> str:
    return re.sub(r"<(?:[a-z]+:)?([a-z_]+)>", r"{\1}", rule)


def _resolved(document: dict[str, Any], response: dict[str, Any]) -> dict[str, Any]:
    return _followed(document, response["$ref"]) if "$ref" in response else response


def _followed(document: dict[str, Any], reference: str) -> Any:
    place: Any = document
    for step in reference.removeprefix("#/").split("/"):
        place = place[step]
    return place


def test_json_is_the_first_form_of_whatever_has_several(document: dict[str, Any]) -> None:
    answers = [a for _, op in operations(document) for a in op["responses"].values() if len(a.get("content", {})) > 1]

    assert answers
    assert {next(iter(answer["content"])) for answer in answers} == {"application/json"}
