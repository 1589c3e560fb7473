"""Cancelling, by whoever may: a client until the start, the owner and an admin until the end.

One commit ends the booking or takes places out of it, gives them back to the inventory and asks for the refund. What
goes back is worked out by the function that the preview uses, from one look at the booking.
"""

from __future__ import annotations

from typing import Any

from drivesphere.domain.booking import Status, Trigger
from drivesphere.domain.errors import Conflict, DriveSphereError, Unavailable
from drivesphere.domain.idempotency import Answer, Attempt
from drivesphere.domain.user import Role
from drivesphere.infra import cache, mongo
from drivesphere.services import (
    audit,
    checkout,
    notices,
    outbox,
    presenting,
    privileges,
    refunds,
    repeats,
    settlement,
    transitions,
)
from drivesphere.services.cancelling.plan import Canceller, Plan, Wish, own, plan, refuse_unless_cancellable
from drivesphere.services.cancelling.preview import preview

__all__ = ["Canceller", "Wish", "cancel", "preview"]

Record = dict[str, Any]
TEMPLATES = {Role.CLIENT: "cancelled", Role.OWNER: "cancelled_by_owner", Role.ADMIN: "cancelled_by_admin"}
"""The mail to the client, in the words of whoever cancelled."""


def cancel(wish: Wish, attempt: Attempt) -> Answer:
    """Cancel what is wished; repeated with its key, the same answer. A refused attempt is on the audit trail."""
    try:
        return repeats.once(attempt, lambda: _cancel(wish, attempt))
    except DriveSphereError as error:
        audit.refused(Trigger.CANCELLED, wish.by.actor, error, booking_id=wish.booking_id)
        raise


def _cancel(wish: Wish, attempt: Attempt) -> Answer:
    booking = own(wish)
    if booking["status"] == Status.PENDING and booking.get("checkout"):
        refuse_unless_cancellable(wish, booking)
        # A closed page is not undone with the transaction, so whether the key is spent must be known before.
        stored = repeats.replay(attempt)
        if stored is not None:
            return stored
        _close_page(wish, booking)
    planned = plan(wish)
    answer = mongo.transaction(lambda session: _commit(session, planned, wish, attempt))
    cache.purge([transitions.availability_changed(booking)])
    outbox.wake()
    return answer


def _close_page(wish: Wish, booking: Record) -> None:
    """Close the payment page first; what was paid at this very moment is cancelled as a paid booking then.

    An admin frees a hold although Stripe cannot be asked: the outbox closes the page, and money that comes all the same
    goes back.
    """
    try:
        page = checkout.close(booking)
    except Unavailable:
        if wish.by.role is not Role.ADMIN:
            raise
        return
    if page is not None:
        settlement.settle(page)


def _commit(session: Any, planned: Plan, wish: Wish, attempt: Attempt) -> Answer:
    """All of it in the caller's transaction; `Conflict` when the booking is not as it was looked at."""
    privileges.recheck(session, wish.by.actor)
    after = _end(session, planned, wish) if planned.is_whole else _reduce(session, planned, wish)
    if after is None:
        raise Conflict("The booking changed at this very moment. Look at it again.")
    transitions.release(session, after, planned.released)
    if planned.amount:
        reason = "cancelled" if planned.is_whole else "reduced"
        refunds.ask(session, after, after["payment"], planned.amount, reason=reason, actor=wish.by.actor)
    _notify(session, planned, wish, after)
    at = after["history"][-1]["at"]
    answer = Answer(200, presenting.booking(after | {"server_time": at}))
    repeats.keep(session, attempt, answer, booking_id=after["_id"], at=at)
    return answer


def _end(session: Any, planned: Plan, wish: Wish) -> Record | None:
    after = _advance(session, planned, wish, Trigger.CANCELLED, {"cancel_reason": wish.reason})
    if after is not None:
        transitions.close_page(session, after)
    return after


def _reduce(session: Any, planned: Plan, wish: Wish) -> Record | None:
    """Take places out: the quote stays as it was frozen, beside what is left of it."""
    released = [*planned.booking.get("released", []), *planned.released]
    changes = {
        "claims": planned.left,
        "remainder": planned.remainder,
        "released": released,
        "cancel_reason": wish.reason,
    }
    return _advance(session, planned, wish, Trigger.REDUCED, changes)


def _advance(session: Any, planned: Plan, wish: Wish, trigger: Trigger, changes: Record) -> Record | None:
    """Compare-and-set: neither the booking nor its payment page are others than those that were looked at."""
    booking = planned.booking
    attempt = (booking.get("checkout") or {}).get("attempt")
    return transitions.advance(
        session,
        booking["_id"],
        trigger,
        actor=wish.by.actor,
        details=_details(planned, wish),
        only_if={"version": booking["version"], "checkout.attempt": attempt},
        also_set=changes | refunds.promised(booking, planned.amount),
    )


def _details(planned: Plan, wish: Wish) -> Record:
    """What the trail says beside the change: what goes back, which places, and of an admin why.

    The trail is never edited. What others typed stands in the booking alone, where it goes with them.
    """
    told: Record = {"reason": wish.reason} if wish.reason and wish.by.role is Role.ADMIN else {}
    told |= {"refund": planned.amount} if planned.amount else {}
    return told if planned.is_whole else told | {"released": planned.released}


def _notify(session: Any, planned: Plan, wish: Wish, after: Record) -> None:
    """Write to the client, except to one who has given up a hold, and to the owner who expected somebody."""
    if planned.booking["status"] == Status.PENDING:
        if wish.by.role is not Role.CLIENT:
            notices.hold_ended(session, after, TEMPLATES[wish.by.role])
    elif planned.is_whole:
        notices.cancelled(session, after, TEMPLATES[wish.by.role], refund=planned.amount)
    else:
        notices.reduced(session, after, refund=planned.amount)
