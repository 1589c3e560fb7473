"""The price of a window: so many slots at one price. Pure, in minor units."""

from __future__ import annotations

from drivesphere.domain.kind import Listing, Request
from drivesphere.domain.quote import Quote, QuoteLine
from drivesphere.kinds.time_slots.opening import MINUTE


def quote(listing: Listing, request: Request) -> Quote:
    """One line: the slots, or the booking as a whole where windows may have any length."""
    minutes = (request["ends_at"] - request["starts_at"]) // MINUTE
    line = _line(listing["price"], listing["slot_minutes"], minutes)
    return Quote([line], listing["currency"], rules=[{"rule": "price", "amount": listing["price"]}])


def _line(price: int, slot_minutes: int | None, minutes: int) -> QuoteLine:
    if slot_minutes is None:
        return QuoteLine("booking", "One booking", price)
    slots = minutes // slot_minutes
    return QuoteLine("slots", f"{slots} slot{'s' * (slots > 1)} of {slot_minutes} minutes", slots * price)
