"""Group commit: requests for one inventory that wait in this process are committed together.

One transaction each on a hot document loses most of its work to conflicts. Here the first in line leads: it takes up
to 64 waiting requests and commits them in one transaction, in the order they came, while the next ones gather.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Hashable, Sequence
from copy import copy
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from drivesphere.domain.errors import Busy, DriveSphereError, Unavailable

Item = TypeVar("Item")
Result = TypeVar("Result")

LARGEST_GROUP = 64  # keeps a transaction far below 16 MB and its time within the deadline
LONGEST_WAIT_SECONDS = 4.0  # lock wait and transaction deadline together; beyond it the outcome is unknown


@dataclass(slots=True, eq=False)
class _Ticket(Generic[Item, Result]):
    """One waiting request; `leads` and `is_under_way` change under the mutex only."""

    item: Item
    woken: threading.Event = field(default_factory=threading.Event)
    leads: bool = False
    is_under_way: bool = False
    outcome: Result | Exception | None = None


class GroupCommit(Generic[Item, Result]):
    """Queues by key; `commit(items)` returns one outcome per item, in order, or raises for all of them."""

    def __init__(
        self,
        commit: Callable[[Sequence[Item]], Sequence[Result | Exception]],
        *,
        largest: int = LARGEST_GROUP,
        longest_wait_seconds: float = LONGEST_WAIT_SECONDS,
    ) -> None:
        self._commit = commit
        self._largest = largest
        self._longest_wait_seconds = longest_wait_seconds
        self._mutex = threading.Lock()
        self._queues: dict[Hashable, deque[_Ticket[Item, Result]]] = {}

    def submit(self, key: Hashable, item: Item, *, wait_seconds: float = LONGEST_WAIT_SECONDS) -> Result:
        """The result of `item`, or the exception that refused it; its turn must come within `wait_seconds`.

        Raises `Busy` when its turn did not come in time (nothing was tried), `Unavailable` when its turn came and did
        not end in time (the outcome is unknown).
        """
        ticket: _Ticket[Item, Result] = _Ticket(item)
        self._enqueue(key, ticket)
        if not ticket.woken.wait(min(wait_seconds, self._longest_wait_seconds)):
            self._give_up(key, ticket)
        if ticket.leads:
            self._lead(key)
        if isinstance(ticket.outcome, Exception):
            raise ticket.outcome
        assert ticket.outcome is not None
        return ticket.outcome

    def _enqueue(self, key: Hashable, ticket: _Ticket[Item, Result]) -> None:
        with self._mutex:
            queue = self._queues.setdefault(key, deque())
            queue.append(ticket)
            if len(queue) == 1:
                _let_lead(ticket)

    def _lead(self, key: Hashable) -> None:
        """Commit the head of the queue, which starts with the leader itself, and hand the lead on."""
        with self._mutex:
            group = list(self._queues[key])[: self._largest]
            for ticket in group:
                ticket.is_under_way = True
        unknown = Unavailable("The outcome is not known. Repeat with the same Idempotency-Key.", retry_after=1)
        outcomes: Sequence[Result | Exception] = [unknown] * len(group)
        try:
            outcomes = self._commit([ticket.item for ticket in group])
        except Exception as error:  # every request of the group gets the same answer
            outcomes = [_own(error) for _ in group]
        finally:
            # Whatever ends the leader, a signal included, the others are answered and the next ones go on.
            for ticket, outcome in zip(group, outcomes, strict=True):
                ticket.outcome = outcome
            self._hand_on(key, group)

    def _hand_on(self, key: Hashable, group: Sequence[_Ticket[Item, Result]]) -> None:
        with self._mutex:
            queue = self._queues[key]
            for _ in group:
                queue.popleft()
            if queue:
                _let_lead(queue[0])
            else:
                del self._queues[key]
        for ticket in group:
            ticket.woken.set()

    def _give_up(self, key: Hashable, ticket: _Ticket[Item, Result]) -> None:
        with self._mutex:
            if ticket.leads or ticket.outcome is not None:
                return
            if ticket.is_under_way:
                raise Unavailable("The outcome is not known yet. Repeat with the same Idempotency-Key.", retry_after=1)
            self._queues[key].remove(ticket)
        raise Busy("Many people want this very thing right now. Try again in a second.", retry_after=1)


def _own(error: Exception) -> Exception:
    """The refusal of one request: it is raised in that one's thread, which may note on it what became of it."""
    if not isinstance(error, DriveSphereError):
        return error  # not made to be copied, and nobody goes on after it
    own = copy(error)
    own.__cause__ = error.__cause__
    return own


def _let_lead(ticket: _Ticket[Item, Result]) -> None:
    ticket.leads = True
    ticket.woken.set()
