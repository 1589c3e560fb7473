"""Webhooks may come late, twice, in any order or never: after a run our books follow from what is true at Stripe alone.

The same things happen at Stripe to two payments. Of the one we hear whatever Hypothesis likes, whenever it likes; of
the other nothing at all.
"""

from __future__ import annotations

import json
import time
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import stripe
from bson import ObjectId
from hypothesis import given
from hypothesis import strategies as st

from drivesphere.domain import clock
from drivesphere.domain.errors import DriveSphereError
from drivesphere.embedded.stripe_sandbox.errors import StripeError
from drivesphere.models import mismatch, payment, refund
from drivesphere.services import payment_events, reconciliation
from tests.races.ledger import broken_invariants
from tests.stage import Till, empty

Record = dict[str, Any]
Step = tuple[str, int]
MOST_STEPS = 12

happenings = st.sampled_from(["pay", "refund", "refund", "refund_all", "settle", "fail", "dispute", "win", "lose"])
hearings = st.sampled_from(["hear", "hear", "hear", "run"])
steps = st.lists(st.tuples(st.one_of(happenings, hearings), st.integers(0, 999)), min_size=2, max_size=MOST_STEPS)


@dataclass
class Payment:
    """What Stripe has of one booking, and the acts of people and banks on it."""

    till: Till
    booking_id: ObjectId
    session: str
    events: list[Record] = field(default_factory=list)

    def happen(self, act: str, number: int) -> None:
        """An act that Stripe does not allow now does not happen; neither does it to the other payment."""
        with suppress(StripeError, LookupError):
            getattr(self, f"_{act}")(number)

    def _pay(self, _: int) -> None:
        self.till.sandbox.pay(self.session)

    def _refund(self, number: int) -> None:
        self.till.sandbox.refund(self._id, 1 + number)

    def _refund_all(self, _: int) -> None:
        self.till.sandbox.refund(self._id)

    def _settle(self, number: int) -> None:
        self.till.sandbox.settle_refund(self._one_of("refund", number)["id"])

    def _fail(self, number: int) -> None:
        self.till.sandbox.settle_refund(self._one_of("refund", number)["id"], succeeded=False)

    def _dispute(self, _: int) -> None:
        self.till.sandbox.dispute(self._id)

    def _win(self, number: int) -> None:
        self.till.sandbox.close_dispute(self._one_of("dispute", number)["id"], won=True)

    def _lose(self, number: int) -> None:
        self.till.sandbox.close_dispute(self._one_of("dispute", number)["id"], won=False)

    @property
    def _id(self) -> str:
        paid = next(each for each in self.till.sandbox.objects("checkout.session") if each["id"] == self.session)
        return str(paid["payment_intent"])

    def _one_of(self, kind: str, number: int) -> Record:
        own = [each for each in self.till.sandbox.objects(kind) if each["payment_intent"] == self._id]
        return own[number % max(1, len(own))]

    def hear(self, number: int) -> None:
        """One of all events about this payment so far arrives, perhaps not for the first time."""
        own = [each for each in self.till.sandbox.objects("event") if self._is_own(each["data"]["object"])]
        if own:
            deliver(self.till, own[number % len(own)])

    def _is_own(self, thing: Record) -> bool:
        return self.session == thing["id"] or thing.get("payment_intent", thing["id"]) == self._id

    def books(self) -> Record:
        """What we have written down of it, without ids and times."""
        booking = self.till.booking(self.booking_id)
        rows = refund.of_booking(self.booking_id)
        listed = mismatch.collection().find({"booking_id": self.booking_id, "state": "open"})
        return {
            "status": booking["status"],
            "payment_status": booking["payment_status"],
            "refund": (booking.get("refund") or {}).get("amount"),
            "payments": [(row["amount"], row["outcome"]) for row in payment.of_booking(self.booking_id)],
            "refunds": sorted((row["amount"], row["state"], row["reason"]) for row in rows),
            "open": sorted(row["kind"] for row in listed),
        }


def deliver(till: Till, event: Record) -> None:
    """As Stripe sends it; one that cannot be handled now is answered with an error, and comes again or never."""
    text = json.dumps(event)
    secret = till.settings.stripe_webhook_secret
    header = stripe.WebhookSignature.generate_signature_header(text, secret, int(time.time()))
    with suppress(DriveSphereError):
        payment_events.receive(text.encode(), header)


def run() -> None:
    reconciliation.run("command line", since=clock.now() - timedelta(hours=1))


def begin_anew(till: Till) -> None:
    """Nothing here and nothing at Stripe, so that no story reads what another one has left."""
    empty()
    with till.sandbox.engine.till() as engine:
        engine.tx.run("DELETE FROM objects")


def tell(till: Till, story: list[Step]) -> tuple[Payment, Payment]:
    """Play the story: what happens, happens to both payments, what is heard is heard of the first."""
    heard, unheard = (Payment(till, held, till.session_of(held)) for held in (till.unpaid()[1], till.unpaid()[1]))
    for act, number in story:
        if act == "hear":
            heard.hear(number)
        elif act == "run":
            run()
        else:
            heard.happen(act, number)
            unheard.happen(act, number)
    return heard, unheard


def test_what_we_have_written_down_follows_from_what_is_true_at_stripe(till: Till) -> None:
    @given(story=steps, is_slow=st.booleans())
    def follows(story: list[Step], is_slow: bool) -> None:
        begin_anew(till)
        till.sandbox.switch(refunds_pending=is_slow)
        heard, unheard = tell(till, [("pay", 0), *story])

        run()

        assert heard.books() == unheard.books()
        assert heard.books()["payments"]
        assert broken_invariants() == []

    follows()
