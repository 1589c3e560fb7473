"""What a preview promises is what the ledger has after cancelling, to the cent and in all its parts."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from bson import ObjectId
from hypothesis import given, settings
from hypothesis import strategies as st

from drivesphere.domain.cancellation import CancellationTerms, Tier
from drivesphere.domain.money import Money
from drivesphere.models import booking, refund
from drivesphere.services import bookings, goodwill
from tests.races.ledger import broken_invariants
from tests.stage import Till, section, sections_of

HOUR_MS = timedelta(hours=1) // timedelta(milliseconds=1)
EXAMPLES = 12  # each books, pays and cancels at a real till

hours = st.integers(1, 700)
shares = st.integers(1, 9_999)
terms = st.builds(
    lambda first, second, share: CancellationTerms("own", 1, (Tier(first + second, 10_000), Tier(second, share))),
    hours, hours, shares,
)  # fmt: skip
quantities = st.tuples(st.integers(1, 6), st.integers(1, 4))


@settings(max_examples=EXAMPLES)
@given(
    own=terms,
    prices=st.tuples(st.integers(50, 20_000), st.integers(0, 20_000)),  # Stripe takes nothing below half a dollar
    places=quantities,
    back=quantities,
    notice=st.integers(0, 1_500),
    kindness=st.integers(0, 50),
)
def cancelled_as_previewed(
    till: Till,
    own: CancellationTerms,
    prices: tuple[int, int],
    places: tuple[int, int],
    back: tuple[int, int],
    notice: int,
    kindness: int,
) -> None:
    event = till.event(
        sections=[section("Floor", prices[0], 10), section("Box", prices[1], 10)],
        policy={"cancellation": own.as_dict()},
    )
    found = paid(till, event, places, kindness)
    starts_in(found, notice)
    ids = sections_of(event).values()
    wanted = [{"section_id": each, "quantity": min(n, had)} for each, n, had in zip(ids, back, places, strict=True)]

    shown = bookings.preview_cancellation(found["client_id"], found["_id"], wanted)
    bookings.cancel(found["client_id"], found["_id"], reason=None, lines=wanted, attempt=till.no_key())

    rows = [row for row in refund.of_booking(found["_id"]) if row["reason"] != "goodwill"]
    sums = [sum(row[part] for row in rows) for part in ("amount", "owner_amount", "fee_amount", "tax_amount")]
    assert sums == [shown["refund"]["amount"], *(part["amount"] for part in shown["split"].values())]
    assert broken_invariants() == []


def paid(till: Till, event: ObjectId, places: tuple[int, int], kindness: int) -> dict[str, Any]:
    """A basket that is paid for, and of which a little went back already, if there is so much."""
    _, held = till.unpaid_basket(event, list(zip(("Floor", "Box"), places, strict=True)))
    till.sandbox.pay(till.session_of(held))
    till.report(held)
    amount = min(kindness, till.booking(held)["payment"]["amount"])
    if amount:
        goodwill.refund(
            held, Money(amount), reason="Rain", by=f"admin:{till.person('Iris', 'admin')}", attempt=till.no_key()
        )
    return till.booking(held)


def starts_in(found: dict[str, Any], notice: int) -> None:
    """Let the event begin so many hours, and a half, from now: never at the end of a tier."""
    at = {"$add": ["$$NOW", notice * HOUR_MS + HOUR_MS // 2]}
    booking.collection().update_one({"_id": found["_id"]}, [{"$set": {"starts_at": at, "ends_at": {"$add": [at, 1]}}}])


def test_what_is_cancelled_is_refunded_as_it_was_previewed(till: Till) -> None:
    cancelled_as_previewed(till)
