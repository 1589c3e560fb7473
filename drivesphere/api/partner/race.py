"""The concurrency test of the time-slot service: so many requests for one window, at one instant, over HTTP."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import marshmallow as ma
from flask import current_app, request

from drivesphere.api import limits
from drivesphere.api.partner.access import HEADER, caller, partner_may
from drivesphere.api.partner.blueprint import PartnerBlueprint, refuses
from drivesphere.api.partner.services import TIME_SLOTS
from drivesphere.domain import clock, errors
from drivesphere.domain.partner import Scope
from drivesphere.domain.policy import WINDOW_RULES
from drivesphere.services import partner_race
from drivesphere.services.partner_race import FEWEST, MOST, Race
from drivesphere.services.rivals import CREATED, Outcome
from drivesphere.shapes.fields import Instant, Number, Text, Whole
from drivesphere.shapes.schemas import Shown, Strict

Record = dict[str, Any]
USUAL_RIVALS = 10
USUAL_LENGTH = timedelta(hours=1)
USUAL_NOTICE = timedelta(days=1)

blp = PartnerBlueprint(
    "concurrency_test", __name__, url_prefix="/api", speaks=[TIME_SLOTS], description="Partners: see the promise kept."
)


class RaceSchema(Strict):
    """How many want which window; tomorrow for an hour, unless given."""

    rivals = Whole(min=FEWEST, max=MOST, data_key="requests", load_default=USUAL_RIVALS)
    starts_at = Instant(data_key="startTime")
    ends_at = Instant(data_key="endTime")

    @ma.post_load
    def _whole_window(self, asked: Record, **_: Any) -> Record:
        """The window in whole; one end makes the other."""
        tomorrow = clock.now().replace(minute=0, second=0, microsecond=0) + USUAL_NOTICE
        start = asked.get("starts_at") or (asked["ends_at"] - USUAL_LENGTH if "ends_at" in asked else tomorrow)
        end = asked.get("ends_at", start + USUAL_LENGTH)
        if end <= start:
            raise ma.ValidationError("Must be later than startTime.", "endTime")
        return {"rivals": asked["rivals"], "window": {"starts_at": start, "ends_at": end}}


class RivalSchema(Shown):
    """What became of one request."""

    index = Whole()
    status = Whole(allow_none=True, metadata={"description": "Null where no answer came in time."})
    code = Text(metadata={"description": "`created`, or the code of the refusal."})
    durationMs = Number(allow_none=True)  # noqa: N815 - the contract spells it so


class RacedSchema(Shown):
    """Who won."""

    total = Whole()
    success = Whole()
    failed = Whole()
    durationMs = Number()  # noqa: N815
    results = ma.fields.List(ma.fields.Nested(RivalSchema))


RACED = {
    "total": 2,
    "success": 1,
    "failed": 1,
    "durationMs": 31.4,
    "results": [
        {"index": 0, "status": 409, "code": "window_taken", "durationMs": 29.8},
        {"index": 1, "status": 201, "code": CREATED, "durationMs": 24.1},
    ],
}


@blp.before_request
def _only_where_enabled() -> None:
    if not current_app.config["LAB_ENABLED"]:
        raise errors.NotFound("There is no concurrency test here.")


@blp.route("/concurrency-test", methods=["POST"])
@partner_may(Scope.LAB_RUN, Scope.BOOKINGS_WRITE)
@limits.limit_lab
@blp.arguments(RaceSchema, required=False, example={"requests": 10})
@blp.response(200, RacedSchema, example=RACED)
@blp.doc(operationId="runConcurrencyTest")
@refuses(errors.NotFound, *WINDOW_RULES, "lab_busy", "lab_unreachable")
def run_concurrency_test(body: Record) -> Record:
    """Send so many requests for one window at one instant; one of them wins, and is cancelled again"""
    outcomes = partner_race.run(Race(partner=caller().partner, key=request.headers.get(HEADER), **body))
    won = sum(outcome.code == CREATED for outcome in outcomes)
    return {
        "total": len(outcomes),
        "success": won,
        "failed": len(outcomes) - won,
        "durationMs": max(outcome.answered_ms or 0.0 for outcome in outcomes),
        "results": [_shown(outcome) for outcome in outcomes],
    }


def _shown(outcome: Outcome) -> Record:
    return {
        "index": outcome.index,
        "status": outcome.status,
        "code": outcome.code,
        "durationMs": outcome.took_ms,
    }
