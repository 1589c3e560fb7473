"""Sessions: begun by a login, carried on by refresh tokens that work once, ended by logout or theft."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from drivesphere.domain.errors import Unauthenticated
from drivesphere.domain.user import Seen
from drivesphere.infra import mongo, revocations
from drivesphere.models import refresh_family, user

log = logging.getLogger(__name__)

Record = dict[str, Any]
REPEATABLE = timedelta(seconds=10)  # a lost answer is asked for again within this; a thief comes later


@dataclass(frozen=True, slots=True)
class Ticket:
    """Everything the two tokens of a session say; equal tickets make equal refresh tokens."""

    holder: Record = field(repr=False)
    family_id: Any
    generation: int
    issued_at: datetime
    expires_at: datetime


def start(holder: Record, seen: Seen | None = None) -> Ticket | None:
    """Begin a session; None when the user was suspended meanwhile."""
    family_id = refresh_family.new_id()

    def work(session: Any) -> Record | None:
        admitted = user.admit(session, holder["_id"])
        return refresh_family.start(session, family_id, holder["_id"], seen) if admitted else None

    family = mongo.transaction(work)
    if family is None:
        return None
    revocations.mark_living(str(family_id))
    return _ticket(family, holder)


@contextmanager
def borrowed(holders: Sequence[Record]) -> Iterator[list[Ticket]]:
    """A session for each of `holders` while they are needed: begun in one commit, ended everywhere within a second."""

    def work(session: Any) -> list[Record]:
        return [refresh_family.start(session, refresh_family.new_id(), holder["_id"]) for holder in holders]

    tickets = [_ticket(family, holder) for family, holder in zip(mongo.transaction(work), holders, strict=True)]
    try:
        yield tickets
    finally:
        ended = [ticket.family_id for ticket in tickets]
        with mongo.deadline():
            refresh_family.revoke_many(ended, "logout")
        revocations.mark_ended(map(str, ended))


def renew(family_id: Any, generation: int, seen: Seen | None = None) -> Ticket:
    """The next ticket for the live `generation`, and the same one for a repeat within `REPEATABLE`.

    Anything else that is correctly signed was used before, by somebody else: the family ends for both.
    """
    with mongo.deadline():
        family = refresh_family.advance(family_id, generation, seen) or refresh_family.find_repeatable(
            family_id, generation + 1, REPEATABLE
        )
        holder = user.find(family["user_id"]) if family else None
    if family is None or holder is None or holder["disabled"]:
        _end_suspect(family_id)
        raise Unauthenticated("The session is over. Sign in again.")
    return _ticket(family, holder)


def end(family_id: Any, reason: str = "logout") -> bool:
    """End one session within a second, everywhere; False when it was over already."""
    with mongo.deadline():
        ended = refresh_family.revoke(family_id, reason)
    revocations.mark_ended([str(family_id)])
    return ended


def is_live(family_id: Any, *, certain: bool = False) -> bool:
    """Whether the session still counts: Redis knows, else MongoDB; `certain` asks MongoDB in any case."""
    known = None if certain else revocations.look_up(str(family_id))
    if known is not None:
        return known
    with mongo.deadline():
        alive = refresh_family.is_alive(family_id)
    if alive and not certain:
        revocations.mark_living(str(family_id))
    return alive


def _end_suspect(family_id: Any) -> None:
    if end(family_id, "reuse"):
        log.warning("session %s ended: its refresh token was used again, or its user is gone", family_id)


def _ticket(family: Record, holder: Record) -> Ticket:
    return Ticket(holder, family["_id"], family["generation"], family["rotated_at"], family["expires_at"])
