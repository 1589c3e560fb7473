"""The shapes of resources and their slots on the wire."""

from __future__ import annotations

import marshmallow as ma
from marshmallow import validate

from drivesphere.domain.words import LONGEST_TYPED
from drivesphere.kinds.time_slots.search import SORTS
from drivesphere.shapes.fields import Day, Flag, Id, Instant, Text, TimeZone, Whole
from drivesphere.shapes.photos import PhotoSchema
from drivesphere.shapes.schemas import MoneySchema, OwnerSchema, PageArgs, PolicySchema, Query, Shown
from drivesphere.shapes.windows import BusyWindowSchema, WindowDemandSchema

HIGHEST_AMOUNT = 100_000_000  # minor units; a million dollars a slot is no filter
LONGEST_GROUP = 80


class TimeSlotSearchArgs(PageArgs):
    """What the list of resources takes. Words are compared without case; amounts are in minor units, as everywhere."""

    q = Text(max=LONGEST_TYPED, metadata={"description": "Beginnings of words in title, city and group, in any order."})
    group = Text(min=1, max=LONGEST_GROUP, metadata={"description": "Exactly as a resource shows it."})
    city = Text(min=1, max=80)
    state = Text(validate=validate.Regexp(r"^[A-Za-z]{2,3}\Z", error="Not a state of two or three letters, like WA."))
    price_max = Whole(min=0, max=HIGHEST_AMOUNT, metadata={"description": "Minor units a slot; 0 finds what is free."})
    sort = Text(validate=validate.OneOf(SORTS), metadata={"description": "`-` turns it round. Without: by title."})


class SlotArgs(Query):
    """Which slots: those that start on a date, or those of the next seven days."""

    date = Day(metadata={"description": "A date of the viewer's calendar; without it the next seven days."})
    tz = TimeZone(metadata={"description": "The viewer's time zone; without it the resource's own."})


class TimeSlotDemandSchema(WindowDemandSchema):
    """Which slots a client wants: one, or several that follow without a gap."""

    title = Text(min=1, metadata={"description": "What the client calls it."})
    any_of_group = Flag(
        metadata={"description": "Whether any resource of the same group will do, at the same price and terms."}
    )


class HoursSchema(Shown):
    """Open on a weekday, by the clock on the resource's wall."""

    weekday = Whole(metadata={"description": "0 is Monday."})
    opens = Text(metadata={"example": "09:00"})
    closes = Text(metadata={"description": "`24:00` is the end of the day.", "example": "17:00"})


class TimeSlotSchema(Shown):
    """A bookable resource."""

    id = Id()
    kind = Text()
    title = Text()
    group = Text(allow_none=True, metadata={"description": "Its owner takes resources of one group for one another."})
    city = Text(allow_none=True)
    state = Text(allow_none=True)
    time_zone = Text(metadata={"description": "IANA name; opening hours are by its clocks."})
    opening_hours = ma.fields.List(ma.fields.Nested(HoursSchema), metadata={"description": "Empty: always open."})
    slot_minutes = Whole(allow_none=True, metadata={"description": "Real minutes. Null: windows of any length."})
    step_minutes = Whole(allow_none=True, metadata={"description": "From the start of one slot to that of the next."})
    capacity = Whole(metadata={"description": "How many bookings there can be at a time."})
    price = ma.fields.Nested(MoneySchema, metadata={"description": "For a slot; 0 is confirmed at once."})
    photos = ma.fields.List(ma.fields.Nested(PhotoSchema))
    owner = ma.fields.Nested(OwnerSchema)
    policy = ma.fields.Nested(PolicySchema)
    links = ma.fields.Dict(keys=Text(), values=Text())


class SlotSchema(Shown):
    """A slot, and whether it can be had at this instant."""

    starts_at = Instant()
    ends_at = Instant()
    local_start = Text(
        metadata={"description": "The start by the viewer's clock.", "example": "2026-12-04T19:00:00+01:00"}
    )
    day_shift = Whole(metadata={"description": "Days from the date at the resource to the viewer's.", "example": 0})
    remaining = Whole(metadata={"description": "How many bookings still fit in."})
    available = Flag(metadata={"description": "Something remains, and it starts neither too soon nor too far ahead."})
    price = ma.fields.Nested(MoneySchema)


class SlotsSchema(Shown):
    """The slots of a resource; `busy` are the claims that touch the time shown, with `buffer_minutes` around each."""

    listing_id = Id()
    time_zone = Text(metadata={"description": "The resource's own."})
    tz = Text(metadata={"description": "The viewer's."})
    date = Day(allow_none=True)
    capacity = Whole()
    slots = ma.fields.List(ma.fields.Nested(SlotSchema))
    busy = ma.fields.List(ma.fields.Nested(BusyWindowSchema))
    buffer_minutes = Whole()
    policy = ma.fields.Nested(PolicySchema)
    server_time = Instant()
