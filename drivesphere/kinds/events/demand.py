"""Each section of an event is one counted inventory, and it is asked for by a number of places."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from itertools import accumulate

from drivesphere.domain.clock import minute
from drivesphere.domain.demand import Demand, Stock
from drivesphere.domain.errors import Rejected
from drivesphere.domain.kind import Listing, Request
from drivesphere.domain.policy import Policy
from drivesphere.domain.window import Window
from drivesphere.kinds.events.sections import chosen


def stock(listing: Listing) -> list[Stock]:
    """One inventory per section, with the section's own id."""
    return [
        Stock(
            str(section["id"]),
            capacity=section["capacity"],
            listing_id=str(listing["_id"]),
            label=section["name"],
        )
        for section in listing["sections"]
    ]


def demands(listing: Listing, request: Request) -> list[Demand]:
    """So many places in each section that `request` names, for the time of the event."""
    window = span(listing)
    return [
        Demand(str(section["id"]), window, quantity, label=section["name"], field=f"lines.{number}.quantity")
        for number, (section, quantity) in enumerate(chosen(listing, request))
    ]


def span(listing: Listing) -> Window | None:
    """When the event takes place; None where it has no dates."""
    starts_at, ends_at = listing.get("starts_at"), listing.get("ends_at")
    return Window(starts_at, ends_at) if starts_at and ends_at else None


def check(policy: Policy, wanted: Sequence[Demand], now: datetime) -> None:
    """Refuse what the event's policy does not allow, before anything is locked."""
    _refuse_too_many(policy, wanted)
    if wanted[0].window:
        _refuse_unless_on_sale(policy, wanted[0].window, now)


def _refuse_too_many(policy: Policy, wanted: Sequence[Demand]) -> None:
    """The limit is for the whole basket; the line that goes over it is named."""
    sums = accumulate(demand.quantity for demand in wanted)
    over = [demand for demand, places in zip(wanted, sums, strict=True) if places > policy.quantity_limit]
    if over:
        message = f"One booking takes at most {policy.quantity_limit} places of this event."
        raise Rejected(message, code="too_many", errors={over[0].field: [message]})


def _refuse_unless_on_sale(policy: Policy, window: Window, now: datetime) -> None:
    """The client chooses no time, so the refusal says when there was one, and names the event's own start."""
    opens, closes = window.starts_at - policy.horizon, window.starts_at - policy.lead_time
    if now > closes:
        raise _off_sale("too_soon", f"Places could be booked until {minute(closes)}.")
    if now < opens:
        raise _off_sale("too_far_ahead", f"Places can be booked from {minute(opens)} on.")


def _off_sale(code: str, message: str) -> Rejected:
    return Rejected(message, code=code, errors={"starts_at": [message]})
