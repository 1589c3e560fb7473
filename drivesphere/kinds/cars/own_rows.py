"""The file in which an owner takes a fleet out and brings it in: what is his to state, and his own key for each car."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from drivesphere.domain.fleet_file import BadRow, FleetFile, FleetRow
from drivesphere.domain.money import CENTS
from drivesphere.kinds.cars import fleet_rows
from drivesphere.kinds.cars.csv_lines import WRONG_HEADER, Columns, Row, judged, parsed
from drivesphere.kinds.cars.words import spelled
from drivesphere.models.listing import PAUSED, PUBLISHED, UNLISTED

LONGEST_KEY = 40
_KEY = re.compile(rf"[A-Za-z0-9_.-]{{1,{LONGEST_KEY}}}", re.ASCII)
_FORMULA = re.compile(r"'*[=+\-@]")

SHARED = ("vehicle_type", "year", "fuel_type", "state", "latitude", "longitude", "daily_rate_usd")
"""Columns that hold what they hold in the file of an installation."""


def _guarded(text: str) -> str:
    """A text that a spreadsheet would run as a formula gets an apostrophe before it, which shows as nothing there."""
    return f"'{text}" if _FORMULA.match(text) else text


def _named(text: str) -> str:
    """The text without that apostrophe."""
    return fleet_rows.name(text[1:] if text.startswith("'") and _FORMULA.match(text) else text)


COLUMNS: Columns = {
    "key": fleet_rows.formed(_KEY, f"a key of at most {LONGEST_KEY} letters, digits, dots and hyphens"),
    "visibility": fleet_rows.one_of((PUBLISHED, PAUSED, UNLISTED)),
    "make": lambda text: spelled(_named(text)),
    "model": _named,
    "city": _named,
    **{name: fleet_rows.COLUMNS[name] for name in SHARED},
}


def read(lines: Iterable[bytes]) -> Iterator[tuple[int, FleetRow | BadRow]]:
    """Each line as a row or as the reason why not; `Rejected` (`wrong_header`) for a file of another sort."""
    return judged(lines, COLUMNS, _row)


def _row(row: Row) -> FleetRow:
    values = parsed(row, COLUMNS)
    stated = {name: values[name] for name in ("make", "model", "year", "vehicle_type", "city", "state")} | {
        "fuel": values["fuel_type"],
        "location": {"type": "Point", "coordinates": [values["longitude"], values["latitude"]]},
        "daily_rate": values["daily_rate_usd"],
    }
    return FleetRow(values["key"], stated, values["visibility"])


def write(cars: Iterable[tuple[str, Mapping[str, Any]]]) -> Iterator[str]:
    """The header, and a line for each car with its key."""
    yield _line(COLUMNS)
    for key, car in cars:
        fields = _fields(key, car)
        yield _line(fields[name] for name in COLUMNS)


def _fields(key: str, car: Mapping[str, Any]) -> dict[str, str]:
    longitude, latitude = car["location"]["coordinates"]
    whole, cents = divmod(car["daily_rate"], CENTS)
    return {
        "key": key,
        "visibility": car["visibility"],
        **{name: _guarded(car[name]) for name in ("make", "model", "city")},
        **{name: str(car[name]) for name in ("vehicle_type", "year", "state")},
        "fuel_type": car.get("fuel") or "",
        "latitude": _degrees(latitude),
        "longitude": _degrees(longitude),
        "daily_rate_usd": f"{whole}.{cents:02d}",
    }


def _degrees(value: float) -> str:
    """In plain notation, to a ten-thousandth of a millimetre."""
    return f"{value:.12f}".rstrip("0").rstrip(".")


def _line(fields: Iterable[str]) -> str:
    line = io.StringIO()
    csv.writer(line).writerow(fields)
    return line.getvalue()


ORDER = ", ".join(COLUMNS)
FLEET_FILE = FleetFile(
    refusals=(WRONG_HEADER.code,),
    read=read,
    write=write,
    columns=f"CSV in UTF-8 with the columns {ORDER}, in any order; `key` is your own for the car, or its id.",
    example=(
        "key,visibility,make,model,city,vehicle_type,year,fuel_type,state,latitude,longitude,daily_rate_usd\r\n"
        "plate-7,published,Tesla,Model X,Seattle,suv,2019,electric,WA,47.449107,-122.308841,135.00\r\n"
    ),
)
