"""The price of a car for a window: pure, in minor units, and the lines always sum to the total."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from drivesphere.domain.errors import Rejected
from drivesphere.domain.fees import fee_rules
from drivesphere.domain.kind import Listing, Request
from drivesphere.domain.price_rules import LENGTH, Rule, Run, Tariff
from drivesphere.domain.pricing import Input, addend, reckon, units
from drivesphere.domain.problem import Problem
from drivesphere.domain.quote import Quote

DAY = timedelta(days=1)
USUAL_RULES: tuple[dict[str, Any], ...] = (
    {"id": "weekly", "rule": LENGTH, "name": "Weekly discount", "at_least": 7, "basis_points": 1_000},
    # A month is four weeks, so that February is one too.
    {"id": "monthly", "rule": LENGTH, "name": "Monthly discount", "at_least": 28, "basis_points": 2_000},
)
"""What holds for a car whose owner has stated no rules."""

EXTRAS: dict[str, tuple[str, int]] = {  # code: (label, minor units a day)
    "child_seat": ("Child seat", 800),
    "extra_driver": ("Additional driver", 1_000),
    "roof_rack": ("Roof rack", 1_200),
}

UNKNOWN_EXTRA = Problem("unknown_extra", 422, "No such extra", "Choose from the `extras` of the listing.")


def tariff(listing: Listing) -> Tariff:
    """The daily rate, and the rules over it."""
    return Tariff("rental", "day", listing["daily_rate"], listing.get("currency", "USD"), _rules(listing))


def quote(listing: Listing, request: Request) -> Quote:
    """Days by the car's own wall clock, discounts, extras, service fee and tax; `Rejected` for an unknown extra."""
    by, run = tariff(listing), rental_days(request["starts_at"], request["ends_at"], listing["time_zone"])
    extras = [_extra(code, run.dates) for code in dict.fromkeys(request.get("extras") or ())]
    return reckon([*units(by, [run]), *extras, *fee_rules()], by.currency)


def rental_days(starts_at: datetime, ends_at: datetime, time_zone: str) -> Run:
    """Started days on the clock at the car; noon to noon is one day, even when it lasted 23 or 25 hours.

    Each day has the date on which it starts, so the day from Sunday noon to Monday noon is a Sunday.
    """
    zone = ZoneInfo(time_zone)
    start, end = (instant.astimezone(zone).replace(tzinfo=None) for instant in (starts_at, ends_at))
    return Run(start.date(), max(1, -((start - end) // DAY)))


def _rules(listing: Listing) -> list[Rule]:
    """The owner's own rules, or the usual ones; earlier releases stored the owner's two discounts by name."""
    own = listing.get("pricing") or {}
    if "rules" in own:
        return list(own["rules"])
    return [rule | {"basis_points": own.get(f"{rule['id']}_discount", rule["basis_points"])} for rule in USUAL_RULES]


def _extra(code: str, days: int) -> Input:
    if code not in EXTRAS:
        known = ", ".join(EXTRAS)
        raise Rejected(
            f"There is no extra {code!r}.", code=UNKNOWN_EXTRA.code, errors={"extras": [f"Choose from {known}."]}
        )
    label, per_day = EXTRAS[code]
    return addend(f"extra:{code}", label, per_day, days)
