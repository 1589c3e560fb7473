"""Sealing the audit trail, and proving that nobody has touched it since.

Entries are written by the thousand and at once, a chain has one end. So they are chained afterwards, a batch in a
transaction that changes the head: any number of sealers may run at once, and one that is killed leaves nothing behind.
"""

from __future__ import annotations

import logging
import time
from dataclasses import dataclass
from typing import Any

from drivesphere.domain.chain import NOTHING_BEFORE, Fault, Wrong, fault_of_ends, first_fault, link
from drivesphere.domain.errors import ChainBroken
from drivesphere.infra import mongo
from drivesphere.models import audit_entry, audit_head
from drivesphere.models.audit_entry import Seal

log = logging.getLogger(__name__)

Record = dict[str, Any]
BATCH = 200  # entries in one transaction, which so stays far below its three seconds even on a busy machine
MOST_BATCHES = 100  # in one run, so that it ends within its minute; the next one goes on
CHECKED_AT_ONCE = 1_000  # entries that are held in memory
WALK_SECONDS = 1.5  # of a request, which may take twice as long in all
RUNBOOK = "See `The audit trail was touched` in the runbooks."


@dataclass(frozen=True, slots=True)
class Report:
    """What a walk along the chain found: `next_position` is where to go on, None at the end or at a fault."""

    checked: int
    next_position: int | None
    fault: Fault | None
    head: Record
    unsealed: int


def seal(batch: int = BATCH) -> int:
    """Give every entry that has none its place in the chain; returns how many were sealed.

    `ChainBroken` where the chain goes on behind its head, or has none: there is no place then that is not taken.
    """
    _refuse_behind_head(*ends())
    with mongo.deadline():
        if not audit_entry.unsealed(None, 1):
            return 0
        audit_head.prepare()
    sealed = 0
    for _ in range(MOST_BATCHES):
        head, count = mongo.transaction(lambda session: _seal_batch(session, batch))
        sealed += count
        if count < batch:
            break
    log.info("audit trail sealed to position %d: %s", head["position"], head["hash"])
    return sealed


def _seal_batch(session: Any, batch: int) -> tuple[Record, int]:
    """The head after the next batch, and how many entries that had."""
    head = audit_head.take(session)
    _refuse_behind_head(head, audit_entry.last_sealed(session))
    seals = _seals(head, audit_entry.unsealed(session, batch))
    if not seals:
        return head, 0
    audit_entry.seal(session, seals)
    audit_head.move(session, seals[-1].position, seals[-1].hash)
    return head | {"position": seals[-1].position, "hash": seals[-1].hash}, len(seals)


def ends() -> tuple[Record, Record | None]:
    """The head, and the last entry that has a place, both as they were at one instant."""
    with mongo.deadline(), mongo.one_instant() as session:
        return audit_head.find(session), audit_entry.last_sealed(session)


def _refuse_behind_head(head: Record, last: Record | None) -> None:
    """A new head is never made over entries that have a place: it would hide that there was another."""
    fault = fault_of_ends(head, last)
    if fault and fault.what in (Wrong.HEADLESS, Wrong.INSERTED):
        raise ChainBroken(f"Nothing was sealed: {fault}. {RUNBOOK}")


def _seals(head: Record, entries: list[Record]) -> list[Seal]:
    before, seals = head["hash"], []
    for position, entry in enumerate(entries, head["position"] + 1):
        before = link(before, audit_entry.canonical(entry))
        seals.append(Seal(entry["_id"], position, before))
    return seals


def verify(from_position: int = 1, *, limit: int, at_once: int = CHECKED_AT_ONCE) -> Report:
    """Walk along the chain from `from_position` over at most `limit` entries, to the end or to the first fault.

    A slow machine does not come so far: after `WALK_SECONDS` it stops where it is. The entry before `from_position` is
    taken for good: an earlier call has looked at it. A chain without a head is walked to its last entry.
    """
    head, final = ends()
    with mongo.deadline():
        unsealed = audit_entry.count_unsealed()
    end = head["position"] or (final["position"] if final else 0)
    last = min(from_position + limit - 1, end)
    position, fault, stop_at = from_position, None, time.monotonic() + WALK_SECONDS
    while fault is None and position <= last and (position == from_position or time.monotonic() < stop_at):
        behind = min(position + at_once, last + 1)
        fault = _walk(position, behind - 1)
        position = behind if fault is None else fault.position
    is_at_end = fault is None and position > end
    fault = _fault_at_end(head) if is_at_end else fault
    next_position = None if fault or is_at_end else position
    return Report(max(0, position - from_position), next_position, fault, head, unsealed)


def has_anchor(position: int, noted: str) -> bool:
    """Whether the chain still has the hash at `position` that somebody noted outside of this database."""
    with mongo.deadline():
        return audit_entry.hash_at(position) == noted


def _walk(first: int, last: int) -> Fault | None:
    """The first fault from position `first` to `last`."""
    with mongo.deadline():
        before = NOTHING_BEFORE if first == 1 else audit_entry.hash_at(first - 1)
        entries = audit_entry.sealed(first, last)
    if before is None:
        return Fault(first - 1, Wrong.MISSING)
    fault = first_fault(before, first, entries)
    return fault or (_absence(first + len(entries)) if len(entries) <= last - first else None)


def _absence(position: int) -> Fault:
    """Nothing stands at `position`: cut off, unless something stands behind it."""
    with mongo.deadline(), mongo.one_instant() as session:
        last = audit_entry.last_sealed(session)
    return Fault(position, Wrong.MISSING if last and last["position"] > position else Wrong.CUT)


def _fault_at_end(head: Record) -> Fault | None:
    """The entry at the head has the head's hash, and nothing stands behind it."""
    with mongo.deadline():
        if head["position"] and audit_entry.hash_at(head["position"]) != head["hash"]:
            return Fault(head["position"], Wrong.CHANGED)
    return fault_of_ends(*ends())
