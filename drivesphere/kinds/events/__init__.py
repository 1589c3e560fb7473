"""Events: sections with so many places each, booked by number, all of a basket or none of it."""

from __future__ import annotations

from drivesphere.domain.kind import Kind
from drivesphere.kinds.events.demand import check, demands, stock
from drivesphere.kinds.events.editing import EDITING
from drivesphere.kinds.events.examples import EXAMPLES
from drivesphere.kinds.events.facts import draw_up
from drivesphere.kinds.events.policy import DEFAULT_POLICY
from drivesphere.kinds.events.present import present
from drivesphere.kinds.events.pricing import quote
from drivesphere.kinds.events.search import search
from drivesphere.kinds.events.sections import UNKNOWN_SECTION
from drivesphere.kinds.events.summary import ALTERNATIVES, REMEMBERS, summary
from drivesphere.kinds.events.views import VIEWS

KIND = Kind(
    name="events",
    noun="event",
    path="events",
    about="Find an event, what is left of its sections, what they cost.",
    inventory_model="counted",
    default_policy=DEFAULT_POLICY,
    draw_up=draw_up,
    stock=stock,
    demands=demands,
    check=check,
    quote=quote,
    summary=summary,
    remembers=REMEMBERS,
    search=search,
    present=present,
    views=VIEWS,
    editing=EDITING,
    alternatives=ALTERNATIVES,
    problems=(UNKNOWN_SECTION,),
    examples=EXAMPLES,
)
