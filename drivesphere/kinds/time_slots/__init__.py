"""Time slots: rooms, courts, people and bays, by the slot of their own opening hours."""

from __future__ import annotations

from drivesphere.domain.kind import Kind
from drivesphere.kinds.time_slots.alternatives import ALTERNATIVES
from drivesphere.kinds.time_slots.demand import OFF_GRID, check, demands, stock
from drivesphere.kinds.time_slots.editing import EDITING
from drivesphere.kinds.time_slots.examples import EXAMPLES
from drivesphere.kinds.time_slots.facts import draw_up
from drivesphere.kinds.time_slots.opening import Opening
from drivesphere.kinds.time_slots.policy import DEFAULT_POLICY
from drivesphere.kinds.time_slots.present import present
from drivesphere.kinds.time_slots.pricing import quote, tariff
from drivesphere.kinds.time_slots.search import fellows, search
from drivesphere.kinds.time_slots.summary import summary
from drivesphere.kinds.time_slots.views import CALENDAR, VIEWS

KIND = Kind(
    name="time_slots",
    noun="time_slot",
    path="time-slots",
    about="Find a room, a court, a person or a bay, and a free slot of it.",
    inventory_model="interval",
    default_policy=DEFAULT_POLICY,
    draw_up=draw_up,
    stock=stock,
    demands=demands,
    check=check,
    quote=quote,
    summary=summary,
    search=search,
    present=present,
    views=VIEWS,
    editing=EDITING,
    calendar=CALENDAR,
    alternatives=ALTERNATIVES,
    fellows=fellows,
    tariff=tariff,
    hours=Opening.of,
    problems=(OFF_GRID,),
    examples=EXAMPLES,
)
