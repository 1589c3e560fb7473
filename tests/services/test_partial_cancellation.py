"""Some places of a basket are given back: their part of the money goes back in the same commit, the rest stays."""

from __future__ import annotations

from typing import Any

import pytest
from bson import ObjectId

from drivesphere.domain.cancellation import ALL
from drivesphere.domain.errors import IllegalTransition, Rejected
from drivesphere.domain.idempotency import Attempt
from drivesphere.domain.user import Role
from drivesphere.models import outbox, refund
from drivesphere.services import bookings, cancelling
from drivesphere.services.cancelling import Canceller, Wish
from tests.races.ledger import broken_invariants
from tests.services.test_cancelling import give
from tests.stage import Till, left_of, section, sections_of

BASKET = [("Floor", 4), ("Balcony", 2)]  # 4 x 45 and 2 x 30 dollars, with fee and tax 290.98 dollars


def basket(till: Till, **event: Any) -> dict[str, Any]:
    """A basket that is paid for."""
    _, held = till.unpaid_basket(till.event(**event), BASKET)
    till.sandbox.pay(till.session_of(held))
    till.report(held)
    return till.booking(held)


def lines(found: dict[str, Any], **places: int) -> list[dict[str, Any]]:
    ids = sections_of(found["listing_id"])
    return [{"section_id": ids[name], "quantity": quantity} for name, quantity in places.items()]


def give_back(till: Till, found: dict[str, Any], attempt: Attempt | None = None, **places: int) -> dict[str, Any]:
    attempt, wanted = attempt or till.no_key(), lines(found, **places)
    body: dict[str, Any] = bookings.cancel(
        found["client_id"], found["_id"], reason=None, lines=wanted, attempt=attempt
    ).body
    return body


def test_places_go_back_with_their_money_as_it_was_shown(till: Till) -> None:
    found = basket(till)
    shown = bookings.preview_cancellation(found["client_id"], found["_id"], lines(found, Floor=3))

    body = give_back(till, found, Floor=3)

    assert left_of(found["listing_id"]) == {"Floor": 9, "Balcony": 4}
    assert [made["amount"] for made in till.refunds()] == [shown["refund"]["amount"]]
    assert body["remainder"] == shown["remainder"]
    assert body["remainder"]["total"]["amount"] + shown["refund"]["amount"] == body["quote"]["total"]["amount"]
    assert till.booking(found["_id"])["payment_status"] == "partially_refunded"
    assert broken_invariants() == []


def test_after_much_goodwill_nothing_is_kept_and_never_less_than_that(till: Till) -> None:
    found = basket(till)
    give(till, found, 28_000)

    shown = bookings.preview_cancellation(found["client_id"], found["_id"], lines(found, Floor=1))

    assert (shown["refund"]["amount"], shown["kept"]["amount"]) == (1_098, 0)


def test_the_quote_stays_frozen_and_the_history_tells(till: Till) -> None:
    found = basket(till)

    body = give_back(till, found, Floor=1, Balcony=2)

    assert body["quote"] == found["quote"]
    assert [(line["name"], line["quantity"]) for line in body["lines"]] == [("Floor", 3)]
    assert (body["status"], body["history"][-1]["trigger"]) == ("confirmed", "reduced")
    assert broken_invariants() == []


def test_part_by_part_is_in_the_end_as_much_as_at_once(till: Till) -> None:
    found = basket(till)

    for places in ({"Floor": 1}, {"Balcony": 1}, {"Floor": 2, "Balcony": 1}, {"Floor": 1}):
        body = give_back(till, found, **places)

    assert body["status"] == "cancelled"
    assert sum(made["amount"] for made in till.refunds()) == found["quote"]["total"]["amount"]
    assert till.booking(found["_id"])["payment_status"] == "refunded"
    assert left_of(found["listing_id"]) == {"Floor": 10, "Balcony": 6}
    assert broken_invariants() == []


def test_all_places_are_the_whole_booking(till: Till) -> None:
    found = basket(till)

    body = give_back(till, found, Floor=4, Balcony=2)

    assert (body["status"], body["remainder"], body["history"][-1]["trigger"]) == ("cancelled", None, "cancelled")
    assert [made["amount"] for made in till.refunds()] == [found["quote"]["total"]["amount"]]


def test_who_cancels_the_rest_gets_the_rest(till: Till) -> None:
    found = basket(till)
    give_back(till, found, Floor=3)

    cancelling.cancel(
        Wish(by=Canceller(Role.OWNER, found["owner_id"]), booking_id=found["_id"], refunding=ALL), till.no_key()
    )

    rows = refund.of_booking(found["_id"])
    assert sum(row["amount"] for row in rows) == found["quote"]["total"]["amount"]
    assert [row["reason"] for row in rows] == ["reduced", "cancelled"]
    assert left_of(found["listing_id"]) == {"Floor": 10, "Balcony": 6}
    assert broken_invariants() == []


def test_repeated_with_its_key_places_are_given_back_once(till: Till) -> None:
    found, attempt = basket(till), Attempt("ada|cancel|one", "three of the floor")

    first, again = (give_back(till, found, attempt, Floor=3) for _ in range(2))

    assert first == again
    assert left_of(found["listing_id"]) == {"Floor": 9, "Balcony": 4}
    assert len(till.refunds()) == 1


@pytest.mark.parametrize(
    ("places", "field"), [({"Floor": 5}, "lines.0.quantity"), ({"Floor": 1, "Balcony": 3}, "lines.1.quantity")]
)
def test_more_than_the_basket_has_is_refused_and_nothing_changes(
    till: Till, places: dict[str, int], field: str
) -> None:
    found = basket(till)

    with pytest.raises(Rejected) as refusal:
        give_back(till, found, **places)

    assert list(refusal.value.errors) == [field]
    assert left_of(found["listing_id"]) == {"Floor": 6, "Balcony": 4}
    assert till.booking(found["_id"]) == found


def test_a_hold_is_given_back_as_a_whole(till: Till) -> None:
    _, held = till.unpaid_basket(till.event(), BASKET)

    with pytest.raises(IllegalTransition):
        give_back(till, till.booking(held), Floor=1)


def test_a_window_has_no_places(till: Till) -> None:
    ada, held = till.unpaid()
    till.sandbox.pay(till.session_of(held))
    till.report(held)
    one = [{"section_id": ObjectId(), "quantity": 1}]

    with pytest.raises(Rejected) as refusal:
        bookings.cancel(ada, held, reason=None, lines=one, attempt=till.no_key())

    assert list(refusal.value.errors) == ["lines"]


def test_free_places_are_given_back_without_money(till: Till) -> None:
    event, ada = till.event(sections=[section("Lawn", 0, 5)]), till.person("Ada")
    booked = ObjectId(till.place(event, [("Lawn", 3)], ada).body["id"])

    body = give_back(till, till.booking(booked), Lawn=2)

    assert (body["status"], body["refund"], left_of(event)) == ("confirmed", None, {"Lawn": 4})
    assert broken_invariants() == []


def test_what_has_no_date_is_given_back_in_parts_at_any_time(till: Till) -> None:
    found = basket(till, starts_at=None, ends_at=None)

    shown = bookings.preview_cancellation(found["client_id"], found["_id"], lines(found, Balcony=1))

    assert shown["refund"]["amount"] > 0
    assert [(tier["until"], tier["refund"]) for tier in shown["tiers"]] == [(None, shown["refund"])]
    assert shown["kept"]["amount"] == 0


def test_each_part_has_a_mail_of_its_own(till: Till) -> None:
    found = basket(till)

    for _ in range(2):
        give_back(till, found, Floor=1)

    mails = outbox.collection().count_documents({"effect": "mail", "payload.template": "reduced"})
    assert mails == 2
