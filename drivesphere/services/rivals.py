"""Rivals: requests that are let go at one instant, and what became of each.

The concurrency lab and the partner API's own test fire through here, one at a time in a whole installation: two of
them would only measure each other, and every one keeps a thread of the server that its rivals need.
"""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import TypeVar

from drivesphere.domain.errors import Busy, TooManyRequests
from drivesphere.infra import locks, mongo, rivals
from drivesphere.infra.rivals import Prepared, Reply

__all__ = ["Outcome", "Prepared", "alone", "fire"]

T = TypeVar("T")

LOCK = "rivals"
LONGEST_SECONDS = 30.0  # everything that may be done alone: staging, 15 s of answers, the verdict, clearing away
LEASE_SECONDS = LONGEST_SECONDS + 5  # a live run keeps its lock, and a killed one does not keep it for long
RETRY_AFTER_SECONDS = 3  # what a run takes mostly

CREATED, REPLAYED, NO_ANSWER, UNEXPLAINED = "created", "replayed", "no_answer", "unexplained"
"""Codes of what is no refusal of ours: granted, granted before, no answer in time, an answer without a code."""

_TIMING = re.compile(r"(lock|transaction);dur=([\d.]+)")
_CODE = re.compile(r"\w{1,40}", re.ASCII)
_here = threading.Lock()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one rival. Times are milliseconds after the first was let go; the last two are lengths of time."""

    index: int
    sent_ms: float
    answered_ms: float | None
    status: int | None
    code: str
    lock_wait_ms: float | None
    transaction_ms: float | None

    @property
    def took_ms(self) -> float | None:
        """From sending the last packet to the whole answer; None without one."""
        return None if self.answered_ms is None else round(self.answered_ms - self.sent_ms, 3)


def alone(work: Callable[[], T]) -> T:
    """`work()`, which fires, while nobody else in the installation does; it may take longer than a request may.

    Raises `TooManyRequests` (`lab_busy`) while somebody else is at it.
    """
    with _turn():
        return mongo.apart(LONGEST_SECONDS, work)


@contextmanager
def _turn() -> Iterator[None]:
    """The one turn there is. Also within a process: with Redis away, runs must not fill all threads of a server."""
    with ExitStack() as held:
        if not _here.acquire(blocking=False):
            raise _busy()
        held.callback(_here.release)
        try:
            held.enter_context(locks.hold([LOCK], wait_seconds=0, lease_seconds=LEASE_SECONDS))
        except Busy:
            raise _busy() from None
        yield


def fire(requests: Sequence[Prepared], *, spread_ms: float = 0) -> list[Outcome]:
    """Send all `requests` over connections of their own at one instant, or evenly over `spread_ms`; see `alone`.

    Raises `Unavailable` (`lab_unreachable`) when the server does not take the connections.
    """
    replies = rivals.fire(requests, spread_ms=spread_ms)
    signal = min(reply.sent_at for reply in replies)
    return [_outcome(index, reply, signal) for index, reply in enumerate(replies)]


def _busy() -> TooManyRequests:
    detail = "Another run is under way; there is one at a time. Try again in a moment."
    return TooManyRequests(detail, code="lab_busy", retry_after=RETRY_AFTER_SECONDS)


def _outcome(index: int, reply: Reply, signal: float) -> Outcome:
    timing = _TIMING.findall(reply.headers.get("server-timing", ""))
    spent = {name: float(milliseconds) for name, milliseconds in timing}
    return Outcome(
        index=index,
        sent_ms=_milliseconds(reply.sent_at - signal),
        answered_ms=None if reply.answered_at is None else _milliseconds(reply.answered_at - signal),
        status=reply.status,
        code=_code(reply),
        lock_wait_ms=spent.get("lock"),
        transaction_ms=spent.get("transaction"),
    )


def _milliseconds(seconds: float) -> float:
    return round(seconds * 1000, 3)


def _code(reply: Reply) -> str:
    if reply.status is None:
        return NO_ANSWER
    if reply.status < 300:
        return REPLAYED if reply.headers.get("idempotent-replayed") == "true" else CREATED
    try:
        stated = json.loads(reply.body).get("code")
    except (ValueError, AttributeError):  # not JSON, or no object
        stated = None
    return stated if isinstance(stated, str) and _CODE.fullmatch(stated) else UNEXPLAINED
