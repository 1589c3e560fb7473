"""What an owner states about cancelling: one of the named terms, or tiers of his own."""

from __future__ import annotations

from typing import Any

import marshmallow as ma
from marshmallow import validate

from drivesphere.domain.cancellation import (
    LONGEST_NOTICE_HOURS,
    MOST_TIERS,
    NAMED,
    OWN,
    CancellationTerms,
    Tier,
    nonsense,
)
from drivesphere.domain.money import BASIS_POINTS
from drivesphere.shapes.fields import Text, Whole
from drivesphere.shapes.schemas import Strict


class StatedTierSchema(Strict):
    """So much goes back with so much notice."""

    hours_before_start = Whole(required=True, min=0, max=LONGEST_NOTICE_HOURS)
    refund_basis_points = Whole(
        required=True, min=1, max=BASIS_POINTS, metadata={"description": "10000 are all of it.", "example": 5000}
    )


class StatedCancellationSchema(Strict):
    """The terms by name, or `own` with tiers, the longest notice first; loaded as listings keep them."""

    name = Text(required=True, validate=validate.OneOf([*NAMED, OWN]))
    tiers = ma.fields.List(
        ma.fields.Nested(StatedTierSchema),
        validate=validate.Length(min=1, max=MOST_TIERS),
        metadata={"optional": True, "description": "With `own`, and only with it."},
    )

    @ma.validates_schema
    def _makes_sense(self, stated: dict[str, Any], **_: Any) -> None:
        if ("tiers" in stated) != (stated["name"] == OWN):
            raise ma.ValidationError({"tiers": [f"Go with the name `{OWN}`, and only with it."]})
        wrong = nonsense([Tier(**tier) for tier in stated.get("tiers", ())])
        if wrong:
            raise ma.ValidationError({"tiers": wrong})

    @ma.post_load
    def _as_kept(self, stated: dict[str, Any], **_: Any) -> dict[str, Any]:
        tiers = tuple(Tier(**tier) for tier in stated.get("tiers", ()))
        return NAMED.get(stated["name"], CancellationTerms(OWN, 1, tiers)).as_dict()
