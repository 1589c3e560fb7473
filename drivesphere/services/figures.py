"""How the installation does, in numbers: the same whichever process is asked.

What happens is counted in all processes together (`infra/tally`), what is there is read from the database and kept in
the cache for some seconds. Whatever cannot be asked is left out: no number is better than a wrong one.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from drivesphere.domain.errors import Unavailable
from drivesphere.domain.mismatch import MismatchKind
from drivesphere.infra import cache, mongo, redis, tally
from drivesphere.models import booking as bookings
from drivesphere.models import inventory, mismatch, outbox, payment_event, reconciliation_run
from drivesphere.services import health
from drivesphere.services.verification import watch

log = logging.getLogger(__name__)

Samples = list[tuple[dict[str, str], float]]
GAUGES_SECONDS = 5  # below any usual scrape interval
OVERSOLD_SECONDS = 60  # it looks at every active booking
OVERSOLD_LIMIT_SECONDS = 1.0  # a figure is not worth more of the database's time
TAG = "figures"


@dataclass(frozen=True, slots=True)
class Figures:
    """`counted` by name since the counting began, `present` by name as of now; each with its labels."""

    counted: dict[str, Samples] = field(default_factory=dict)
    present: dict[str, Samples] = field(default_factory=dict)


def read() -> Figures:
    """All figures that can be had now; never fails."""
    present = _known(_gauges) | _known(_oversold) | _known(_verified) | _known(_waiting_tasks)
    return Figures(_known(tally.read), {**present, "up": _parts()})


def _known(figures: Callable[[], dict[str, Samples]]) -> dict[str, Samples]:
    try:
        return figures()
    except (*redis.Away, Unavailable) as outage:
        log.warning("figures left out: %s", type(outage).__name__)
        return {}


def _parts() -> Samples:
    found = health.check()
    parts = {"mongodb": found.mongodb, "redis": found.redis, "celery": found.celery}
    return [({"part": name}, float(part.is_healthy)) for name, part in parts.items()]


def _gauges() -> dict[str, Samples]:
    return _cached("gauges", GAUGES_SECONDS, _read_gauges)


def _read_gauges() -> dict[str, Samples]:
    with mongo.deadline():
        queues = {
            "outbox": outbox.depth("pending"),
            "outbox_dead": outbox.depth("dead"),
            "payment_events": payment_event.depth(),
        }
        return {
            "holds_alive": [({}, bookings.all_live_holds())],
            "sweep_lag_seconds": [({}, bookings.longest_overdue_seconds())],
            "queue_depth": [({"queue": name}, depth) for name, depth in queues.items()],
            **_money(),
        }


def _money() -> dict[str, Samples]:
    """Where Stripe and we disagree, and how long ago that was looked at; nothing of it before the first run."""
    lag, still_open = reconciliation_run.lag_seconds(), mismatch.open_by_kind()
    if lag is None:
        return {}
    return {
        "reconciliation_lag_seconds": [({}, lag)],
        "open_mismatches": [({}, sum(still_open.values()))],
        "paid_without_booking": [({}, still_open.get(MismatchKind.PAYMENT_WITHOUT_BOOKING, 0))],
    }


def _waiting_tasks() -> dict[str, Samples]:
    return {"waiting_tasks": [({}, redis.waiting_tasks())]}


def _verified() -> dict[str, Samples]:
    return _cached("verified", GAUGES_SECONDS, _read_verified)


def _read_verified() -> dict[str, Samples]:
    """What the auditor found when it looked last, and when all was well; nothing before it has looked."""
    found = watch.latest()
    clean_at = found["last_clean_at"]
    return {
        "invariants_broken": [({"rule": each["name"]}, each["broken"]) for each in found["results"]],
        "last_clean_verification_timestamp_seconds": [({}, clean_at.timestamp())] if clean_at else [],
    }


def _oversold() -> dict[str, Samples]:
    return _cached("oversold", OVERSOLD_SECONDS, _count_oversold)


def _count_oversold() -> dict[str, Samples]:
    """In one snapshot: a place that changes hands meanwhile would else be seen with both."""

    def count(session: Any) -> int:
        return inventory.oversold(session, bookings.places_had(session))

    return {"oversold": [({}, mongo.transaction(count, seconds=OVERSOLD_LIMIT_SECONDS))]}


def _cached(name: str, seconds: int, compute: Callable[[], dict[str, Samples]]) -> dict[str, Samples]:
    found: dict[str, Samples] = cache.read_through((TAG, name), (TAG,), seconds, compute)
    return found
