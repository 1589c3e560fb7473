"""Edits of a listing by its owner: compare-and-set, audit entry and purge, whatever it is that is edited."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bson import ObjectId

from drivesphere.domain.events import AvailabilityChanged, ListingChanged
from drivesphere.domain.kind import Kind
from drivesphere.infra import cache, mongo
from drivesphere.models import listing as listings
from drivesphere.services.publishing import noted, refuse_retired, refuse_stale

Record = dict[str, Any]
Restate = Callable[[Any, Record], Record]
"""`restate(session, listing)` are the fields to set, in view of the listing as it stands.

It runs in the transaction, so it may write what must be true together with them, and refuse the whole by raising.
"""


@dataclass(frozen=True, slots=True)
class Edition:
    """Which listing, as whose, and in which version it was read; None where a change is right in any."""

    kind: Kind
    listing_id: ObjectId
    owner_id: ObjectId
    version: int | None


def edit(edition: Edition, restate: Restate, *, action: str = "edit_listing") -> Record:
    """The listing after what `restate` changes; `action` is what the audit trail calls it.

    Raises `NotFound` unless it is the owner's, `Stale` when it was changed since, `Retired` when it was taken down for
    good, and whatever `restate` raises.
    """
    after = mongo.transaction(lambda session: _edit(session, edition, restate, action))
    cache.purge([ListingChanged(edition.kind.name, str(edition.listing_id)), _availability_of(after)])
    return after


def _edit(session: Any, edition: Edition, restate: Restate, action: str) -> Record:
    before = listings.find_own(session, edition.kind.name, edition.listing_id, edition.owner_id)
    refuse_stale(before, edition.version)
    refuse_retired(before)
    changes = restate(session, before)
    if not changes:
        return before
    after = listings.edit(session, edition.listing_id, edition.owner_id, before["version"], changes)
    noted(session, after, action, fields=sorted(changes))
    return after


def _availability_of(listing: Record) -> AvailabilityChanged:
    """The event that makes what is cached of its free times and places stale: an edit may have given it more."""
    place = (listing.get("state"), listing.get("city"))
    return AvailabilityChanged(listing["kind"], str(listing["_id"]), *place, owner_id=str(listing["owner_id"]))
