"""The routes of resources: their shapes, texts, examples and refusals."""

from __future__ import annotations

from drivesphere.domain.kind import Calendar, View, Views
from drivesphere.domain.policy import WINDOW_RULES
from drivesphere.kinds.time_slots import examples, schemas
from drivesphere.kinds.time_slots.calendar import calendar, window
from drivesphere.kinds.time_slots.demand import OFF_GRID
from drivesphere.shapes.schemas import Query

VIEWS = Views(
    find=View(
        summary="Find rooms, courts, people and bays that are booked by the slot",
        takes=schemas.TimeSlotSearchArgs,
        gives=schemas.TimeSlotSchema,
        example=examples.ROOM,
    ),
    look=View(
        summary="Look at one of them: its hours, its slots, its price",
        takes=Query,
        gives=schemas.TimeSlotSchema,
        example=examples.ROOM,
    ),
    book=View(
        summary="Hold a slot for ten minutes, or book a free one at once; with any_of_group any of its group",
        takes=schemas.TimeSlotDemandSchema,
        asked=examples.DEMAND,
        example=examples.BOOKING,
        refusals=("window_taken", *WINDOW_RULES, OFF_GRID.code),
    ),
)

CALENDAR = Calendar(
    view=View(
        summary="See the slots of a day in any time zone, or of the next seven days",
        takes=schemas.SlotArgs,
        gives=schemas.SlotsSchema,
        example=examples.SLOTS,
    ),
    window=window,
    present=calendar,
)
