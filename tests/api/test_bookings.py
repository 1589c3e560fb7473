"""Holding, paying and cancelling over HTTP, and everything that a client can get wrong."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from typing import Any

import pytest
from bson import ObjectId
from icalendar import Calendar

from drivesphere.domain.booking import Status
from drivesphere.models import audit_entry, booking
from tests.api.desk import API, Desk, nothing_written, wanted
from tests.stage import let_lapse


def test_a_hold_is_created_with_its_place_and_its_deadline(desk: Desk) -> None:
    ada, car = desk.sign_in(), desk.car()

    answer = ada.hold(car)

    body = answer.get_json()
    assert answer.status_code == 201
    assert answer.headers["Location"] == body["links"]["self"] == f"{API}/bookings/{body['id']}"
    assert (body["status"], body["payment_status"], body["version"]) == ("pending", "unpaid", 1)
    assert body["listing"]["id"] == str(car)
    assert body["expires_at"] > body["server_time"]
    assert sum(line["amount"]["amount"] for line in body["quote"]["lines"]) == body["quote"]["total"]["amount"]


def test_a_repeat_with_the_key_gets_the_same_bytes(desk: Desk) -> None:
    ada, car = desk.sign_in(), desk.car()

    first, again = ada.hold(car, key="intent-1"), ada.hold(car, key="intent-1")

    assert (first.status_code, again.status_code) == (201, 201)
    assert first.data == again.data
    assert first.headers["Location"] == again.headers["Location"]
    assert "Idempotent-Replayed" not in first.headers
    assert again.headers["Idempotent-Replayed"] == "true"


def test_the_key_of_another_client_means_nothing_to_mine(desk: Desk) -> None:
    ada, ben = desk.sign_in("Ada"), desk.sign_in("Ben")
    ada.hold(desk.car(), key="intent-1")

    assert ben.hold(desk.car(), key="intent-1").status_code == 201
    assert booking.collection().count_documents({}) == 2


def test_a_taken_window_offers_alternatives(desk: Desk) -> None:
    car = desk.car()
    desk.sign_in("Ada").hold(car)

    answer = desk.sign_in("Ben").hold(car)

    problem = answer.get_json()
    assert (answer.status_code, problem["code"]) == (409, "window_taken")
    assert answer.content_type == "application/problem+json"
    assert {"same_car_other_dates"} <= {offer["reason"] for offer in problem["alternatives"]}


def test_an_alternative_can_be_held_as_it_stands(desk: Desk) -> None:
    car = desk.car()
    desk.sign_in("Ada").hold(car)
    ben = desk.sign_in("Ben")
    offer = ben.hold(car).get_json()["alternatives"][0]

    body = {"starts_at": offer["starts_at"], "ends_at": offer["ends_at"]}
    answer = ben.post(f"/cars/{offer['listing']['id']}/bookings", body)

    assert answer.status_code == 201
    assert answer.get_json()["quote"]["total"] == offer["total"]


def test_from_hold_to_confirmed(desk: Desk) -> None:
    ada = desk.sign_in()
    held = ada.hold(desk.car()).get_json()

    page = ada.post(f"/bookings/{held['id']}/checkout")
    desk.sandbox.pay(desk.session_of(ObjectId(held["id"])))
    settled = ada.post(f"/bookings/{held['id']}/reconcile").get_json()

    assert page.status_code == 201
    assert page.get_json()["expires_at"] == held["expires_at"]
    assert page.get_json()["checkout_url"].startswith(desk.sandbox.url)
    assert (settled["status"], settled["payment_status"]) == ("confirmed", "paid")
    assert [step["trigger"] for step in settled["history"]] == ["held", "paid"]


def test_what_is_confirmed_goes_into_a_calendar_and_a_hold_does_not(desk: Desk) -> None:
    ada = desk.sign_in()
    held = ada.hold(desk.car()).get_json()
    address = f"/bookings/{held['id']}/calendar.ics"
    too_early = ada.get(address)
    ada.post(f"/bookings/{held['id']}/checkout")
    desk.sandbox.pay(desk.session_of(ObjectId(held["id"])))
    ada.post(f"/bookings/{held['id']}/reconcile")

    file = ada.get(address)
    entry = Calendar.from_ical(file.data).walk("VEVENT")[0]

    assert too_early.status_code == 409
    assert file.content_type == "text/calendar; charset=utf-8"
    assert (entry["UID"], entry["STATUS"]) == (f"booking-{held['id']}@drivesphere", "CONFIRMED")
    assert entry["DTSTART"].dt == datetime.fromisoformat(held["starts_at"])
    assert entry["URL"].endswith(f"/bookings/{held['id']}")


def test_my_bookings_are_paged_and_filtered(desk: Desk) -> None:
    ada = desk.sign_in()
    ids = [ada.hold(desk.car()).get_json()["id"] for _ in range(3)]
    ada.post(f"/bookings/{ids[0]}/cancel")

    first = ada.get("/bookings", page_size=2)
    cancelled = ada.get("/bookings", status="cancelled")

    assert [row["id"] for row in first.get_json()] == [ids[2], ids[1]]
    assert '"total": 3' in first.headers["X-Pagination"]
    assert [row["id"] for row in cancelled.get_json()] == [ids[0]]


def test_what_is_to_come_is_listed_soonest_first_and_apart_from_what_is_past(desk: Desk) -> None:
    ada = desk.sign_in()
    later, sooner, gone = (ada.post(f"/cars/{desk.car()}/bookings", wanted(day)).get_json()["id"] for day in (9, 5, 7))
    ada.post(f"/bookings/{gone}/cancel")

    upcoming, past = (ada.get("/bookings", when=when) for when in ("upcoming", "past"))

    assert [row["id"] for row in upcoming.get_json()] == [sooner, later]
    assert [row["id"] for row in past.get_json()] == [gone]
    assert '"total": 2' in upcoming.headers["X-Pagination"]


@pytest.mark.parametrize("act", ["", "/cancellation-preview", "/calendar.ics"])
def test_another_clients_booking_looks_like_one_that_does_not_exist(desk: Desk, act: str) -> None:
    held = desk.sign_in("Ada").hold(desk.car()).get_json()["id"]
    ben = desk.sign_in("Ben")

    theirs, missing = ben.get(f"/bookings/{held}{act}"), ben.get(f"/bookings/{ObjectId()}{act}")

    assert theirs.status_code == missing.status_code == 404
    assert same_problem(theirs.get_json(), missing.get_json())


@pytest.mark.parametrize("act", ["checkout", "cancel", "reconcile"])
def test_nobody_acts_on_another_clients_booking(desk: Desk, act: str) -> None:
    held = desk.sign_in("Ada").hold(desk.car()).get_json()["id"]

    answer = desk.sign_in("Ben").post(f"/bookings/{held}/{act}")

    assert answer.status_code == 404
    assert desk.booking(ObjectId(held))["version"] == 1


def test_a_hold_past_its_moment_shows_as_expired_without_any_sweep(desk: Desk) -> None:
    ada = desk.sign_in()
    held = ada.hold(desk.car()).get_json()["id"]
    let_lapse(held)

    assert ada.get(f"/bookings/{held}").get_json()["status"] == "expired"
    assert ada.post(f"/bookings/{held}/checkout").get_json()["code"] == "hold_expired"


def test_cancelling_with_a_key_is_done_once_and_answered_twice(desk: Desk) -> None:
    ada = desk.sign_in()
    held = ada.hold(desk.car()).get_json()["id"]

    first = ada.post(f"/bookings/{held}/cancel", {"reason": "rain"}, Idempotency_Key="c1")
    again = ada.post(f"/bookings/{held}/cancel", {"reason": "rain"}, Idempotency_Key="c1")

    assert (first.status_code, again.status_code) == (200, 200)
    assert first.data == again.data
    assert ada.post(f"/bookings/{held}/cancel").get_json()["code"] == "illegal_transition"


@pytest.mark.parametrize("role", ["owner", "admin"])
def test_only_clients_book(desk: Desk, role: str) -> None:
    assert desk.sign_in("Omar", role).hold(desk.car()).status_code == 403
    assert nothing_written()


def test_an_anonymous_hold_is_401(desk: Desk) -> None:
    answer = desk.app.test_client().post(f"{API}/cars/{desk.car()}/bookings", json=wanted())
    assert answer.status_code == 401
    assert nothing_written()


BAD_BODIES: list[tuple[str, Any, str]] = [
    ("naive time", {"starts_at": "2027-01-10T12:00:00"}, "starts_at"),
    ("a date", {"starts_at": "2027-01-10"}, "starts_at"),
    ("a number", {"starts_at": 1_800_000_000}, "starts_at"),
    ("a list", {"starts_at": ["2027-01-10T12:00:00Z"]}, "starts_at"),
    ("an operator", {"starts_at": {"$gt": ""}}, "starts_at"),
    ("null", {"starts_at": None}, "starts_at"),
    ("true", {"ends_at": True}, "ends_at"),
    ("24:00", {"starts_at": "2027-01-10T24:00:00Z"}, "starts_at"),
    ("a leap second", {"starts_at": "2016-12-31T23:59:60Z"}, "starts_at"),
    ("30 February", {"starts_at": "2027-02-30T12:00:00Z"}, "starts_at"),
    ("a week date", {"starts_at": "2027-W02-1T12:00:00Z"}, "starts_at"),
    ("year 1", {"starts_at": "0001-01-01T00:00:00+14:00"}, "starts_at"),
    ("year 9999", {"ends_at": "9999-12-31T23:59:59-12:00"}, "ends_at"),
    ("the end before the start", {"ends_at": "2026-01-01T00:00:00Z"}, "ends_at"),
    ("the end at the start", wanted() | {"ends_at": wanted()["starts_at"]}, "ends_at"),
    ("an unknown field", {"price": 1}, "price"),
    ("a Mongo update", {"$set": {"status": "confirmed"}}, "$set"),
    ("an unknown extra", {"extras": ["wings"]}, "extras"),
    ("extras that are no list", {"extras": "child_seat"}, "extras"),
    ("an operator among extras", {"extras": [{"$ne": 1}]}, "extras"),
    ("too many extras", {"extras": ["child_seat"] * 11}, "extras"),
    ("the past", wanted(day=-5), "starts_at"),
    ("too far ahead", wanted(day=380), "ends_at"),
    ("too long", wanted(days=100), "ends_at"),
]


@pytest.mark.parametrize(("body", "field"), [row[1:] for row in BAD_BODIES], ids=[row[0] for row in BAD_BODIES])
def test_a_bad_body_is_a_422_that_names_the_field(desk: Desk, body: dict[str, Any], field: str) -> None:
    answer = desk.sign_in().post(f"/cars/{desk.car()}/bookings", wanted() | body)

    problem = answer.get_json()
    assert answer.status_code == 422
    assert any(name.startswith(field) for name in problem["errors"])
    assert nothing_written()


RAW_BODIES: list[tuple[str, bytes, int]] = [
    ("nothing", b"", 422),
    ("half an object", b'{"starts_at": ', 400),
    ("a string", b'"hello"', 400),
    ("a list", b"[]", 400),
    ("NaN", b'{"starts_at": NaN}', 400),
    ("Infinity", b'{"starts_at": 1e999}', 400),
    ("a field twice", b'{"extras": [], "extras": []}', 400),
    ("UTF-16", '{"starts_at": "x"}'.encode("utf-16"), 400),
    ("half a character", b'{"starts_at": "\\ud800"}', 400),
    ("nested deeply", b'{"extras": ' + b"[" * 100_00 + b"]" * 100_00 + b"}", 400),
    ("a megabyte", b'{"starts_at": "' + b"x" * 1_000_000 + b'"}', 413),
    ("2 to the 70", b'{"starts_at": 1180591620717411303424}', 400),
]


@pytest.mark.parametrize(("raw", "status"), [row[1:] for row in RAW_BODIES], ids=[row[0] for row in RAW_BODIES])
def test_an_unreadable_body_is_refused_and_nothing_is_written(desk: Desk, raw: bytes, status: int) -> None:
    answer = desk.sign_in().send(f"/cars/{desk.car()}/bookings", raw)

    assert answer.status_code == status
    assert answer.content_type == "application/problem+json"
    assert nothing_written()


@pytest.mark.parametrize("car", ["1", "x" * 24, "0" * 23, "6743D0A9A1B2C3D4E5F60001", "$ne", "0" * 24])
def test_a_car_that_does_not_exist_is_404(desk: Desk, car: str) -> None:
    assert desk.sign_in().post(f"/cars/{car}/bookings", wanted()).status_code == 404


@pytest.mark.parametrize("key", ["", "k" * 256, "tab\there", "ключ".encode().decode("latin-1")])
def test_a_bad_key_is_refused_by_name(desk: Desk, key: str) -> None:
    answer = desk.sign_in().post(f"/cars/{desk.car()}/bookings", wanted(), Idempotency_Key=key)

    assert answer.status_code == 400
    assert "Idempotency-Key" in answer.get_json()["errors"]
    assert nothing_written()


def test_a_window_over_a_clock_change_counts_days_on_the_wall(desk: Desk) -> None:
    """In Seattle the night to 14 March 2027 has 23 hours; noon to noon is one day all the same."""
    body = {"starts_at": "2027-03-13T12:00:00-08:00", "ends_at": "2027-03-14T12:00:00-07:00"}

    answer = desk.sign_in().post(f"/cars/{desk.car()}/bookings", body)

    assert answer.status_code == 201
    assert answer.get_json()["quote"]["days"] == 1


def test_refused_attempts_are_on_the_audit_trail(desk: Desk) -> None:
    car = desk.car()
    desk.sign_in("Ada").hold(car)

    answer = desk.sign_in("Ben").hold(car)

    entry = audit_entry.collection().find_one({"outcome": "refused"})
    assert entry is not None
    assert (entry["code"], entry["request_id"]) == ("window_taken", answer.headers["X-Request-ID"])


def test_bookings_are_found_under_the_status_they_are_shown_with(desk: Desk) -> None:
    ada = desk.sign_in()
    lapsed, held = (ada.hold(desk.car()).get_json()["id"] for _ in range(2))
    let_lapse(lapsed)

    shown = {status: [row["id"] for row in ada.get("/bookings", status=status).get_json()] for status in Status}

    assert shown["pending"] == [held]
    assert shown["expired"] == [lapsed]
    links = ada.get(f"/bookings/{lapsed}").get_json()["links"]
    assert set(links) == {"self", "listing"}
    assert ada.post(f"/bookings/{lapsed}/cancel").status_code == 409


def test_the_next_day_of_my_own_booking_is_taken_and_not_a_duplicate(desk: Desk) -> None:
    ada, car = desk.sign_in(), desk.car(policy={"buffer_minutes": 60})
    ada.hold(car, day=10)

    assert ada.hold(car, day=11).get_json()["code"] == "window_taken"
    assert ada.hold(car, day=10).get_json()["code"] == "duplicate_booking"


def test_each_request_of_a_group_has_its_own_id_on_the_audit_trail(desk: Desk) -> None:
    car, people = desk.car(), [desk.sign_in() for _ in range(8)]
    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(lambda pair: pair[1].hold(car, day=10 + pair[0]), enumerate(people)))

    entries = {str(e["booking_id"]): e["request_id"] for e in audit_entry.collection().find({"outcome": "done"})}

    assert entries == {a.get_json()["id"]: a.headers["X-Request-ID"] for a in answers}


def same_problem(one: dict[str, Any], other: dict[str, Any]) -> bool:
    own = {"instance", "request_id"}
    return {k: v for k, v in one.items() if k not in own} == {k: v for k, v in other.items() if k not in own}
