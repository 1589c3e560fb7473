"""The concurrency lab: rivals of the real API at one thing that nobody needs, and what the database says afterwards."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import asdict
from typing import Any

from bson import ObjectId

from drivesphere.domain import clock
from drivesphere.domain.errors import NotFound
from drivesphere.infra import mongo
from drivesphere.models import lab_run
from drivesphere.services import rivals, sessions
from drivesphere.services.lab import staging, verdict
from drivesphere.services.lab.staging import Plan, Scene
from drivesphere.services.presenting import API, instant
from drivesphere.services.rivals import Outcome
from drivesphere.services.sessions import Ticket

__all__ = ["Plan", "find", "page_of", "run"]

Record = dict[str, Any]
Sign = Callable[[Ticket], str]
"""Makes the access token of a session."""


def run(plan: Plan, sign: Sign) -> Record:
    """Let the rivals of `plan` loose and keep what came of it, oversold or not; the run as JSON.

    Raises `Rejected` for a capacity that the kind has not, `TooManyRequests` (`lab_busy`), `Unavailable`. It may take
    longer than other requests do, because rivals wait for one another.
    """
    scene = staging.draw(plan)
    return rivals.alone(lambda: _run(scene, sign))


def find(run_id: ObjectId) -> Record:
    """A run as JSON, with what became of each rival; `NotFound` after 30 days."""
    with mongo.deadline():
        found = lab_run.find(run_id)
    if found is None:
        raise NotFound("There is no such run. Runs are kept for 30 days.")
    return _shown(found)


def page_of(*, page: int, page_size: int) -> tuple[list[Record], int]:
    """A page of all runs, newest first, and how many there are."""
    with mongo.deadline():
        rows, total = lab_run.page_of(skip=(page - 1) * page_size, limit=page_size)
    return [_shown(row) for row in rows], total


def _run(scene: Scene, sign: Sign) -> Record:
    with staging.staged(scene) as clients, sessions.borrowed(clients) as tickets:
        requests = staging.requests(scene, [sign(ticket) for ticket in tickets])
        return _kept(scene, rivals.fire(requests, spread_ms=scene.plan.spread_ms))


def _kept(scene: Scene, outcomes: Sequence[Outcome]) -> Record:
    """Judge the run while its bookings stand, and keep it before they are given back."""
    record = asdict(scene.plan) | {
        "_id": scene.run_id,
        "capacity": scene.capacity,
        "listing_id": scene.listing["_id"],
        "created_at": clock.now(),
        "duration_ms": max(outcome.answered_ms or 0.0 for outcome in outcomes),
        "outcomes": dict(Counter(outcome.code for outcome in outcomes).most_common()),
        "results": [asdict(outcome) for outcome in outcomes],
        "verdict": verdict.judge(scene, outcomes),
    }
    with mongo.deadline():
        lab_run.insert(record)
    return find(scene.run_id)


def _shown(record: Record) -> Record:
    own = f"{API}/lab/concurrency-runs/{record['_id']}"
    links = {"self": own, "page": f"/lab?run={record['_id']}"}
    inner = ("_id", "listing_id")
    plain = {name: value for name, value in record.items() if name not in inner}
    return {"id": str(record["_id"]), **plain, "created_at": instant(record["created_at"]), "links": links}
