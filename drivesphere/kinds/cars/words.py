"""What is written with a car so that it can be found."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from drivesphere.domain.words import city_key, searchable

# Some makes come in two spellings, which would give clients two entries for one make.
SPELLINGS = {"mercedes benz": "Mercedes-Benz", "alfa romeo": "Alfa Romeo", "infiniti": "INFINITI"}


def spelled(make: str) -> str:
    """The make as we write it, however it was written."""
    return SPELLINGS.get(make_key(make), make)


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
