"""Answers that clients ask for again: 304 while they say the same, and the whole answer once they do not."""

from __future__ import annotations

from typing import Any

import pytest
from bson import ObjectId
from werkzeug.test import TestResponse

from drivesphere.models import listing
from tests.api.desk import Desk, Person
from tests.stage import let_lapse, span

UNSEEN = 'W/"0b2c5d1f9a7e4c3d8b6a5f4e3d2c1b0a"'


@pytest.fixture
def ada(desk: Desk) -> Person:
    return desk.sign_in("Ada")


def ask(person: Person, path: str, tag: str | None = None) -> TestResponse:
    headers = {"Authorization": f"Bearer {person.token}"} | ({"If-None-Match": tag} if tag else {})
    return person.app.test_client().get(f"/api/v1{path}", headers=headers)


def unchanged(person: Person, path: str) -> str:
    """The tag of an answer that was asked for twice, and was sent once."""
    first = ask(person, path, UNSEEN)
    second = ask(person, path, first.headers["ETag"])
    assert (first.status_code, second.status_code, second.data) == (200, 304, b""), path
    assert second.headers["ETag"] == first.headers["ETag"]
    assert "Content-Type" not in second.headers
    return first.headers["ETag"]


def between(day: int, days: int, form: str = "%Y-%m-%dT%H:%M:%SZ") -> str:
    """The query of a calendar that begins in `day` days."""
    since, until = span(day, days).values()
    return f"from={since:{form}}&to={until:{form}}"


def test_the_calendar_of_a_car_is_sent_again_once_something_is_booked(desk: Desk, ada: Person) -> None:
    car = desk.car()
    path = f"/cars/{car}/availability?{between(9, 4)}"
    tag = unchanged(ada, path)

    desk.hold(car)

    after = ask(ada, path, tag)
    assert (after.status_code, len(after.json["busy"])) == (200, 1)
    assert after.headers["Cache-Control"] == "no-cache"


def test_the_slots_of_a_day_are_sent_again_once_one_is_taken(desk: Desk, ada: Person) -> None:
    room = desk.room()
    path = f"/time-slots/{room}/availability?date={span(10)['starts_at']:%Y-%m-%d}"
    tag = unchanged(ada, path)

    desk.take(room)

    assert ask(ada, path, tag).status_code == 200


def test_an_event_is_sent_again_once_places_are_gone(desk: Desk, ada: Person) -> None:
    event = desk.event()
    tag = unchanged(ada, f"/events/{event}")

    desk.place(event, [("Floor", 2)])

    assert ask(ada, f"/events/{event}", tag).status_code == 200


def test_one_of_ones_bookings_and_all_of_them_are_sent_again_once_they_are_cancelled(desk: Desk, ada: Person) -> None:
    booking_id = desk.place(desk.event(sections=[FREE]), [("Lawn", 1)], ada.id).body["id"]
    tags = {path: unchanged(ada, path) for path in ("/bookings", f"/bookings/{booking_id}")}

    assert ada.post(f"/bookings/{booking_id}/cancel").status_code == 200

    for path, tag in tags.items():
        after = ask(ada, path, tag)
        assert (after.status_code, after.headers["Cache-Control"]) == (200, "private, no-cache")
        assert "Authorization" in after.headers["Vary"]


FREE = {"name": "Lawn", "price": 0, "capacity": 5}


def test_a_hold_is_sent_each_time_because_its_clock_runs_and_not_once_it_has_lapsed(desk: Desk, ada: Person) -> None:
    held = desk.hold(desk.car(), ada.id).body["id"]
    for path in ("/bookings", f"/bookings/{held}"):
        tag = ask(ada, path).headers["ETag"]
        assert ask(ada, path, tag).status_code == 200

    let_lapse(held)

    unchanged(ada, f"/bookings/{held}")
    unchanged(ada, "/bookings")


def test_a_page_is_sent_again_when_only_the_number_of_pages_has_changed(desk: Desk, ada: Person) -> None:
    event = desk.event(sections=[FREE], policy={"one_per_client": False})
    for _ in range(2):
        desk.place(event, [("Lawn", 1)], ada.id)
    path = "/bookings?page_size=1&page=3"
    tag = unchanged(ada, path)

    desk.place(desk.event(sections=[FREE]), [("Lawn", 1)], desk.person())
    assert ask(ada, path, tag).status_code == 304
    desk.place(event, [("Lawn", 1)], ada.id)

    assert ask(ada, "/bookings?page_size=1&page=4", tag).status_code == 200


def test_an_owners_calendar_is_sent_again_once_something_is_booked(desk: Desk) -> None:
    omar = desk.sign_in("Omar", "owner")
    car = desk.car(owner_id=omar.id, title_key="tesla")
    path = f"/owner/calendar?{between(8, 6, '%Y-%m-%d')}"
    tag = unchanged(omar, path)

    desk.hold(car)

    assert ask(omar, path, tag).status_code == 200


def test_nobody_is_told_that_what_is_somebody_elses_has_not_changed(desk: Desk, ada: Person) -> None:
    ben, held = desk.sign_in("Ben"), desk.hold(desk.car(), ada.id).body["id"]
    let_lapse(held)
    tag = unchanged(ada, f"/bookings/{held}")

    assert ask(ben, f"/bookings/{held}", tag).status_code == 404
    assert ask(ben, f"/bookings/{held}", "*").status_code == 404
    anonymous = desk.app.test_client().get(f"/api/v1/bookings/{held}", headers={"If-None-Match": tag})
    assert anonymous.status_code == 401


def test_a_refusal_has_no_tag(desk: Desk, ada: Person) -> None:
    answer = ask(ada, f"/cars/{ObjectId()}")

    assert (answer.status_code, answer.headers.get("ETag"), answer.headers["Cache-Control"]) == (404, None, "no-store")


def test_a_page_of_a_car_changes_with_the_car(desk: Desk, ada: Person) -> None:
    car = desk.car()
    tag = unchanged(ada, f"/cars/{car}")

    listing.collection().update_one({"_id": car}, {"$set": {"daily_rate": 1}})

    assert ask(ada, f"/cars/{car}", tag).status_code == 200


REVALIDATED = {
    "/api/v1/cars/{car_id}",
    "/api/v1/cars/{car_id}/availability",
    "/api/v1/time-slots/{time_slot_id}",
    "/api/v1/time-slots/{time_slot_id}/availability",
    "/api/v1/events/{event_id}",
    "/api/v1/bookings",
    "/api/v1/bookings/{booking_id}",
    "/api/v1/owner/calendar",
    "/api/v1/lab/concurrency-runs/{run_id}",
}


def test_the_304_is_documented_where_it_is(desk: Desk) -> None:
    paths: dict[str, Any] = desk.app.test_client().get("/api/openapi.json").json["paths"]

    assert {path for path, item in paths.items() if "304" in item.get("get", {}).get("responses", {})} == REVALIDATED
