"""The fleet file of an installation: cars of many owners, and what a column must hold."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from string import capwords
from typing import Any

from drivesphere.domain.fleet_file import BadRow
from drivesphere.domain.terms import HIGHEST_PRICE
from drivesphere.domain.words import is_seen
from drivesphere.infra.time_zones import time_zone_at
from drivesphere.kinds.cars.csv_lines import Columns, Row, judged, parsed
from drivesphere.kinds.cars.facts import EARLIEST_YEAR, LONGEST_NAME, newest_year, title_of
from drivesphere.kinds.cars.search import FUELS, VEHICLE_TYPES
from drivesphere.kinds.cars.words import spelled

COUNTRY = "US"  # currency and tax are those of the United States
CENTS, CENT_DIGITS = 100, 2

_NUMBER = re.compile(r"-?[0-9]{1,9}(\.[0-9]{1,12})?")
_WHOLE = re.compile(r"-?[0-9]{1,9}")
_OWNER = re.compile(r"[A-Za-z0-9_-]{1,40}")
_STATE = re.compile(r"[A-Z]{2}")


@dataclass(frozen=True, slots=True)
class Car:
    """One good line: `facts` as a listing stores them, who owns it, and the words that make it the same car again."""

    owner_ref: str
    identity: tuple[str, ...]
    facts: dict[str, Any]


def read(path: Path) -> Iterator[tuple[int, Car | BadRow]]:
    """Each line after the header with its number, as a car or as the reason why not; blank lines are passed over.

    Raises `Rejected` (`wrong_header`) when the columns are not those of a fleet.
    """
    with path.open("rb") as lines:
        yield from judged(lines, COLUMNS, car)


def car(row: Row) -> Car:
    """The car of one row; `BadRow` with the first thing that is wrong with it."""
    values = parsed(row, COLUMNS)
    lat, lng = values["latitude"], values["longitude"]
    time_zone = time_zone_at(lat, lng)
    if time_zone is None:
        raise BadRow(f"latitude, longitude: no time zone at {lat}, {lng}")
    named = ("make", "model", "year", "vehicle_type", "city", "state", "rating", "trips_taken", "review_count")
    facts = {field: values[field] for field in named} | {
        "title": title_of(values),
        "fuel": values["fuel_type"],
        "location": {"type": "Point", "coordinates": [lng, lat]},
        "time_zone": time_zone,
        "daily_rate": values["daily_rate_usd"],
        "currency": "USD",
    }
    return Car(row["owner_ref"], tuple(row[column] for column in IDENTITY), facts)


def _whole(lowest: int, highest: Callable[[], int]) -> Callable[[str], int]:
    def parse(text: str) -> int:
        return int(_between(text, _WHOLE, lowest, highest(), "a whole number"))

    return parse


def _number(lowest: int, highest: int) -> Callable[[str], float]:
    return lambda text: float(_between(text, _NUMBER, lowest, highest, "a number"))


def _between(text: str, form: re.Pattern[str], lowest: int, highest: int, what: str) -> Decimal:
    _require(text)
    if not form.fullmatch(text):
        raise BadRow(f"{text[:40]!r} is not {what}")
    if not lowest <= Decimal(text) <= highest:
        raise BadRow(f"{text} is not between {lowest} and {highest}")
    return Decimal(text)


def _require(text: str) -> str:
    if not text:
        raise BadRow("is missing")
    return text


def _rate(text: str) -> int:
    """Dollars as cents. Of a third digit behind the point nothing is rounded away: 1.230 may be a thousand and more."""
    cents = _between(text, _NUMBER, 0, HIGHEST_PRICE // CENTS, "a number") * CENTS
    if not cents or len(text.partition(".")[2]) > CENT_DIGITS:
        raise BadRow(f"{text} is not a positive amount in dollars and cents")
    return int(cents)


def _rating(text: str) -> float | None:
    return _number(1, 5)(text) if text else None


def one_of(words: Sequence[str]) -> Callable[[str], str]:
    """The parser of one of these words, in any case."""

    def parse(text: str) -> str:
        word = _require(text).lower()
        if word not in words:
            raise BadRow(f"{text[:40]!r} is not one of {', '.join(words)}")
        return word

    return parse


def _fuel(text: str) -> str | None:
    return one_of(FUELS)(text) if text else None


def name(text: str) -> str:
    """What people call something, with single spaces between its words."""
    if len(_require(text)) > LONGEST_NAME or not text.isprintable() or not is_seen(text):
        raise BadRow(f"must be printable and have at most {LONGEST_NAME} characters")
    return " ".join(text.split())


def _city(text: str) -> str:
    """As given, unless somebody had the shift key stuck."""
    city = name(text)
    return capwords(city) if city.isupper() or city.islower() else city


def _make(text: str) -> str:
    return spelled(name(text))


def formed(form: re.Pattern[str], what: str) -> Callable[[str], str]:
    """The parser of a text of this form, as it is."""

    def parse(text: str) -> str:
        if not form.fullmatch(_require(text)):
            raise BadRow(f"{text[:40]!r} is not {what}")
        return text

    return parse


COLUMNS: Columns = {
    "fuel_type": _fuel,
    "rating": _rating,
    "trips_taken": _whole(0, lambda: 1_000_000),
    "review_count": _whole(0, lambda: 1_000_000),
    "city": _city,
    "country": formed(re.compile(COUNTRY), COUNTRY),
    "latitude": _number(-90, 90),
    "longitude": _number(-180, 180),
    "state": formed(_STATE, "a state of two capital letters"),
    "owner_ref": formed(_OWNER, "a reference of letters and digits"),
    "daily_rate_usd": _rate,
    "make": _make,
    "model": name,
    "vehicle_type": one_of(VEHICLE_TYPES),
    "year": _whole(EARLIEST_YEAR, newest_year),
}
"""What a column must hold, as a parser that raises `BadRow`."""

IDENTITY = ("owner_ref", "make", "model", "year", "vehicle_type", "latitude", "longitude")
"""The columns that make two rows the same car; the source has no id of its own."""
