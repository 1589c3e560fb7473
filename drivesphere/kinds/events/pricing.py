"""The price of places at an event: pure, in minor units, and the lines always sum to the total."""

from __future__ import annotations

from drivesphere.domain.basket import line_code
from drivesphere.domain.fees import fee_rules, with_fees
from drivesphere.domain.kind import Listing, Request
from drivesphere.domain.quote import Quote, QuoteLine
from drivesphere.kinds.events.sections import chosen


def quote(listing: Listing, request: Request) -> Quote:
    """A line for each section, then service fee and tax; what is free, or what a partner sells, has neither."""
    wanted = chosen(listing, request)
    places = [QuoteLine(_code(s), f"{quantity} x {s['name']}", quantity * s["price"]) for s, quantity in wanted]
    lines = places if listing.get("partner") else with_fees(places)
    rules = [{"rule": _code(s), "amount": s["price"], "quantity": quantity} for s, quantity in wanted]
    return Quote(lines, listing.get("currency", "USD"), rules=rules + (fee_rules() if len(lines) > len(places) else []))


def _code(section: dict[str, object]) -> str:
    return line_code(section["id"])
