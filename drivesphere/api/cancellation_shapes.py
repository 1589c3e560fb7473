"""The shapes of cancelling, which three roles do."""

from __future__ import annotations

from typing import Any

import marshmallow as ma
from marshmallow import validate

from drivesphere.api.booking_shapes import BOOKING_EXAMPLE
from drivesphere.domain.cancellation import Refunding, Rule
from drivesphere.domain.money import Money
from drivesphere.shapes.fields import Instant, Prose, Text, Whole
from drivesphere.shapes.lines import LineField, LineSchema
from drivesphere.shapes.schemas import (
    CancellationTermsSchema,
    Complete,
    MoneySchema,
    Query,
    QuoteSchema,
    Shown,
    Strict,
    TierSchema,
)

LONGEST_REASON = 500
MOST_LINES = 50  # sections of one basket
LARGEST_REFUND = 100_000_000  # minor units; above it a decimal point was forgotten


def _amount() -> Whole:
    about = {"description": "Minor units, for example cents.", "example": 5_000}
    return Whole(min=1, max=LARGEST_REFUND, metadata=about)


def _currency() -> Text:
    return Text(min=3, max=3, metadata={"description": "That of the payment.", "example": "USD"})


class CancelSchema(Strict):
    """Why, if the client wants to say so; and of a basket which places, if not all."""

    reason = Prose(max=LONGEST_REASON)
    lines = ma.fields.List(ma.fields.Nested(LineSchema), validate=validate.Length(min=1, max=MOST_LINES))


class OwnersCancelSchema(Strict):
    """Why; the client reads it."""

    reason = Prose(required=True, min=1, max=LONGEST_REASON)


class GrantSchema(Complete):
    """So much of what was paid, in its currency."""

    amount = _amount()
    currency = _currency()

    @ma.post_load
    def _as_money(self, stated: dict[str, Any], **_: Any) -> Money:
        return Money(**stated)


class _RefundingSchema(Strict):
    """What goes back; how much goes with `refund: amount` and with nothing else."""

    refund = Text(validate=validate.OneOf([rule.value for rule in Rule]), load_default=Rule.POLICY.value)

    @ma.validates_schema
    def _goes_together(self, asked: dict[str, Any], **_: Any) -> None:
        stated = sorted({"amount", "currency"} & self.fields.keys())
        wrong = [name for name in stated if (name in asked) != (asked.get("refund") == Rule.AMOUNT)]
        if wrong:
            raise ma.ValidationError({name: ["Goes with `refund: amount`, and only with it."] for name in wrong})


class AdminsCancelSchema(_RefundingSchema):
    """Why, for the trail and for the client, and what goes back."""

    amount = ma.fields.Nested(GrantSchema)
    reason = Prose(required=True, min=1, max=LONGEST_REASON)


class GoodwillSchema(Strict):
    """How much goes back of a booking that stays as it is, and why."""

    amount = ma.fields.Nested(GrantSchema, required=True)
    reason = Prose(required=True, min=1, max=LONGEST_REASON)


class PreviewArgs(Query):
    """Of a basket the places that would be cancelled, if not all."""

    lines = ma.fields.List(
        LineField(metadata={"type": "string", "example": "6743d0a9a1b2c3d4e5f60011:2"}),
        validate=validate.Length(min=1, max=MOST_LINES),
        metadata={"description": "`section_id:quantity`, once for each section."},
    )


class AdminsPreviewArgs(Query, _RefundingSchema):
    """What would go back; a query has no objects, so money is two of its arguments."""

    amount = _amount()
    currency = _currency()

    @ma.post_load
    def _as_money(self, asked: dict[str, Any], **_: Any) -> dict[str, Any]:
        currency = asked.pop("currency", None)
        return asked | {"amount": Money(asked["amount"], currency)} if currency else asked


class RefundSplitSchema(Shown):
    """Of what the refund is made up."""

    price = ma.fields.Nested(MoneySchema)
    service_fee = ma.fields.Nested(MoneySchema)
    tax = ma.fields.Nested(MoneySchema)


class DeadlineSchema(TierSchema):
    """A tier with its last instant, and what cancelling gives back until then."""

    until = Instant(allow_none=True, metadata={"description": "Null for what has no dates: always."})
    until_local = Text(allow_none=True, metadata={"description": "By the clock of the listing."})
    refund = ma.fields.Nested(MoneySchema)


class CancellationPreviewSchema(Shown):
    """What cancelling now would give back, and what it would later."""

    refund = ma.fields.Nested(MoneySchema)
    kept = ma.fields.Nested(MoneySchema, metadata={"description": "What was paid and does not come back."})
    split = ma.fields.Nested(RefundSplitSchema)
    terms = ma.fields.Nested(CancellationTermsSchema)
    tiers = ma.fields.List(ma.fields.Nested(DeadlineSchema))
    free_until = Instant(allow_none=True, metadata={"description": "Null for what has no dates: always."})
    remainder = ma.fields.Nested(
        QuoteSchema, allow_none=True, metadata={"description": "What the places that stay cost; null when none do."}
    )
    server_time = Instant()


def refunding(body: dict[str, Any]) -> Refunding:
    """The choice that an admin has made."""
    return Refunding(Rule(body["refund"]), **({"amount": body["amount"]} if "amount" in body else {}))


def _usd(amount: int) -> dict[str, Any]:
    return {"amount": amount, "currency": "USD"}


def _deadline(hours: int, basis_points: int, until: str, until_local: str, amount: int) -> dict[str, Any]:
    tier = {"hours_before_start": hours, "refund_basis_points": basis_points}
    return {**tier, "until": until, "until_local": until_local, "refund": _usd(amount)}


_FIRST = _deadline(120, 10_000, "2026-11-29T18:00:00Z", "Sun 29 Nov 2026, 10:00 PST", 32_735)
_SECOND = _deadline(24, 5_000, "2026-12-03T18:00:00Z", "Thu 03 Dec 2026, 10:00 PST", 16_368)
PREVIEW_EXAMPLE = {
    "refund": _usd(16_368),
    "kept": _usd(16_367),
    "split": {"price": _usd(13_500), "service_fee": _usd(1_620), "tax": _usd(1_248)},
    "terms": {
        "name": "moderate",
        "version": 1,
        "tiers": [{name: tier[name] for name in TierSchema().fields} for tier in (_FIRST, _SECOND)],
    },
    "tiers": [_FIRST, _SECOND],
    "free_until": "2026-11-29T18:00:00Z",
    "remainder": None,
    "server_time": "2026-12-01T12:00:00Z",
}
GOODWILL_EXAMPLE = {"amount": _usd(5_000), "reason": "The heating did not work"}
CANCELLED_EXAMPLE = {
    **BOOKING_EXAMPLE,
    "status": "cancelled",
    "payment_status": "refund_pending",
    "refund": _usd(32_735),
    "expires_at": None,
}
