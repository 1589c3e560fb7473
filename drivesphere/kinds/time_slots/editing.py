"""What the owner of a resource states of it."""

from __future__ import annotations

from typing import Any

import marshmallow as ma
from marshmallow import validate

from drivesphere.domain.kind import BadDemand, Editing, Listing, Record
from drivesphere.kinds.time_slots.facts import draw_up
from drivesphere.kinds.time_slots.schemas import LONGEST_GROUP
from drivesphere.shapes.fields import Name, Text, TimeZone, Whole
from drivesphere.shapes.schemas import Complete, Strict
from drivesphere.shapes.stated import PriceSchema, WindowTermsSchema

LARGEST_CAPACITY = 1_000  # equal bays of one resource; each costs its claims a look at the others
MOST_HOURS = 42  # six openings on each weekday
LONGEST_SLOT = 1_440  # minutes; a slot is at most a day
OPTIONAL = {"optional": True}


class StatedHoursSchema(Complete):
    """Open on a weekday, by the clock on the resource's wall."""

    weekday = Whole(min=0, max=6, metadata={"description": "0 is Monday."})
    opens = Text(max=5, metadata={"example": "09:00"})
    closes = Text(max=5, metadata={"description": "`24:00` is the end of the day.", "example": "17:00"})


class TimeSlotChangesSchema(Strict):
    """What is to be different; what is left out stays as it is."""

    title = Name(min=1, max=80)
    group = Name(min=1, max=LONGEST_GROUP, allow_none=True, metadata=OPTIONAL)
    city = Name(min=1, max=80, allow_none=True, metadata=OPTIONAL)
    state = Text(
        validate=validate.Regexp(r"^[A-Za-z]{2,3}\Z", error="Not a state of two or three letters, like WA."),
        allow_none=True,
        metadata=OPTIONAL,
    )
    time_zone = TimeZone(metadata={"description": "IANA name; opening hours are by its clocks."})
    opening_hours = ma.fields.List(
        ma.fields.Nested(StatedHoursSchema),
        validate=validate.Length(max=MOST_HOURS),
        metadata={**OPTIONAL, "description": "Empty: always open."},
    )
    slot_minutes = Whole(
        min=5,
        max=LONGEST_SLOT,
        allow_none=True,
        metadata={**OPTIONAL, "description": "Real minutes. Null: windows of any length."},
    )
    step_minutes = Whole(
        min=5, max=LONGEST_SLOT, allow_none=True, metadata={**OPTIONAL, "description": "As the slot, unless stated."}
    )
    capacity = Whole(
        min=1, max=LARGEST_CAPACITY, metadata={**OPTIONAL, "description": "How many bookings there can be at a time."}
    )
    price = ma.fields.Nested(PriceSchema, metadata={"description": "For a slot; 0 is confirmed at once."})
    policy = ma.fields.Nested(WindowTermsSchema, metadata=OPTIONAL)

    @ma.post_load
    def _as_stored(self, stated: dict[str, Any], **_: Any) -> dict[str, Any]:
        price = {"price": stated["price"]["amount"]} if "price" in stated else {}
        state = {"state": stated["state"].upper()} if stated.get("state") else {}
        return stated | price | state


class NewTimeSlotSchema(TimeSlotChangesSchema, Complete):
    """A room, a court, a person, a bay: whatever is booked by the slot."""


def restate(listing: Listing, changes: Record) -> Record:
    """The whole resource after `changes`; steps that were as long as the slots stay so."""
    is_in_step = listing["step_minutes"] == listing["slot_minutes"]
    kept = {field: value for field, value in listing.items() if field != "step_minutes" or not is_in_step}
    slot = {"slot_minutes": listing["slot_minutes"]}
    return draw_up({**slot, **kept, **changes})


ASKED = {
    "title": "Harbour Room",
    "group": "Pier 70 meeting rooms",
    "city": "Seattle",
    "state": "WA",
    "time_zone": "America/Los_Angeles",
    "opening_hours": [{"weekday": day, "opens": "08:00", "closes": "20:00"} for day in range(5)],
    "slot_minutes": 60,
    "capacity": 2,
    "price": {"amount": 2_500, "currency": "USD"},
    "policy": {"horizon_days": 60},
}


def _refused(field: str, **changes: Any) -> BadDemand:
    return BadDemand(body=changes, status=422, code="validation", field=field)


EDITING = Editing(
    states=NewTimeSlotSchema,
    changes=TimeSlotChangesSchema,
    price="price",
    restate=restate,
    asked=ASKED,
    edited={"price": {"amount": 3_000, "currency": "USD"}, "capacity": 3, "policy": {"buffer_minutes": 15}},
    bad_edits=[
        _refused("title", title=""),
        _refused("time_zone", time_zone="Mars/Olympus"),
        _refused("opening_hours", opening_hours=[{"weekday": 0, "opens": "18:00", "closes": "09:00"}]),
        _refused("opening_hours.0.weekday", opening_hours=[{"weekday": 7, "opens": "08:00", "closes": "09:00"}]),
        _refused("slot_minutes", slot_minutes=4),
        _refused("step_minutes", step_minutes=0),
        _refused("capacity", capacity=0),
        _refused("price.amount", price={"amount": -1, "currency": "USD"}),
        _refused("policy.hold_minutes", policy={"hold_minutes": 0}),
        _refused("policy.horizon_days", policy={"horizon_days": 0}),
        _refused("owner_id", owner_id="6743d0a9a1b2c3d4e5f6000a"),
    ],
)
