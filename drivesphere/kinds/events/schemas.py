"""The shapes of events on the wire."""

from __future__ import annotations

from typing import Any

import marshmallow as ma
from marshmallow import validate

from drivesphere.domain.words import LONGEST_TYPED
from drivesphere.kinds.events.search import SORTS
from drivesphere.shapes.fields import Flag, Id, Instant, State, Text, Whole
from drivesphere.shapes.lines import LineField, LineSchema
from drivesphere.shapes.photos import PhotoSchema
from drivesphere.shapes.schemas import (
    MoneySchema,
    OwnerSchema,
    PageArgs,
    PolicySchema,
    Query,
    QuoteSchema,
    Shown,
    Strict,
)

HIGHEST_AMOUNT = 100_000_000  # minor units; a million dollars for a place is no filter
MOST_PLACES = 100_000  # more than any section has is no filter either
MOST_LINES = 20


class EventSearchArgs(PageArgs):
    """What the list of events takes. Words are compared without case; amounts are in minor units, as everywhere."""

    city = Text(min=1, max=80)
    state = State()
    q = Text(max=LONGEST_TYPED, metadata={"description": "Beginnings of words in title, venue and city, in any order."})
    starts_from = Instant(metadata={"description": "Only events that begin then or later."})
    starts_to = Instant(metadata={"description": "Only events that begin before."})
    price_max = Whole(min=0, max=HIGHEST_AMOUNT, metadata={"description": "Minor units, of the cheapest section."})
    quantity = Whole(
        min=1, max=MOST_PLACES, metadata={"description": "Only events where one section has so many places left now."}
    )
    sort = Text(validate=validate.OneOf(SORTS), metadata={"description": "`-` turns it round. Without: soonest first."})

    @ma.validates_schema
    def _ends_after_it_starts(self, args: dict[str, Any], **_: Any) -> None:
        if "starts_from" in args and "starts_to" in args and args["starts_to"] <= args["starts_from"]:
            raise ma.ValidationError("Must be later than starts_from.", "starts_to")


class SectionSchema(Shown):
    """So many equal places."""

    id = Id()
    name = Text()
    price = ma.fields.Nested(MoneySchema, metadata={"description": "Of one place, before fee and tax."})
    capacity = Whole()
    remaining = Whole(metadata={"description": "Places that can be booked at this instant; only a hold makes sure."})


class EventSchema(Shown):
    """An event; one without dates can be booked at any time."""

    id = Id()
    kind = Text()
    title = Text()
    venue = Text(allow_none=True)
    city = Text(allow_none=True)
    state = Text(allow_none=True)
    time_zone = Text(allow_none=True, metadata={"description": "IANA name; the clock at the door."})
    starts_at = Instant(allow_none=True)
    ends_at = Instant(allow_none=True)
    sections = ma.fields.List(ma.fields.Nested(SectionSchema))
    price_from = ma.fields.Nested(MoneySchema, metadata={"description": "Of the cheapest section."})
    photos = ma.fields.List(ma.fields.Nested(PhotoSchema))
    owner = ma.fields.Nested(OwnerSchema)
    policy = ma.fields.Nested(PolicySchema)
    links = ma.fields.Dict(keys=Text(), values=Text())


def _refuse_twice(lines: list[dict[str, Any]]) -> None:
    ids = [line["section_id"] for line in lines]
    again = [number for number, section_id in enumerate(ids) if section_id in ids[:number]]
    if again:
        raise ma.ValidationError(
            {"lines": {number: {"section_id": ["The section of another line."]} for number in again}}
        )


class EventDemandSchema(Strict):
    """Which places a client wants: all of them, or none."""

    lines = ma.fields.List(ma.fields.Nested(LineSchema), required=True, validate=validate.Length(min=1, max=MOST_LINES))

    @ma.validates_schema
    def _names_no_section_twice(self, wanted: dict[str, Any], **_: Any) -> None:
        _refuse_twice(wanted["lines"])


class EventQuoteArgs(Query):
    """Which places a price is wanted for."""

    lines = ma.fields.List(
        LineField(metadata={"type": "string", "example": "6743d0a9a1b2c3d4e5f60021:2"}),
        required=True,
        validate=validate.Length(min=1, max=MOST_LINES),
        metadata={"description": "`section_id:quantity`, once for each section."},
    )

    @ma.validates_schema
    def _names_no_section_twice(self, asked: dict[str, Any], **_: Any) -> None:
        _refuse_twice(asked["lines"])


class EventQuoteSchema(QuoteSchema):
    """A price for places, the rules that apply, and whether all of them are free at this instant."""

    policy = ma.fields.Nested(PolicySchema)
    available = Flag(metadata={"description": "At this instant; only a hold makes sure."})
