"""A client's bookings: look, list, cancel."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bson import ObjectId

from drivesphere.domain.booking import Status
from drivesphere.domain.errors import IllegalTransition, NotFound
from drivesphere.domain.idempotency import Answer, Attempt
from drivesphere.domain.user import Role
from drivesphere.infra import mail, mongo
from drivesphere.infra.checkout import public_url
from drivesphere.models import booking as bookings
from drivesphere.services import cancelling, presenting
from drivesphere.services.cancelling import Canceller, Wish
from drivesphere.services.invitations import invitation

Record = dict[str, Any]


def find(client_id: ObjectId, booking_id: ObjectId) -> Record:
    """The client's own booking as JSON; another's is `NotFound`, like one that does not exist."""
    return presenting.booking(_own(client_id, booking_id))


def page_of(
    client_id: ObjectId, *, status: str | None, kind: str | None, when: str | None = None, page: int, page_size: int
) -> tuple[list[Record], int]:
    """A page of the client's bookings and how many there are: `upcoming` ones soonest first, others newest first."""
    with mongo.deadline():
        filters = bookings.shown_as(status) | ({"kind": kind} if kind else {})
        rows, total = bookings.of_client(client_id, filters, when=when, skip=(page - 1) * page_size, limit=page_size)
    return [presenting.booking(row) for row in rows], total


def calendar_file(client_id: ObjectId, booking_id: ObjectId) -> bytes:
    """The client's booking as the entry that our mails have; `IllegalTransition` unless it is confirmed and dated."""
    record = _own(client_id, booking_id)
    stands = presenting.shown_status(record) in (Status.CONFIRMED, Status.COMPLETED)
    link = public_url(f"/bookings/{booking_id}")
    file = invitation(record, "PUBLISH", link=link, organiser=mail.sender()) if stands else None
    if file is None:
        raise IllegalTransition("Only what is confirmed and has dates goes into a calendar.")
    return file.content


def preview_cancellation(client_id: ObjectId, booking_id: ObjectId, lines: Sequence[Record] = ()) -> Record:
    """What cancelling now would give back, to the cent; of a basket, cancelling the places in `lines`."""
    return cancelling.preview(_wish(client_id, booking_id, lines))


def cancel(
    client_id: ObjectId, booking_id: ObjectId, *, reason: str | None, attempt: Attempt, lines: Sequence[Record] = ()
) -> Answer:
    """Cancel the client's hold or booking, or places of it, free them in the same commit and refund as previewed."""
    return cancelling.cancel(_wish(client_id, booking_id, lines, reason), attempt)


def _wish(client_id: ObjectId, booking_id: ObjectId, lines: Sequence[Record], reason: str | None = None) -> Wish:
    return Wish(by=Canceller(Role.CLIENT, client_id), booking_id=booking_id, lines=lines, reason=reason)


def _own(client_id: ObjectId, booking_id: ObjectId) -> Record:
    with mongo.deadline():
        booking = bookings.find(booking_id, client_id=client_id)
    if booking is None:
        raise NotFound("There is no such booking.")
    return booking
