"""Cancelling by client, owner and admin: what goes back is what was shown, and the place is free in the same commit."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from bson import ObjectId

from drivesphere.domain.cancellation import ALL, MODERATE, Refunding, Rule
from drivesphere.domain.errors import IllegalTransition, NotAllowed, NotFound, Rejected
from drivesphere.domain.idempotency import Attempt
from drivesphere.domain.money import Money
from drivesphere.domain.user import Role
from drivesphere.models import audit_entry, booking, inventory, outbox, refund, user
from drivesphere.services import cancelling, goodwill, housekeeping
from drivesphere.services.cancelling import Canceller, Wish
from tests.races.ledger import broken_invariants
from tests.stage import Stage, Till, let_lapse

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
TOTAL = 12_124  # a day in the car: 100 dollars, 12 of fee, 9.24 of tax


def paid(till: Till, **policy: Any) -> dict[str, Any]:
    """A confirmed booking of a car."""
    _, held = till.unpaid(car=till.car(policy={"buffer_minutes": 0} | policy))
    till.sandbox.pay(till.session_of(held))
    till.report(held)
    return till.booking(held)


def starts_in(found: dict[str, Any], notice: timedelta) -> None:
    """Move the start of the booking so near, or so far back, and the end with it, by the database's clock."""
    at = {"$add": ["$$NOW", notice // timedelta(milliseconds=1)]}
    ends_at = {"$add": [at, DAY // timedelta(milliseconds=1)]}
    booking.collection().update_one({"_id": found["_id"]}, [{"$set": {"starts_at": at, "ends_at": ends_at}}])


def an_admin() -> ObjectId:
    address = f"iris-{ObjectId()}@example.com"
    made = user.insert(None, {"email": address, "email_key": address, "name": "Iris", "role": "admin"})
    return ObjectId(made["_id"])


def wish(role: Role, found: dict[str, Any], **more: Any) -> Wish:
    ids = {Role.CLIENT: found["client_id"], Role.OWNER: found["owner_id"], Role.ADMIN: an_admin()}
    usual = {"refunding": ALL} if role is Role.OWNER else {}
    return Wish(by=Canceller(role, ids[role]), booking_id=found["_id"], **(usual | more))


def cancel(till: Till, wanted: Wish) -> dict[str, Any]:
    body: dict[str, Any] = cancelling.cancel(wanted, till.no_key()).body
    return body


def is_free(found: dict[str, Any]) -> bool:
    row = inventory.collection().find_one({"_id": found["listing_id"]})
    return row is not None and row["claims"] == []


@pytest.mark.parametrize(
    ("notice", "back"), [(121 * HOUR, TOTAL), (119 * HOUR, TOTAL // 2), (25 * HOUR, TOTAL // 2), (23 * HOUR, 0)]
)
def test_a_client_gets_back_what_the_tier_says_that_was_shown(till: Till, notice: timedelta, back: int) -> None:
    found = paid(till, cancellation=MODERATE.as_dict())
    starts_in(found, notice)
    shown = cancelling.preview(wish(Role.CLIENT, found))

    cancel(till, wish(Role.CLIENT, found))

    assert (shown["refund"]["amount"], shown["kept"]["amount"]) == (back, TOTAL - back)
    assert sum(row["amount"] for row in refund.of_booking(found["_id"])) == back
    assert is_free(found)
    assert broken_invariants() == []


def test_the_split_that_was_shown_is_the_one_in_the_ledger(till: Till) -> None:
    found = paid(till, cancellation=MODERATE.as_dict())
    starts_in(found, 100 * HOUR)
    parts = {name: money["amount"] for name, money in cancelling.preview(wish(Role.CLIENT, found))["split"].items()}

    cancel(till, wish(Role.CLIENT, found))

    [row] = refund.of_booking(found["_id"])
    entered = (row["owner_amount"], row["fee_amount"], row["tax_amount"])
    assert (parts["price"], parts["service_fee"], parts["tax"]) == entered == (5_000, 600, 462)


def test_a_preview_tells_every_deadline_by_the_clock_of_the_listing(till: Till) -> None:
    found = paid(till, cancellation=MODERATE.as_dict())

    shown = cancelling.preview(wish(Role.CLIENT, found))

    assert [tier["refund"]["amount"] for tier in shown["tiers"]] == [TOTAL, TOTAL // 2]
    assert shown["tiers"][0]["until"] == shown["free_until"]
    assert {tier["until_local"][-3:] for tier in shown["tiers"]} <= {"PST", "PDT"}
    assert shown["terms"]["name"] == "moderate"


def test_terms_that_change_later_do_not_touch_a_booking(till: Till) -> None:
    found = paid(till, cancellation=MODERATE.as_dict())

    shown = cancelling.preview(wish(Role.CLIENT, found))

    assert found["policy"]["cancellation"] == shown["terms"] == MODERATE.as_dict()


@pytest.mark.parametrize("notice", [10 * DAY, HOUR, -HOUR])
def test_an_owner_who_cancels_gives_everything_back_also_after_the_start(till: Till, notice: timedelta) -> None:
    found = paid(till)
    starts_in(found, notice)
    wanted = wish(Role.OWNER, found, reason="The car is in the workshop")
    shown = cancelling.preview(wanted)

    body = cancel(till, wanted)

    assert shown["refund"]["amount"] == body["refund"]["amount"] == TOTAL
    assert [made["amount"] for made in till.refunds()] == [TOTAL]
    assert is_free(found)
    assert broken_invariants() == []


def test_nobody_cancels_what_is_over(till: Till) -> None:
    found = paid(till)
    starts_in(found, -2 * DAY)

    for role in Role:
        with pytest.raises(IllegalTransition):
            cancel(till, wish(role, found))


def test_a_client_does_not_cancel_what_has_started(till: Till) -> None:
    found = paid(till)
    starts_in(found, -HOUR)

    with pytest.raises(IllegalTransition) as refusal:
        cancel(till, wish(Role.CLIENT, found))

    assert refusal.value.code == "already_started"


def test_what_belongs_to_others_is_not_there(till: Till) -> None:
    found = paid(till)

    for role in (Role.CLIENT, Role.OWNER):
        with pytest.raises(NotFound):
            cancel(till, Wish(by=Canceller(role, ObjectId()), booking_id=found["_id"]))

    assert till.booking(found["_id"])["status"] == "confirmed"


@pytest.mark.parametrize(
    ("refunding", "back"),
    [(Refunding(Rule.POLICY), 0), (ALL, TOTAL), (Refunding(Rule.NONE), 0), (Refunding(Rule.AMOUNT, Money(777)), 777)],
)
def test_an_admin_says_what_goes_back_and_why(till: Till, refunding: Refunding, back: int) -> None:
    found = paid(till)
    starts_in(found, HOUR)
    wanted = wish(Role.ADMIN, found, refunding=refunding, reason="The client was ill")

    cancel(till, wanted)

    assert sum(made["amount"] for made in till.refunds()) == back
    entry = audit_entry.collection().find_one({"booking_id": found["_id"], "action": "cancelled"})
    assert entry is not None
    assert (entry["actor"], entry["details"]["reason"]) == (wanted.by.actor, "The client was ill")
    assert broken_invariants() == []


def test_an_admin_cannot_give_more_than_was_paid(till: Till) -> None:
    found = paid(till)

    with pytest.raises(Rejected) as refusal:
        cancel(till, wish(Role.ADMIN, found, refunding=Refunding(Rule.AMOUNT, Money(TOTAL + 1))))

    assert list(refusal.value.errors) == ["amount"]
    assert till.booking(found["_id"])["status"] == "confirmed"


def test_an_admin_releases_a_hold_while_stripe_is_away(till: Till) -> None:
    _, held = till.unpaid()
    till.sandbox.switch(down=True)

    cancel(till, wish(Role.ADMIN, till.booking(held), reason="The page hangs"))

    assert is_free(till.booking(held))
    till.sandbox.switch(down=False)
    outbox.collection().update_many({}, [{"$set": {"due_at": "$$NOW"}}])
    till.refunds()
    assert till.sandbox.objects("checkout.session")[0]["status"] == "expired"
    assert broken_invariants() == []


def test_a_hold_that_nobody_ends_is_released_by_an_admin(stage: Stage) -> None:
    car = stage.car()
    held = stage.hold(car).body["id"]
    let_lapse(held)

    wanted = Wish(by=Canceller(Role.ADMIN, an_admin()), booking_id=ObjectId(held), reason="It is stuck")
    cancelling.cancel(wanted, Attempt(None, ""))

    assert booking.collection().count_documents({"status": "cancelled"}) == 1
    assert broken_invariants() == []


def test_money_that_comes_after_an_admin_has_released_the_hold_goes_back(till: Till) -> None:
    _, held = till.unpaid()
    till.sandbox.pay(till.session_of(held))
    till.sandbox.switch(down=True)
    cancel(till, wish(Role.ADMIN, till.booking(held), reason="It is stuck"))
    till.sandbox.switch(down=False)

    till.report(held)

    assert [made["amount"] for made in till.refunds()] == [TOTAL]
    assert broken_invariants() == []


@pytest.mark.parametrize("role", Role)
def test_a_cancellation_that_is_repeated_with_its_key_is_one(till: Till, role: Role) -> None:
    found = paid(till)
    wanted, attempt = wish(role, found, reason="It rains"), Attempt(f"{role}|cancel|one", "same")

    first, again = (cancelling.cancel(wanted, attempt) for _ in range(2))

    assert (first.body, again.replayed) == (again.body, True)
    assert len(till.refunds()) == 1


def test_a_refused_attempt_is_on_the_trail(till: Till) -> None:
    found = paid(till)
    starts_in(found, -HOUR)

    with pytest.raises(IllegalTransition):
        cancel(till, wish(Role.CLIENT, found))

    entry = audit_entry.collection().find_one({"outcome": "refused"})
    assert entry is not None
    assert (entry["action"], entry["code"], entry["booking_id"]) == ("cancelled", "already_started", found["_id"])


@pytest.mark.parametrize(
    ("role", "template"),
    [(Role.CLIENT, "cancelled"), (Role.OWNER, "cancelled_by_owner"), (Role.ADMIN, "cancelled_by_admin")],
)
def test_the_client_is_told_by_whom_it_was_cancelled(till: Till, role: Role, template: str) -> None:
    found = paid(till)

    cancel(till, wish(role, found, reason="It rains"))

    mails = outbox.collection().find({"effect": "mail", "booking_id": found["_id"]})
    sent = {row["payload"]["template"]: row["payload"] for row in mails}
    assert sent[template]["refund"] == TOTAL
    assert "owner_cancelled" in sent


# ------------------------------------------------------------------------------------------------ goodwill


def give(till: Till, found: dict[str, Any], amount: int, attempt: Attempt | None = None) -> dict[str, Any]:
    attempt = attempt or till.no_key()
    body: dict[str, Any] = goodwill.refund(
        found["_id"], Money(amount), reason="No heating", by=f"admin:{an_admin()}", attempt=attempt
    ).body
    return body


def test_goodwill_goes_back_and_the_booking_stays(till: Till) -> None:
    found = paid(till)

    body = give(till, found, 2_000)
    till.refunds()

    assert (body["status"], body["refund"]["amount"], body["history"][-1]["trigger"]) == (
        "confirmed",
        2_000,
        "goodwill",
    )
    assert till.booking(found["_id"])["payment_status"] == "partially_refunded"
    assert broken_invariants() == []


def test_goodwill_is_shown_once_under_its_key(till: Till) -> None:
    found, attempt = paid(till), Attempt("iris|refund|one", "same")

    for _ in range(2):
        give(till, found, 2_000, attempt)

    assert [made["amount"] for made in till.refunds()] == [2_000]


def test_goodwill_ends_with_what_was_paid(till: Till) -> None:
    found = paid(till)
    give(till, found, TOTAL - 1)

    with pytest.raises(Rejected):
        give(till, found, 2)

    give(till, found, 1)
    till.refunds()
    assert till.booking(found["_id"])["payment_status"] == "refunded"
    assert broken_invariants() == []


def test_who_was_shown_goodwill_and_cancels_gets_the_rest_and_no_more(till: Till) -> None:
    found = paid(till)
    give(till, found, 2_000)

    cancel(till, wish(Role.CLIENT, found))

    assert [made["amount"] for made in till.refunds()] == [2_000, TOTAL - 2_000]
    assert till.booking(found["_id"])["payment_status"] == "refunded"
    assert broken_invariants() == []


@pytest.mark.parametrize("ending", ["completed", "cancelled"])
def test_goodwill_can_be_shown_for_what_is_over_and_for_what_was_cancelled_too_late(till: Till, ending: str) -> None:
    found = paid(till)
    starts_in(found, HOUR)
    if ending == "cancelled":
        cancel(till, wish(Role.CLIENT, found))
    else:
        starts_in(found, -2 * DAY)
        housekeeping.complete_finished()

    body = give(till, found, 5_000)

    assert (body["status"], [made["amount"] for made in till.refunds()]) == (ending, [5_000])
    assert broken_invariants() == []


def test_nothing_is_given_for_a_hold(till: Till) -> None:
    _, held = till.unpaid()

    with pytest.raises(IllegalTransition):
        give(till, till.booking(held), 1)


def test_an_admin_who_lost_the_role_while_the_request_was_on_its_way_gives_nothing_back(till: Till) -> None:
    found, ben = paid(till), till.person("Ben")

    with pytest.raises(NotAllowed):
        goodwill.refund(found["_id"], Money(2_000), reason="A favour", by=f"admin:{ben}", attempt=till.no_key())
    with pytest.raises(NotAllowed):
        cancel(till, Wish(by=Canceller(Role.ADMIN, ben), booking_id=found["_id"], reason="A favour"))

    assert till.booking(found["_id"])["version"] == found["version"]
    assert till.refunds() == []
