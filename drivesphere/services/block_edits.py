"""An owner changes a block that stands: its window, what it is for, what he has noted.

The window moves in one commit: the old claim is given back, and the new one is won by the same guarded write as that of
a booking. What is booked there is named, and nothing is written: the block stands where it stood.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bson import ObjectId

from drivesphere import inventory, kinds
from drivesphere.domain import clock
from drivesphere.domain.block import check_block
from drivesphere.domain.demand import Demand
from drivesphere.domain.errors import DriveSphereError, NotFound, Stale
from drivesphere.domain.window import Window
from drivesphere.infra import cache, locks, mongo
from drivesphere.models import block as blocks
from drivesphere.services import audit, outbox, transitions
from drivesphere.services.blocks import demands_of, in_the_way, note, own_listing, shown

Record = dict[str, Any]
ACTION = "edit_block"


@dataclass(frozen=True, slots=True)
class Edition:
    """Which block, as whose, and in which version it was read."""

    owner_id: ObjectId
    listing_id: ObjectId
    block_id: ObjectId
    version: int

    @property
    def own(self) -> Record:
        return {"listing_id": self.listing_id, "owner_id": self.owner_id}


def change(edition: Edition, wanted: Record) -> Record:
    """The owner's block after what is `wanted` of {starts_at, ends_at, reason, note} was changed.

    Raises `NotFound` when it is another's or stands no longer, `Stale`, `Rejected`, `InTheWay` with what is booked in
    the new window, `Busy`, `Unavailable`.
    """
    try:
        return shown(_change(edition, wanted))
    except DriveSphereError as error:
        audit.refused(ACTION, f"owner:{edition.owner_id}", error, listing_id=edition.listing_id)
        raise


def _change(edition: Edition, wanted: Record) -> Record:
    with mongo.deadline():
        before = _current(edition)
    changes = {name: value for name, value in wanted.items() if before[name] != value}
    if not changes:
        return before
    demands = _moved(edition, before, changes)
    names = inventory.lock_names(demands)
    try:
        with locks.hold(names, wait_seconds=locks.at_most(inventory.lock_wait(_model_of(before)))):
            after = mongo.transaction(lambda session: _commit(session, edition, changes, demands))
    except inventory.Taken:
        raise in_the_way(before["kind"], demands, but=before["_id"]) from None
    cache.purge([transitions.availability_changed(after)])
    outbox.wake()  # a lapsed hold that gave way may have left a payment page to close
    return after


def _current(edition: Edition, session: Any = None) -> Record:
    """The block, in the version that is to be edited."""
    found = blocks.find(edition.block_id, edition.listing_id, edition.owner_id, session)
    if found is None:
        raise NotFound("There is no such block.")
    if found["version"] != edition.version:
        raise _stale()
    return found


def _stale() -> Stale:
    return Stale()


def _model_of(block: Record) -> str:
    return kinds.get(block["kind"]).inventory_model


def _moved(edition: Edition, before: Record, changes: Record) -> Sequence[Demand]:
    """What the block is to claim anew; nothing where its window stays."""
    if not changes.keys() & {"starts_at", "ends_at"}:
        return ()
    [old, *_] = transitions.demands_of(before)
    if old.window is None:
        raise ValueError("A block claims a window.")
    window = Window(changes.get("starts_at", old.window.starts_at), changes.get("ends_at", old.window.ends_at))
    check_block(window, clock.now())
    return demands_of(kinds.get(before["kind"]), own_listing(edition.owner_id, edition.listing_id), window)


def _commit(session: Any, edition: Edition, changes: Record, demands: Sequence[Demand]) -> Record:
    """All of it in the caller's transaction; whatever is raised undoes it."""
    before = _current(edition, session)
    claims = {"claims": transitions.as_claims(demands)} if demands else {}
    after = blocks.edit(session, edition.block_id, edition.version, changes | claims, is_moved=bool(demands))
    if after is None:
        raise _stale()
    if demands:
        transitions.release(session, before)
        model = _model_of(before)
        stamp = inventory.claim(session, model, demands, before["_id"], None, make_room=transitions.make_room)
        for other in stamp.displaced:
            transitions.lapse(session, other, actor="system:claim")
    note(session, ACTION, after, f"owner:{edition.owner_id}", fields=sorted(changes))
    return after
