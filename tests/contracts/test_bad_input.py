"""Whatever is sent, each service answers in its own words, with the status of the contract, and never with a 500."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from drivesphere.app import create_app
from drivesphere.config import Settings
from drivesphere.embedded.mongod import Mongod
from drivesphere.infra import mongo
from drivesphere.models import booking, listing
from tests.contracts.conftest import Partner
from tests.contracts.test_reservations import NEEDED
from tests.contracts.test_time_slots import slot

SLOTS, RESERVE, EVENTS, TICKETS = "/api/bookings", "/api/bookings/reserve", "/api/events", "/bookings"
ID = "665f1c2a9d3e4b5a6c7d8e9f"
SALE = {"eventId": ID, "sectionId": ID, "qty": 1, "userId": "ada"}
SECTION = {"name": "Stalls", "price": 1, "capacity": 1}
CONCERT = {"name": "Concert", "sections": [SECTION]}
LECTURE = {"name": "Lecture", "total_seats": 1}


def is_time_slot_refusal(body: dict[str, Any]) -> bool:
    return {"error", "code"} <= set(body) <= {"error", "code", "errors", "conflict", "retryAfter"}


def is_reservation_refusal(body: dict[str, Any]) -> bool:
    return set(body) == {"error"} and bool(body["error"])


def is_ticket_refusal(body: dict[str, Any]) -> bool:
    return set(body) == {"success", "error", "code"} and body["success"] is False


SHAPES: dict[str, Callable[[dict[str, Any]], bool]] = {
    SLOTS: is_time_slot_refusal,
    RESERVE: is_reservation_refusal,
    EVENTS: is_ticket_refusal,
    TICKETS: is_ticket_refusal,
}

UNREADABLE: dict[str, bytes] = {
    "no JSON": b"{",
    "NaN": b'{"qty": NaN}',
    "a number without end": b'{"qty": 1e999}',
    "beyond 2^53": b'{"qty": 9007199254740993}',
    "a field twice": b'{"title": "a", "title": "b"}',
    "a list": b"[]",
    "text": b'"ada"',
    "null": b"null",
    "half a surrogate": b'{"title": "\\ud800"}',
    "NUL": b'{"userId": "\\u0000"}',
    "no UTF-8": b"\xff\xfe",
    "a byte order mark": b"\xef\xbb\xbf{}",
    "too deep": b'{"title": ' + b"[" * 60 + b"]" * 60 + b"}",
}

WRONG: dict[str, dict[str, list[Any]]] = {
    SLOTS: {
        "title": ["", None, 7, "x" * 201, "a\u0007b", ["Stand-up"]],
        "startTime": [
            "",
            None,
            "tomorrow",
            "2099-12-04T10:00:00",
            "2099-12-04",
            0,
            "2099-02-30T10:00:00Z",
            "9999-12-04T10:00:00Z",
        ],
        "endTime": ["", None, "2001-01-01T00:00:00Z", slot()["startTime"], True],
        "resourceId": ["", None, 7, "x" * 65, "a\nb", {"$ne": None}],
        "userId": ["", 7, "x" * 129, {"$gt": ""}],
        "extra": [1],
    },
    RESERVE: {
        "event_id": [True, 1.5, [], {"$gt": 0}],
        "user_id": [True, 1.5, [], {"$ne": None}, "x" * 129, "a\nb"],
        "extra": [1],
    },
    TICKETS: {
        "eventId": [None, 7, {"$ne": None}],
        "sectionId": [None, 7, []],
        "qty": [0, -1, 1.5, 1.0, "1", None, True, 10**15],
        "userId": ["", None, 7, "x" * 129],
        "extra": [1],
    },
    EVENTS: {
        "name": ["", None, 7, "x" * 201],
        "sections": [None, [], {}, [7], [{}], [SECTION] * 101],
        "total_seats": [1],
        "extra": [1],
    },
}
GOOD: dict[str, dict[str, Any]] = {
    SLOTS: slot(),
    RESERVE: {"event_id": 1, "user_id": "ada"},
    TICKETS: SALE,
    EVENTS: CONCERT,
}
TABLE = [(path, field, value) for path, fields in WRONG.items() for field, values in fields.items() for value in values]


@pytest.mark.parametrize("path", SHAPES)
@pytest.mark.parametrize("body", UNREADABLE.values(), ids=UNREADABLE)
def test_a_body_that_cannot_be_read_is_400(partner: Partner, path: str, body: bytes) -> None:
    answer = partner.raw(path, body)

    assert answer.status_code == 400
    assert SHAPES[path](answer.json)


@pytest.mark.parametrize("path", SHAPES)
def test_a_body_that_is_no_json_or_too_large_is_refused_as_such(partner: Partner, path: str) -> None:
    plain, large = partner.raw(path, b"title=a", "text/plain"), partner.raw(path, b" " * 70_000)

    assert (plain.status_code, large.status_code) == (415, 413)
    assert SHAPES[path](plain.json)
    assert SHAPES[path](large.json)


@pytest.mark.parametrize(("path", "field", "value"), TABLE, ids=lambda value: str(value)[:40])
def test_a_field_that_is_wrong_is_400_and_named(partner: Partner, path: str, field: str, value: Any) -> None:
    answer = partner.post(path, GOOD[path] | {field: value})

    assert answer.status_code == 400, answer.json
    assert SHAPES[path](answer.json)
    assert field in json.dumps(answer.json) or field in ("total_seats",)
    assert booking.collection().count_documents({}) == 0
    assert listing.collection().count_documents({}) == 0


@pytest.mark.parametrize("path", [SLOTS, TICKETS, EVENTS])
def test_a_field_that_is_missing_is_400_and_named(partner: Partner, path: str) -> None:
    needed = [name for name in GOOD[path] if name not in ("resourceId", "userId") or path == TICKETS]

    for name in needed:
        answer = partner.post(path, {field: value for field, value in GOOD[path].items() if field != name})
        assert (answer.status_code, name in answer.json["error"] + str(answer.json)) == (400, True), name


@pytest.mark.parametrize("seats", [0, -1, 1.5, "1", None, True, 10**9])
def test_an_event_of_the_reservation_service_is_refused_in_its_words(partner: Partner, seats: Any) -> None:
    answer = partner.post(EVENTS, LECTURE | {"total_seats": seats})

    assert answer.status_code == 400
    assert is_reservation_refusal(answer.json)


@pytest.mark.parametrize("price", [-1, 0.001, 49.999, 1_000_001, "1", None, True, [], 0.1 + 0.2])
def test_a_price_that_is_none_is_refused(partner: Partner, price: Any) -> None:
    answer = partner.post(EVENTS, {"name": "Concert", "sections": [SECTION | {"price": price}]})

    assert (answer.status_code, is_ticket_refusal(answer.json)) == (400, True)
    assert "sections.0.price" in answer.json["error"]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"startTime": "2001-01-01T10:00:00Z", "endTime": "2001-01-01T10:30:00Z"}, "startTime"),
        ({"endTime": slot(50)["endTime"]}, "endTime"),
        ({"startTime": slot()["endTime"], "endTime": slot()["startTime"]}, "endTime"),
    ],
)
def test_a_window_that_breaks_a_rule_is_400_with_its_field_and_opens_no_resource(
    partner: Partner, change: dict[str, str], field: str
) -> None:
    answer = partner.post(SLOTS, slot() | change)

    assert (answer.status_code, list(answer.json["errors"])) == (400, [field])
    assert listing.collection().count_documents({}) == 0


@pytest.mark.parametrize("path", ["/api/bookings", "/api/events", "/bookings", "/api/audit"])
@pytest.mark.parametrize("query", ["limit=0", "limit=x", "limit=100000", "limit=1&limit=2", "nonsense=1"])
def test_a_query_that_is_wrong_is_400(partner: Partner, path: str, query: str) -> None:
    answer = partner.send("GET", f"{path}?{query}")

    assert (answer.status_code, answer.mimetype) == (400, "application/json")
    assert "error" in answer.json


@pytest.mark.parametrize(
    ("path", "shape"),
    [
        (f"{SLOTS}/no-id", is_time_slot_refusal),
        (f"{SLOTS}/{ID}", is_time_slot_refusal),
        (f"{EVENTS}/no-id", is_ticket_refusal),
        (f"{EVENTS}/{ID}", is_ticket_refusal),
        (f"{EVENTS}/77", is_reservation_refusal),
        (f"{EVENTS}/0", is_ticket_refusal),
    ],
)
def test_an_id_that_is_none_or_nobodys_is_404(
    partner: Partner, path: str, shape: Callable[[dict[str, Any]], bool]
) -> None:
    answer = partner.get(path)

    assert (answer.status_code, shape(answer.json)) == (404, True)


@pytest.mark.parametrize("key", ["", "x" * 256, "ünïcödé"])
def test_an_odd_idempotency_key_is_400(partner: Partner, key: str) -> None:
    answer = partner.post(SLOTS, slot(), Idempotency_Key=key)

    assert (answer.status_code, list(answer.json["errors"])) == (400, ["Idempotency-Key"])


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=10), inner, max_size=3),
    max_leaves=6,
)


@pytest.mark.parametrize("path", SHAPES)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_body_gets_a_500(partner: Partner, path: str, data: st.DataObject) -> None:
    changes = data.draw(st.dictionaries(st.sampled_from([*GOOD[path], "extra"]), anything, min_size=1, max_size=3))

    answer = partner.raw(path, json.dumps(GOOD[path] | changes).encode())

    assert answer.status_code in (201, 400, 404, 409)
    assert answer.status_code == 201 or "error" in answer.json


def test_without_the_database_each_service_says_503_in_its_words(open_settings: Settings, own_mongod: Mongod) -> None:
    own_mongod.start()
    app = create_app(replace(open_settings, mongo_url=own_mongod.url("drivesphere")))
    own_mongod.kill()
    try:
        answers = {path: Partner(app).post(path, GOOD[path]) for path in SHAPES}
    finally:
        mongo.connect(open_settings)

    for path, answer in answers.items():
        assert (answer.status_code, answer.headers["Retry-After"]) == (503, "1"), path
        assert SHAPES[path](answer.json), path


def test_the_first_thing_that_is_missing_is_what_the_contract_asks_for(partner: Partner) -> None:
    assert partner.post(RESERVE, {"extra": 1}).json == NEEDED
