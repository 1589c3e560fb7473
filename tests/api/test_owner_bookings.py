"""An owner's bookings and calendar over HTTP: shapes, pages, refusals."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest

from tests.api.desk import Desk, Person


@pytest.fixture
def omar(desk: Desk) -> Person:
    return desk.sign_in("Omar", "owner")


def days(first: int, last: int) -> dict[str, str]:
    today = datetime.now(UTC).date()
    return {"from": str(today + timedelta(days=first)), "to": str(today + timedelta(days=last))}


def test_an_owner_lists_bookings_in_pages_and_opens_one(desk: Desk, omar: Person) -> None:
    ada, car = desk.sign_in("Ada"), desk.car(owner_id=omar.id)
    made = [ada.hold(car, day=day).json["id"] for day in (20, 10)]

    page = omar.get("/owner/bookings", page_size=1, sort="next")

    [first] = page.json
    assert (first["id"], first["client"]) == (made[1], {"name": "Ada", "email": None})
    assert json.loads(page.headers["X-Pagination"])["total"] == 2
    opened = omar.get(first["links"]["self"].removeprefix("/api/v1")).json
    assert opened == first | {"payments": [], "refunds": [], "server_time": opened["server_time"]}


def test_an_owner_asks_what_ends_between_two_instants(desk: Desk, omar: Person) -> None:
    ada, car = desk.sign_in("Ada"), desk.car(owner_id=omar.id)
    early, late = (ada.hold(car, day=day).json for day in (10, 20))

    found = {
        (since, until): [row["id"] for row in omar.get("/owner/bookings", ends_from=since, ends_to=until).json]
        for since, until in [(early["ends_at"], late["ends_at"]), (early["starts_at"], early["ends_at"])]
    }

    assert list(found.values()) == [[early["id"]], []]


def test_an_owner_finds_the_bookings_of_a_car_by_words_of_its_name(desk: Desk, omar: Person) -> None:
    ada, tesla, ford = (
        desk.sign_in("Ada"),
        desk.car(owner_id=omar.id, words=["tesla", "model"]),
        desk.car(owner_id=omar.id, words=["ford", "focus"]),
    )
    held, _ = (ada.hold(car).json["id"] for car in (ford, tesla))

    assert [row["id"] for row in omar.get("/owner/bookings", q="foc").json] == [held]
    assert omar.get("/owner/bookings", q="foc", listing=str(tesla)).json == []


def test_the_calendar_shows_a_hold_and_leads_to_it(desk: Desk, omar: Person) -> None:
    held = desk.sign_in("Ada").hold(desk.car(owner_id=omar.id)).json["id"]

    [row] = omar.get("/owner/calendar", **days(0, 30)).json

    [entry] = row["entries"]
    assert (entry["type"], entry["client"]) == ("hold", "Ada")
    assert omar.get(entry["links"]["self"].removeprefix("/api/v1")).json["id"] == held


@pytest.mark.parametrize(
    ("query", "field", "code"),
    [
        (days(0, 92), "to", "range_too_long"),
        (days(1, 0), "to", "validation"),
        ({"from": "2026-12-01"}, "to", "validation"),
        (days(0, 1) | {"kind": "events"}, "kind", "validation"),
        (days(0, 1) | {"from": "2026-12-01T00:00:00Z"}, "from", "validation"),
        (days(0, 1) | {"q": "x" * 65}, "q", "validation"),
    ],
)
def test_a_bad_look_at_the_calendar_is_refused_by_field(
    omar: Person, query: dict[str, str], field: str, code: str
) -> None:
    refused = omar.get("/owner/calendar", **query)

    assert (refused.status_code, refused.json["code"], list(refused.json["errors"])) == (422, code, [field])


@pytest.mark.parametrize("query", [{"sort": "dearest"}, {"status": "lost"}, {"listing": "7"}, {"from": "soon"}])
def test_a_bad_filter_of_bookings_is_refused_by_field(omar: Person, query: dict[str, str]) -> None:
    refused = omar.get("/owner/bookings", **query)

    assert (refused.status_code, list(refused.json["errors"])) == (422, list(query))
