"""What rivals do. Runs inside the crew's processes.

A rival is a good client: told to come back (423, 503), it does, with the same key. So where the machine has little time
for a race its outcome is the same, only later.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any, TypeVar

from bson import ObjectId

from drivesphere import kinds
from drivesphere.domain import clock
from drivesphere.domain.errors import Busy, RequestInProgress, Stale, Unavailable
from drivesphere.domain.idempotency import Attempt
from drivesphere.domain.payment import PaymentSession, SessionState
from drivesphere.infra import mongo
from drivesphere.models import booking as bookings
from drivesphere.models import outbox as outbox_rows
from drivesphere.services import (
    audit,
    audit_chain,
    block_edits,
    blocks,
    effects,
    holds,
    housekeeping,
    outbox,
    own_listings,
    reconciliation,
    settlement,
    users,
)
from drivesphere.services import bookings as own_bookings
from drivesphere.services.editing import Edition
from drivesphere.services.orders import Partner

T = TypeVar("T")
Record = dict[str, Any]
PATIENCE_SECONDS = 45.0  # the turn of a crew, and a little less
MOST_SWEEPS = 10  # a hold that so many could not end is a finding for the ledger
PAUSE_SECONDS = (0.02, 0.2)  # shorter than Retry-After says, so that the rivals stay rivals


def patiently(ask: Callable[[], T]) -> T:
    """Ask again whenever told to; what is refused for good is raised."""
    stop_at = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            return ask()
        except (Busy, RequestInProgress, Unavailable):
            if time.monotonic() > stop_at:
                raise
            time.sleep(random.uniform(*PAUSE_SECONDS))


def hold(car: ObjectId, client: ObjectId, window: Record, key: str | None = None) -> Record:
    """Place a hold on a car; the answer's body."""
    return book("cars", car, client, window, key)


def hold_without_key(car: ObjectId, client: ObjectId, window: Record) -> Record:
    """The same as clients do who know of no keys."""
    return patiently(lambda: holds.place_hold(holds.Order("cars", car, client, window, Attempt(None, "")))).body


def book(kind: str, listing: ObjectId, client: ObjectId, request: Record, key: str | None = None) -> Record:
    """Book a listing of any kind for a client, under a key of its own unless one is given; the answer's body."""
    attempt = Attempt(f"{client}|book {kind}|{key or ObjectId()}", f"{listing}{request}")
    return patiently(lambda: holds.place_hold(holds.Order(kind, listing, client, request, attempt))).body


def reserve(kind: str, listing: ObjectId, user_id: str, request: Record) -> Record:
    """Book as a partner does for one of its users."""
    partner, attempt = Partner("acme", user_id), Attempt(f"acme|reserve {kind}|{ObjectId()}", f"{listing}{request}")
    return patiently(lambda: holds.place_hold(holds.Order(kind, listing, None, request, attempt, partner))).body


def block(listing: ObjectId, owner: ObjectId, window: Record) -> Record:
    """Take a window of the owner's listing out of sale; the answer's body."""
    attempt = Attempt(f"{owner}|block|{ObjectId()}", f"{listing}{window}")
    wanted = window | {"reason": "maintenance"}
    return patiently(lambda: blocks.put_up(owner, listing, wanted, attempt)).body


def move_block(listing: ObjectId, owner: ObjectId, block_id: ObjectId, window: Record) -> Record:
    """Move the first version of a block, which nobody else edits; found moved on asking again, it was his own doing."""
    edition = block_edits.Edition(owner, listing, block_id, 1)
    try:
        return patiently(lambda: block_edits.change(edition, window))
    except Stale:
        return blocks.find(owner, listing, block_id)


def edit(kind: str, listing: ObjectId, owner: ObjectId, changes: Record) -> Record:
    """Change what an owner states of the first version of his listing, which nobody else edits.

    Another version that is found on asking again is his own doing, whose answer was lost.
    """
    edition = Edition(kinds.get(kind), listing, owner, 1)
    try:
        return patiently(lambda: own_listings.change(edition, changes))
    except Stale:
        return own_listings.find(edition.kind, owner, listing)


def report_paid(session_id: str, booking_id: str, amount: int) -> str:
    """Settle a payment as a webhook would, and the worker behind it."""
    return patiently(lambda: settlement.settle(paid_session(session_id, booking_id, amount))).value


def paid_session(session_id: str, booking_id: str, amount: int) -> PaymentSession:
    return PaymentSession(
        id=session_id,
        state=SessionState.COMPLETE,
        is_paid=True,
        booking_id=booking_id,
        amount=amount,
        currency="USD",
        expires_at=0,
        payment_id=f"pi_{session_id}",
    )


def demote(admin: ObjectId, by: ObjectId) -> str:
    """Take the role of an admin, as another one; the new role."""
    return patiently(lambda: users.change_role(admin, "client", reason="Coup.", actor=f"admin:{by}"))["role"]


def suspend(admin: ObjectId, by: ObjectId) -> str:
    """Keep an admin out, as another one; the state after it."""
    return patiently(lambda: users.suspend(admin, reason="Coup.", actor=f"admin:{by}"))["state"]


def seal() -> int:
    """Seal the audit trail as every minute does; how many entries."""
    return patiently(audit_chain.seal)


def write_down(count: int) -> None:
    """So many entries of the audit trail, each in a commit of its own."""
    for number in range(count):
        patiently(lambda n=number: mongo.transaction(lambda s: audit.noted(s, "suspend", actor="iris", number=n)))


def give_back(client: ObjectId, booking_id: ObjectId, lines: list[Record]) -> Record:
    """Cancel some places of a basket, or all of it where none are named; the answer's body."""
    attempt = Attempt(f"{client}|cancel|{ObjectId()}", f"{booking_id}{lines}")
    return patiently(lambda: own_bookings.cancel(client, booking_id, reason=None, lines=lines, attempt=attempt)).body


def carry_out() -> None:
    """Do what the outbox has to do, as a worker does minute after minute, until there is nothing left."""
    effects.register()
    while patiently(_drain):
        time.sleep(PAUSE_SECONDS[1])


def _drain() -> int:
    """Do what is due; how much is open afterwards."""
    outbox.drain()
    with mongo.deadline():
        return outbox_rows.depth("pending")


def sweep() -> None:
    """Sweep as minute after minute would, until nothing is overdue."""
    for _ in range(MOST_SWEEPS):
        if not housekeeping.sweep_holds():
            break


def reconcile() -> str:
    """Compare Stripe's last hour with our books, as often as it takes to come to the end; how the run ended."""
    return str(patiently(_reconcile)["state"])


def _reconcile() -> Record:
    made = reconciliation.run("test", since=clock.now() - timedelta(hours=1))
    if made["problem"]:
        raise Unavailable(made["problem"])
    return made


def lapse(booking_id: str) -> bool:
    """End a hold as the sweep does once the payment page is closed."""
    found = bookings.find(ObjectId(booking_id))
    assert found is not None
    return patiently(lambda: settlement.lapse(found, actor="system:sweep"))
