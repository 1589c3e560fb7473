"""The ticket service, as its own acceptance runs have it."""

from __future__ import annotations

from typing import Any

import pytest

from drivesphere.models import booking, inventory
from tests.contracts.conftest import Partner
from tests.contracts.server import Ask, Server

EVENTS, TICKETS = "/api/events", "/bookings"
SALE = {"_id", "eventId", "sectionId", "userId", "qty", "status", "createdAt"}


def concert(capacity: int = 5, price: float = 49.5) -> dict[str, Any]:
    return {"name": "Winter concert", "sections": [{"name": "Stalls", "price": price, "capacity": capacity}]}


def sale(event: dict[str, Any], qty: int = 1, user: str = "ada", section: int = 0) -> dict[str, Any]:
    return {"eventId": event["_id"], "sectionId": event["sections"][section]["_id"], "qty": qty, "userId": user}


def made(partner: Partner, capacity: int = 5, **more: Any) -> dict[str, Any]:
    event: dict[str, Any] = partner.post(EVENTS, concert(capacity) | more).json["data"]
    return event


def remaining(partner: Partner, event: dict[str, Any]) -> list[int]:
    shown = partner.get(f"{EVENTS}/{event['_id']}").json["data"]
    return [section["remaining"] for section in shown["sections"]]


# ---------------------------------------------------------------------------------------------- events


def test_an_event_is_answered_with_its_sections(partner: Partner) -> None:
    answer = partner.post(EVENTS, concert(500))

    assert (answer.status_code, answer.json["success"]) == (201, True)
    event = answer.json["data"]
    [section] = event["sections"]
    assert set(event) == {"_id", "name", "sections"}
    assert section == {"_id": section["_id"], "name": "Stalls", "price": 49.5, "capacity": 500, "remaining": 500}
    assert partner.get(f"{EVENTS}/{event['_id']}").json == answer.json


@pytest.mark.parametrize("price", [0, 1, 49.99, 0.01, 19.9, 1_000_000, 100.0])
def test_a_price_is_shown_as_it_was_given_and_kept_in_minor_units(partner: Partner, price: float) -> None:
    event = partner.post(EVENTS, concert(price=price)).json["data"]
    partner.post(TICKETS, sale(event, 2))

    assert partner.get(f"{EVENTS}/{event['_id']}").json["data"]["sections"][0]["price"] == price
    [sold] = booking.collection().find({})
    assert sold["quote"]["total"]["amount"] == round(price * 100) * 2


def test_the_list_shows_the_partners_own_events_newest_first(acme: Partner) -> None:
    ids = [made(acme)["_id"] for _ in range(3)]
    acme.post(EVENTS, {"name": "Lecture", "total_seats": 2})
    globex = acme.another()

    page = acme.get(EVENTS, page=2, limit=2).json

    assert [row["_id"] for row in page["data"]] == [ids[1], ids[0]]
    assert page["pagination"] == {"page": 2, "limit": 2, "total": 4, "pages": 2}
    assert globex.get(EVENTS).json["data"] == []
    assert globex.get(f"{EVENTS}/{ids[0]}").status_code == 404


# ----------------------------------------------------------------------------------------------- sales


def test_a_sale_is_confirmed_at_once_in_the_documented_shape(partner: Partner) -> None:
    event = made(partner)

    answer = partner.post(TICKETS, sale(event, 2))

    assert (answer.status_code, answer.json["success"]) == (201, True)
    assert set(answer.json["data"]) == SALE
    assert answer.json["data"] == {**answer.json["data"], **sale(event, 2), "status": "confirmed"}
    assert remaining(partner, event) == [3]


def test_what_is_not_there_cannot_be_sold(partner: Partner) -> None:
    event = made(partner, 5)
    partner.post(TICKETS, sale(event, 3))

    refused = partner.post(TICKETS, sale(event, 3))

    assert (refused.status_code, set(refused.json)) == (409, {"success", "error", "code"})
    assert (refused.json["success"], refused.json["code"]) == (False, "sold_out")
    assert refused.json["error"] == "Only 2 of the 3 places you want are left in Stalls."
    assert remaining(partner, event) == [2]


def test_one_user_may_buy_again(partner: Partner) -> None:
    event = made(partner)

    assert [partner.post(TICKETS, sale(event)).status_code for _ in range(2)] == [201, 201]


def test_a_section_of_another_event_is_not_found(partner: Partner) -> None:
    event, other = made(partner), made(partner)

    refused = partner.post(TICKETS, sale(event) | {"sectionId": other["sections"][0]["_id"]})

    assert (refused.status_code, refused.json["success"]) == (404, False)


@pytest.mark.parametrize("change", [{"eventId": "f" * 24}, {"eventId": "no id"}, {"sectionId": "no id"}])
def test_what_does_not_exist_is_not_found(partner: Partner, change: dict[str, str]) -> None:
    refused = partner.post(TICKETS, sale(made(partner)) | change)

    assert (refused.status_code, refused.json["code"] in ("not_found", "unknown_section")) == (404, True)


def test_an_event_of_another_partner_is_not_found(acme: Partner) -> None:
    event = made(acme)

    assert acme.another().post(TICKETS, sale(event)).status_code == 404
    assert remaining(acme, event) == [5]


def test_more_than_one_sale_takes_is_bad_input(partner: Partner) -> None:
    event = made(partner, 20_000)

    assert partner.post(TICKETS, sale(event, 10_001)).status_code == 400
    assert partner.post(TICKETS, sale(event, 10_000)).status_code == 201


def test_the_list_is_newest_first_by_event_and_user_with_its_pagination(partner: Partner) -> None:
    event, other = made(partner), made(partner)
    ids = [partner.post(TICKETS, sale(event, user=user)).json["data"]["_id"] for user in ("ada", "ben", "ada")]
    partner.post(TICKETS, sale(other))

    page = partner.get(TICKETS, eventId=event["_id"], userId="ada", page=1, limit=1).json

    assert [row["_id"] for row in page["data"]] == [ids[2]]
    assert page == {
        "success": True,
        "data": page["data"],
        "pagination": {"page": 1, "limit": 1, "total": 2, "pages": 2},
    }
    assert partner.get(TICKETS).json["pagination"] == {"page": 1, "limit": 20, "total": 4, "pages": 1}
    assert partner.get(TICKETS, eventId="f" * 24).json["data"] == []


def test_the_services_keep_their_bookings_apart(partner: Partner) -> None:
    sold = partner.post(TICKETS, sale(made(partner))).json["data"]["_id"]

    assert partner.get("/api/bookings").json == []
    assert partner.get(f"/api/bookings/{sold}").status_code == 404


# ----------------------------------------------------------------------------------------------- races


def test_twenty_users_for_five_places_make_five_sales(server: Server, spread: float) -> None:
    event = server.ask("POST", EVENTS, concert(5)).json["data"]
    asks = [Ask("POST", TICKETS, sale(event, user=f"user-{n}")) for n in range(20)]

    replies = server.rush(asks, spread)

    assert sorted(reply.status for reply in replies) == [201] * 5 + [409] * 15
    assert {reply.json["code"] for reply in replies if reply.status == 409} == {"sold_out"}
    assert inventory.collection().distinct("remaining") == [0]
    assert booking.collection().count_documents({"status": "confirmed"}) == 5


def test_sales_of_several_places_never_sell_more_than_there_are(server: Server, spread: float) -> None:
    event = server.ask("POST", EVENTS, concert(10)).json["data"]
    asks = [Ask("POST", TICKETS, sale(event, 3, user=f"user-{n}")) for n in range(12)]

    replies = server.rush(asks, spread)

    assert sorted(reply.status for reply in replies) == [201] * 3 + [409] * 9
    assert inventory.collection().distinct("remaining") == [1]


def test_one_key_ten_times_at_once_is_one_sale(server: Server, spread: float) -> None:
    event = server.ask("POST", EVENTS, concert(10)).json["data"]

    replies = server.rush([Ask("POST", TICKETS, sale(event, 2), {"Idempotency-Key": "one"})] * 10, spread)

    assert {reply.status for reply in replies} == {201}
    assert len({reply.json["data"]["_id"] for reply in replies}) == 1
    assert inventory.collection().distinct("remaining") == [8]
