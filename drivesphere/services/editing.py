"""Edits of a listing by its owner: compare-and-set, audit entry and purge, whatever it is that is edited."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bson import ObjectId

from drivesphere.domain.errors import Stale
from drivesphere.domain.events import ListingChanged
from drivesphere.domain.kind import Kind
from drivesphere.infra import cache, mongo
from drivesphere.models import listing as listings
from drivesphere.services import audit

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

    Raises `NotFound` unless it is the owner's, `Stale` when it was changed since, and whatever `restate` raises.
    """
    after = mongo.transaction(lambda session: _edit(session, edition, restate, action))
    cache.purge([ListingChanged(edition.kind.name, str(edition.listing_id))])
    return after


def _edit(session: Any, edition: Edition, restate: Restate, action: str) -> Record:
    before = listings.find_own(session, edition.kind.name, edition.listing_id, edition.owner_id)
    if edition.version not in (None, before["version"]):
        raise Stale("It was changed since you read it. Read it again, then repeat with its new ETag.")
    changes = restate(session, before)
    after = listings.edit(session, edition.listing_id, edition.owner_id, before["version"], changes)
    audit.noted(
        session,
        action,
        actor=f"owner:{edition.owner_id}",
        kind=edition.kind.name,
        listing_id=str(edition.listing_id),
        version=after["version"],
        fields=sorted(changes),
    )
    return after
