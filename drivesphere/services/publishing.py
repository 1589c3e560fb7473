"""Publishing: a listing and the inventory that it brings."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from bson import ObjectId

from drivesphere import inventory
from drivesphere.domain import clock
from drivesphere.domain.errors import Retired, SalesStopped, Stale
from drivesphere.domain.events import CatalogueChanged, ListingChanged
from drivesphere.domain.kind import Kind
from drivesphere.infra import cache, mongo
from drivesphere.models import listing as listings
from drivesphere.services import audit

Record = dict[str, Any]


def publish(
    kind: Kind, owner: Mapping[str, Any], stated: Record, *, visibility: str = listings.PUBLISHED, **more: Any
) -> Record:
    """A new listing of `owner` {_id, name}, from what is `stated` of it; `more` are fields that no owner states."""
    return put_up(kind, owner, kind.draw_up(stated), visibility=visibility, **more)


def put_up(kind: Kind, owner: Mapping[str, Any], facts: Record, *, visibility: str, **more: Any) -> Record:
    """A new listing of `facts` that are drawn up already, with the inventory that it brings."""
    record = drawn_up(kind, owner, facts, visibility=visibility, **more)
    write(kind, record)
    return record


def write(kind: Kind, record: Record, together: Callable[[Any], None] = lambda _: None) -> None:
    """Store a listing that is drawn up, its inventory, and whatever `together(session)` writes.

    All in one commit, so that what can be found can be booked.
    """

    def work(session: Any) -> None:
        _insert(session, kind, record)
        together(session)

    mongo.transaction(work)
    if record["visibility"] == listings.PUBLISHED:  # what no search finds stands in no cached one
        cache.purge([CatalogueChanged(kind.name)])


def drawn_up(kind: Kind, owner: Mapping[str, Any], facts: Record, *, visibility: str, **more: Any) -> Record:
    """The whole document of a new listing, as it is stored."""
    record = facts | {
        "_id": ObjectId(),
        "kind": kind.name,
        "owner_id": owner["_id"],
        "owner_name": owner.get("name"),
        "visibility": visibility,
        "version": 1,
        "created_at": clock.now(),
        **more,
    }
    record.setdefault("policy", {})
    return record


def show(
    kind: Kind, listing_id: ObjectId, visibility: str, *, owner_id: ObjectId, version: int | None = None
) -> Record:
    """The owner's listing, shown from now on as `visibility` says; what is that already stays as it is.

    Bookings that there are, and holds that are being paid for, stay what they are. Raises `NotFound` unless it is the
    owner's, `Stale` unless it is at `version`, where one is given, `Retired` when it was taken down for good,
    `SalesStopped` when the auditor has closed it.
    """

    def work(session: Any) -> Record:
        before = listings.find_own(session, kind.name, listing_id, owner_id)
        refuse_stale(before, version)
        return _show(session, before, visibility)

    listing = mongo.transaction(work)
    cache.purge([ListingChanged(kind.name, str(listing_id))])
    return listing


def _show(session: Any, before: Record, visibility: str) -> Record:
    changes = shown_as(before, visibility)
    if not changes:
        return before
    after = listings.edit(session, before["_id"], before["owner_id"], before["version"], changes)
    noted(session, after, f"{visibility}_listing")
    return after


def refuse_stale(listing: Record, version: int | None) -> None:
    """`Stale` where the listing is another than it was in `version`; None stands for any."""
    if version not in (None, listing["version"]):
        raise Stale()


def refuse_retired(listing: Record) -> None:
    """`Retired` for what was taken down for good."""
    if listing["visibility"] == listings.RETIRED:
        raise Retired("It was taken down for good. What is booked of it stays as it is.")


def shown_as(listing: Record, visibility: str) -> Record:
    """The fields to set so that its owner shows the listing so, none where it is shown so already.

    Raises `Retired` when it was taken down for good, `SalesStopped` when the auditor has closed it.
    """
    if listing["visibility"] == visibility:
        return {}
    refuse_retired(listing)
    if listing.get("stopped") and visibility in listings.BOOKABLE:
        raise SalesStopped("Its sales were stopped, because its books do not agree. We look into it.")
    return {"visibility": visibility}


def noted(session: Any, listing: Record, action: str, **details: Any) -> None:
    """An entry in the audit trail for what its owner has done with a listing, in the transaction that did it."""
    about = {"kind": listing["kind"], "listing_id": str(listing["_id"]), "version": listing["version"]}
    audit.noted(session, action, actor=f"owner:{listing['owner_id']}", **about, **details)


def _insert(session: Any, kind: Kind, record: Record) -> None:
    inventory.open_stock(kind.inventory_model, kind.name, kind.stock(record), session)
    listings.insert(record, session)
    noted(session, record, "create_listing", visibility=record["visibility"])
