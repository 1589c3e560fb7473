"""How the installation is, part by part."""

from __future__ import annotations

from typing import Any

import marshmallow as ma
from marshmallow import validate

from drivesphere.api.blueprint import Blueprint
from drivesphere.api.errors import declares
from drivesphere.api.security import signed_in
from drivesphere.domain.condition import State
from drivesphere.domain.errors import Unavailable
from drivesphere.services import system
from drivesphere.services.browser_reports import METRICS
from drivesphere.shapes.fields import Number, Text, Whole
from drivesphere.shapes.schemas import Shown

blp = Blueprint("admin_system", __name__, url_prefix="/api/v1/admin", description="How the installation is.")


def _state() -> ma.fields.String:
    return ma.fields.String(validate=validate.OneOf([state.value for state in State]))


class ConditionSchema(Shown):
    """One part of the installation."""

    part = Text(validate=validate.OneOf(list(system.PARTS)))
    state = _state()
    facts = ma.fields.Dict(keys=Text(), metadata={"description": "What was read of it; empty when it cannot be asked."})
    advice = Text(allow_none=True, metadata={"description": "What to do; null when there is nothing to do."})


class WebVitalSchema(Shown):
    """How pages did for people, by one metric."""

    metric = Text(validate=validate.OneOf(METRICS))
    unit = Text(validate=validate.OneOf(["ms", "score"]))
    count = Whole(metadata={"description": "Visits that were measured since Redis was emptied for the last time."})
    p75 = Number(
        allow_none=True,
        metadata={
            "description": "What three of four visits stayed within, estimated from a histogram; beyond 5 s it says "
            "5000, and null before the first."
        },
    )


class SystemSchema(Shown):
    """The installation: as well as the worst of its parts."""

    state = _state()
    parts = ma.fields.List(ma.fields.Nested(ConditionSchema))
    web_vitals = ma.fields.List(
        ma.fields.Nested(WebVitalSchema), metadata={"description": "Empty while Redis is away."}
    )


SYSTEM = {
    "state": State.WATCH.value,
    "parts": [
        {
            "part": "mongodb",
            "state": State.WELL.value,
            "facts": {"version": "6.0.5", "primary": "db1:27017", "members": 3, "lag_seconds": 0.0, "connections": 42},
            "advice": None,
        },
        {
            "part": "outbox",
            "state": State.WATCH.value,
            "facts": {"pending": 3, "dead": 1, "longest_due_seconds": 0.0},
            "advice": "Some effects were given up: see `Dead outbox rows` in the runbooks.",
        },
    ],
    "web_vitals": [
        {"metric": "LCP", "unit": "ms", "count": 1204, "p75": 1480},
        {"metric": "CLS", "unit": "score", "count": 1198, "p75": 0.004},
    ],
}


@blp.route("/system")
@signed_in("admin")
@blp.response(200, SystemSchema, example=SYSTEM)
@blp.doc(operationId="getSystem")
@declares(Unavailable)
def get_system() -> dict[str, Any]:
    """See how every part of the installation is, and what to do about it"""
    return system.read()
