"""What arrives in bodies and queries: one form of each value, and the declared 4xx for everything else."""

from __future__ import annotations

import contextlib
import json
from typing import Any

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from drivesphere.api import strict_json

ECHO, SEARCH = "/api/probe/echo", "/api/probe/search"
DEEP = b'{"name": ' + b"[" * 5_000 + b"]" * 5_000 + b"}"


def send(client: FlaskClient, body: bytes, content_type: str = "application/json") -> Any:
    return client.post(ECHO, data=body, content_type=content_type)


@pytest.mark.parametrize(
    ("body", "field"),
    [
        (b"{", "body"),
        (b"[]", "body"),
        (b'"text"', "body"),
        (b"null", "body"),
        (b'{"a": 1} {"b": 2}', "body"),
        (b'\xef\xbb\xbf{"name": "Ada"}', "body"),
        ('{"name": "Ada"}'.encode("utf-16"), "body"),
        (b'{"name": "\xff"}', "body"),
        (b'{"ratio": NaN}', "ratio"),
        (b'{"ratio": -Infinity}', "ratio"),
        (b'{"ratio": 1e999}', "ratio"),
        (b'{"count": 9223372036854775808}', "count"),
        (b'{"count": ' + b"9" * 5_000 + b"}", "count"),
        (b'{"count": 9007199254740992}', "count"),
        (b'{"count": 1, "count": 2}', "count"),
        (b'{"rows": [{"size": 1, "size": 1}]}', "rows.0.size"),
        (b'{"name": "\\ud800"}', "name"),
        (b'{"name": "a\\u0000b"}', "name"),
        (b'{"a\\u0000b": 1}', "a\\x00b"),
        (b'{"name": "a\x00b"}', "body"),
        (DEEP, "body"),
        (b'{"name": ' + b"[" * 21 + b"]" * 21 + b"}", "name"),
        (b"[" * 60_000, "body"),
    ],
)
def test_a_body_that_two_programs_could_read_differently_is_400_and_names_the_spot(
    probe: FlaskClient, body: bytes, field: str
) -> None:
    answer = send(probe, body)

    assert (answer.status_code, answer.json["code"]) == (400, "malformed")
    assert field.replace("\\x00", "\\u0000") in answer.json["errors"]


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"count": True}, "count"),
        ({"count": 1.0}, "count"),
        ({"count": "1"}, "count"),
        ({"count": 11}, "count"),
        ({"ratio": "0.5"}, "ratio"),
        ({"ratio": False}, "ratio"),
        ({"sure": "true"}, "sure"),
        ({"sure": 1}, "sure"),
        ({"name": 1}, "name"),
        ({"name": None}, "name"),
        ({"name": {"$ne": None}}, "name"),
        ({"name": "x" * 21}, "name"),
        ({"name": "line\nbreak"}, "name"),
        ({"name": "\u202eadA"}, "name"),
        ({"role": "admin"}, "role"),
        ({"$where": "1"}, "$where"),
        ({"rows": [{"size": 0}]}, "rows.0.size"),
        ({"rows": {"size": 1}}, "rows"),
        ({"car": "665f1c2a9d3e4b5a6c7d8e9"}, "car"),
        ({"car": {"$ne": None}}, "car"),
    ],
)
def test_a_value_of_another_type_is_422_and_names_the_field(
    probe: FlaskClient, body: dict[str, Any], field: str
) -> None:
    answer = probe.post(ECHO, json=body)

    assert (answer.status_code, answer.json["code"]) == (422, "validation")
    assert list(answer.json["errors"]) == [field]


@pytest.mark.parametrize(
    "text",
    [
        "2026-05-01T10:00:00",
        "2026-05-01",
        "20260501T100000Z",
        "2026-W01-1T10:00:00Z",
        "2026-05-01 10:00:00Z",
        "2026-05-01T24:00:00Z",
        "2026-06-30T23:59:60Z",
        "2026-02-29T10:00:00Z",
        "2026-05-01T10:00:00+02:00:30",
        "2026-05-01T10:00:00.1234567Z",
        "0001-01-01T00:00:00+14:00",
        "9999-12-31T23:59:59-12:00",
        "٢٠٢٦-05-01T10:00:00Z",
        1777629600,
    ],
)
def test_a_time_that_is_not_rfc_3339_with_an_offset_is_422(probe: FlaskClient, text: Any) -> None:
    answer = probe.post(ECHO, json={"at": text})

    assert (answer.status_code, list(answer.json["errors"])) == (422, ["at"])


def test_times_come_back_in_utc(probe: FlaskClient) -> None:
    answer = probe.post(ECHO, json={"at": "2026-05-01T10:00:00.25+02:00"})

    assert answer.json == {"at": "2026-05-01T08:00:00.250000Z"}


def test_text_is_stored_in_one_unicode_form(probe: FlaskClient) -> None:
    assert probe.post(ECHO, json={"name": "Zoe\u0308"}).json == {"name": "Zo\u00eb"}


@pytest.mark.parametrize("content_type", ["text/plain", "application/xml", "application/json; charset=utf-16", ""])
def test_a_body_that_does_not_call_itself_json_is_415(probe: FlaskClient, content_type: str) -> None:
    assert send(probe, b'{"name": "Ada"}', content_type).json["code"] == "unsupported_media_type"


def test_no_body_at_all_is_an_empty_object(probe: FlaskClient) -> None:
    assert probe.post(ECHO).status_code == 200


@pytest.mark.parametrize("path", [ECHO, "/api/probe/taken", "/api/nothing"])
def test_a_large_body_is_413_whether_or_not_a_view_reads_it(probe: FlaskClient, path: str) -> None:
    answer = probe.open(path, method="POST" if path == ECHO else "GET", data=b" " * 70_000)

    assert (answer.status_code, answer.json["code"]) == (413, "payload_too_large")


def test_an_answer_does_not_grow_with_the_nonsense_that_was_sent(probe: FlaskClient) -> None:
    answer = probe.post(ECHO, json={f"field-{number}-{'x' * 90}": 1 for number in range(400)})

    assert (answer.status_code, len(answer.json["errors"])) == (422, 20)
    assert len(answer.data) < 6_000


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("year_min=1_000", "year_min"),
        ("year_min=+5", "year_min"),
        ("year_min= 5", "year_min"),
        ("year_min=5.0", "year_min"),
        ("year_min=NaN", "year_min"),
        ("year_min=٣", "year_min"),
        ("year_min[$ne]=1", "year_min[$ne]"),
        ("page=0", "page"),
        ("page=1000000000", "page"),
        ("page_size=101", "page_size"),
        ("page=1&page=2", "page"),
        ("at=2026-05-01T10:00:00", "at"),
        ("extras=%00", "extras.0"),
        ("unknown=1", "unknown"),
    ],
)
def test_a_wrong_argument_is_422_and_names_the_argument(probe: FlaskClient, query: str, field: str) -> None:
    answer = probe.get(f"{SEARCH}?{query}")

    assert (answer.status_code, list(answer.json["errors"])) == (422, [field])


def test_pages_describe_themselves(probe: FlaskClient) -> None:
    answer = probe.get(f"{SEARCH}?page=2&page_size=20&extras=a&extras=b&year_min=2019")

    described = {"total": 45, "total_pages": 3, "first_page": 1, "last_page": 3, "page": 2}
    assert json.loads(answer.headers["X-Pagination"]) == described | {"next_page": 3, "previous_page": 1}


json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text(st.characters(codec="utf-8")),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("abc"), inner, max_size=3),
    max_leaves=12,
)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(st.dictionaries(st.text("abc"), json_values, max_size=4))
def test_plain_json_is_read_as_it_was_meant(value: dict[str, Any]) -> None:
    if "\\u0000" not in json.dumps(value):
        assert strict_json.parse(json.dumps(value).encode()) == value


@given(st.binary(max_size=60) | st.text('{}[]",:\\u0d8+-.eE19NaInfity \x00', max_size=60).map(str.encode))
def test_no_bytes_make_the_reader_fail_in_another_way(body: bytes) -> None:
    with contextlib.suppress(strict_json.NotJson):
        assert isinstance(strict_json.parse(body), dict)
