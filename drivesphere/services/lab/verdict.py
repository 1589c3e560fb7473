"""The verdict on a run: not what the answers say, but what the database counts."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any

from bson import ObjectId

from drivesphere import inventory
from drivesphere.infra import mongo
from drivesphere.models import occupancy
from drivesphere.services.lab.staging import Scene
from drivesphere.services.presenting import plain
from drivesphere.services.rivals import CREATED, Outcome

Record = dict[str, Any]
_MARKED_ID = re.compile(r'"ObjectId\((\w+)\)"')


def judge(scene: Scene, outcomes: Sequence[Outcome]) -> Record:
    """Who won by the answers, how far the listing is taken by the database, and the very question it was asked.

    `confirmed` is what is taken of the fullest inventory: places where they are counted, else bookings at one instant.
    """
    question = occupancy.question(scene.listing["_id"])
    with mongo.deadline():
        rows = occupancy.ask(question)
    measure = "places" if inventory.counts_places(scene.kind.inventory_model) else "peak"
    won = sum(outcome.code == CREATED for outcome in outcomes)
    confirmed = max((row[measure] for row in rows), default=0)
    overlaps = max(0, confirmed - scene.capacity)
    return {
        "won": won,
        "confirmed": confirmed,
        "capacity": scene.capacity,
        "overlaps": overlaps,
        "oversold": overlaps > 0,
        "sentence": _sentence(won, len(outcomes), confirmed, scene.capacity, overlaps),
        "query": _as_typed(question),
        "result": plain(rows),
    }


def _sentence(won: int, rivals: int, confirmed: int, capacity: int, overlaps: int) -> str:
    relation = ">" if overlaps else "<="
    counted = f"Confirmed {confirmed} {relation} capacity {capacity}."
    return f"{won} of {rivals} won. {counted} Overlaps in database: {overlaps}."


def _as_typed(question: Sequence[Record]) -> str:
    """`question` as one would type it into MongoDB's shell."""
    text = _MARKED_ID.sub(r'ObjectId("\1")', json.dumps(question, default=_marked))
    return f"db.bookings.aggregate({text})"


def _marked(value: object) -> str:
    if not isinstance(value, ObjectId):
        raise TypeError(f"{type(value).__name__} has no place in a question")
    return f"ObjectId({value})"
