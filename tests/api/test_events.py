"""Events over HTTP: the list and the page in their shapes, baskets, and everything that a client can get wrong."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from bson import ObjectId
from werkzeug.test import TestResponse

from drivesphere.domain import clock
from drivesphere.kinds.events import schemas as shapes
from drivesphere.models import booking
from tests.api.desk import Desk, Person, nothing_written
from tests.races.ledger import broken_invariants
from tests.stage import let_lapse, section, sections_of

UNKNOWN = "0" * 24


def lines(event: ObjectId, **places: int) -> dict[str, Any]:
    """A body that asks for so many places in each section, by its name."""
    ids = sections_of(event)
    return {"lines": [{"section_id": str(ids[name]), "quantity": quantity} for name, quantity in places.items()]}


def book(person: Person, event: ObjectId, *, key: str | None = None, **places: int) -> TestResponse:
    headers = {"Idempotency_Key": key} if key else {}
    return person.post(f"/events/{event}/bookings", lines(event, **places), **headers)


def remaining(person: Person, event: ObjectId) -> dict[str, int]:
    return {each["name"]: each["remaining"] for each in person.get(f"/events/{event}").json["sections"]}


def quoted(person: Person, event: ObjectId, **places: int) -> TestResponse:
    asked = [f"{line['section_id']}:{line['quantity']}" for line in lines(event, **places)["lines"]]
    return person.get(f"/events/{event}/quote", lines=asked)


# ---------------------------------------------------------------------------------------------- finding


def test_the_list_answers_events_in_their_declared_shape_with_a_page_header(desk: Desk) -> None:
    desk.event()
    desk.event()

    answer = desk.sign_in().get("/events", city="seattle", page_size=1)

    [event] = answer.json
    shapes.EventSchema().load(event)
    assert json.loads(answer.headers["X-Pagination"])["total"] == 2
    assert event["links"]["self"] == f"/api/v1/events/{event['id']}"
    assert event["price_from"] == {"amount": 3_000, "currency": "USD"}


def test_the_page_of_an_event_shows_its_sections_its_times_and_its_rules(desk: Desk) -> None:
    event = desk.event(policy={"quantity_limit": 4, "one_per_client": True})

    shown = desk.sign_in().get(f"/events/{event}").json

    shapes.EventSchema().load(shown)
    assert [(s["name"], s["price"]["amount"], s["capacity"], s["remaining"]) for s in shown["sections"]] == [
        ("Floor", 4_500, 10, 10),
        ("Balcony", 3_000, 6, 6),
    ]
    assert (shown["venue"], shown["time_zone"]) == ("The Lantern Room", "America/Los_Angeles")
    assert (shown["policy"]["quantity_limit"], shown["policy"]["one_per_client"]) == (4, True)
    assert shown["starts_at"] < shown["ends_at"]


def test_the_page_and_the_list_show_the_same_event(desk: Desk) -> None:
    ada, event = desk.sign_in(), desk.event()

    assert ada.get("/events").json == [ada.get(f"/events/{event}").json]


def test_an_unlisted_event_is_found_by_its_address_alone(desk: Desk) -> None:
    ada, event = desk.sign_in(), desk.event(visibility="unlisted")

    assert ada.get("/events").json == []
    assert ada.get(f"/events/{event}").json["id"] == str(event)
    assert book(ada, event, Floor=1).status_code == 201


@pytest.mark.parametrize("event_id", [UNKNOWN, "abc", UNKNOWN.replace("0", "g"), "$ne", "%00"])
def test_an_event_that_is_not_there_is_not_found(desk: Desk, event_id: str) -> None:
    answer = desk.sign_in().get(f"/events/{event_id}")

    assert (answer.status_code, answer.json["code"]) == (404, "not_found")


def test_a_car_is_no_event(desk: Desk) -> None:
    assert desk.sign_in().get(f"/events/{desk.car()}").status_code == 404


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ({"city": ""}, "city"),
        ({"city": ["Seattle", "Miami"]}, "city"),
        ({"city[$ne]": "x"}, "city[$ne]"),
        ({"state": "Washington"}, "state"),
        ({"state": "WA\n"}, "state"),
        ({"q": "x" * 65}, "q"),
        ({"q": "a\x00b"}, "q"),
        ({"starts_from": "2027-01-01"}, "starts_from"),
        ({"starts_from": "2027-01-01T00:00:00"}, "starts_from"),
        ({"starts_to": "9999-01-01T00:00:00Z"}, "starts_to"),
        ({"starts_from": "2027-01-02T00:00:00Z", "starts_to": "2027-01-02T00:00:00Z"}, "starts_to"),
        ({"price_max": "-1"}, "price_max"),
        ({"price_max": "12.50"}, "price_max"),
        ({"price_max": "NaN"}, "price_max"),
        ({"quantity": "0"}, "quantity"),
        ({"quantity": "1e3"}, "quantity"),
        ({"quantity": "100001"}, "quantity"),
        ({"sort": "distance"}, "sort"),
        ({"sort": "password_hash"}, "sort"),
        ({"page": "0"}, "page"),
        ({"page_size": "101"}, "page_size"),
        ({"limit": "5"}, "limit"),
        ({"$where": "sleep(1000)"}, "$where"),
    ],
)
def test_a_bad_argument_is_named(desk: Desk, query: dict[str, Any], field: str) -> None:
    answer = desk.sign_in().get("/events", **query)

    assert answer.status_code == 422
    assert answer.content_type == "application/problem+json"
    assert field in answer.json["errors"]


@pytest.mark.parametrize("query", [{"starts_at": "2027-01-01T00:00:00Z"}, {"quantity": "2"}])
def test_the_page_of_an_event_takes_no_arguments(desk: Desk, query: dict[str, str]) -> None:
    assert desk.sign_in().get(f"/events/{desk.event()}", **query).status_code == 422


# ---------------------------------------------------------------------------------------------- booking


def test_a_basket_is_held_and_says_what_it_holds(desk: Desk) -> None:
    ada, event = desk.sign_in(), desk.event()

    answer = book(ada, event, Balcony=2, Floor=1)

    held, ids = answer.json, sections_of(event)
    assert answer.status_code == 201
    assert answer.headers["Location"] == held["links"]["self"]
    assert held["lines"] == [
        {"section_id": str(ids["Balcony"]), "name": "Balcony", "quantity": 2},
        {"section_id": str(ids["Floor"]), "name": "Floor", "quantity": 1},
    ]
    assert [line["label"] for line in held["quote"]["lines"]] == ["2 x Balcony", "1 x Floor", "Service fee", "Tax"]
    assert held["listing"]["venue"] == "The Lantern Room"
    assert held["expires_at"] > held["server_time"]
    assert remaining(ada, event) == {"Floor": 9, "Balcony": 4}


def test_a_sold_out_basket_names_every_short_line_and_offers_what_can_be_had(desk: Desk) -> None:
    """Of the two on the floor there is one place left, which will do for the one from the balcony."""
    three = [section("Floor", 4_500, 10), section("Balcony", 3_000, 6), section("Box", 9_000, 4)]
    event = desk.event(sections=three, policy={"quantity_limit": 16})
    book(desk.sign_in("Ada"), event, Floor=9, Balcony=6)
    ben = desk.sign_in("Ben")

    answer = book(ben, event, Floor=2, Balcony=1)

    problem, [offer] = answer.json, answer.json["alternatives"]
    assert (answer.status_code, problem["code"]) == (409, "sold_out")
    assert set(problem["errors"]) == {"lines.0.quantity", "lines.1.quantity"}
    assert (offer["reason"], offer["lines"]) == ("other_section", lines(event, Box=2, Floor=1)["lines"])
    held = ben.post(f"/events/{event}/bookings", {"lines": offer["lines"]})
    assert (held.status_code, held.json["quote"]["total"]) == (201, offer["total"])
    assert broken_invariants() == []


def test_a_quote_has_fee_and_tax_and_says_whether_all_of_it_is_free(desk: Desk) -> None:
    ada, event = desk.sign_in(), desk.event(sections=[section("Floor", 4_500, 3), section("Lawn", 0, 5)])

    answer = quoted(ada, event, Floor=2, Lawn=1)

    shapes.EventQuoteSchema().load(answer.json)
    assert [line["amount"]["amount"] for line in answer.json["lines"]] == [9_000, 0, 1_080, 832]
    assert (answer.json["total"]["amount"], answer.json["available"]) == (10_912, True)
    book(desk.sign_in("Ben"), event, Floor=2)
    assert quoted(ada, event, Floor=2, Lawn=1).json["available"] is False


@pytest.mark.parametrize(
    "asked", [[], ["floor:1"], [UNKNOWN], [f"{UNKNOWN}:0"], [f"{UNKNOWN}:1"] * 2, [f"{UNKNOWN}:1"]]
)
def test_a_quote_names_what_is_wrong_with_its_lines(desk: Desk, asked: list[str]) -> None:
    answer = desk.sign_in().get(f"/events/{desk.event()}/quote", lines=asked)

    assert (answer.status_code, next(iter(answer.json["errors"])).split(".")[0]) == (422, "lines")


def test_what_is_free_is_confirmed_at_once(desk: Desk) -> None:
    ada, event = desk.sign_in(), desk.event(sections=[section("Lawn", 0, 5)])

    booked = book(ada, event, Lawn=2).json

    assert (booked["status"], booked["expires_at"]) == ("confirmed", None)
    assert booked["quote"]["total"] == {"amount": 0, "currency": "USD"}
    assert len(booked["quote"]["lines"]) == 1
    assert ada.post(f"/bookings/{booked['id']}/checkout").json["code"] == "illegal_transition"


def test_one_per_client_leads_to_the_booking_there_is(desk: Desk) -> None:
    ada, event = desk.sign_in(), desk.event(sections=[section("Lawn", 0, 5)], policy={"one_per_client": True})
    first = book(ada, event, Lawn=1).json

    again = book(ada, event, Lawn=1)

    assert (again.status_code, again.json["code"]) == (409, "already_booked")
    assert again.json["links"]["booking"] == first["links"]["self"]
    ada.post(f"/bookings/{first['id']}/cancel")
    assert book(ada, event, Lawn=1).status_code == 201


def test_a_repeat_with_the_key_gets_the_same_bytes(desk: Desk) -> None:
    ada, event = desk.sign_in(), desk.event(policy={"one_per_client": True})

    first, again = (book(ada, event, key="intent-1", Balcony=6) for _ in range(2))

    assert (first.status_code, again.status_code) == (201, 201)
    assert first.data == again.data
    assert again.headers["Idempotent-Replayed"] == "true"
    assert book(ada, event, key="intent-1", Balcony=5).json["code"] == "key_reused"


def test_from_basket_to_confirmed_to_cancelled(desk: Desk) -> None:
    ada, event = desk.sign_in(), desk.event()
    held = book(ada, event, Floor=2, Balcony=2).json

    page = ada.post(f"/bookings/{held['id']}/checkout")
    desk.sandbox.pay(desk.session_of(ObjectId(held["id"])))
    settled = ada.post(f"/bookings/{held['id']}/reconcile").json
    preview = ada.get(f"/bookings/{held['id']}/cancellation-preview").json
    cancelled = ada.post(f"/bookings/{held['id']}/cancel").json

    assert page.status_code == 201
    assert (settled["status"], settled["payment_status"], settled["lines"]) == ("confirmed", "paid", held["lines"])
    assert cancelled["refund"] == preview["refund"] == held["quote"]["total"]
    assert remaining(ada, event) == {"Floor": 10, "Balcony": 6}
    assert broken_invariants() == []


def test_places_of_a_lapsed_hold_are_shown_as_left_and_can_be_had(desk: Desk) -> None:
    ben, event = desk.sign_in("Ben"), desk.event()
    held = book(desk.sign_in("Ada"), event, Balcony=6).json["id"]
    while_held = book(ben, event, Balcony=1).json["code"]

    let_lapse(held)

    assert while_held == "sold_out"
    assert remaining(ben, event)["Balcony"] == 6
    assert book(ben, event, Balcony=6).status_code == 201
    assert broken_invariants() == []


def test_an_event_without_dates_is_shown_booked_and_previewed(desk: Desk) -> None:
    ada, event = desk.sign_in(), desk.event(starts_at=None, ends_at=None)

    shown, held = ada.get(f"/events/{event}").json, book(ada, event, Floor=1).json

    shapes.EventSchema().load(shown)
    assert (shown["starts_at"], shown["ends_at"], held["starts_at"], held["ends_at"]) == (None, None, None, None)
    assert ada.get(f"/bookings/{held['id']}/cancellation-preview").json["free_until"] is None
    assert ada.post(f"/bookings/{held['id']}/checkout").status_code == 201
    assert [row["id"] for row in ada.get("/bookings", kind="events").json] == [held["id"]]


@pytest.mark.parametrize("role", ["owner", "admin"])
def test_only_clients_book(desk: Desk, role: str) -> None:
    assert book(desk.sign_in("Omar", role), desk.event(), Floor=1).status_code == 403
    assert nothing_written()


# ---------------------------------------------------------------------------------------------- refusals


FLOOR = {"section_id": UNKNOWN, "quantity": 1}
BAD_BODIES: list[tuple[str, Any, str]] = [
    ("no lines", {}, "lines"),
    ("an empty basket", {"lines": []}, "lines"),
    ("lines that are no list", {"lines": FLOOR}, "lines"),
    ("a line that is no object", {"lines": ["floor"]}, "lines.0"),
    ("an operator", {"lines": {"$gt": ""}}, "lines"),
    ("twenty-one lines", {"lines": [{"section_id": f"{n:024x}", "quantity": 1} for n in range(21)]}, "lines"),
    ("no section", {"lines": [{"quantity": 1}]}, "lines.0.section_id"),
    ("a name in place of an id", {"lines": [{"section_id": "Floor", "quantity": 1}]}, "lines.0.section_id"),
    ("an operator in place of an id", {"lines": [{"section_id": {"$ne": 1}, "quantity": 1}]}, "lines.0.section_id"),
    ("no quantity", {"lines": [{"section_id": UNKNOWN}]}, "lines.0.quantity"),
    ("nothing", {"lines": [FLOOR | {"quantity": 0}]}, "lines.0.quantity"),
    ("less than nothing", {"lines": [FLOOR | {"quantity": -1}]}, "lines.0.quantity"),
    ("half a place", {"lines": [FLOOR | {"quantity": 1.5}]}, "lines.0.quantity"),
    ("true", {"lines": [FLOOR | {"quantity": True}]}, "lines.0.quantity"),
    ("digits in text", {"lines": [FLOOR | {"quantity": "1"}]}, "lines.0.quantity"),
    ("a section twice", {"lines": [FLOOR, FLOOR]}, "lines.1.section_id"),
    ("a section three times", {"lines": [FLOOR, FLOOR, FLOOR]}, "lines.2.section_id"),
    ("a section of nowhere", {"lines": [FLOOR]}, "lines.0.section_id"),
    ("a price", {"lines": [FLOOR | {"price": 1}]}, "lines.0.price"),
    ("an unknown field", {"lines": [FLOOR], "total": 1}, "total"),
    ("a Mongo update", {"lines": [FLOOR], "$set": {"status": "confirmed"}}, "$set"),
]


@pytest.mark.parametrize(("body", "field"), [row[1:] for row in BAD_BODIES], ids=[row[0] for row in BAD_BODIES])
def test_a_bad_body_is_a_422_that_names_the_field(desk: Desk, body: Any, field: str) -> None:
    answer = desk.sign_in().post(f"/events/{desk.event()}/bookings", body)

    assert answer.status_code == 422
    assert field in answer.json["errors"], answer.json
    assert nothing_written()


@pytest.mark.parametrize("quantity", [11, 2**31, 2**53 - 1])
def test_more_places_than_a_booking_takes_are_refused_whatever_the_number(desk: Desk, quantity: int) -> None:
    answer = book(desk.sign_in(), desk.event(), Floor=quantity)

    assert (answer.status_code, answer.json["code"]) == (422, "too_many")
    assert list(answer.json["errors"]) == ["lines.0.quantity"]


def test_a_section_of_another_event_is_unknown(desk: Desk) -> None:
    event, other = desk.event(), desk.event()

    answer = desk.sign_in().post(f"/events/{event}/bookings", lines(other, Floor=1))

    assert (answer.status_code, answer.json["code"]) == (422, "unknown_section")
    assert nothing_written()


def test_an_event_that_has_begun_is_too_late(desk: Desk) -> None:
    begun = clock.now() - timedelta(seconds=1)
    event = desk.event(starts_at=begun, ends_at=begun + timedelta(hours=1))

    answer = book(desk.sign_in(), event, Floor=1)

    assert (answer.status_code, answer.json["code"]) == (422, "too_soon")
    assert list(answer.json["errors"]) == ["starts_at"]
    assert nothing_written()


def test_a_confirmed_booking_of_an_event_that_has_begun_stays(desk: Desk) -> None:
    ada, event = desk.sign_in(), desk.event(sections=[section("Lawn", 0, 5)])
    booked = book(ada, event, Lawn=1).json["id"]
    begun = clock.now() - timedelta(minutes=1)
    booking.collection().update_one({"_id": ObjectId(booked)}, {"$set": {"starts_at": begun}})

    assert ada.post(f"/bookings/{booked}/cancel").json["code"] == "already_started"
