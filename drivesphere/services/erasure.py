"""Erasing a person: numbers of bookings stay, for money was paid by them; whose they were is gone.

What goes is everything that somebody typed or that leads back to somebody: name, address, password, sessions with
their devices, titles, reasons and notes, photos, stored answers, waiting mails, and what the payment service told us
of the payer. Ids stay where they stood, in the audit trail too; no account belongs to them any more.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bson import ObjectId

from drivesphere.domain.errors import Conflict
from drivesphere.domain.user import Actor
from drivesphere.infra import mongo, revocations
from drivesphere.models import (
    account_token,
    block,
    idempotency_row,
    listing_owner,
    outbox,
    payment_event,
    photo_file,
    refresh_family,
    user,
)
from drivesphere.models import booking as bookings
from drivesphere.services import audit, own_account, users

Record = dict[str, Any]
NAMELESS = "Erased account"
MOST_NAMED = 20  # of what stands in the way; who has more begins with these


def erase(actor: Actor, password: str) -> None:
    """Erase the user, who has to know the password; nobody can undo it.

    `Conflict` names what has to end first: bookings that stand, of the user or on the user's listings, and listings
    that are not retired. The last admin stays.
    """
    own_account.confirmed(actor, password, "password")
    ended = mongo.transaction(lambda session: _erase(session, actor))
    revocations.mark_ended(map(str, ended))


def _erase(session: Any, actor: Actor) -> Sequence[ObjectId]:
    """The sessions that end with the account."""
    person = user.find(actor.id, session)
    if person is None:
        return ()
    _refuse_while_needed(session, person)
    ended = refresh_family.revoke_all(session, actor.id, "erased")
    _forget(session, actor.id)
    user.erase(session, actor.id, NAMELESS)
    audit.noted(session, "erase", actor=actor.word, user_id=str(actor.id))
    return ended


def _refuse_while_needed(session: Any, person: Record) -> None:
    users.refuse_last_admin(session, person)
    needed = {
        "bookings": bookings.standing_of(session, person["_id"], MOST_NAMED),
        "listings": listing_owner.offered_by(session, person["_id"], MOST_NAMED),
    }
    named = {what: [str(each) for each in ids] for what, ids in needed.items() if ids}
    if named:
        raise Conflict("End these first: cancel the bookings, retire the listings.", code="still_needed", errors=named)


def _forget(session: Any, user_id: ObjectId) -> None:
    own = bookings.ids_of_client(session, user_id)
    offered = listing_owner.ids_of(session, user_id)
    bookings.forget_words(session, user_id)
    payment_event.forget_payers(session, own)
    outbox.forget(session, user_id, own)
    idempotency_row.forget(session, user_id)
    block.forget_notes(session, offered)
    listing_owner.rename(session, user_id, NAMELESS)
    photo_file.doom_all(session, listing_owner.take_photos_down(session, user_id))
    account_token.forget(session, user_id)
    refresh_family.forget(session, user_id)
