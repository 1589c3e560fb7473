"""Blocks: an owner takes a window of his listing out of sale, by the same guarded claim as a booking.

So a block can never overlap a live booking, whoever comes first. What it wants is the whole capacity; what is booked
there is named, and nothing is written.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bson import ObjectId

from drivesphere import inventory, kinds
from drivesphere.domain import clock
from drivesphere.domain.block import State, check_block
from drivesphere.domain.demand import Demand
from drivesphere.domain.errors import DriveSphereError, InTheWay, NotFound, Rejected, Stale
from drivesphere.domain.idempotency import Answer, Attempt
from drivesphere.domain.kind import Kind
from drivesphere.domain.window import Window
from drivesphere.infra import cache, locks, mongo
from drivesphere.inventory import Blocker
from drivesphere.models import block as blocks
from drivesphere.models import booking as bookings
from drivesphere.models import listing as listings
from drivesphere.services import audit, housekeeping, outbox, repeats, transitions
from drivesphere.services.presenting import API, instant, span

Record = dict[str, Any]
MOST_NAMED = 50  # a year may hold hundreds of bookings; an owner moves them one after the other


@dataclass(frozen=True, slots=True)
class Draft:
    """A block that may be put up; its id is fixed before the first try."""

    block_id: ObjectId
    kind: Kind
    listing: Record
    demands: Sequence[Demand]
    wanted: Record
    attempt: Attempt

    @property
    def actor(self) -> str:
        return f"owner:{self.listing['owner_id']}"


def put_up(owner_id: ObjectId, listing_id: ObjectId, wanted: Record, attempt: Attempt) -> Answer:
    """Block the `wanted` {starts_at, ends_at, reason, note} of the owner's listing: 201, or the stored answer.

    Raises `NotFound`, `Rejected` (`not_blockable` where places are counted), `InTheWay` with what is booked there,
    `Busy`, `Unavailable`, `KeyReused`.
    """
    try:
        return repeats.once(attempt, lambda: _put_up(_draft(owner_id, listing_id, wanted, attempt)))
    except DriveSphereError as error:
        audit.refused("block", f"owner:{owner_id}", error, listing_id=listing_id)
        raise


def page_of(owner_id: ObjectId, listing_id: ObjectId, page: int, page_size: int) -> tuple[list[Record], int]:
    """A page of the blocks that stand on the owner's listing, the next first, and how many there are."""
    own_listing(owner_id, listing_id)
    with mongo.deadline():
        rows, total = blocks.standing(listing_id, owner_id, skip=(page - 1) * page_size, limit=page_size)
    return [shown(row) for row in rows], total


def find(owner_id: ObjectId, listing_id: ObjectId, block_id: ObjectId) -> Record:
    """The owner's block as JSON; `NotFound` when it is another's, or stands no longer."""
    with mongo.deadline():
        found = blocks.find(block_id, listing_id, owner_id)
    if found is None:
        raise NotFound("There is no such block.")
    return shown(found)


def remove(owner_id: ObjectId, listing_id: ObjectId, block_id: ObjectId, version: int | None = None) -> None:
    """Give the window back to clients; `NotFound` as in `find`, `Stale` unless it is at a given `version`."""
    own = {"listing_id": listing_id, "owner_id": owner_id} | ({} if version is None else {"version": version})
    if not _end(block_id, State.REMOVED, own, actor=f"owner:{owner_id}"):
        find(owner_id, listing_id, block_id)
        raise Stale()


def end_past(limit: int = housekeeping.BATCH) -> int:
    """Take blocks whose window is over out of the ledger, so that it does not grow; how many were looked at."""
    with mongo.deadline():
        past = blocks.past(limit)
    for block in past:
        _end(block["_id"], State.OVER, blocks.PAST, actor=housekeeping.ACTOR)
    return len(past)


def link(block: Record) -> str:
    """Where the owner finds the block, while it stands."""
    return f"{API}/owner/listings/{block['listing_id']}/blocks/{block['_id']}"


def shown(block: Record) -> Record:
    """The JSON of a block for its owner."""
    listing = f"{API}/{kinds.get(block['kind']).path}/{block['listing_id']}"
    return {
        "id": str(block["_id"]),
        "kind": block["kind"],
        "listing": {"id": str(block["listing_id"]), "title": block["listing"]["title"]},
        **span(block),
        "reason": block["reason"],
        "note": block["note"],
        "version": block["version"],
        "created_at": instant(block["created_at"]),
        "links": {"self": link(block), "listing": listing},
    }


def own_listing(owner_id: ObjectId, listing_id: ObjectId) -> Record:
    """The owner's listing; `NotFound` when it is another's."""
    with mongo.deadline():
        listing = listings.of_owner(listing_id, owner_id)
    if listing is None:
        raise NotFound("There is no such listing.")
    return listing


def _draft(owner_id: ObjectId, listing_id: ObjectId, wanted: Record, attempt: Attempt) -> Draft:
    listing = own_listing(owner_id, listing_id)
    kind, window = kinds.get(listing["kind"]), Window(wanted["starts_at"], wanted["ends_at"])
    if inventory.counts_places(kind.inventory_model):
        raise Rejected("Its places are counted, so it has no windows to block.", code="not_blockable")
    check_block(window, clock.now())
    return Draft(ObjectId(), kind, listing, demands_of(kind, listing, window), wanted, attempt)


def demands_of(kind: Kind, listing: Record, window: Window) -> list[Demand]:
    """What a block of `window` claims: all that the listing has."""
    return [Demand(stock.inventory_id, window, is_block=True) for stock in kind.stock(listing)]


def _put_up(draft: Draft) -> Answer:
    model = draft.kind.inventory_model
    try:
        with locks.hold(inventory.lock_names(draft.demands), wait_seconds=locks.at_most(inventory.lock_wait(model))):
            block, answer = mongo.transaction(lambda session: _commit(session, draft))
    except inventory.Taken:
        raise in_the_way(draft.kind.name, draft.demands) from None
    cache.purge([transitions.availability_changed(block)])
    outbox.wake()  # a lapsed hold that gave way may have left a payment page to close
    return answer


def _commit(session: Any, draft: Draft) -> tuple[Record, Answer]:
    """All of one block in the caller's transaction: guard write, lapsed holds, block, audit, answer."""
    model = draft.kind.inventory_model
    stamp = inventory.claim(session, model, draft.demands, draft.block_id, None, make_room=transitions.make_room)
    for other in stamp.displaced:
        transitions.lapse(session, other, actor="system:claim")
    block = _record(draft) | {"state": State.STANDING.value, "created_at": stamp.at}
    blocks.insert(session, block)
    note(session, "block", block, draft.actor)
    answer = Answer(201, shown(block), location=link(block))
    repeats.keep(session, draft.attempt, answer, booking_id=draft.block_id, at=stamp.at)
    return block, answer


def _record(draft: Draft) -> Record:
    return {
        "_id": draft.block_id,
        "kind": draft.kind.name,
        "listing_id": draft.listing["_id"],
        "owner_id": draft.listing["owner_id"],
        "listing": draft.kind.summary(draft.listing),
        "claims": transitions.as_claims(draft.demands),
        "starts_at": draft.wanted["starts_at"],
        "ends_at": draft.wanted["ends_at"],
        "reason": draft.wanted["reason"],
        "note": draft.wanted.get("note"),
        "version": 1,
        "moves": 0,
        "origin": {"scope": draft.attempt.scope},
    }


def _end(block_id: ObjectId, state: State, only_if: Record, *, actor: str) -> bool:
    """End a standing block and give its window back, in one commit; False when it stood no longer."""

    def work(session: Any) -> Record | None:
        block = blocks.end(session, block_id, state, only_if)
        if block is not None:
            transitions.release(session, block)
            note(session, "unblock", block, actor)
        return block

    block = mongo.transaction(work)
    if block is not None:
        cache.purge([transitions.availability_changed(block)])
    return block is not None


def note(session: Any, action: str, block: Record, actor: str, **more: Any) -> None:
    """Write down on the audit trail what was done to the block, in the transaction that does it."""
    about = {"kind": block["kind"], "listing_id": str(block["listing_id"]), "block_id": str(block["_id"])}
    audit.noted(session, action, actor=actor, **about, **span(block), **more)


def in_the_way(kind: str, demands: Sequence[Demand], *, but: ObjectId | None = None) -> InTheWay:
    """The refusal that names what stands in the way at this instant, `but` the block itself; it may have gone since."""
    with mongo.deadline():
        shortages = inventory.shortages(kinds.get(kind).inventory_model, demands)
        there = [each for shortage in shortages for each in shortage.blockers if each.booking_id != but]
        booked = bookings.find_many([blocker.booking_id for blocker in there])
    named = [_named(blocker, booked.get(blocker.booking_id)) for blocker in there]
    outcome = "The block stays as it was" if but else "Nothing was blocked"
    return InTheWay(
        f"{outcome}: {len(named)} of its bookings, holds and blocks are in the way then.",
        in_the_way=sorted(named, key=lambda each: str(each["starts_at"]))[:MOST_NAMED],
    )


def _named(blocker: Blocker, booking: Record | None) -> Record:
    """A claim that stands in the way, as its listing's owner may know it."""
    sort = {"blocked": "block", "held": "hold", "booked": "booking"}[blocker.reason]
    return {
        "id": str(blocker.booking_id),
        "type": sort,
        "status": booking["status"] if booking else None,
        "starts_at": instant(blocker.starts_at),
        "ends_at": instant(blocker.ends_at),
        "until": instant(booking["until"]) if booking and blocker.is_hold else None,
    }
