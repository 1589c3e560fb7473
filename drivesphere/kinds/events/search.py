"""What a client may ask of the list of events, as filters and sort keys: never a pattern."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from drivesphere.domain import clock
from drivesphere.domain.search import Search
from drivesphere.domain.words import city_key
from drivesphere.models.listing import with_words

MINUTE = timedelta(minutes=1)

SOONEST = [("is_dated", -1), ("starts_at", 1)]
"""Without a wish: soonest first. Events without dates come last in either direction."""

SORTS: dict[str, list[tuple[str, int]]] = {
    "starts_at": SOONEST,
    "-starts_at": [("is_dated", -1), ("starts_at", -1)],
    "price": [("price_from", 1), *SOONEST],
    "-price": [("price_from", -1), *SOONEST],
}


def search(args: Mapping[str, Any]) -> Search:
    """The checked arguments of the list as a search; amounts are in minor units."""
    state, city = args.get("state"), args.get("city")
    return Search(
        filters={**_equal(args), **_bounded(args), **with_words(args.get("q", ""))},
        sort=SORTS.get(args.get("sort", ""), SOONEST),
        city=city_key(city) if city else None,
        state=state.upper() if state else None,
        quantity=args.get("quantity"),
    )


def _equal(args: Mapping[str, Any]) -> dict[str, Any]:
    wanted = {"state": args.get("state", "").upper(), "city_key": city_key(args.get("city", ""))}
    return {field: value for field, value in wanted.items() if value}


def _bounded(args: Mapping[str, Any]) -> dict[str, Any]:
    starts_at = {"$gte": args.get("starts_from"), "$lt": args.get("starts_to")}
    begins = {comparison: instant for comparison, instant in starts_at.items() if instant}
    # What has no dates has not begun either, which `$gte` would not say.
    bounds: dict[str, Any] = {"starts_at": {**begins, "$not": {"$lt": _next_minute(clock.now())}}}
    if args.get("price_max") is not None:
        bounds["price_from"] = {"$lte": args["price_max"]}
    return bounds


def _next_minute(now: datetime) -> datetime:
    """Up, so that nothing is listed that has begun; to the minute, so that all who ask within it share one answer."""
    return now.replace(second=0, microsecond=0) + MINUTE
