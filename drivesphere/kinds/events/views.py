"""The routes of events: their shapes, texts, examples and refusals."""

from __future__ import annotations

from drivesphere.domain.kind import View, Views
from drivesphere.kinds.events import examples, schemas
from drivesphere.kinds.events.sections import UNKNOWN_SECTION
from drivesphere.shapes.schemas import Query

ASKED_WITH_PLACES = ("too_many", "too_soon", "too_far_ahead", UNKNOWN_SECTION.code)

VIEWS = Views(
    find=View(
        summary="Find events by place, time and wishes; those that have begun are not listed",
        takes=schemas.EventSearchArgs,
        gives=schemas.EventSchema,
        example=examples.EVENT,
    ),
    look=View(
        summary="Look at one event: its sections, and what is left of them at this instant",
        takes=Query,
        gives=schemas.EventSchema,
        example=examples.EVENT,
    ),
    book=View(
        summary="Hold places for ten minutes, in one section or several; free ones are confirmed at once",
        takes=schemas.EventDemandSchema,
        asked=examples.DEMAND,
        example=examples.BOOKING,
        refusals=("sold_out", "already_booked", *ASKED_WITH_PLACES),
    ),
    quote=View(
        summary="Price places at an event, line by line, with fee and tax",
        takes=schemas.EventQuoteArgs,
        gives=schemas.EventQuoteSchema,
        example=examples.EVENT_QUOTE,
        refusals=ASKED_WITH_PLACES,
    ),
)
