"""What is booked of an owner's: who comes, when, and whose the money is.

The client's name is shown at once, the e-mail only while there is something to agree on: as long as the booking is
confirmed, and once it is completed. A hold is no reason to write to anybody.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from bson import ObjectId

from drivesphere.domain import clock, split
from drivesphere.domain.booking import Status
from drivesphere.domain.cancellation import price
from drivesphere.domain.errors import NotFound
from drivesphere.domain.split import Split
from drivesphere.infra import mongo
from drivesphere.models import booking as bookings
from drivesphere.models import listing as listings
from drivesphere.models import owner_booking, payment, refund, user
from drivesphere.services import presenting
from drivesphere.services.presenting import API, instant

Record = dict[str, Any]
People = Mapping[ObjectId, Record]
KNOWN = (Status.CONFIRMED, Status.COMPLETED)
"""The states, as they are shown, in which an owner sees the client's e-mail."""
NEWEST, NEXT = owner_booking.ORDERS


def page_of(owner_id: ObjectId, wanted: Mapping[str, Any]) -> tuple[list[Record], int]:
    """A page of what is booked of the owner's listings, and how many there are.

    `wanted` holds page, page_size and sort: newest first, or next first, which begins now; and maybe status, kind,
    listing_id, q (words of the listing), since and until, between which a booking starts, and ends_since and
    ends_until, between which it ends.
    """
    page, size, order = wanted["page"], wanted["page_size"], wanted["sort"]
    with mongo.deadline():
        rows, total = owner_booking.page(
            owner_id, _filters(owner_id, wanted), order, skip=(page - 1) * size, limit=size
        )
        people = user.contacts(_clients(rows))
    return [_shown(row, people) for row in rows], total


def find(owner_id: ObjectId, booking_id: ObjectId) -> Record:
    """One of them, with what was paid and what went back; `NotFound` for another's, as for one that does not exist."""
    with mongo.deadline():
        booking = bookings.find(booking_id, owner_id=owner_id)
        if booking is None:
            raise NotFound("There is no such booking.")
        people = user.contacts(_clients([booking]))
        paid, returned = payment.of_booking(booking_id), refund.of_booking(booking_id)
    return _shown(booking, people) | {
        "payments": [_entry(row, "received_at", ("outcome",)) for row in paid],
        "refunds": [_entry(row, "requested_at", ("state", "reason")) for row in returned],
    }


def link(booking_id: ObjectId) -> str:
    """Where the owner finds the booking."""
    return f"{API}/owner/bookings/{booking_id}"


def _filters(owner_id: ObjectId, wanted: Mapping[str, Any]) -> Record:
    exact = {field: wanted[field] for field in ("kind", "listing_id") if field in wanted}
    said = listings.with_words(wanted.get("q", ""))
    called = {"$and": [{"listing_id": {"$in": listings.ids_of(owner_id, **said)}}]} if said else {}
    since = wanted.get("since")
    if wanted["sort"] == NEXT and since is None:
        since = clock.now()
    starts = _between("starts_at", since, wanted.get("until"))
    ends = _between("ends_at", wanted.get("ends_since"), wanted.get("ends_until"))
    return bookings.shown_as(wanted.get("status")) | exact | called | starts | ends


def _between(field: str, since: datetime | None, until: datetime | None) -> Record:
    """A filter for `since <= field < until`; a bound that is None bounds nothing."""
    bounds = {name: bound for name, bound in {"$gte": since, "$lt": until}.items() if bound is not None}
    return {field: bounds} if bounds else {}


def _clients(rows: Iterable[Record]) -> list[ObjectId]:
    return [row["client_id"] for row in rows if row.get("client_id")]


def _shown(booking: Record, people: People) -> Record:
    shown = presenting.booking(booking)
    return shown | {
        "client": _client(booking, people, shown["status"]),
        "partner": booking.get("partner") or None,
        "cancel_reason": booking.get("cancel_reason"),
        "split": _split(booking),
        "links": {"listing": shown["links"]["listing"], **_links(booking["_id"], shown["status"])},
    }


def _links(booking_id: ObjectId, status: str) -> dict[str, str]:
    own = link(booking_id)
    acts = {"cancel": f"{own}/cancel", "cancellation_preview": f"{own}/cancellation-preview"}
    return {"self": own, **(acts if status in (Status.PENDING, Status.CONFIRMED) else {})}


def _client(booking: Record, people: People, status: str) -> Record | None:
    """The client as the owner may know him; None where a partner booked for somebody whom only the partner knows."""
    person = people.get(booking.get("client_id") or ObjectId())
    if person is None:
        return None
    return {"name": person["name"], "email": person["email"] if status in KNOWN else None}


def _split(booking: Record) -> Record | None:
    """Whose the price is, of the places that are left; None where the partner takes it."""
    if booking.get("partner"):
        return None
    quote = price(booking)
    return _money(split.of_quote(quote), quote["total"]["currency"])


def _entry(row: Record, at: str, fields: Iterable[str]) -> Record:
    """A row of a money ledger, without what only Stripe and we need."""
    amount = {"amount": row["amount"], "currency": row["currency"]}
    own = {field: row[field] for field in fields}
    return {"at": instant(row[at]), "amount": amount, "split": _money(Split.stored(row), row["currency"]), **own}


def _money(parts: Split, currency: str) -> Record:
    named = {"owner": parts.owner, "fee": parts.fee, "tax": parts.tax}
    return {name: {"amount": amount, "currency": currency} for name, amount in named.items()}
