"""The words of an audit: a rule, what it judges, and what it finds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bson import ObjectId

from drivesphere.services.presenting import instant
from drivesphere.services.verification.books import Books, Case


@dataclass(frozen=True, slots=True)
class Acceptance:
    """That a person knows of it: who has decided what about it, when and why."""

    decision: str
    by: str
    at: datetime
    reason: str | None

    def as_dict(self) -> dict[str, str | None]:
        return {"decision": self.decision, "by": self.by, "at": instant(self.at), "reason": self.reason}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that breaks a rule: its id, what is wrong with it, and whose listing it belongs to, if to one.

    One that somebody has accepted is named, and breaks nothing.
    """

    id: str
    problem: str
    listing_id: ObjectId | None = None
    accepted: Acceptance | None = None

    def as_dict(self) -> dict[str, Any]:
        listing_id = str(self.listing_id) if self.listing_id else None
        told = {"id": self.id, "problem": self.problem, "listing_id": listing_id}
        return told | ({"accepted": self.accepted.as_dict()} if self.accepted else {})


Judged = Iterator[Finding | None]
"""One for each thing that was looked at: None where nothing is wrong with it."""


def nothing_else(_: Books) -> Judged:
    """What a rule judges beside single bookings, when that is nothing."""
    return iter(())


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """An invariant. One that `stops_sales` is about what is sold: more harm is done for each day that it goes on.

    One that is `at_rest` holds only when nobody has anything to do, some minutes after the last request. What it
    says of one booking after the other is `judge_case`: all rules share one pass for that, and `judge` comes after it.
    """

    name: str
    sentence: str
    judge: Callable[[Books], Judged] = nothing_else
    judge_case: Callable[[Books, Case], Judged] | None = None
    stops_sales: bool = False
    at_rest: bool = False


def judged(is_right: bool, row: Any, problem: str, accepted: Acceptance | None = None) -> Finding | None:
    """The judgement on a row of a collection."""
    return None if is_right else Finding(str(row["_id"]), problem, row.get("listing_id"), accepted)
