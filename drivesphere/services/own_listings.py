"""What owners have: drawn up, looked at, changed, shown and taken down. Never anybody else's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bson import ObjectId

from drivesphere import inventory
from drivesphere.domain import terms
from drivesphere.domain.errors import InUse
from drivesphere.domain.idempotency import Answer, Attempt
from drivesphere.domain.kind import Kind
from drivesphere.infra import mongo
from drivesphere.models import listing as listings
from drivesphere.models import user
from drivesphere.services import accounts, presenting, publishing, repeats
from drivesphere.services.editing import Edition, edit
from drivesphere.services.own_keys import own_key
from drivesphere.services.repeats import CREATED

Record = dict[str, Any]


def page_of(kind: Kind, owner_id: ObjectId, args: Mapping[str, Any]) -> tuple[list[Record], int]:
    """A page of the owner's listings of a kind, by `sort`, and how many there are; `q` looks for words in them."""
    page, size, sort = args["page"], args["page_size"], args["sort"]
    with mongo.deadline():
        rows, total = listings.own_page(kind.name, owner_id, filters_of(args), sort, skip=(page - 1) * size, limit=size)
        return _shown(kind, rows), total


def filters_of(args: Mapping[str, Any]) -> Record:
    """How an owner narrows what he has, as a condition on a listing: `visibility`, `has_photos`, words in `q`."""
    shown_as = {"visibility": args["visibility"]} if "visibility" in args else {}
    pictured = listings.with_photos(args["has_photos"]) if "has_photos" in args else {}
    return {**shown_as, **pictured, **listings.with_words(args.get("q", ""))}


def find(kind: Kind, owner_id: ObjectId, listing_id: ObjectId) -> Record:
    """One of the owner's listings, whoever else can see it; `NotFound` unless it is his."""
    with mongo.deadline():
        return _as_owner_sees(kind, listings.find_own(None, kind.name, listing_id, owner_id))


def create(kind: Kind, owner_id: ObjectId, stated: Record, attempt: Attempt, *, is_published: bool) -> Answer:
    """A new listing, which nobody else sees before it is published: 201, or the stored answer.

    Raises `Rejected` for what could not be booked, `NotAllowed` to publish it before the owner's address is verified,
    `KeyReused`, `Unavailable`.
    """
    if is_published:
        accounts.refuse_unverified(owner_id)
    visibility = listings.PUBLISHED if is_published else listings.PAUSED
    return repeats.once(attempt, lambda: _create(kind, owner_id, stated, attempt, visibility))


def _create(kind: Kind, owner_id: ObjectId, stated: Record, attempt: Attempt, visibility: str) -> Answer:
    facts = {**stated, "policy": terms.overrides(stated.get("policy") or {}, kind.default_policy)}
    with mongo.deadline():
        owner = user.find(owner_id) or {"_id": owner_id}
    record = publishing.drawn_up(kind, owner, kind.draw_up(facts), visibility=visibility)
    all_free = {each.inventory_id: each.capacity for each in kind.stock(record)}
    answer = Answer(CREATED, presenting.plain(_presented(kind, record, all_free)))
    at = record["created_at"]
    publishing.write(kind, record, lambda session: repeats.keep(session, attempt, answer, booking_id=None, at=at))
    return answer


def change(edition: Edition, changes: Record) -> Record:
    """The listing after its owner's `changes`; what is booked of it stays as it was.

    Raises `NotFound`, `Stale`, `Retired`, `Rejected` for facts or rules that do not fit together, and `InUse` where
    bookings rest on what would go: places that are taken, times between them, the date of an event.
    """
    kind = edition.kind
    return _as_owner_sees(kind, edit(edition, lambda session, before: restate(session, kind, before, changes)))


def show(edition: Edition, visibility: str) -> Record:
    """The listing, published, paused or retired; bookings that there are stay what they are.

    `NotAllowed` to publish it before the owner's address is verified.
    """
    kind, owner_id = edition.kind, edition.owner_id
    if visibility == listings.PUBLISHED:
        accounts.refuse_unverified(owner_id)
    shown = publishing.show(kind, edition.listing_id, visibility, owner_id=owner_id, version=edition.version)
    return _as_owner_sees(kind, shown)


def restate(session: Any, kind: Kind, before: Record, changes: Record) -> Record:
    """The fields that differ after `changes`, once the listing's inventory has followed them, in the transaction."""
    policy = terms.restated(before.get("policy") or {}, changes.get("policy", {}))
    after = kind.restate(before, {**changes, "policy": terms.overrides(policy, kind.default_policy)})
    different = {field: value for field, value in after.items() if field not in before or before[field] != value}
    try:
        inventory.restock(session, kind.inventory_model, kind.name, kind.stock(before), kind.stock(after))
    except inventory.Occupied as occupied:
        raise _in_use(kind, occupied, [field for field in kind.editing.rests_on if field in different]) from None
    return different


def _in_use(kind: Kind, occupied: inventory.Occupied, rests_on: Sequence[str]) -> InUse:
    """The refusal; of a change that moves everything it names what bookings rest on, else what is too small."""
    taken = _taken(kind, occupied)
    if rests_on:
        message = f"{taken} It cannot change as long as there are bookings."
        return InUse(message, errors={field: [message] for field in rests_on})
    wanted = f"it cannot have only {occupied.stock.capacity}" if occupied.stock.capacity else "it cannot go"
    return InUse(f"{taken} Therefore {wanted}.")


def _taken(kind: Kind, occupied: inventory.Occupied) -> str:
    if inventory.counts_places(kind.inventory_model):
        return f"Places taken in {occupied.stock.label or 'it'}: {occupied.taken}."
    return f"Bookings at its fullest time, the time between two of them counted: {occupied.taken}."


def _as_owner_sees(kind: Kind, listing: Record) -> Record:
    [shown] = _shown(kind, [listing])
    return shown


def _shown(kind: Kind, rows: Sequence[Record]) -> list[Record]:
    """What everybody sees of them, and how they stand; what is left of their places in one query for all."""
    stock = [each.inventory_id for row in rows for each in kind.stock(row)]
    places = inventory.places_left(kind.inventory_model, stock) if inventory.counts_places(kind.inventory_model) else {}
    return [_presented(kind, row, places) for row in rows]


def _presented(kind: Kind, row: Record, places: Mapping[str, int]) -> Record:
    stands = {"visibility": row["visibility"], "version": row["version"], "own_key": own_key(row)}
    return {**kind.present(row, places=places), **stands}
