"""Booking slots over HTTP: on the grid, of any room of a group, free or for money, to the microsecond."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from threading import Barrier
from typing import Any

import pytest
from bson import ObjectId
from werkzeug.test import TestResponse

from drivesphere.domain import clock
from drivesphere.domain.clock import rfc3339
from drivesphere.models import audit_entry, booking
from tests.api.desk import Desk, Person, nothing_written
from tests.api.test_time_slots import hourly
from tests.races.ledger import broken_invariants
from tests.stage import span

HOUR, MICROSECOND = timedelta(hours=1), timedelta(microseconds=1)
NIGHT = [{"weekday": weekday, "opens": "00:00", "closes": "06:00"} for weekday in range(7)]


def hours(count: float = 1, *, after: float = 0, **more: Any) -> dict[str, Any]:
    """A body that asks for so many hours, so many hours after noon UTC in ten days."""
    start = span(10)["starts_at"] + after * HOUR
    return {"starts_at": rfc3339(start), "ends_at": rfc3339(start + count * HOUR), **more}


def book(person: Person, room: ObjectId, body: dict[str, Any] | None = None, **headers: str) -> TestResponse:
    return person.post(f"/time-slots/{room}/bookings", body or hours(), **headers)


# ------------------------------------------------------------------------------------- price and status


def test_a_slot_with_a_price_is_held_and_a_free_one_is_confirmed_at_once(desk: Desk) -> None:
    priced = book(desk.sign_in(), hourly(desk, price=2_000), hours(3)).json
    free = book(desk.sign_in(), hourly(desk, price=0)).json

    assert (priced["status"], priced["quote"]["total"]["amount"]) == ("pending", 6_000)
    assert (free["status"], free["payment_status"], free["expires_at"]) == ("confirmed", "paid", None)
    assert broken_invariants() == []


def test_a_held_slot_is_paid_for_like_anything_else(desk: Desk) -> None:
    ada = desk.sign_in()
    held = book(ada, hourly(desk)).json

    page = ada.post(f"/bookings/{held['id']}/checkout")

    assert page.status_code == 201
    assert desk.session_of(ObjectId(held["id"])).startswith("cs_")


def test_what_the_client_calls_it_is_shown(desk: Desk) -> None:
    ada = desk.sign_in()
    booked = book(ada, hourly(desk), hours(title="Planning the spring")).json

    assert ada.get(f"/bookings/{booked['id']}").json["title"] == "Planning the spring"


def test_a_cancelled_slot_is_free_again(desk: Desk) -> None:
    ada, room = desk.sign_in(), hourly(desk, price=0)
    booked = book(ada, room).json

    assert ada.post(f"/bookings/{booked['id']}/cancel").json["status"] == "cancelled"
    assert book(desk.sign_in("Ben"), room).status_code == 201


# ------------------------------------------------------------------------------------------- the grid


def test_off_the_grid_the_nearest_starts_are_named(desk: Desk) -> None:
    answer = book(desk.sign_in(), hourly(desk), hours(after=0.25))

    before, after = hours()["starts_at"], hours(after=1)["starts_at"]
    assert (answer.status_code, answer.json["code"]) == (422, "off_grid")
    assert f"{before} or {after}" in answer.json["errors"]["starts_at"][0]
    assert nothing_written()


@pytest.mark.parametrize(
    ("body", "field"),
    [
        (hours(1.5), "ends_at"),
        (hours(1 / 3600), "ends_at"),
        (hours(after=1e-9), "starts_at"),
    ],
)
def test_what_is_no_slot_is_refused_by_field(desk: Desk, body: dict[str, Any], field: str) -> None:
    answer = book(desk.sign_in(), hourly(desk), body)

    assert (answer.status_code, answer.json["code"], list(answer.json["errors"])) == (422, "off_grid", [field])


@pytest.mark.parametrize(("first", "count"), [("2026-11-01T07:00:00Z", 7), ("2027-03-14T08:00:00Z", 5)])
def test_on_the_days_when_clocks_change_the_whole_night_can_be_booked(desk: Desk, first: str, count: int) -> None:
    room, start = hourly(desk, opening_hours=NIGHT, price=100), datetime.fromisoformat(first)
    body = {"starts_at": first, "ends_at": rfc3339(start + count * HOUR)}
    longer = body | {"ends_at": rfc3339(start + (count + 1) * HOUR)}

    with clock.frozen(start - timedelta(days=3)):
        refused, held = book(desk.sign_in(), room, longer), book(desk.sign_in(), room, body)

    assert refused.json["code"] == "off_grid"
    assert held.json["quote"]["total"]["amount"] == count * 100


# --------------------------------------------------------------------------------- what is taken already


def test_a_refusal_offers_slots_of_the_grid_and_other_rooms_of_the_group(desk: Desk) -> None:
    room, other = (hourly(desk, group="Pier 70", title=title) for title in ("Harbour", "Attic"))
    book(desk.sign_in("Ada"), room)

    refused = book(desk.sign_in("Ben"), room)

    offers = refused.json["alternatives"]
    assert (refused.status_code, refused.json["code"]) == (409, "window_taken")
    assert [offer["reason"] for offer in offers] == ["same_resource_other_time"] * 2 + ["other_resource"]
    assert [offer["starts_at"] for offer in offers] == [hours(after=h)["starts_at"] for h in (-1, 1, 0)]
    assert offers[2]["listing"].items() >= {"id": str(other), "title": "Attic"}.items()


def test_rooms_of_another_owner_and_rooms_without_a_group_are_not_offered(desk: Desk) -> None:
    room = hourly(desk, group="Pier 70")
    hourly(desk, group="Pier 70", owner_id=desk.person("Olga", "owner"))
    hourly(desk, group=None)
    lone = hourly(desk, group=None)
    for taken in (room, lone):
        book(desk.sign_in("Ada"), taken)

        offers = book(desk.sign_in("Ben"), taken).json["alternatives"]

        assert {offer["reason"] for offer in offers} == {"same_resource_other_time"}


def test_four_bays_take_four_at_a_time_and_a_fifth_is_refused(desk: Desk) -> None:
    bays = hourly(desk, capacity=4)

    answers = [book(desk.sign_in(), bays).status_code for _ in range(5)]

    assert answers == [201] * 4 + [409]
    assert broken_invariants() == []


def test_the_buffer_keeps_the_next_slot_free(desk: Desk) -> None:
    room = hourly(desk, policy={"buffer_minutes": 15})
    book(desk.sign_in("Ada"), room)

    codes = [book(desk.sign_in("Ben"), room, hours(after=after)).status_code for after in (-1, 1, 2)]

    assert codes == [409, 409, 201]


# ------------------------------------------------------------------------------------------ any of a group


def test_any_room_of_the_group_is_booked_under_its_own_name(desk: Desk) -> None:
    rooms = group_of_rooms(desk)

    answers = [book(desk.sign_in(), rooms[0], hours(any_of_group=True)) for _ in range(4)]

    assert [answer.status_code for answer in answers] == [201, 201, 201, 409]
    won = {answer.json["listing"]["id"]: answer.json for answer in answers[:3]}
    assert won.keys() == {str(room) for room in rooms}
    for room, booked in won.items():
        assert booked["listing"]["title"] == desk.booking(ObjectId(booked["id"]))["listing"]["title"]
        assert booked["links"]["listing"] == f"/api/v1/time-slots/{room}"
    assert answers[3].json["code"] == "window_taken"


def group_of_rooms(desk: Desk, **changes: Any) -> list[ObjectId]:
    return [hourly(desk, group="Pier 70", title=f"Room {number}", **changes) for number in (1, 2, 3)]


def test_three_rivals_at_once_get_three_rooms_whichever_each_of_them_named(desk: Desk) -> None:
    rooms = group_of_rooms(desk, price=0)
    people, line = [desk.sign_in(name) for name in ("Ada", "Ben", "Cleo")], Barrier(3)

    def rush(person: Person, room: ObjectId) -> TestResponse:
        line.wait()
        return book(person, room, hours(any_of_group=True))

    with ThreadPoolExecutor(3) as threads:
        answers = list(threads.map(rush, people, (rooms[0], rooms[0], rooms[2])))

    assert {answer.json["listing"]["title"] for answer in answers} == {"Room 1", "Room 2", "Room 3"}
    assert book(desk.sign_in("Dan"), rooms[1], hours(any_of_group=True)).json["code"] == "window_taken"
    assert broken_invariants() == []


def test_a_room_on_other_terms_is_no_choice_of_ours(desk: Desk) -> None:
    own = hourly(desk, group="Pier 70")
    for terms in ({"price": 2_001}, {"policy": {"hold_minutes": 5}}, {"time_zone": "Asia/Kathmandu"}):
        hourly(desk, group="Pier 70", **terms)

    answers = [book(desk.sign_in(), own, hours(any_of_group=True)) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [201, 409]
    assert answers[0].json["listing"]["id"] == str(own)


def test_a_repeat_with_the_same_key_gets_the_room_that_was_won(desk: Desk) -> None:
    ada, rooms = desk.sign_in(), group_of_rooms(desk)

    first, again = (book(ada, rooms[0], hours(any_of_group=True), Idempotency_Key="one") for _ in range(2))

    assert again.headers["Idempotent-Replayed"] == "true"
    assert again.json == first.json
    assert booking.collection().count_documents({}) == 1


def test_where_there_is_one_for_each_client_the_room_that_was_named_is_meant(desk: Desk) -> None:
    ada, rooms = desk.sign_in(), group_of_rooms(desk, policy={"one_per_client": True})

    first = book(ada, rooms[0], hours(any_of_group=True))
    second = book(ada, rooms[0], hours(after=3, any_of_group=True))

    assert first.json["listing"]["id"] == str(rooms[0])
    assert (second.status_code, second.json["code"]) == (409, "already_booked")


def test_a_group_is_no_more_than_one_room_where_there_is_one(desk: Desk) -> None:
    room = hourly(desk, group=None)

    codes = [book(desk.sign_in(), room, hours(any_of_group=True)).status_code for _ in range(2)]

    assert codes == [201, 409]


# --------------------------------------------------------------------------------------- to the microsecond


def window(starts_at: datetime, ends_at: datetime) -> dict[str, str]:
    return {"starts_at": rfc3339(starts_at), "ends_at": rfc3339(ends_at)}


def test_windows_touch_and_conflict_to_the_microsecond(desk: Desk) -> None:
    ada, room = desk.sign_in(), hourly(desk, slot_minutes=None, price=0)
    noon, one = span(10)["starts_at"] + MICROSECOND, span(10)["starts_at"] + HOUR - MICROSECOND
    assert book(ada, room, window(noon, one)).status_code == 201

    overlapping = [window(one - MICROSECOND, one + HOUR), window(noon - HOUR, noon + MICROSECOND)]
    touching = [window(one, one + MICROSECOND), window(noon - MICROSECOND, noon)]

    assert [book(ada, room, body).json["code"] for body in overlapping] == ["window_taken"] * 2
    assert [book(ada, room, body).status_code for body in touching] == [201, 201]
    assert broken_invariants() == []


def test_a_booking_shows_its_window_to_the_microsecond_wherever_it_is_read(desk: Desk) -> None:
    ada, room = desk.sign_in(), hourly(desk, slot_minutes=None)
    start = span(10)["starts_at"] + MICROSECOND
    asked = window(start, start + HOUR)

    booked = book(ada, room, asked).json

    assert booked.items() >= asked.items()
    assert ada.get(f"/bookings/{booked['id']}").json.items() >= asked.items()
    assert ada.get("/bookings").json[0].items() >= asked.items()


def test_the_conflict_names_the_window_in_the_way_exactly(desk: Desk) -> None:
    room, start = hourly(desk, slot_minutes=None), span(10)["starts_at"]
    in_the_way = window(start, start + HOUR + MICROSECOND)
    book(desk.sign_in("Ada"), room, in_the_way)

    refused = book(desk.sign_in("Ben"), room, window(start + HOUR, start + 2 * HOUR))

    assert refused.json["conflict"] == in_the_way
    assert audit_entry.collection().count_documents({"outcome": "refused", "code": "window_taken"}) == 1
