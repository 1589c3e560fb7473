"""All bookings over HTTP: found by what one knows of them, and told from beginning to end."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from bson import ObjectId

from drivesphere.domain import clock
from drivesphere.domain.clock import rfc3339
from drivesphere.services import all_bookings, holds, outbox
from drivesphere.services.orders import Partner
from tests.api.desk import Desk, Person
from tests.profiler import Profiled
from tests.stage import order_places

BOOKINGS = "/admin/bookings"


@pytest.fixture
def iris(desk: Desk) -> Person:
    return desk.sign_in("Iris", "admin")


def found(person: Person, **query: Any) -> list[str]:
    answer = person.get(BOOKINGS, **query)
    assert answer.status_code == 200, answer.json
    return [row["id"] for row in answer.json]


def pay(desk: Desk, booking_id: ObjectId) -> str:
    """Pay at the page, and have it settled; the payment's id."""
    desk.sandbox.pay(desk.session_of(booking_id))
    desk.report(booking_id)
    return str(desk.booking(booking_id)["payment"]["payment_id"])


def test_bookings_of_anybody_are_found_by_whose_they_are_and_how_they_stand(desk: Desk, iris: Person) -> None:
    omar, ada = desk.person("Omar", "owner"), desk.person("Ada")
    car, event = desk.car(owner_id=omar), desk.event()
    first, second = desk.hold(car, ada).body["id"], desk.place(event, [("Floor", 1)]).body["id"]

    assert found(iris) == [second, first]
    assert found(iris, owner=omar) == found(iris, client=ada) == found(iris, listing=car) == [first]
    assert found(iris, kind="events") == found(iris, owner=desk.omar) == [second]
    assert found(iris, status="pending", kind="cars") == [first]
    assert found(iris, status="confirmed") == found(iris, owner=omar, kind="events") == []


def test_a_booking_is_found_by_its_id_its_payment_and_its_payment_page(desk: Desk, iris: Person) -> None:
    _, booking_id = desk.unpaid()
    desk.unpaid()
    payment_id = pay(desk, booking_id)

    for known in (str(booking_id), payment_id, desk.session_of(booking_id)):
        assert found(iris, q=known) == [str(booking_id)]
    for unknown in (str(ObjectId()), "pi_unknown", "cs_unknown", ".*", "$ne"):
        assert found(iris, q=unknown) == []


def test_the_span_is_that_of_when_they_were_made(desk: Desk, iris: Person) -> None:
    booking_id = desk.hold(desk.car()).body["id"]
    hour = timedelta(hours=1)

    assert found(iris, **{"from": rfc3339(clock.now() - hour), "to": rfc3339(clock.now() + hour)}) == [booking_id]
    assert found(iris, to=rfc3339(clock.now() - hour)) == found(iris, **{"from": rfc3339(clock.now() + hour)}) == []


def test_the_list_comes_in_pages_and_says_whose_each_booking_is(desk: Desk, iris: Person) -> None:
    ada = desk.person("Ada")
    for _ in range(3):
        desk.hold(desk.car(), ada)

    page = iris.get(BOOKINGS, page=2, page_size=2)

    [oldest] = page.json
    assert '"total": 3' in page.headers["X-Pagination"]
    assert (oldest["client"]["id"], oldest["client"]["name"], oldest["owner"]["name"]) == (str(ada), "Ada", "Omar")


def test_the_timeline_tells_a_booking_from_the_hold_to_the_refund_in_order(desk: Desk, iris: Person) -> None:
    ada = desk.sign_in("Ada")
    _, booking_id = desk.unpaid(ada.id)
    payment_id = pay(desk, booking_id)
    assert ada.post(f"/bookings/{booking_id}/cancel", {}).status_code == 200
    outbox.drain()

    shown = iris.get(f"{BOOKINGS}/{booking_id}").json
    told = [(item["source"], item["what"]) for item in shown["timeline"]]

    assert shown["payment_id"] == payment_id
    for story in (
        [("history", "held"), ("audit", "held"), ("history", "paid"), ("history", "cancelled")],
        [("history", "held"), ("payment", "received"), ("refund", "requested")],
        [("history", "paid"), ("outbox", "mail"), ("refund", "requested")],
        [("history", "cancelled"), ("audit", "cancelled"), ("refund", "requested"), ("refund", "settled")],
    ):
        assert [item for item in dict.fromkeys(told) if item in story] == story
    assert [item["at"] for item in shown["timeline"]] == sorted(item["at"] for item in shown["timeline"])


def test_the_timeline_says_why_money_went_back_and_whose_it_was(desk: Desk, iris: Person) -> None:
    _, booking_id = desk.unpaid()
    pay(desk, booking_id)
    asked = {"amount": {"amount": 5_000, "currency": "USD"}, "reason": "The heating did not work"}
    assert iris.post(f"{BOOKINGS}/{booking_id}/refund", asked).status_code == 200

    told = {
        (item["source"], item["what"]): item["details"]
        for item in iris.get(f"{BOOKINGS}/{booking_id}").json["timeline"]
    }

    [why, asked_for] = told["audit", "goodwill"], told["refund", "requested"]
    assert (why["reason"], why["refund"]) == (asked["reason"], asked["amount"])
    assert asked_for["amount"] == asked["amount"]
    assert sum(asked_for[part]["amount"] for part in ("owner", "fee", "tax")) == 5_000


def test_a_refused_attempt_belongs_to_the_timeline(desk: Desk, iris: Person) -> None:
    ada = desk.sign_in("Ada")
    _, booking_id = desk.unpaid(ada.id)
    for _ in range(2):
        ada.post(f"/bookings/{booking_id}/cancel", {})

    refused = [item for item in iris.get(f"{BOOKINGS}/{booking_id}").json["timeline"] if item["outcome"] == "refused"]

    assert [(item["source"], item["what"], item["details"]["code"]) for item in refused] == [
        ("audit", "cancelled", "illegal_transition")
    ]


def test_the_timeline_names_people_and_asks_for_all_names_at_once(desk: Desk, iris: Person, profiled: Profiled) -> None:
    ada = desk.sign_in("Ada")
    _, booking_id = desk.unpaid(ada.id)
    pay(desk, booking_id)
    assert iris.post(f"{BOOKINGS}/{booking_id}/cancel", {"reason": "Because."}).status_code == 200

    with profiled() as statements:
        happened = all_bookings.find(booking_id)["timeline"]

    named = {(item["actor"], item["actor_name"]) for item in happened}
    assert named >= {(f"client:{ada.id}", "Ada"), (f"admin:{iris.id}", "Iris"), ("stripe", None)}
    assert len([each for each in statements if each["ns"].endswith(".users")]) == 2  # whose it is, and who acted


def test_a_partners_booking_has_no_client_of_ours(desk: Desk, iris: Person) -> None:
    event = desk.event(partner="acme")
    order = order_places(event, desk.person(), [("Floor", 1)])
    holds.place_hold(replace(order, client_id=None, partner=Partner("acme", "ada-7")))

    [shown] = iris.get(BOOKINGS, kind="events").json

    assert (shown["client"], shown["partner"]) == (None, {"name": "acme", "user_id": "ada-7"})


def test_what_is_not_there_is_not_found(iris: Person) -> None:
    assert iris.get(f"{BOOKINGS}/{ObjectId()}").status_code == 404


NO_FILTERS = [{"q": ""}, {"status": "any"}, {"kind": "boats"}, {"owner": "7"}, {"client[$ne]": "1"}]


@pytest.mark.parametrize("query", NO_FILTERS, ids=str)
def test_what_is_no_filter_is_named(iris: Person, query: dict[str, str]) -> None:
    answer = iris.get(BOOKINGS, **query)

    assert (answer.status_code, list(answer.json["errors"])) == (422, list(query))
