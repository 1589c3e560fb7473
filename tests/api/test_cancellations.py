"""Cancelling over HTTP: three roles, one basket, and what nobody may send."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from time import sleep
from typing import Any

import pytest
from bson import ObjectId

from drivesphere.models import booking
from drivesphere.services import repeats
from tests.api.desk import Desk, Gateless, Person
from tests.races.conftest import SPREADS
from tests.stage import left_of, sections_of


def paid(desk: Desk, ada: Person, owner: Person | None = None) -> str:
    """A confirmed booking of a car."""
    held = ObjectId(ada.hold(desk.car(owner_id=owner and owner.id)).get_json()["id"])
    settle(desk, ada, held)
    return str(held)


def settle(desk: Desk, ada: Person, held: ObjectId) -> None:
    desk.open_page(ada.id, held)
    desk.sandbox.pay(desk.session_of(held))
    desk.report(held)


def basket(desk: Desk, ada: Person) -> tuple[str, ObjectId]:
    """Four places on the floor and two in the balcony, paid for, and their event."""
    event = desk.event()
    held = ObjectId(desk.place(event, [("Floor", 4), ("Balcony", 2)], ada.id).body["id"])
    settle(desk, ada, held)
    return str(held), event


def usd(amount: float) -> dict[str, Any]:
    return {"amount": amount, "currency": "USD"}


def test_a_client_gives_back_some_places_as_the_preview_said(desk: Desk) -> None:
    ada = desk.sign_in()
    booked, event = basket(desk, ada)
    floor, balcony = (str(each) for each in sections_of(event).values())

    shown = ada.get(f"/bookings/{booked}/cancellation-preview", lines=[f"{floor}:3", f"{balcony}:1"]).json
    lines = [{"section_id": floor, "quantity": 3}, {"section_id": balcony, "quantity": 1}]
    answer = ada.post(f"/bookings/{booked}/cancel", {"lines": lines})

    assert answer.status_code == 200
    assert (answer.json["refund"], answer.json["remainder"]) == (shown["refund"], shown["remainder"])
    assert left_of(event) == {"Floor": 9, "Balcony": 5}
    assert ada.get(f"/bookings/{booked}").json["remainder"] == shown["remainder"]


MOST_ROUNDS = 60  # until one is harmed, which is usually among the first few


@pytest.mark.parametrize("spread", SPREADS)
def test_one_cancellation_sent_to_several_processes_at_once_is_answered_alike_by_all(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, spread: float
) -> None:
    """Who loses to this very request is told what it came to, not that somebody was faster."""
    ada = desk.sign_in()
    monkeypatch.setattr(repeats, "_gate", Gateless())
    for _ in range(4):
        booked, event = basket(desk, ada)

        first, *others = one_place_less(ada, booked, event, spread)

        assert (first.status_code, [answer.json for answer in others]) == (200, [first.json] * 5)
        assert left_of(event)["Floor"] == 7


def test_whoever_does_not_look_again_is_refused_by_its_own_request(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """The twin: a loser that takes the conflict for somebody else's."""
    ada = desk.sign_in()
    monkeypatch.setattr(repeats, "_gate", Gateless())
    monkeypatch.setattr(repeats, "_replay_latest", lambda _: None)
    rounds = (one_place_less(ada, *basket(desk, ada), 0.0) for _ in range(MOST_ROUNDS))

    assert any(answer.status_code != 200 for answers in rounds for answer in answers)


def one_place_less(client: Person, booked: str, event: Any, spread: float) -> list[Any]:
    """The answers to one request that comes six times within `spread` seconds."""
    [floor, _] = (str(each) for each in sections_of(event).values())
    barrier = threading.Barrier(6)

    def rival(number: int) -> Any:
        barrier.wait()
        sleep(number * spread / 5)
        lines = [{"section_id": floor, "quantity": 1}]
        return client.post(f"/bookings/{booked}/cancel", {"lines": lines}, Idempotency_Key=f"less-{booked}")

    with ThreadPoolExecutor(6) as pool:
        return list(pool.map(rival, range(6)))


@pytest.mark.parametrize(
    ("lines", "field"),
    [
        ([], "lines"),
        ([{"section_id": "0" * 24, "quantity": 1}], "lines.0.section_id"),
        ([{"section_id": "0" * 24, "quantity": 0}], "lines.0.quantity"),
        ([{"section_id": "0" * 24}], "lines.0.quantity"),
        ("all", "lines"),
    ],
)
def test_places_that_cannot_be_given_back_are_named_and_nothing_changes(desk: Desk, lines: Any, field: str) -> None:
    ada = desk.sign_in()
    booked, event = basket(desk, ada)

    answer = ada.post(f"/bookings/{booked}/cancel", {"lines": lines})

    assert (answer.status_code, list(answer.json["errors"])) == (422, [field])
    assert left_of(event) == {"Floor": 6, "Balcony": 4}


@pytest.mark.parametrize("line", ["", "floor:2", "0" * 24, "0" * 24 + ":", "0" * 24 + ":-1", "0" * 24 + ":1.5"])
def test_a_line_of_a_query_that_is_none_is_refused(desk: Desk, line: str) -> None:
    ada = desk.sign_in()
    booked, _ = basket(desk, ada)

    answer = ada.get(f"/bookings/{booked}/cancellation-preview", lines=[line])

    assert answer.status_code == 422
    assert next(iter(answer.json["errors"])).startswith("lines.0")


def test_an_owner_sees_and_cancels_what_was_booked_of_his(desk: Desk) -> None:
    ada, omar = desk.sign_in(), desk.sign_in("Omar", "owner")
    booked = paid(desk, ada, omar)
    path = f"/owner/bookings/{booked}"

    shown = omar.get(f"{path}/cancellation-preview").json
    answer = omar.post(f"{path}/cancel", {"reason": "The car is in the workshop"})

    assert (answer.status_code, answer.json["status"]) == (200, "cancelled")
    assert answer.json["refund"] == shown["refund"] == answer.json["quote"]["total"]


def test_another_owners_booking_looks_like_none(desk: Desk) -> None:
    booked, ben = paid(desk, desk.sign_in()), desk.sign_in("Ben", "owner")

    theirs = ben.post(f"/owner/bookings/{booked}/cancel", {"reason": "Mine"})
    missing = ben.post(f"/owner/bookings/{ObjectId()}/cancel", {"reason": "Mine"})

    assert theirs.status_code == missing.status_code == 404
    assert theirs.json["detail"] == missing.json["detail"]
    assert booking.collection().count_documents({"status": "confirmed"}) == 1


def test_an_admin_sees_what_each_choice_gives_back(desk: Desk) -> None:
    booked, iris = paid(desk, desk.sign_in()), desk.sign_in("Iris", "admin")

    def back(**choice: Any) -> int:
        shown = iris.get(f"/admin/bookings/{booked}/cancellation-preview", **choice)
        return int(shown.json["refund"]["amount"])

    assert [back(), back(refund="full"), back(refund="none"), back(refund="amount", **usd(5))] == [12_124, 12_124, 0, 5]


@pytest.mark.parametrize(
    ("asked", "fields"),
    [
        ({"refund": "amount"}, ["amount", "currency"]),
        ({"refund": "amount", "amount": 5}, ["currency"]),
        ({"refund": "full", **usd(5)}, ["amount", "currency"]),
        ({"refund": "amount", **usd(12_125)}, ["amount"]),
        ({"refund": "amount", "amount": 5, "currency": "EUR"}, ["amount"]),
    ],
)
def test_a_preview_refuses_what_the_cancellation_would(desk: Desk, asked: dict[str, Any], fields: list[str]) -> None:
    booked, iris = paid(desk, desk.sign_in()), desk.sign_in("Iris", "admin")

    answer = iris.get(f"/admin/bookings/{booked}/cancellation-preview", **asked)

    assert (answer.status_code, list(answer.json["errors"])) == (422, fields)


def test_blanks_are_no_reason_of_an_owner_neither(desk: Desk) -> None:
    omar = desk.sign_in("Omar", "owner")
    booked = paid(desk, desk.sign_in(), omar)

    refused = omar.post(f"/owner/bookings/{booked}/cancel", {"reason": "   "})
    cancelled = omar.post(f"/owner/bookings/{booked}/cancel", {"reason": " In the workshop\n"})

    assert (refused.status_code, list(refused.json["errors"])) == (422, ["reason"])
    assert (cancelled.status_code, booking.collection().find_one()["cancel_reason"]) == (200, "In the workshop")


def test_an_admin_cancels_with_a_reason_and_gives_goodwill_later(desk: Desk) -> None:
    booked, iris = paid(desk, desk.sign_in()), desk.sign_in("Iris", "admin")
    path = f"/admin/bookings/{booked}"

    cancelled = iris.post(f"{path}/cancel", {"reason": "Fraud", "refund": "none"})
    kind = iris.post(f"{path}/refund", {"amount": usd(100), "reason": "It was none"})

    assert (cancelled.json["status"], cancelled.json["refund"]) == ("cancelled", None)
    assert (kind.status_code, kind.json["refund"]["amount"], kind.json["status"]) == (200, 100, "cancelled")


def test_goodwill_is_repeated_under_its_key_and_counts_once(desk: Desk) -> None:
    booked, iris = paid(desk, desk.sign_in()), desk.sign_in("Iris", "admin")
    body = {"amount": usd(100), "reason": "No heating"}

    first, again = (iris.post(f"/admin/bookings/{booked}/refund", body, Idempotency_Key="one") for _ in range(2))

    assert first.data == again.data
    assert again.headers["Idempotent-Replayed"] == "true"
    assert first.json["refund"]["amount"] == 100


@pytest.mark.parametrize(
    ("act", "body", "field"),
    [
        ("cancel", {}, "reason"),
        ("cancel", {"reason": ""}, "reason"),
        ("cancel", {"reason": " \n\t "}, "reason"),
        ("refund", {"amount": {"amount": 5, "currency": "USD"}, "reason": "  "}, "reason"),
        ("cancel", {"reason": "x" * 501}, "reason"),
        ("cancel", {"reason": "x", "refund": "half"}, "refund"),
        ("cancel", {"reason": "x", "refund": "amount"}, "amount"),
        ("cancel", {"reason": "x", "refund": "full", "amount": usd(5)}, "amount"),
        ("cancel", {"reason": "x", "refund": "amount", "amount": usd(12_125)}, "amount"),
        ("cancel", {"reason": "x", "refund": "amount", "amount": usd(0)}, "amount.amount"),
        ("refund", {"reason": "x"}, "amount"),
        ("refund", {"amount": usd(5)}, "reason"),
        ("refund", {"reason": "x", "amount": usd(-5)}, "amount.amount"),
        ("refund", {"reason": "x", "amount": 5}, "amount"),
        ("refund", {"reason": "x", "amount": {"amount": 5}}, "amount.currency"),
        ("refund", {"reason": "x", "amount": {"amount": 5, "currency": "EUR"}}, "amount"),
        ("refund", {"reason": "x", "amount": usd(1.5)}, "amount.amount"),
        ("refund", {"reason": "x", "amount": usd(12_125)}, "amount"),
    ],
)
def test_what_an_admin_gets_wrong_is_named_and_nothing_changes(
    desk: Desk, act: str, body: dict[str, Any], field: str
) -> None:
    booked, iris = paid(desk, desk.sign_in()), desk.sign_in("Iris", "admin")
    before = desk.booking(ObjectId(booked))

    answer = iris.post(f"/admin/bookings/{booked}/{act}", body)

    assert (answer.status_code, list(answer.json["errors"])) == (422, [field])
    assert desk.booking(ObjectId(booked)) == before


def test_a_listing_says_in_public_what_cancelling_gives_back(desk: Desk) -> None:
    policy = desk.sign_in().get(f"/cars/{desk.car()}").json["policy"]

    assert policy["cancellation"]["name"] == "flexible"
    assert policy["cancellation"]["tiers"] == [{"hours_before_start": 24, "refund_basis_points": 10_000}]
    assert policy["free_cancellation_hours"] == 24
