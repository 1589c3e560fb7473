"""The shapes of cancelling, which three roles do."""

from __future__ import annotations

from typing import Any

import marshmallow as ma
from marshmallow import validate

from drivesphere.api.booking_shapes import BOOKING_EXAMPLE
from drivesphere.domain.cancellation import Refunding, Rule
from drivesphere.shapes.fields import Id, Instant, Text, Whole
from drivesphere.shapes.schemas import (
    CancellationTermsSchema,
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


class CancelledLineSchema(Strict):
    """So many places of a section."""

    section_id = Id(required=True)
    quantity = Whole(required=True, min=1)


class CancelSchema(Strict):
    """Why, if the client wants to say so; and of a basket which places, if not all."""

    reason = Text(max=LONGEST_REASON, lines=True)
    lines = ma.fields.List(ma.fields.Nested(CancelledLineSchema), validate=validate.Length(min=1, max=MOST_LINES))


class OwnersCancelSchema(Strict):
    """Why; the client reads it."""

    reason = Text(required=True, min=1, max=LONGEST_REASON, lines=True)


class _RefundingSchema(Strict):
    """What goes back; `amount` in minor units goes with `refund: amount` and with nothing else."""

    refund = Text(validate=validate.OneOf([rule.value for rule in Rule]), load_default=Rule.POLICY.value)
    amount = Whole(min=1, max=LARGEST_REFUND)

    @ma.validates_schema
    def _goes_together(self, body: dict[str, Any], **_: Any) -> None:
        if ("amount" in body) != (body.get("refund") == Rule.AMOUNT):
            raise ma.ValidationError({"amount": ["Goes with `refund: amount`, and only with it."]})


class AdminsCancelSchema(_RefundingSchema):
    """Why, for the trail and for the client, and what goes back."""

    reason = Text(required=True, min=1, max=LONGEST_REASON, lines=True)


class GoodwillSchema(Strict):
    """How much goes back of a booking that stays as it is, and why."""

    amount = Whole(required=True, min=1, max=LARGEST_REFUND, metadata={"description": "Minor units."})
    reason = Text(required=True, min=1, max=LONGEST_REASON, lines=True)


class LineField(ma.fields.Field[dict[str, Any]]):
    """`section_id:quantity`, the form that a line has in a query."""

    def _deserialize(self, value: Any, *_: Any, **__: Any) -> dict[str, Any]:
        section_id, _colon, quantity = str(value).partition(":")
        line = {"section_id": section_id, "quantity": int(quantity) if quantity.isascii() and quantity.isdigit() else 0}
        return CancelledLineSchema().load(line)


class PreviewArgs(Query):
    """Of a basket the places that would be cancelled, if not all."""

    lines = ma.fields.List(
        LineField(metadata={"type": "string", "example": "6743d0a9a1b2c3d4e5f60011:2"}),
        validate=validate.Length(min=1, max=MOST_LINES),
        metadata={"description": "`section_id:quantity`, once for each section."},
    )


class AdminsPreviewArgs(Query, _RefundingSchema):
    """What would go back."""


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
    return Refunding(Rule(body["refund"]), body.get("amount", 0))


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
CANCELLED_EXAMPLE = {
    **BOOKING_EXAMPLE,
    "status": "cancelled",
    "payment_status": "refund_pending",
    "refund": _usd(32_735),
    "expires_at": None,
}
