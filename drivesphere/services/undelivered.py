"""Mails that have not gone out: those that are tried again, and those that were given up, which can be sent again."""

from __future__ import annotations

from typing import Any

from bson import ObjectId

from drivesphere.domain.errors import IllegalTransition, NotFound
from drivesphere.infra import mongo
from drivesphere.models import outbox as rows
from drivesphere.services import audit, outbox, privileges
from drivesphere.services.outbox import Effect

Record = dict[str, Any]
WAITING, GIVEN_UP = "pending", "dead"


def page_of(state: str, *, page: int, page_size: int) -> tuple[list[Record], int]:
    """A page of the mails that are in `state`, the longest due first, and how many there are."""
    with mongo.deadline():
        found, total = rows.page(state, Effect.MAIL.value, skip=(page - 1) * page_size, limit=page_size)
    return [_shown(row) for row in found], total


def send_again(mail_id: ObjectId, *, actor: str) -> Record:
    """Give a mail that was given up all its tries anew; of two who do so at once one does.

    Raises `NotFound`, and `IllegalTransition` for one that was not given up.
    """

    def work(session: Any) -> Record | None:
        privileges.recheck(session, actor)
        row = rows.revive(session, mail_id, Effect.MAIL.value)
        if row is not None:
            audit.noted(session, "send_mail_again", actor=actor, mail_id=str(mail_id))
        return row

    row = mongo.transaction(work)
    if row is None:
        raise _why_not(mail_id)
    outbox.wake()
    return _shown(row)


def _why_not(mail_id: ObjectId) -> Exception:
    with mongo.deadline():
        row = rows.find(mail_id, Effect.MAIL.value)
    return IllegalTransition(f"The mail is {row['state']}.") if row else NotFound("There is no such mail.")


def _shown(row: Record) -> Record:
    """Without the payload: what makes a token is nobody's business."""
    shown = {name: row.get(name) for name in ("booking_id", "user_id", "state", "tries", "due_at", "last_error")}
    return shown | {"id": row["_id"], "template": row["payload"].get("template")}
