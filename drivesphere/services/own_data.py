"""Everything that we know of a person, for that person."""

from __future__ import annotations

from typing import Any

from drivesphere.domain import clock
from drivesphere.domain.user import Actor, Role
from drivesphere.infra import mongo
from drivesphere.models import audit_entry, block, listing_owner, owner_booking, refresh_family
from drivesphere.models import booking as bookings
from drivesphere.services import accounts, blocks, own_account, presenting

Record = dict[str, Any]
MOST_SESSIONS = 10_000  # they go after a month; nobody signs in every four minutes


def export(actor: Actor) -> Record:
    """The user's profile, sessions, bookings, listings and blocks, why bookings ended, and the account's trail."""
    person = accounts.find(actor.id)
    with mongo.deadline():
        sessions, _ = refresh_family.page(actor.id, skip=0, limit=MOST_SESSIONS)
        booked = bookings.all_of_client(actor.id)
        trail = audit_entry.about([f"{role.value}:{actor.id}" for role in Role], str(actor.id))
        offered = listing_owner.all_of(actor.id)
        cancelled = owner_booking.cancelled_by(actor.id)
        blocked = block.of_listings([row["_id"] for row in offered])
    return {
        "exported_at": clock.now(),
        "profile": accounts.public(person) | {name: person.get(name) for name in ("created_at", "last_login_at")},
        "sessions": [own_account.session(row, actor) for row in sessions],
        "bookings": [presenting.booking(row) | {"cancel_reason": row.get("cancel_reason")} for row in booked],
        "cancelled": [_cancelled(row) for row in cancelled],
        "listings": [presenting.plain(row) for row in offered],
        "blocks": [blocks.shown(row) | {"state": row["state"]} for row in blocked],
        "audit": [_entry(row) for row in trail],
    }


def _cancelled(row: Record) -> Record:
    """What an owner said of a booking; whose it was is not the owner's to take along."""
    return {"booking_id": str(row["_id"]), "title": row["listing"]["title"], "cancel_reason": row["cancel_reason"]}


def _entry(row: Record) -> Record:
    """An entry without the ids of other people who acted on the account."""
    named = {name: row.get(name) for name in ("at", "action", "outcome", "code", "booking_id", "before", "after")}
    return named | {"actor": str(row.get("actor") or "").partition(":")[0]}
