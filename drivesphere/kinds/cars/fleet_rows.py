"""Reads a fleet file: one car a line, each line judged by itself, so that a bad one cannot spoil its neighbours.

The file is CSV in UTF-8 with the columns of `COLUMNS` in any order. A field holds no line break, so an unbalanced
quote ends with its line.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from string import capwords
from typing import Any

from drivesphere.domain.errors import Rejected
from drivesphere.domain.problem import Problem
from drivesphere.infra.time_zones import time_zone_at
from drivesphere.kinds.cars.facts import EARLIEST_YEAR, LONGEST_NAME, newest_year, title_of
from drivesphere.kinds.cars.search import FUELS, VEHICLE_TYPES
from drivesphere.kinds.cars.words import spelled
from drivesphere.shapes.stated import HIGHEST_PRICE

COUNTRY = "US"  # currency and tax are those of the United States
CENTS = 100

WRONG_HEADER = Problem("wrong_header", 422, "Not a fleet file", "The first line must name the columns of a fleet.")

_NUMBER = re.compile(r"-?[0-9]{1,9}(\.[0-9]{1,12})?")
_WHOLE = re.compile(r"-?[0-9]{1,9}")
_OWNER = re.compile(r"[A-Za-z0-9_-]{1,40}")
_STATE = re.compile(r"[A-Z]{2}")

Row = Mapping[str, str]


class BadRow(ValueError):
    """Why a line was skipped; the text names the column where there is one."""


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
        columns = _columns(lines.readline())
        for number, line in enumerate(lines, start=2):
            if line.strip():
                yield number, _judged(line, columns)


def _columns(line: bytes) -> list[str]:
    try:
        columns = _fields(line.removeprefix(b"\xef\xbb\xbf"))
    except BadRow:
        columns = []
    missing, unknown = sorted(set(COLUMNS) - set(columns)), sorted(set(columns) - set(COLUMNS))
    if missing or unknown or len(columns) != len(COLUMNS):
        raise Rejected(
            "This is no fleet file: the first line must name the columns "
            + ", ".join(COLUMNS)
            + f". Missing: {', '.join(missing) or 'none'}; unknown: {', '.join(unknown)[:200] or 'none'}.",
            code=WRONG_HEADER.code,
        )
    return columns


def _judged(line: bytes, columns: Sequence[str]) -> Car | BadRow:
    try:
        fields = _fields(line)
        if len(fields) != len(columns):
            raise BadRow(f"{len(fields)} columns instead of {len(columns)}")
        return car(dict(zip(columns, fields, strict=True)))
    except BadRow as reason:
        return reason


def _fields(line: bytes) -> list[str]:
    try:
        text = line.decode("utf-8")
        return [field.strip() for field in next(csv.reader([text.rstrip("\r\n")], strict=True))]
    except UnicodeDecodeError:
        raise BadRow("not UTF-8") from None
    except (csv.Error, StopIteration) as error:
        raise BadRow(f"not CSV: {error}") from None


def car(row: Row) -> Car:
    """The car of one row; `BadRow` with the first thing that is wrong with it."""
    values = {column: _parsed(column, row[column]) for column in COLUMNS}
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


def _parsed(column: str, text: str) -> Any:
    try:
        return COLUMNS[column](text)
    except BadRow as reason:
        raise BadRow(f"{column}: {reason}") from None


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
    """Dollars as cents; a fraction of a cent is an error and not rounded away."""
    cents = _between(text, _NUMBER, 0, HIGHEST_PRICE // CENTS, "a number") * CENTS
    if cents != int(cents) or not cents:
        raise BadRow(f"{text} is not a positive amount in dollars and cents")
    return int(cents)


def _rating(text: str) -> float | None:
    return _number(1, 5)(text) if text else None


def _one_of(words: Sequence[str]) -> Callable[[str], str]:
    def parse(text: str) -> str:
        word = _require(text).lower()
        if word not in words:
            raise BadRow(f"{text[:40]!r} is not one of {', '.join(words)}")
        return word

    return parse


def _fuel(text: str) -> str | None:
    return _one_of(FUELS)(text) if text else None


def _name(text: str) -> str:
    if len(_require(text)) > LONGEST_NAME or not text.isprintable():
        raise BadRow(f"must be printable and have at most {LONGEST_NAME} characters")
    return " ".join(text.split())


def _city(text: str) -> str:
    """As given, unless somebody had the shift key stuck."""
    name = _name(text)
    return capwords(name) if name.isupper() or name.islower() else name


def _make(text: str) -> str:
    return spelled(_name(text))


def _formed(form: re.Pattern[str], what: str) -> Callable[[str], str]:
    def parse(text: str) -> str:
        if not form.fullmatch(_require(text)):
            raise BadRow(f"{text[:40]!r} is not {what}")
        return text

    return parse


COLUMNS: dict[str, Callable[[str], Any]] = {
    "fuel_type": _fuel,
    "rating": _rating,
    "trips_taken": _whole(0, lambda: 1_000_000),
    "review_count": _whole(0, lambda: 1_000_000),
    "city": _city,
    "country": _formed(re.compile(COUNTRY), COUNTRY),
    "latitude": _number(-90, 90),
    "longitude": _number(-180, 180),
    "state": _formed(_STATE, "a state of two capital letters"),
    "owner_ref": _formed(_OWNER, "a reference of letters and digits"),
    "daily_rate_usd": _rate,
    "make": _make,
    "model": _name,
    "vehicle_type": _one_of(VEHICLE_TYPES),
    "year": _whole(EARLIEST_YEAR, newest_year),
}
"""What a column must hold, as a parser that raises `BadRow`."""

IDENTITY = ("owner_ref", "make", "model", "year", "vehicle_type", "latitude", "longitude")
"""The columns that make two rows the same car; the source has no id of its own."""
