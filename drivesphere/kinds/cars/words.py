"""The forms in which texts about cars are compared: what people type rarely has the case and accents of the listing."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

_WORD = re.compile(r"[^\W_]+")
_JOINERS = str.maketrans("", "", "-'.\N{RIGHT SINGLE QUOTATION MARK}")


def city_key(city: str) -> str:
    """Case and spaces do not count. Cache tags fold a city's case in the same way, see domain/events.py."""
    return " ".join(city.split()).casefold()


def make_key(make: str) -> str:
    """Neither does a hyphen: Mercedes-Benz, mercedes benz."""
    return " ".join(make.replace("-", " ").split()).casefold()


def words(text: str) -> list[str]:
    """The words of `text` in order, without accents and case: "Citroën C-4" gives citroen, c, 4."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return _WORD.findall("".join(char for char in plain if not unicodedata.combining(char)))


def searchable(text: str) -> list[str]:
    """Every word of `text` that a prefix may hit; a compound also as one word, so f150 finds an F-150."""
    return sorted({*words(text), *words(text.translate(_JOINERS))})


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
