"""What a client may ask of the car list, as filters and sort keys: pure, and never a pattern."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from drivesphere.domain.geo import Circle
from drivesphere.domain.search import Search
from drivesphere.domain.window import Window
from drivesphere.domain.words import city_key
from drivesphere.kinds.cars.words import make_key
from drivesphere.models.listing import inside, with_words

VEHICLE_TYPES = ("car", "suv", "truck", "van", "minivan")
FUELS = ("gasoline", "hybrid", "electric", "diesel")
DEFAULT_RADIUS_KM, LARGEST_RADIUS_KM = 50, 500

NEAREST = "distance"
BEST = [("rating", -1), ("trips_taken", -1)]
"""Without a wish: best rated first, and among equals the most driven."""

SORTS: dict[str, list[tuple[str, int]]] = {
    "price": [("daily_rate", 1)],
    "-price": [("daily_rate", -1)],
    "rating": [("is_rated", -1), ("rating", 1)],  # cars without a rating come last either way
    "-rating": BEST,
    "year": [("year", 1)],
    "-year": [("year", -1)],
}

# argument: (field, comparison)
_BOUNDS = {
    "year_min": ("year", "$gte"),
    "price_min": ("daily_rate", "$gte"),
    "price_max": ("daily_rate", "$lte"),
    "rating_min": ("rating", "$gte"),
}


def search(args: Mapping[str, Any]) -> Search:
    """The checked arguments of the list as a search: `near` is a Point, amounts are in minor units."""
    near = Circle(args["near"], args.get("radius_km") or DEFAULT_RADIUS_KM) if "near" in args else None
    is_nearest_first = near is not None and args.get("sort", NEAREST) == NEAREST
    state, city = args.get("state"), args.get("city")
    return Search(
        filters=_filters(args) | (inside(near) if near and not is_nearest_first else {}),
        window=Window(args["starts_at"], args["ends_at"]) if "starts_at" in args else None,
        sort=SORTS.get(args.get("sort", ""), BEST),
        city=city_key(city) if city else None,
        state=state.upper() if state else None,
        near=near,
        is_nearest_first=is_nearest_first,
    )


def _filters(args: Mapping[str, Any]) -> dict[str, Any]:
    return {**_equal(args), **_bounded(args), **with_words(args.get("q", ""))}


def _equal(args: Mapping[str, Any]) -> dict[str, Any]:
    wanted = {
        "state": args.get("state", "").upper(),
        "city_key": city_key(args.get("city", "")),
        "make_key": make_key(args.get("make", "")),
        "vehicle_type": args.get("vehicle_type"),
        "fuel": args.get("fuel"),
    }
    return {field: value for field, value in wanted.items() if value}


def _bounded(args: Mapping[str, Any]) -> dict[str, Any]:
    bounds: dict[str, Any] = {}
    for argument, (field, comparison) in _BOUNDS.items():
        if args.get(argument) is not None:
            bounds.setdefault(field, {})[comparison] = args[argument]
    return bounds
