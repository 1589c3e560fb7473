"""The shapes of the concurrency lab on the wire."""

from __future__ import annotations

import marshmallow as ma
from marshmallow import validate

from drivesphere.kinds import registry
from drivesphere.services.lab import staging
from drivesphere.shapes.fields import Flag, Id, Instant, Number, Text, Whole
from drivesphere.shapes.schemas import Shown, Strict

KINDS = list(registry())


class PlanSchema(Strict):
    """What a run is to be."""

    kind = Text(required=True, validate=validate.OneOf(KINDS))
    rivals = Whole(required=True, min=staging.FEWEST, max=staging.MOST)
    capacity = Whole(min=1, max=staging.MOST_CAPACITY, metadata={"description": "How many can win; 1 unless given."})
    spread_ms = Whole(min=0, max=staging.LONGEST_SPREAD_MS, load_default=0)
    scenario = Text(validate=validate.OneOf(staging.SCENARIOS), load_default=staging.SAME)


class OutcomeSchema(Shown):
    """What became of one rival; times in milliseconds after the signal, on the server's monotonic clock."""

    index = Whole()
    sent_ms = Number()
    answered_ms = Number(allow_none=True)
    status = Whole(allow_none=True)
    code = Text(metadata={"description": "`created`, `replayed`, `no_answer`, or the code of the refusal."})
    lock_wait_ms = Number(allow_none=True, metadata={"description": "For its turn at the inventory."})
    transaction_ms = Number(allow_none=True, metadata={"description": "Of the group that it was committed with."})


class OccupancySchema(Shown):
    """How far one inventory is taken, as the database counts it."""

    id = Text(data_key="_id", attribute="_id")
    bookings = Whole()
    places = Whole()
    peak = Whole(metadata={"description": "Bookings at one instant."})


class VerdictSchema(Shown):
    """What the database says, and what it was asked."""

    won = Whole(metadata={"description": "By the answers."})
    confirmed = Whole(metadata={"description": "By the database: places, or bookings at one instant."})
    capacity = Whole()
    overlaps = Whole(metadata={"description": "How far `confirmed` exceeds `capacity`."})
    oversold = Flag()
    sentence = Text(max=500)
    query = Text(max=4_000)
    result = ma.fields.List(ma.fields.Nested(OccupancySchema))


class RunSummarySchema(Shown):
    """A run, without what became of each rival."""

    id = Id()
    kind = Text()
    scenario = Text()
    rivals = Whole()
    capacity = Whole()
    spread_ms = Whole()
    created_at = Instant()
    duration_ms = Number(metadata={"description": "From the signal to the last answer."})
    outcomes = ma.fields.Dict(keys=Text(), values=Whole(), metadata={"description": "How many of each code."})
    verdict = ma.fields.Nested(VerdictSchema)
    links = ma.fields.Dict(keys=Text(), values=Text())


class RunSchema(RunSummarySchema):
    """A run, with what became of each rival."""

    results = ma.fields.List(ma.fields.Nested(OutcomeSchema))


# --------------------------------------------------------------------------------------------- examples

PLAN = {"kind": KINDS[0], "rivals": 2, "capacity": 1, "spread_ms": 0, "scenario": staging.SAME}
WINNER = {"index": 0, "sent_ms": 0.021, "answered_ms": 31.407, "status": 201, "code": "created"}
LOSER = {"index": 1, "sent_ms": 0.038, "answered_ms": 38.952, "status": 409, "code": "window_taken"}
SUMMARY = PLAN | {
    "id": "6743f2b1a1b2c3d4e5f60a01",
    "created_at": "2026-11-21T12:00:00Z",
    "duration_ms": 38.952,
    "outcomes": {"created": 1, "window_taken": 1},
    "verdict": {
        "won": 1,
        "confirmed": 1,
        "capacity": 1,
        "overlaps": 0,
        "oversold": False,
        "sentence": "1 of 2 won. Confirmed 1 <= capacity 1. Overlaps in database: 0.",
        "query": 'db.bookings.aggregate([{"$match": {"listing_id": ObjectId("6743f2b1a1b2c3d4e5f60a00"), …',
        "result": [{"_id": "6743f2b1a1b2c3d4e5f60a00", "bookings": 1, "places": 1, "peak": 1}],
    },
    "links": {
        "self": "/api/v1/lab/concurrency-runs/6743f2b1a1b2c3d4e5f60a01",
        "page": "/lab?run=6743f2b1a1b2c3d4e5f60a01",
    },
}
RUN = SUMMARY | {
    "results": [
        WINNER | {"lock_wait_ms": 1.204, "transaction_ms": 9.513},
        LOSER | {"lock_wait_ms": 1.118, "transaction_ms": 9.513},
    ]
}
