"""Cars: one inventory each, rented by the day of their own wall clock."""

from __future__ import annotations

from drivesphere.domain.kind import Kind
from drivesphere.kinds.cars.csv_lines import WRONG_HEADER
from drivesphere.kinds.cars.demand import check, demands, stock
from drivesphere.kinds.cars.editing import EDITING
from drivesphere.kinds.cars.examples import EXAMPLES
from drivesphere.kinds.cars.facts import draw_up
from drivesphere.kinds.cars.own_rows import FLEET_FILE
from drivesphere.kinds.cars.policy import DEFAULT_POLICY
from drivesphere.kinds.cars.present import present
from drivesphere.kinds.cars.pricing import UNKNOWN_EXTRA, quote, tariff
from drivesphere.kinds.cars.search import search
from drivesphere.kinds.cars.summary import ALTERNATIVES, REMEMBERS, summary
from drivesphere.kinds.cars.views import CALENDAR, VIEWS

KIND = Kind(
    name="cars",
    noun="car",
    path="cars",
    about="Find a car, its free days, its price.",
    inventory_model="interval",
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
    fleet_file=FLEET_FILE,
    calendar=CALENDAR,
    alternatives=ALTERNATIVES,
    tariff=tariff,
    problems=(UNKNOWN_EXTRA, WRONG_HEADER),
    examples=EXAMPLES,
)
