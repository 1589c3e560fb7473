"""How the installation is, part by part, for the person who looks after it: figures, and what to do.

The probe asks three questions in a second; this asks all of them. A part that cannot be asked is down, and the others
are shown all the same.
"""

from __future__ import annotations

import platform
from collections.abc import Callable
from typing import Any

from drivesphere import __version__, migrations
from drivesphere.domain.chain import fault_of_ends
from drivesphere.domain.condition import Condition, State, judged, worst
from drivesphere.domain.errors import Unavailable
from drivesphere.infra import checkout, mongo, redis
from drivesphere.models import audit_entry, heartbeat, outbox, payment_event
from drivesphere.models import booking as bookings
from drivesphere.services import audit_chain, browser_reports, health

Record = dict[str, Any]

LAG_SECONDS = 5.0  # a majority that is so far behind makes commits wait
SILENCE_SECONDS = health.WORKER_SILENCE_SECONDS
LATE_SECONDS = 120.0  # two minutes' work that was not done
WAITING_TASKS = 100  # the worker does more in a minute
UNSEALED = 20_000  # what one sealing takes; more means that sealing does not keep up
READ_SECONDS = 0.6  # for each part, so that one that hangs leaves time for the others

LOGS = "See its log."


def read() -> Record:
    """The conditions of all parts, the worst of their states, and how pages do for people; never fails."""
    conditions = [_asked(part, look) for part, look in PARTS.items()]
    return {"state": worst(conditions), "parts": conditions, "web_vitals": _web_vitals()}


def _web_vitals() -> list[Record]:
    """Nothing while Redis, where they are counted, is away."""
    try:
        return browser_reports.vitals()
    except redis.Away:
        return []


def _asked(part: str, look: Callable[[str], Condition]) -> Condition:
    """The condition of a part; what `look` needs and does not get decides it too."""
    try:
        with mongo.deadline(READ_SECONDS):
            return look(part)
    except (*redis.Away, Unavailable) as outage:
        return Condition(part, State.DOWN, {}, f"It cannot be asked ({type(outage).__name__}). {LOGS}")


def _mongodb(part: str) -> Condition:
    facts = mongo.describe()
    lag = facts["lag_seconds"]
    return judged(
        part,
        facts,
        watch="The secondaries are behind: look at their disks and the network." if (lag or 0) > LAG_SECONDS else None,
        down=None if facts["primary"] else "There is no primary: look at the members of the replica set.",
    )


def _redis(part: str) -> Condition:
    return judged(part, redis.describe(redis.main()))


def _broker(part: str) -> Condition:
    facts = redis.describe(redis.broker()) | {"waiting_tasks": redis.waiting_tasks()}
    evicts = facts["eviction"] not in (None, "noeviction")
    return judged(
        part,
        facts,
        watch=_first(
            (facts["waiting_tasks"] > WAITING_TASKS, "Tasks pile up: start more workers."),
            (not facts["keeps_on_disk"], "Set `appendonly yes`: a restart forgets the waiting tasks."),
            (evicts, "Set `maxmemory-policy noeviction`: it may throw tasks away."),
        ),
    )


def _worker(part: str) -> Condition:
    age = heartbeat.age_seconds(health.WORKER)
    silent = age is None or age > SILENCE_SECONDS
    return judged(part, {"silent_seconds": age}, down="No worker answers: start one." if silent else None)


def _beat(part: str) -> Condition:
    """Beat's sign of life is written by the worker, so a dead worker hides it."""
    age, of_worker = heartbeat.age_seconds(health.BEAT), heartbeat.age_seconds(health.WORKER)
    is_hidden = of_worker is None or of_worker > SILENCE_SECONDS
    silent = age is None or age > SILENCE_SECONDS
    return judged(
        part,
        {"silent_seconds": age},
        watch="Not known while no worker answers." if silent and is_hidden else None,
        down="Nothing is handed out any more: start beat." if silent and not is_hidden else None,
    )


def _outbox(part: str) -> Condition:
    facts = {
        "pending": outbox.depth("pending"),
        "dead": outbox.depth("dead"),
        "longest_due_seconds": outbox.longest_due_seconds(),
    }
    return judged(
        part,
        facts,
        watch=_first(
            (facts["dead"], "Some effects were given up: see `Dead outbox rows` in the runbooks."),
            (facts["longest_due_seconds"] > LATE_SECONDS, "Effects wait: look at the worker, and at `last_error`."),
        ),
    )


def _holds(part: str) -> Condition:
    facts = {"alive": bookings.all_live_holds(), "sweep_lag_seconds": bookings.longest_overdue_seconds()}
    late = facts["sweep_lag_seconds"] > LATE_SECONDS
    return judged(part, facts, watch="Holds are not swept: look at worker and beat." if late else None)


def _stripe(part: str) -> Condition:
    facts = {
        "breaker": checkout.breaker_state(),
        "last_webhook_seconds": payment_event.latest_age_seconds(),
        "unhandled": payment_event.depth(),
    }
    return judged(
        part,
        facts,
        watch="Webhooks wait: see `Unhandled payment events` in the runbooks." if facts["unhandled"] else None,
        down="It fails again and again: see its status page." if facts["breaker"] == "open" else None,
    )


def _audit(part: str) -> Condition:
    """The ends of the chain only: who wants to know of every entry has the chain verified."""
    head, last = audit_chain.ends()
    fault, unsealed = fault_of_ends(head, last), audit_entry.count_unsealed()
    facts = {"sealed": last["position"] if last else 0, "sealed_at": head["sealed_at"], "unsealed": unsealed}
    return judged(
        part,
        facts,
        watch="Sealing does not keep up: look at the worker." if unsealed > UNSEALED else None,
        down=f"Its chain is broken: {fault}. {audit_chain.RUNBOOK}" if fault else None,
    )


def _release(part: str) -> Condition:
    latest, waiting = migrations.state(mongo.database())
    facts = {"version": __version__, "python": platform.python_version(), "migration": latest, "waiting": waiting}
    return judged(part, facts, down="The database is behind: run `drivesphere migrate`." if waiting else None)


def _first(*found: tuple[Any, str]) -> str | None:
    """The advice of the first thing that is so."""
    return next((advice for is_so, advice in found if is_so), None)


PARTS: dict[str, Callable[[str], Condition]] = {
    "mongodb": _mongodb,
    "redis": _redis,
    "broker": _broker,
    "worker": _worker,
    "beat": _beat,
    "outbox": _outbox,
    "holds": _holds,
    "stripe": _stripe,
    "audit": _audit,
    "release": _release,
}
