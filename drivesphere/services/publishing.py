"""Publishing: a listing and the inventory that it brings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bson import ObjectId

from drivesphere import inventory
from drivesphere.domain import clock
from drivesphere.domain.events import CatalogueChanged
from drivesphere.domain.kind import Kind
from drivesphere.infra import cache, mongo
from drivesphere.models import listing as listings

Record = dict[str, Any]


def publish(
    kind: Kind, owner: Mapping[str, Any], stated: Record, *, visibility: str = listings.PUBLISHED, **more: Any
) -> Record:
    """A new listing of `owner` {_id, name}, from what is `stated` of it; `more` are fields that no owner states."""
    return put_up(kind, owner, kind.draw_up(stated), visibility=visibility, **more)


def put_up(kind: Kind, owner: Mapping[str, Any], facts: Record, *, visibility: str, **more: Any) -> Record:
    """A new listing of `facts` that are drawn up already, with the inventory that it brings.

    The inventory comes first, so that what can be found can be booked; one without its listing harms nobody.
    """
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
    with mongo.deadline():
        inventory.open_stock(kind.inventory_model, kind.name, kind.stock(record))
        listings.insert(record)
    if visibility == listings.PUBLISHED:  # what no search finds stands in no cached one
        cache.purge([CatalogueChanged(kind.name)])
    return record
