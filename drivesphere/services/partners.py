"""What a partner may do with bookings: make them for its users, look at its own, cancel them, read their trail."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bson import ObjectId

from drivesphere.domain import clock
from drivesphere.domain.booking import Trigger
from drivesphere.domain.errors import Conflict, DriveSphereError, NotFound, Stale
from drivesphere.domain.idempotency import Answer, Attempt
from drivesphere.infra import cache, mongo
from drivesphere.models import audit_entry, user
from drivesphere.models import booking as bookings
from drivesphere.services import audit, holds, presenting, repeats, transitions
from drivesphere.services.cancelling.plan import refuse_once_over, refuse_once_started
from drivesphere.services.orders import Order, Partner

Record = dict[str, Any]
NOT_STARTED: Record = {"$or": [{"starts_at": None}, {"$expr": {"$gt": ["$starts_at", "$$NOW"]}}]}
"""The condition on a booking that it can still be cancelled, by the database's clock."""


def owner_of(partner: str) -> Record:
    """The account that owns what the partner publishes; nobody can sign in as it."""
    with mongo.deadline():
        return user.owner_of_partner(partner, clock.now())


def book(partner: Partner, kind: str, listing_id: ObjectId, request: Record, attempt: Attempt) -> Answer:
    """Book for a user of the partner: 201 with the confirmed booking; refused as `holds.place_hold` refuses."""
    answer = holds.place_hold(Order(kind, listing_id, None, request, attempt, partner))
    return replace(answer, body=answer.body | {"user_id": partner.user_id})


def find(partner: str, kind: str, booking_id: ObjectId) -> Record:
    """The partner's own booking as JSON; another's is `NotFound`, like one that does not exist."""
    return _shown(_own(partner, kind, booking_id))


def page_of(
    partner: str,
    kind: str,
    *,
    page: int,
    limit: int,
    status: str | None = None,
    listing_id: ObjectId | None = None,
    user_id: str | None = None,
) -> tuple[list[Record], int]:
    """A page of what the partner has booked of a kind, newest first, and how many there are."""
    wanted = {"listing_id": listing_id, "partner.user_id": user_id}
    filters = {field: value for field, value in wanted.items() if value is not None}
    with mongo.deadline():
        rows, total = bookings.of_partner(
            partner, kind, filters | bookings.shown_as(status), skip=(page - 1) * limit, limit=limit
        )
    return [_shown(row) for row in rows], total


def cancel(partner: str, kind: str, booking_id: ObjectId, *, version: int | None, attempt: Attempt) -> Answer:
    """Cancel a booking of the partner and free its place in the same commit; repeated with its key, the same answer.

    `version` is the one that must not have changed. Raises `NotFound`, `Stale`, `IllegalTransition`.
    """
    whose, listing_id = Partner(partner), None
    try:
        booking = _own(partner, kind, booking_id)
        whose, listing_id = Partner(partner, booking["partner"]["user_id"]), booking["listing_id"]
        return repeats.once(attempt, lambda: _cancel(booking, whose, version, attempt))
    except DriveSphereError as error:
        refused(Trigger.CANCELLED, whose, error, kind=kind, listing_id=listing_id, booking_id=booking_id)
        raise


def refused(action: str, partner: Partner, error: DriveSphereError, **about: Any) -> None:
    """One entry in the partner's trail for an attempt that changed nothing."""
    audit.refused(action, partner.actor, error, partner=partner.as_dict(), **about)


def trail(partner: str, limit: int) -> list[Record]:
    """The latest attempts of the partner, refused ones too, newest first."""
    with mongo.deadline():
        return [_attempt(entry) for entry in audit_entry.of_partner(partner, limit)]


def _attempt(entry: Record) -> Record:
    return {
        "at": presenting.instant(entry["at"]),
        "action": entry["action"],
        "outcome": entry["outcome"],
        "code": entry.get("code"),
        "booking_id": str(entry["booking_id"]) if "booking_id" in entry else None,
        "user_id": entry["partner"]["user_id"],
    }


def _cancel(booking: Record, whose: Partner, version: int | None, attempt: Attempt) -> Answer:
    answer = mongo.transaction(lambda session: _commit_cancel(session, booking, whose, version, attempt))
    if answer is None:
        raise _why_not(booking, version)
    cache.purge([transitions.availability_changed(booking)])
    return answer


def _commit_cancel(
    session: Any, booking: Record, whose: Partner, version: int | None, attempt: Attempt
) -> Answer | None:
    """Compare-and-set: the version that the partner saw stands in the condition of the write itself."""
    seen = {} if version is None else {"version": version}
    after = transitions.advance(
        session, booking["_id"], Trigger.CANCELLED, actor=whose.actor, only_if=NOT_STARTED | seen
    )
    if after is None:
        return None
    transitions.release(session, after)
    at = after["history"][-1]["at"]
    answer = Answer(200, _shown(after | {"server_time": at}))
    repeats.keep(session, attempt, answer, booking_id=after["_id"], at=at)
    return answer


def _why_not(booking: Record, version: int | None) -> DriveSphereError:
    """What stood in the way of a cancellation, read afterwards. A version that has passed is told first, as in HTTP."""
    now = _own(booking["partner"]["name"], booking["kind"], booking["_id"])
    if version not in (None, now["version"]):
        return Stale(f"The booking has version {now['version']} by now. Look at it again.")
    refuse_once_started(now)
    refuse_once_over(now)
    return Conflict("The booking changed at this very moment. Look at it again.")


def _own(partner: str, kind: str, booking_id: ObjectId) -> Record:
    with mongo.deadline():
        booking = bookings.find_of_partner(booking_id, partner, kind)
    if booking is None:
        raise NotFound("There is no such booking.")
    return booking


def _shown(record: Record) -> Record:
    """The JSON of a booking, with the user whom the partner named."""
    return presenting.booking(record) | {"user_id": record["partner"]["user_id"]}
