"""The price of a window: so many slots, each by the rules for the date on which it starts. Pure, in minor units."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import cache
from itertools import groupby
from zoneinfo import ZoneInfo

from drivesphere.domain.kind import Listing, Record, Request
from drivesphere.domain.money import Money
from drivesphere.domain.price_rules import Run, Tariff
from drivesphere.domain.pricing import reckon, units
from drivesphere.domain.quote import Quote
from drivesphere.kinds.time_slots.opening import MINUTE


def tariff(listing: Listing) -> Tariff:
    """The price of a slot, or of a window where they may have any length, and the owner's rules over it."""
    minutes, rules = listing["slot_minutes"], (listing.get("pricing") or {}).get("rules", ())
    code, unit = ("booking", "booking") if minutes is None else ("slots", f"slot of {minutes} minutes")
    return Tariff(code, unit, listing["price"], listing["currency"], rules)


def quote(listing: Listing, request: Request) -> Quote:
    """The slots of a window, or the window as a whole, on the dates that the resource's own calendar shows then."""
    starts = _starts(request["starts_at"], request["ends_at"], listing["slot_minutes"])
    days = (start.astimezone(ZoneInfo(listing["time_zone"])).date() for start in starts)
    by, runs = tariff(listing), [Run(day, 1, len(list(slots))) for day, slots in groupby(days)]
    return reckon(units(by, runs), by.currency)


def prices(listing: Listing) -> Callable[[datetime], Record]:
    """What a slot costs by its start, before discounts; all slots of a date cost the same."""
    by, zone = tariff(listing), ZoneInfo(listing["time_zone"])
    on_date = cache(by.price_on)
    return lambda starts_at: Money(on_date(starts_at.astimezone(zone).date()), by.currency).as_dict()


def _starts(starts_at: datetime, ends_at: datetime, slot_minutes: int | None) -> list[datetime]:
    """When each unit starts; slots follow one another in real time."""
    if slot_minutes is None:
        return [starts_at]
    slots = (ends_at - starts_at) // MINUTE // slot_minutes
    return [starts_at + number * slot_minutes * MINUTE for number in range(slots)]
