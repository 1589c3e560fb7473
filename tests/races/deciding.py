"""One payment without a booking, and several who decide about it: what its money has done, and the protections that
negative controls take away.
"""

from __future__ import annotations

import time
from dataclasses import replace
from typing import Any

from bson import ObjectId

from drivesphere.infra import checkout as stripe_checkout
from drivesphere.models import booking, mismatch, outbox, payment
from drivesphere.services import decisions, settlement
from tests.races.controls import MOMENT_SECONDS

Record = dict[str, Any]


def ends_of(payment_id: str) -> list[str]:
    """Everything that was done with the money, read from the database alone; it can be spent once."""
    bought = booking.collection().find({"payment.payment_id": payment_id, "status": "confirmed"})
    back = outbox.collection().find({"effect": "refund", "payload.payment_id": payment_id})
    kept = mismatch.collection().find({"subject": payment_id, "decision": "accept"})
    ends = [f"bought {row['_id']}" for row in bought] + ["went back" for _ in back] + ["was left" for _ in kept]
    return sorted(ends)


# ------------------------------------------------------------------------------------------------ controls


def settle_then_close(found: Record, verdict: decisions.Verdict) -> None:
    """In place of `decisions._attach`: the payment is settled in a commit of its own, as the release before did."""
    paid = stripe_checkout.session_of(found["payment_id"])
    assert paid is not None
    time.sleep(MOMENT_SECONDS)
    settlement.settle(replace(paid, booking_id=str(verdict.booking_id)))
    decisions._commit(found, verdict)


def look_at_no_payment(*_: Any) -> None:
    """In place of `payment.find`: whether money has bought something by now, nobody asks."""


def enter_under_any_key(session: Any, row: Record) -> None:
    """In place of `payment.insert`: Stripe's id is no key, so one payment may be entered for each who wants it."""
    payment.collection().insert_one(row | {"_id": f"{row['_id']}:{ObjectId()}"}, session=session)


def close_whatever_it_is(session: Any, mismatch_id: ObjectId, *decided: Any, **more: Any) -> Record | None:
    """In place of `mismatch.resolve`: without the state in its filter whoever comes last has decided."""
    mismatch.collection().update_one({"_id": mismatch_id}, {"$set": {"state": mismatch.OPEN}}, session=session)
    return _resolve(session, mismatch_id, *decided, **more)


_resolve = mismatch.resolve


def deciding_blindly() -> None:
    """Setup: attaching takes two commits, and nothing asks what the money has done by now."""
    decisions._attach = settle_then_close
    payment.find = look_at_no_payment
