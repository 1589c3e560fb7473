"""The price of places at an event: pure, in minor units, and the lines always sum to the total."""

from __future__ import annotations

from drivesphere.domain.basket import line_code
from drivesphere.domain.fees import fee_rules
from drivesphere.domain.kind import Listing, Record, Request
from drivesphere.domain.pricing import Input, addend, reckon
from drivesphere.domain.quote import Quote
from drivesphere.kinds.events.sections import chosen


def quote(listing: Listing, request: Request) -> Quote:
    """A line for each section, then service fee and tax; what is free, or what a partner sells, has neither."""
    places = [_places(section, quantity) for section, quantity in chosen(listing, request)]
    rates = [] if listing.get("partner") else fee_rules()
    return reckon([*places, *rates], listing.get("currency", "USD"))


def _places(section: Record, quantity: int) -> Input:
    return addend(line_code(section["id"]), f"{quantity} x {section['name']}", section["price"], quantity)
