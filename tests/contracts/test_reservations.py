"""The event reservation service, with the very texts of its contract."""

from __future__ import annotations

from typing import Any

import pytest

from drivesphere.models import booking, inventory, listing
from tests.contracts.conftest import Partner
from tests.contracts.server import Ask, Server

EVENTS, RESERVE = "/api/events", "/api/bookings/reserve"
NEEDED = {"error": "event_id and user_id are required"}
NOT_FOUND = {"error": "Event not found"}
AGAIN = {"error": "User already booked for this event"}
FULL = {"error": "No seats available"}


def lecture(seats: int = 1) -> dict[str, Any]:
    return {"name": "Lecture", "total_seats": seats}


def reserve(partner: Partner, event: Any, user: Any = "ada") -> tuple[int, Any]:
    answer = partner.post(RESERVE, {"event_id": event, "user_id": user})
    return answer.status_code, answer.json


def test_an_event_has_a_number_and_its_seats(partner: Partner) -> None:
    made = partner.post(EVENTS, lecture(40))

    assert made.status_code == 201
    assert made.json == {"id": 1, "name": "Lecture", "total_seats": 40, "available_seats": 40}
    assert partner.get(f"{EVENTS}/1").json == made.json


def test_a_seat_is_reserved_in_the_documented_words(partner: Partner) -> None:
    event = partner.post(EVENTS, lecture()).json["id"]

    status, body = reserve(partner, event, "ada")

    assert (status, body["message"]) == (201, "Booking reserved successfully")
    assert set(body["booking"]) == {"id", "event_id", "user_id", "created_at"}
    assert (body["booking"]["event_id"], body["booking"]["user_id"]) == (event, "ada")


def test_two_users_want_the_one_seat_and_ask_again(partner: Partner) -> None:
    event = partner.post(EVENTS, lecture(1)).json["id"]

    assert reserve(partner, event, "ada")[0] == 201
    assert reserve(partner, event, "ben") == (409, FULL)
    assert reserve(partner, event, "ada") == (409, AGAIN)
    assert reserve(partner, event, "ben") == (409, FULL)


def test_our_own_id_of_the_event_is_the_same_event(partner: Partner) -> None:
    event = partner.post(EVENTS, lecture(2)).json["id"]
    [found] = listing.collection().find({})

    status, body = reserve(partner, str(found["_id"]), "ada")

    assert (status, body["booking"]["event_id"]) == (201, str(found["_id"]))
    assert reserve(partner, event, "ada") == (409, AGAIN)


def test_a_user_may_have_a_number_and_is_shown_as_sent(partner: Partner) -> None:
    event = partner.post(EVENTS, lecture(2)).json["id"]

    assert reserve(partner, event, 7)[1]["booking"]["user_id"] == 7
    assert reserve(partner, event, "7") == (409, AGAIN)


@pytest.mark.parametrize("event", [99, -1, 0, "1", "no id", "f" * 24, "665F1C2A9D3E4B5A6C7D8E9F", "💺"])
def test_an_event_that_is_not_there_is_not_found(partner: Partner, event: Any) -> None:
    partner.post(EVENTS, lecture())

    assert reserve(partner, event) == (404, NOT_FOUND)


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"event_id": 1},
        {"user_id": "ada"},
        {"event_id": None, "user_id": "ada"},
        {"event_id": 1, "user_id": None},
        {"event_id": 1, "user_id": ""},
        {"event_id": "", "user_id": "ada"},
    ],
)
def test_what_is_missing_is_asked_for(partner: Partner, body: Any) -> None:
    answer = partner.post(RESERVE, body)

    assert (answer.status_code, answer.json) == (400, NEEDED)


def test_numbers_belong_to_the_partner(acme: Partner) -> None:
    globex = acme.another()
    first, second = acme.post(EVENTS, lecture()).json, globex.post(EVENTS, lecture(5)).json

    assert (first["id"], second["id"]) == (1, 1)
    assert globex.get(f"{EVENTS}/1").json["total_seats"] == 5
    [theirs] = listing.collection().find({"partner": "acme"})
    assert reserve(globex, str(theirs["_id"])) == (404, NOT_FOUND)


def test_an_event_that_is_sold_by_section_has_no_seat_to_reserve(partner: Partner) -> None:
    section = {"name": "Stalls", "price": 10, "capacity": 5}
    made = partner.post(EVENTS, {"name": "Concert", "sections": [section]}).json

    assert reserve(partner, made["data"]["_id"]) == (404, NOT_FOUND)


def test_a_repeat_with_its_key_gets_the_first_answer_again(partner: Partner) -> None:
    body = {"event_id": partner.post(EVENTS, lecture(2)).json["id"], "user_id": "ada"}

    first, again = (partner.post(RESERVE, body, Idempotency_Key="one") for _ in range(2))

    assert (again.status_code, again.json) == (201, first.json)


# ----------------------------------------------------------------------------------------------- races


def test_two_users_at_once_for_one_seat_get_one(server: Server, spread: float) -> None:
    event = server.ask("POST", EVENTS, lecture(1)).json["id"]
    asks = [Ask("POST", RESERVE, {"event_id": event, "user_id": user}) for user in ("ada", "ben")]

    won, lost = sorted(server.rush(asks, spread), key=lambda reply: reply.status)

    assert (won.status, lost.status, lost.json) == (201, 409, FULL)
    user = won.json["booking"]["user_id"]
    assert server.ask("POST", RESERVE, {"event_id": event, "user_id": user}).json == AGAIN


def test_one_user_ten_times_at_once_gets_one_seat(server: Server, spread: float) -> None:
    event = server.ask("POST", EVENTS, lecture(10)).json["id"]

    replies = server.rush([Ask("POST", RESERVE, {"event_id": event, "user_id": "ada"})] * 10, spread)

    assert sorted(reply.status for reply in replies) == [201] + [409] * 9
    assert all(reply.json == AGAIN for reply in replies if reply.status == 409)
    assert inventory.collection().distinct("remaining") == [9]


def test_fifty_users_at_once_for_ten_seats_get_ten(server: Server, spread: float) -> None:
    event = server.ask("POST", EVENTS, lecture(10)).json["id"]
    asks = [Ask("POST", RESERVE, {"event_id": event, "user_id": f"user-{n}"}) for n in range(50)]

    replies = server.rush(asks, spread)

    assert sorted(reply.status for reply in replies) == [201] * 10 + [409] * 40
    assert all(reply.json == FULL for reply in replies if reply.status == 409)
    assert booking.collection().count_documents({"status": "confirmed"}) == 10
    assert inventory.collection().distinct("remaining") == [0]


def test_events_that_are_made_at_once_have_different_numbers(server: Server, spread: float) -> None:
    replies = server.rush([Ask("POST", EVENTS, lecture())] * 10, spread)

    assert sorted(reply.json["id"] for reply in replies) == list(range(1, 11))
