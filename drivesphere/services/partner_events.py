"""What partners sell by place: events of their own, known by our id or by a number that they were given."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bson import ObjectId

from drivesphere import inventory, kinds
from drivesphere.domain.errors import NotFound
from drivesphere.domain.idempotency import Answer, Attempt
from drivesphere.infra import mongo
from drivesphere.models import counter
from drivesphere.models import listing as listings
from drivesphere.services import partners, publishing
from drivesphere.services.orders import Partner

Record = dict[str, Any]
KIND = "events"
GENERAL = "General"
MOST_IN_ONE_SALE = 10_000  # a partner may sell a coach party, or a stand, at once


def publish_with_seats(partner: str, name: str, seats: int) -> Record:
    """An event of equal seats, one for each user, that the partner knows by a number."""
    with mongo.deadline():
        number = counter.take(f"{KIND} of {partner}")
    general = [{"name": GENERAL, "price": 0, "capacity": seats}]
    return _publish(partner, name, general, {"one_per_client": True, "quantity_limit": 1}, external_id=number)


def publish_with_sections(partner: str, name: str, sections: Sequence[Record]) -> Record:
    """An event of sections {name, price, capacity}, the price in minor units."""
    return _publish(partner, name, sections, {"quantity_limit": MOST_IN_ONE_SALE})


def find(partner: str, event: ObjectId | int) -> Record:
    """The partner's event with what is left of it, by our id or by its number; `NotFound` for another's."""
    with mongo.deadline():
        [shown] = _shown([_own(partner, event)])
    return shown


def page_of(partner: str, page: int, limit: int) -> tuple[list[Record], int]:
    """A page of the partner's events, newest first, each with what is left of it; and how many there are."""
    with mongo.deadline():
        rows, total = listings.of_partner(KIND, partner, skip=(page - 1) * limit, limit=limit)
        return _shown(rows), total


def reserve(partner: Partner, event: ObjectId | int, attempt: Attempt) -> Answer:
    """One seat of an event that has a number, for a user who has none there yet."""
    with mongo.deadline():
        listing = _own(partner.name, event)
    if "external_id" not in listing:
        raise NotFound("This event is sold by section.")
    return sell(partner, listing["_id"], listing["sections"][0]["id"], 1, attempt)


def sell(partner: Partner, event_id: ObjectId, section_id: ObjectId, quantity: int, attempt: Attempt) -> Answer:
    """So many places of a section; refused as `holds.place_hold` refuses."""
    request = {"lines": [{"section_id": section_id, "quantity": quantity}]}
    return partners.book(partner, KIND, event_id, request, attempt)


def _publish(partner: str, name: str, sections: Sequence[Record], policy: Record, **more: Any) -> Record:
    stated = {
        "title": name,
        "starts_at": None,
        "ends_at": None,
        "time_zone": "UTC",
        "venue": None,
        "city": None,
        "state": None,
        "sections": list(sections),
        "currency": "USD",
        "policy": policy,
    }
    owner, unlisted = partners.owner_of(partner), listings.UNLISTED
    record = publishing.publish(kinds.get(KIND), owner, stated, visibility=unlisted, partner=partner, **more)
    with mongo.deadline():
        [shown] = _shown([record])
    return shown


def _own(partner: str, event: ObjectId | int) -> Record:
    if isinstance(event, int):
        found = listings.find_numbered(KIND, partner, event)
    else:
        found = listings.find_bookable(KIND, event, partner)
    if found is None:
        raise NotFound("There is no such event.")
    return found


def _shown(rows: Sequence[Record]) -> list[Record]:
    """Events with their sections and what is left of each, in one query; the prices in minor units."""
    kind = kinds.get(KIND)
    ids = [stock.inventory_id for row in rows for stock in kind.stock(row)]
    left = inventory.places_left(kind.inventory_model, ids)
    return [
        {
            "id": str(row["_id"]),
            "number": row.get("external_id"),
            "name": row["title"],
            "sections": [_shown_section(section, left) for section in row["sections"]],
        }
        for row in rows
    ]


def _shown_section(section: Record, left: Mapping[str, int]) -> Record:
    known = {field: section[field] for field in ("name", "price", "capacity")}
    return {"id": str(section["id"]), "remaining": left[str(section["id"])], **known}
