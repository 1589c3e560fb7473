"""Money back for a booking that stays as it is: an admin's decision, with a reason."""

from __future__ import annotations

from typing import Any

from bson import ObjectId

from drivesphere.domain.booking import Trigger, sources
from drivesphere.domain.cancellation import granted
from drivesphere.domain.errors import Conflict, DriveSphereError, IllegalTransition, NotFound
from drivesphere.domain.idempotency import Answer, Attempt
from drivesphere.domain.money import Money
from drivesphere.infra import cache, mongo
from drivesphere.models import booking as bookings
from drivesphere.services import audit, notices, outbox, presenting, privileges, refunds, repeats, transitions

Record = dict[str, Any]


def refund(booking_id: ObjectId, amount: Money, *, reason: str, by: str, attempt: Attempt) -> Answer:
    """Give `amount` of what was paid back; repeated with its key, once.

    Raises `NotFound`, `IllegalTransition` for what was never the client's, `Rejected` for more than is left of it, or
    for another currency.
    """
    try:
        return repeats.once(attempt, lambda: _refund(booking_id, amount, reason, by, attempt))
    except DriveSphereError as error:
        audit.refused(Trigger.GOODWILL, by, error, booking_id=booking_id)
        raise


def _refund(booking_id: ObjectId, amount: Money, reason: str, by: str, attempt: Attempt) -> Answer:
    with mongo.deadline():
        booking = bookings.find(booking_id)
    if booking is None:
        raise NotFound("There is no such booking.")
    if booking["status"] not in sources(Trigger.GOODWILL):
        raise IllegalTransition(f"The booking is {booking['status']}: nothing of it was kept.")
    back = granted(booking, amount)
    answer = mongo.transaction(lambda session: _commit(session, booking, back, reason, by, attempt))
    cache.purge([transitions.availability_changed(booking)])
    outbox.wake()
    return answer


def _commit(session: Any, booking: Record, amount: int, reason: str, by: str, attempt: Attempt) -> Answer:
    privileges.recheck(session, by)
    after = transitions.advance(
        session,
        booking["_id"],
        Trigger.GOODWILL,
        actor=by,
        details={"reason": reason, "refund": amount},
        only_if={"version": booking["version"]},
        also_set=refunds.promised(booking, amount),
    )
    if after is None:
        raise Conflict("The booking changed at this very moment. Look at it again.")
    refunds.ask(session, after, after["payment"], amount, reason=Trigger.GOODWILL.value, actor=by)
    notices.refunded(session, after, refund=amount)
    at = after["history"][-1]["at"]
    answer = Answer(200, presenting.booking(after | {"server_time": at}))
    repeats.keep(session, attempt, answer, booking_id=after["_id"], at=at)
    return answer
