"""What Redis knows about sessions, so that a request need not ask MongoDB whether its session still lives.

A mark says that a session lives or that it has ended. No mark means: ask MongoDB. So a Redis that forgot
everything costs one read per session, and lets nobody in who has signed out.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from typing import Any

from drivesphere.infra import redis

log = logging.getLogger(__name__)

PREFIX = "session:"
LIVES, ENDED = b"1", b"0"
ENDED_SECONDS = 16 * 60  # longer than the 15 minutes and 5 seconds for which an access token is accepted
LIVES_SECONDS = 5 * 60  # how long an ended session passes if its mark is lost with the process that owes it

_owed: set[str] = set()
"""Ended sessions that Redis has not heard of yet, because it was away; it is told as soon as it is back."""


def look_up(session_id: str) -> bool | None:
    """Whether the session lives; None when Redis does not know, or is away."""
    if session_id in _owed:
        return False
    try:
        mark = redis.main().call(lambda client: client.get(PREFIX + session_id))
    except redis.Away:
        return None
    if _owed:
        mark_ended(())
    return None if mark is None else mark == LIVES


def mark_living(session_id: str) -> None:
    """Spare the next requests the question; never over a mark that the session has ended."""
    try:
        redis.main().call(lambda client: client.set(PREFIX + session_id, LIVES, ex=LIVES_SECONDS, nx=True))
    except redis.Away as error:
        log.debug("session not marked: %s", type(error).__name__)


def mark_ended(session_ids: Iterable[str]) -> None:
    """Make every process refuse these sessions; what cannot be told now is told later."""
    ended = {*session_ids, *_owed}
    _owed.update(ended)
    try:
        redis.main().call(lambda client: _mark(client, ended))
    except redis.Away as error:
        log.warning("%d ended sessions not marked yet: %s", len(ended), type(error).__name__)
    else:
        _owed.difference_update(ended)


def _mark(client: Any, ended: Iterable[str]) -> None:
    with client.pipeline(transaction=False) as pipe:
        for session_id in ended:
            pipe.set(PREFIX + session_id, ENDED, ex=ENDED_SECONDS)
        pipe.execute()
