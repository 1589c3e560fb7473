"""The If-Match header of edits, and the ETag of what can be edited."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient

NOTE = f"/api/probe/notes/{'0' * 24}"


def edit(client: FlaskClient, tag: str | None, **body: Any) -> Any:
    headers = {} if tag is None else {"If-Match": tag}
    return client.patch(NOTE, json=body, headers=headers)


@pytest.mark.parametrize("tag", ['"7"', ' "7" ', 'W/"7"'])
def test_the_view_gets_the_version_and_answers_with_the_next_tag(probe: FlaskClient, tag: str) -> None:
    answer = edit(probe, tag, name="Ada")

    assert (answer.status_code, answer.json["count"], answer.headers["ETag"]) == (200, 7, '"8"')


def test_without_the_header_it_is_428_and_names_it(probe: FlaskClient) -> None:
    answer = edit(probe, None)

    assert (answer.status_code, answer.json["code"]) == (428, "precondition_required")
    assert list(answer.json["errors"]) == ["If-Match"]


@pytest.mark.parametrize("tag", ["", "*", "7", '"seven"', '"7", "8"', '"-1"', '"07"', '"\u0667"', f'"{10**10}"', '"7'])
def test_what_is_not_one_version_is_400_and_names_the_header(probe: FlaskClient, tag: str) -> None:
    answer = edit(probe, tag)

    assert (answer.status_code, answer.json["code"], list(answer.json["errors"])) == (400, "malformed", ["If-Match"])


def test_the_header_and_its_refusals_are_documented(probe: FlaskClient) -> None:
    operation = probe.get("/api/openapi.json").json["paths"]["/api/probe/notes/{note_id}"]["patch"]

    [header] = [parameter for parameter in operation["parameters"] if parameter["in"] == "header"]
    assert (header["name"], header["required"]) == ("If-Match", True)
    assert {"400", "412", "428"} <= operation["responses"].keys()
    assert "ETag" in operation["responses"]["200"]["headers"]
