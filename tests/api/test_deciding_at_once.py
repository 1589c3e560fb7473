"""Two admins decide about one mismatch, each while the other is at it: money has one place, and one of them is told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from bson import ObjectId

from drivesphere.infra import checkout as stripe_checkout
from drivesphere.models import audit_entry, mismatch, payment
from drivesphere.services import decisions, settlement
from tests.api.desk import Desk, Person
from tests.api.test_reconciliation import decide, listed
from tests.races import deciding
from tests.races.deciding import ends_of
from tests.services.test_reconciliation import open_kinds, run, without_booking
from tests.stage import let_lapse


@pytest.fixture
def iris(desk: Desk) -> Person:
    return desk.sign_in("Iris", "admin")


@pytest.fixture
def bea(desk: Desk) -> Person:
    return desk.sign_in("Bea", "admin")


@pytest.fixture
def found(desk: Desk, iris: Person) -> dict[str, Any]:
    """A payment without its booking."""
    without_booking(desk)
    return listed(iris)


def meanwhile(monkeypatch: pytest.MonkeyPatch, happens: Callable[[], object]) -> None:
    """It happens once, when whoever attaches has seen the mismatch open and asks Stripe about the payment."""
    ask, left = stripe_checkout.session_of, [happens]

    def asked(payment_id: str) -> Any:
        if left:
            left.pop()()
        return ask(payment_id)

    monkeypatch.setattr(stripe_checkout, "session_of", asked)


def settled_for(found: dict[str, Any], held: ObjectId) -> None:
    """What is left where the process died between settling and closing, as the release before could."""
    paid = stripe_checkout.session_of(found["payment_id"])
    assert paid is not None
    settlement.settle(replace(paid, booking_id=str(held)))


ENDS = {"refund": "went back", "accept": "was left"}


@pytest.mark.parametrize("decision", ENDS)
def test_what_another_has_decided_meanwhile_is_not_attached_too(
    desk: Desk, iris: Person, bea: Person, found: dict[str, Any], monkeypatch: pytest.MonkeyPatch, decision: str
) -> None:
    _, held = desk.unpaid()
    meanwhile(monkeypatch, lambda: decide(bea, found, decision))

    late = decide(iris, found, "attach", booking_id=str(held))

    assert (late.status_code, late.json["code"], desk.booking(held)["status"]) == (409, "conflict", "pending")
    assert ends_of(found["payment_id"]) == [ENDS[decision]]
    assert len(desk.refunds()) == (1 if decision == "refund" else 0)
    assert (mismatch.find(ObjectId(found["id"])) or {})["decided_by"] == f"admin:{bea.id}"


def test_money_that_bought_a_booking_by_now_is_not_given_back(desk: Desk, iris: Person, found: dict[str, Any]) -> None:
    _, held = desk.unpaid()
    settled_for(found, held)

    late = decide(iris, found, "refund")

    assert (late.status_code, late.json["code"], desk.refunds()) == (409, "conflict", [])
    assert str(held) in late.json["detail"]
    run()
    assert (ends_of(found["payment_id"]), open_kinds()) == ([f"bought {held}"], [])


def test_a_payment_that_bought_a_booking_by_now_is_attached_to_no_other(
    desk: Desk, iris: Person, found: dict[str, Any]
) -> None:
    (_, held), (_, other) = desk.unpaid(), desk.unpaid()
    settled_for(found, held)

    late = decide(iris, found, "attach", booking_id=str(other))
    same = decide(iris, found, "attach", booking_id=str(held))

    assert (late.status_code, late.json["code"], desk.booking(other)["status"]) == (409, "conflict", "pending")
    assert (same.status_code, same.json["booking_id"]) == (200, str(held))
    assert ends_of(found["payment_id"]) == [f"bought {held}"]


@pytest.mark.parametrize("is_same", [True, False])
def test_of_two_who_attach_one_payment_the_first_has_it(
    desk: Desk, iris: Person, bea: Person, found: dict[str, Any], monkeypatch: pytest.MonkeyPatch, is_same: bool
) -> None:
    (_, first), (_, other) = desk.unpaid(), desk.unpaid()
    meanwhile(monkeypatch, lambda: decide(bea, found, "attach", booking_id=str(first)))

    late = decide(iris, found, "attach", booking_id=str(first if is_same else other))

    assert late.status_code == (200 if is_same else 409)
    assert (ends_of(found["payment_id"]), desk.booking(other)["status"]) == ([f"bought {first}"], "pending")
    assert audit_entry.collection().count_documents({"action": "resolve_mismatch"}) == 1
    assert (mismatch.find(ObjectId(found["id"])) or {})["booking_id"] == first


def test_a_payment_is_not_attached_to_what_somebody_else_has_by_now(
    desk: Desk, iris: Person, found: dict[str, Any]
) -> None:
    """Settled it would go back, and the decision say that it was attached."""
    car = desk.car()
    _, lapsed = desk.unpaid(car=car)
    let_lapse(str(lapsed), minutes=13)
    desk.hold(car)

    late = decide(iris, found, "attach", booking_id=str(lapsed))

    assert (late.status_code, late.json["code"], desk.refunds()) == (409, "conflict", [])
    assert (desk.booking(lapsed)["status"], open_kinds()) == ("expired", ["payment_without_booking"])
    assert payment.of_booking(lapsed) == []


def test_a_decision_that_is_undone_leaves_the_payment_without_a_booking(
    desk: Desk, iris: Person, found: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Closing and settling are one commit: where one of them fails neither is there."""
    _, held = desk.unpaid()

    with monkeypatch.context() as patched:
        patched.setattr(mismatch, "resolve", dies)
        assert decide(iris, found, "attach", booking_id=str(held)).status_code == 500

    assert (ends_of(found["payment_id"]), open_kinds()) == ([], ["payment_without_booking"])
    assert decide(iris, found, "attach", booking_id=str(held)).status_code == 200


def dies(*_: Any, **__: Any) -> None:
    raise RuntimeError("killed")


# ------------------------------------------------------------------------------------------------ the twins


@pytest.mark.parametrize("decision", ENDS)
def test_without_one_commit_what_another_has_decided_is_attached_too(
    desk: Desk, iris: Person, bea: Person, found: dict[str, Any], monkeypatch: pytest.MonkeyPatch, decision: str
) -> None:
    """The twin: the payment is settled, and then the mismatch is closed."""
    _, held = desk.unpaid()
    monkeypatch.setattr(decisions, "_attach", deciding.settle_then_close)
    meanwhile(monkeypatch, lambda: decide(bea, found, decision))

    decide(iris, found, "attach", booking_id=str(held))

    assert ends_of(found["payment_id"]) == [f"bought {held}", ENDS[decision]]


def test_without_a_look_at_payments_money_that_bought_a_booking_is_given_back(
    desk: Desk, iris: Person, found: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The twin: the mismatch is open, and nobody asks what has become of its money."""
    _, held = desk.unpaid()
    settled_for(found, held)
    monkeypatch.setattr(payment, "find", deciding.look_at_no_payment)

    decide(iris, found, "refund")

    assert ends_of(found["payment_id"]) == [f"bought {held}", "went back"]
    assert len(desk.refunds()) == 1


def test_without_stripes_id_as_a_key_one_payment_buys_two_bookings(
    desk: Desk, iris: Person, found: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The twin: nobody looks whether it has bought one, and the ledger takes it again."""
    (_, held), (_, other) = desk.unpaid(), desk.unpaid()
    monkeypatch.setattr(payment, "find", deciding.look_at_no_payment)
    settled_for(found, held)
    late = decide(iris, found, "attach", booking_id=str(other))
    assert (late.status_code, ends_of(found["payment_id"])) == (503, [f"bought {held}"]), "the key holds alone"

    monkeypatch.setattr(payment, "insert", deciding.enter_under_any_key)
    decide(iris, found, "attach", booking_id=str(other))

    assert ends_of(found["payment_id"]) == sorted(f"bought {each}" for each in (held, other))


def test_without_one_commit_and_the_key_two_who_attach_one_payment_both_have_it(
    desk: Desk, iris: Person, bea: Person, found: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The twin: each of the two would have held it alone."""
    (_, first), (_, other) = desk.unpaid(), desk.unpaid()
    monkeypatch.setattr(decisions, "_attach", deciding.settle_then_close)
    monkeypatch.setattr(payment, "insert", deciding.enter_under_any_key)
    meanwhile(monkeypatch, lambda: decide(bea, found, "attach", booking_id=str(first)))

    decide(iris, found, "attach", booking_id=str(other))

    assert ends_of(found["payment_id"]) == sorted(f"bought {each}" for each in (first, other))


def test_without_the_state_in_the_filter_what_was_decided_is_decided_again(
    desk: Desk, iris: Person, bea: Person, found: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The twin of those who attach it to the same booking."""
    _, held = desk.unpaid()
    monkeypatch.setattr(mismatch, "resolve", deciding.close_whatever_it_is)
    meanwhile(monkeypatch, lambda: decide(bea, found, "attach", booking_id=str(held)))

    decide(iris, found, "attach", booking_id=str(held))

    assert audit_entry.collection().count_documents({"action": "resolve_mismatch"}) == 2
    assert (mismatch.find(ObjectId(found["id"])) or {})["decided_by"] == f"admin:{iris.id}"


def test_without_one_commit_a_decision_that_is_undone_leaves_the_payment_with_a_booking(
    desk: Desk, iris: Person, found: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The twin: whoever dies in between has decided nothing, and has spent the money."""
    _, held = desk.unpaid()
    monkeypatch.setattr(decisions, "_attach", deciding.settle_then_close)
    monkeypatch.setattr(mismatch, "resolve", dies)

    assert decide(iris, found, "attach", booking_id=str(held)).status_code == 500

    assert (ends_of(found["payment_id"]), open_kinds()) == ([f"bought {held}"], ["payment_without_booking"])
