"""The chain of the audit trail: each entry's hash covers the entry and the hash before it.

So whoever changes, removes, inserts or moves an entry leaves a place where the chain does not fit, unless everything
behind it is made anew; and the last hash stands in the head, and in every log line that a sealing wrote.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

NOTHING_BEFORE = "0" * 64
"""What stands in place of the hash before the first entry."""

Sealed = Mapping[str, Any]
"""A sealed entry as far as the chain goes: `position`, `hash`, and its `text`."""


class Wrong(StrEnum):
    """What is wrong with the first entry that does not fit."""

    CHANGED = "changed"
    MISSING = "missing"
    INSERTED = "inserted"
    MOVED = "moved"
    CUT = "cut"
    HEADLESS = "headless"


@dataclass(frozen=True, slots=True)
class Fault:
    """The first entry that does not fit; `entry_id` is None where it is the absence of one.

    Of a chain without a head it is the last entry: those before it and it itself are as they were sealed.
    """

    position: int
    what: Wrong
    entry_id: Any = None

    def __str__(self) -> str:
        told = _TOLD[self.what].format(position=self.position)
        return told if self.entry_id is None else f"{told} ({self.entry_id})"


_TOLD = {
    Wrong.CHANGED: "entry {position} of the audit trail is changed",
    Wrong.MISSING: "entry {position} of the audit trail is missing",
    Wrong.INSERTED: "entry {position} of the audit trail is inserted",
    Wrong.MOVED: "entry {position} of the audit trail is moved",
    Wrong.CUT: "the audit trail is cut off from entry {position} on",
    Wrong.HEADLESS: "the head of the audit trail's chain is gone; the last entry is {position}",
}


def link(before: str, text: str) -> str:
    """The hash of an entry, whose canonical form is `text`, behind the one with the hash `before`."""
    return hashlib.sha256(f"{before}\n{text}".encode()).hexdigest()


def first_fault(before: str, position: int, entries: Sequence[Sealed]) -> Fault | None:
    """The first of `entries`, in the order of their positions, that does not belong behind the one before it.

    `position` is where the first of them should stand, `before` the hash that it should follow.
    """
    for expected, entry in enumerate(entries, position):
        if entry["position"] > expected:
            return Fault(expected, Wrong.MISSING)
        if entry["position"] < expected:
            return Fault(entry["position"], Wrong.INSERTED, entry["_id"])
        if link(before, entry["text"]) != entry["hash"]:
            return Fault(expected, _what(entry, entries), entry["_id"])
        before = entry["hash"]
    return None


def fault_of_ends(head: Mapping[str, Any], last: Mapping[str, Any] | None) -> Fault | None:
    """What is wrong with where the chain ends, `last` being the last entry with a place; told without a walk along it.

    A head at 0 is none: it stands there until the first sealing, whose commit moves it and places the first entries.
    """
    if last is None:
        return Fault(1, Wrong.CUT) if head["position"] else None
    if head["position"] == 0:
        return Fault(last["position"], Wrong.HEADLESS)
    if last["position"] > head["position"]:
        return Fault(last["position"], Wrong.INSERTED, last["_id"])
    if last["position"] < head["position"]:
        return Fault(last["position"] + 1, Wrong.CUT)
    return None if last["hash"] == head["hash"] else Fault(last["position"], Wrong.CHANGED, last["_id"])


def _what(entry: Sealed, others: Sequence[Sealed]) -> Wrong:
    """An entry that fits behind another one is itself as it was, and stands in another place."""
    fits = any(link(other["hash"], entry["text"]) == entry["hash"] for other in others)
    return Wrong.MOVED if fits else Wrong.CHANGED
