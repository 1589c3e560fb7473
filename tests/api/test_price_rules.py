"""Price rules over HTTP: read, replaced, tried, refused by field; what clients are quoted by them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from bson import ObjectId
from werkzeug.test import TestResponse

from drivesphere.domain.pricing import recomputed
from drivesphere.models import audit_entry, listing
from tests.api.desk import Desk, Person, wanted

EVERY_DAY = {"id": "all", "rule": "weekday", "name": "plain", "weekdays": [0, 1, 2, 3, 4, 5, 6], "amount": 15_000}
WEEK = {"id": "week", "rule": "length", "name": "A week", "at_least": 7, "basis_points": 2_000}


@pytest.fixture
def omar(desk: Desk) -> Person:
    return desk.sign_in("Omar", "owner")


def path(thing: ObjectId) -> str:
    return f"/owner/listings/{thing}/price-rules"


def put(owner: Person, thing: ObjectId, rules: Any, if_match: str | None = '"1"') -> TestResponse:
    headers = {"Authorization": f"Bearer {owner.token}"} | ({"If-Match": if_match} if if_match else {})
    return owner.app.test_client().put(f"/api/v1{path(thing)}", json={"rules": rules}, headers=headers)


def stored(thing: ObjectId) -> dict[str, Any]:
    found = listing.collection().find_one({"_id": thing})
    assert found is not None
    return found


def test_a_car_without_rules_of_its_own_shows_the_usual_ones_and_its_version(desk: Desk, omar: Person) -> None:
    shown = omar.get(path(desk.car(owner_id=omar.id)))

    assert shown.headers["ETag"] == '"1"'
    assert (shown.json["unit"], shown.json["base"]) == ("day", {"amount": 10_000, "currency": "USD"})
    assert [(rule["at_least"], rule["basis_points"]) for rule in shown.json["rules"]] == [(7, 1_000), (28, 2_000)]


def test_stated_rules_take_the_place_of_all_others_and_raise_the_version(desk: Desk, omar: Person) -> None:
    car = desk.car(owner_id=omar.id)

    answer = put(omar, car, [EVERY_DAY, WEEK])

    assert (answer.status_code, answer.headers["ETag"], answer.json["rules"]) == (200, '"2"', [EVERY_DAY, WEEK])
    assert omar.get(path(car)).json == answer.json
    entry = audit_entry.collection().find_one({"action": "state_price_rules"})
    assert entry is not None
    assert (entry["actor"], entry["details"]["listing_id"]) == (f"owner:{omar.id}", str(car))


def test_a_rule_without_an_id_is_given_one(desk: Desk, omar: Person) -> None:
    nameless = [{"rule": "weekday", "weekdays": [number], "amount": 1} for number in range(2)]

    one, other = put(omar, desk.car(owner_id=omar.id), nameless).json["rules"]

    assert one["id"] != other["id"]
    assert all(len(rule["id"]) == 8 for rule in (one, other))


def test_clients_are_quoted_and_charged_by_the_rules_and_found_by_the_daily_rate(desk: Desk, omar: Person) -> None:
    car, ada = desk.car(owner_id=omar.id), desk.sign_in()
    assert ada.get("/cars", **wanted(days=7)).json[0]["quote"]["lines"][0]["amount"]["amount"] == 70_000

    put(omar, car, [EVERY_DAY, WEEK])

    [found] = ada.get("/cars", price_max=10_000, **wanted(days=7)).json
    quoted = ada.get(f"/cars/{car}/quote", **wanted(days=7)).json
    held = ada.hold(car, days=7).json
    assert [(line["label"], line["amount"]["amount"]) for line in quoted["lines"][:2]] == [
        ("7 plain days at $150.00", 105_000),
        ("A week", -21_000),
    ]
    assert found["quote"]["total"] == quoted["total"] == held["quote"]["total"]


def test_a_booking_keeps_its_quote_and_can_make_it_again_when_the_rules_change(desk: Desk, omar: Person) -> None:
    car, ada = desk.car(owner_id=omar.id), desk.sign_in()
    put(omar, car, [EVERY_DAY])
    held = ada.hold(car).json

    put(omar, car, [EVERY_DAY | {"amount": 1}], '"2"')

    kept = desk.booking(ObjectId(held["id"]))["quote"]
    assert ada.get(f"/bookings/{held['id']}").json["quote"] == held["quote"]
    assert recomputed(kept) == kept == held["quote"]


def test_slots_show_what_they_cost_on_their_date(desk: Desk, omar: Person) -> None:
    room, ada = desk.room(owner_id=omar.id, time_zone="UTC"), desk.sign_in()
    day = (datetime.now(UTC) + timedelta(days=10)).date().isoformat()

    put(omar, room, [{"id": "fair", "rule": "date", "name": "fair", "date": day, "amount": 2_500}])

    slots = ada.get(f"/time-slots/{room}/availability", date=day).json["slots"]
    held = ada.post(f"/time-slots/{room}/bookings", wanted(days=1)).json
    assert {slot["price"]["amount"] for slot in slots} == {2_500}
    assert [line["label"] for line in held["quote"]["lines"]] == [
        "24 fair slots of 30 minutes at $25.00",
        "24 slots of 30 minutes at $10.00",
    ]


def test_a_preview_tries_rules_without_writing_them(desk: Desk, omar: Person) -> None:
    car = desk.car(owner_id=omar.id)
    before = stored(car)

    tried = omar.post(f"/owner/listings/{car}/price-preview", wanted(days=2) | {"rules": [EVERY_DAY]})
    now = omar.post(f"/owner/listings/{car}/price-preview", wanted(days=2))

    assert [line["amount"]["amount"] for line in (tried.json["lines"][0], now.json["lines"][0])] == [30_000, 20_000]
    assert stored(car) == before


def test_a_preview_of_a_window_that_could_not_be_booked_is_refused(desk: Desk, omar: Person) -> None:
    car, room = desk.car(owner_id=omar.id), desk.room(owner_id=omar.id)
    beside_the_grid = {"starts_at": "2026-12-04T10:07:00Z", "ends_at": "2026-12-04T10:37:00Z"}

    refused = [
        omar.post(f"/owner/listings/{car}/price-preview", wanted(days=91)),
        omar.post(f"/owner/listings/{car}/price-preview", wanted(days=-1)),
        omar.post(f"/owner/listings/{room}/price-preview", beside_the_grid),
    ]

    assert [answer.json["code"] for answer in refused] == ["window_too_long", "validation", "off_grid"]


@pytest.mark.parametrize(
    ("rules", "field"),
    [
        ([EVERY_DAY, EVERY_DAY | {"id": "again"}], "rules.1.weekdays"),
        ([EVERY_DAY, WEEK | {"weekdays": [1]}], "rules.1.weekdays"),
        ([EVERY_DAY | {"weekdays": [7]}], "rules.0.weekdays.0"),
        ([EVERY_DAY | {"amount": -1}], "rules.0.amount"),
        ([EVERY_DAY | {"amount": 1.5}], "rules.0.amount"),
        ([EVERY_DAY | {"rule": "moon"}], "rules.0.rule"),
        ([EVERY_DAY | {"id": "Übel"}], "rules.0.id"),
        ([EVERY_DAY | {"phase": "full"}], "rules.0.phase"),
        ([{"rule": "season", "from": "02-30", "to": "03-01", "amount": 1}], "rules.0.from"),
        ([{"rule": "date", "date": "yesterday", "amount": 1}], "rules.0.date"),
        ([WEEK | {"at_least": 1}], "rules.0.at_least"),
        ([EVERY_DAY] * 101, "rules"),
        ("all of them", "rules"),
    ],
)
def test_rules_that_make_no_sense_are_named_and_nothing_is_written(
    desk: Desk, omar: Person, rules: Any, field: str
) -> None:
    car = desk.car(owner_id=omar.id)
    before = stored(car)

    answer = put(omar, car, rules)

    assert (answer.status_code, list(answer.json["errors"])) == (422, [field]), answer.json
    assert stored(car) == before


def test_an_edit_says_for_which_version_it_is(desk: Desk, omar: Person) -> None:
    car = desk.car(owner_id=omar.id)

    answers = [put(omar, car, [EVERY_DAY], tag).status_code for tag in (None, '"2"', '"1"', '"1"')]

    assert answers == [428, 412, 200, 412]


def test_events_have_prices_of_their_sections_and_no_rules(desk: Desk, omar: Person) -> None:
    assert omar.get(path(desk.event(owner_id=omar.id))).status_code == 404
