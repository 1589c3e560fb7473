"""The inbox of mismatches: what a run or a webhook could not repair, because more than one answer would be right."""

from __future__ import annotations

from typing import Any

from bson import ObjectId

from drivesphere.domain.errors import NotFound
from drivesphere.domain.mismatch import DECISIONS, Decision, MismatchKind
from drivesphere.infra import mongo
from drivesphere.models import mismatch as inbox
from drivesphere.services import acting
from drivesphere.services.acting import Names

Record = dict[str, Any]


def judge(is_wrong: bool, kind: MismatchKind, subject: str, *evidence: str, **facts: Any) -> bool:
    """Keep the mismatch open while something is wrong and close it when nothing is; whether it is new.

    Repeating it changes nothing, and what a person has decided stays decided.
    """
    with mongo.deadline():
        if is_wrong:
            return inbox.note(kind, subject, facts | {"evidence": list(evidence)})
        inbox.leave(kind, subject)
        return False


def find(mismatch_id: ObjectId) -> Record:
    """One of them, with what may be decided."""
    with mongo.deadline():
        found = inbox.find(mismatch_id)
    if found is None:
        raise NotFound("There is no such mismatch.")
    return shown(found, acting.names([found.get("decided_by")]))


def page_of(*, state: str | None, kind: str | None, page: int, page_size: int) -> tuple[list[Record], int]:
    """A page of them, newest first, and how many there are."""
    filters = {name: value for name, value in (("state", state), ("kind", kind)) if value}
    with mongo.deadline():
        rows, total = inbox.page(filters, skip=(page - 1) * page_size, limit=page_size)
    names = acting.names(row.get("decided_by") for row in rows)
    return [shown(row, names) for row in rows], total


def shown(row: Record, names: Names) -> Record:
    """The mismatch with the decisions that are open to a person now, and with what whoever decided is called."""
    decisions = [each.value for each in fitting(row)] if row["state"] == inbox.OPEN else []
    return row | {"decisions": decisions, "decided_by_name": names.get(row.get("decided_by"))}


def fitting(row: Record) -> list[Decision]:
    """The decisions that fit the mismatch: where there is no booking there is none to cancel."""
    ends_one = Decision.CANCEL_BOOKING
    return [each for each in DECISIONS[MismatchKind(row["kind"])] if row["booking_id"] or each is not ends_one]
