"""What the organiser of an event states of it, and what becomes of its sections when that changes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import marshmallow as ma
from marshmallow import validate

from drivesphere.domain.errors import Rejected
from drivesphere.domain.kind import BadDemand, Editing, Listing, Record
from drivesphere.kinds.events.facts import draw_up
from drivesphere.kinds.events.schemas import MOST_PLACES
from drivesphere.kinds.events.sections import UNKNOWN_SECTION
from drivesphere.shapes.fields import Id, Instant, Name, State, TimeZone, Whole
from drivesphere.shapes.schemas import Complete, Strict
from drivesphere.shapes.stated import PlaceTermsSchema, PriceSchema

MOST_SECTIONS = 50
RESTS_ON = ("starts_at", "ends_at")
OPTIONAL = {"optional": True}


class NewSectionSchema(Complete):
    """So many equal places."""

    name = Name(min=1, max=80)
    price = ma.fields.Nested(PriceSchema, metadata={"description": "Of one place; 0 is confirmed at once."})
    capacity = Whole(min=1, max=MOST_PLACES)

    @ma.post_load
    def _as_stored(self, stated: dict[str, Any], **_: Any) -> dict[str, Any]:
        return stated | {"price": stated["price"]["amount"]}


class StatedSectionSchema(NewSectionSchema):
    """A section that is there already keeps its id; one without an id is new."""

    id = Id(metadata=OPTIONAL)


def _sections(shape: type[ma.Schema], **metadata: Any) -> ma.fields.List:
    return ma.fields.List(
        ma.fields.Nested(shape), validate=validate.Length(min=1, max=MOST_SECTIONS), metadata=metadata
    )


class EventChangesSchema(Strict):
    """What is to be different; what is left out stays as it is."""

    title = Name(min=1, max=120)
    venue = Name(min=1, max=120, allow_none=True, metadata=OPTIONAL)
    city = Name(min=1, max=80, allow_none=True, metadata=OPTIONAL)
    state = State(allow_none=True, metadata=OPTIONAL)
    time_zone = TimeZone(allow_none=True, metadata=OPTIONAL)
    starts_at = Instant(
        allow_none=True, metadata={**OPTIONAL, "description": "With its end; neither can change once booked."}
    )
    ends_at = Instant(allow_none=True, metadata=OPTIONAL)
    sections = _sections(StatedSectionSchema, description="All of them: what is not named goes, unless it is booked.")
    policy = ma.fields.Nested(PlaceTermsSchema, metadata=OPTIONAL)

    @ma.post_load
    def _as_stored(self, stated: dict[str, Any], **_: Any) -> dict[str, Any]:
        return stated | ({"state": stated["state"].upper()} if stated.get("state") else {})


class NewEventSchema(EventChangesSchema, Complete):
    """An event; one without dates can be booked at any time."""

    sections = _sections(NewSectionSchema)


def restate(listing: Listing, changes: Record) -> Record:
    """The whole event after `changes`.

    At another time it is other places that are sold, so the sections get new ids: nobody who has looked at the old date
    can book the new one unawares, and the old places cannot go as long as one of them is taken.
    """
    sections: Sequence[Record] = changes.get("sections") or listing["sections"]
    _refuse_unknown(listing, sections)
    if any(field in changes and changes[field] != listing.get(field) for field in RESTS_ON):
        sections = [{field: value for field, value in section.items() if field != "id"} for section in sections]
    return draw_up({**listing, **changes, "sections": sections})


def _refuse_unknown(listing: Listing, sections: Sequence[Record]) -> None:
    """An id names a section of this event, and each one once."""
    known, named = {section["id"] for section in listing["sections"]}, [section.get("id") for section in sections]
    lost = [number for number, each in enumerate(named) if each and (each not in known or each in named[:number])]
    if lost:
        message = "The event has no such section, or it was named before."
        errors = {f"sections.{number}.id": [message] for number in lost}
        raise Rejected(message, code=UNKNOWN_SECTION.code, errors=errors)


ASKED: Record = {
    "title": "Late Set at the Lantern",
    "venue": "The Lantern Room",
    "city": "Seattle",
    "state": "WA",
    "time_zone": "America/Los_Angeles",
    "starts_at": "2026-12-04T19:30:00-08:00",
    "ends_at": "2026-12-04T22:00:00-08:00",
    "sections": [
        {"name": "Floor", "price": {"amount": 4_500, "currency": "USD"}, "capacity": 120},
        {"name": "Balcony", "price": {"amount": 3_000, "currency": "USD"}, "capacity": 40},
    ],
    "policy": {"quantity_limit": 6},
}
GALLERY: Record = {"name": "Gallery", "price": {"amount": 2_000, "currency": "USD"}, "capacity": 30}
NOWHERE = "6743d0a9a1b2c3d4e5f6ffff"


def _refused(field: str, code: str = "validation", **changes: Any) -> BadDemand:
    return BadDemand(body=changes, status=422, code=code, field=field)


EDITING = Editing(
    states=NewEventSchema,
    changes=EventChangesSchema,
    restate=restate,
    rests_on=RESTS_ON,
    asked=ASKED,
    edited={"sections": [GALLERY], "policy": {"one_per_client": True}},
    bad_edits=[
        _refused("title", title=" "),
        _refused("sections", sections=[]),
        _refused("sections.0.capacity", sections=[{**GALLERY, "capacity": 0}]),
        _refused("sections.0.name", sections=[{"price": GALLERY["price"], "capacity": 1}]),
        _refused("sections.1.id", UNKNOWN_SECTION.code, sections=[GALLERY, {**GALLERY, "id": NOWHERE}]),
        _refused("ends_at", ends_at=None),
        _refused("ends_at", starts_at="2026-12-05T00:00:00Z", ends_at="2026-12-04T00:00:00Z"),
        _refused("policy.quantity_limit", policy={"quantity_limit": 0}),
        _refused("policy.buffer_minutes", policy={"buffer_minutes": 5}),
        _refused("price_from", price_from=1),
    ],
)
