"""The price of a car for a window: pure, in minor units, and the lines always sum to the total."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from drivesphere.domain.errors import Rejected
from drivesphere.domain.fees import fee_rules, with_fees
from drivesphere.domain.kind import Listing, Request
from drivesphere.domain.money import share
from drivesphere.domain.problem import Problem
from drivesphere.domain.quote import Quote, QuoteLine

DAY = timedelta(days=1)
WEEK_DAYS, MONTH_DAYS = 7, 28  # a month is four weeks, so that February is one too
WEEKLY_DISCOUNT = 1_000  # basis points off the rental from a week on
MONTHLY_DISCOUNT = 2_000  # basis points off the rental from a month on, in place of the weekly one

EXTRAS: dict[str, tuple[str, int]] = {  # code: (label, minor units a day)
    "child_seat": ("Child seat", 800),
    "extra_driver": ("Additional driver", 1_000),
    "roof_rack": ("Roof rack", 1_200),
}


UNKNOWN_EXTRA = Problem("unknown_extra", 422, "No such extra", "Choose from the `extras` of the listing.")


def quote(listing: Listing, request: Request) -> Quote:
    """Days by the car's own wall clock, discounts, extras, service fee and tax; `Rejected` for an unknown extra."""
    days = rental_days(request["starts_at"], request["ends_at"], listing["time_zone"])
    rental = days * listing["daily_rate"]
    lines = [QuoteLine("rental", f"{days} day{'s' * (days > 1)}", rental)]
    discount = _discount(listing, days, rental)
    lines += [discount] if discount else []
    lines += [_extra(code, days) for code in dict.fromkeys(request.get("extras") or ())]
    return Quote(with_fees(lines), listing.get("currency", "USD"), days, rules(listing, discount))


def rental_days(starts_at: datetime, ends_at: datetime, time_zone: str) -> int:
    """Started days on the clock at the car; noon to noon is one day, even when it lasted 23 or 25 hours."""
    zone = ZoneInfo(time_zone)
    start, end = (instant.astimezone(zone).replace(tzinfo=None) for instant in (starts_at, ends_at))
    return max(1, -((start - end) // DAY))


def rules(listing: Listing, discount: QuoteLine | None) -> list[dict[str, Any]]:
    """What the quote was made of, so that it can be made again to the cent."""
    applied = [{"rule": "daily_rate", "amount": listing["daily_rate"]}]
    if discount:
        applied.append({"rule": discount.code, "basis_points": _discounts(listing)[discount.code]})
    return [*applied, *fee_rules()]


def _discount(listing: Listing, days: int, rental: int) -> QuoteLine | None:
    code = "monthly_discount" if days >= MONTH_DAYS else "weekly_discount"
    basis_points = _discounts(listing)[code]
    if days < WEEK_DAYS or not basis_points:
        return None
    label = "Monthly discount" if days >= MONTH_DAYS else "Weekly discount"
    return QuoteLine(code, label, -share(rental, basis_points))


def _discounts(listing: Listing) -> dict[str, int]:
    own = listing.get("pricing") or {}
    return {
        "weekly_discount": own.get("weekly_discount", WEEKLY_DISCOUNT),
        "monthly_discount": own.get("monthly_discount", MONTHLY_DISCOUNT),
    }


def _extra(code: str, days: int) -> QuoteLine:
    if code not in EXTRAS:
        known = ", ".join(EXTRAS)
        raise Rejected(
            f"There is no extra {code!r}.", code=UNKNOWN_EXTRA.code, errors={"extras": [f"Choose from {known}."]}
        )
    label, per_day = EXTRAS[code]
    return QuoteLine(f"extra:{code}", label, days * per_day)
