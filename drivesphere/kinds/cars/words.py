"""What is written with a car so that it can be found."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from drivesphere.domain.words import city_key, searchable


def make_key(make: str) -> str:
    """Case, spaces and hyphens do not count: Mercedes-Benz, mercedes benz."""
    return " ".join(make.replace("-", " ").split()).casefold()


def search_fields(car: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a listing that exist for searching only; whoever writes a car writes these with it."""
    return {
        "city_key": city_key(car["city"]),
        "make_key": make_key(car["make"]),
        "words": searchable(f"{car['title']} {car['city']}"),
        "is_rated": car.get("rating") is not None,
    }


def draw_up(stated: Mapping[str, Any]) -> dict[str, Any]:
    """A car as it is stored, from what its owner states."""
    return {"currency": "USD", **stated, **search_fields(stated)}
