"""Fleet files for tests: rows that are good unless a test says what is wrong with them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from drivesphere.models import listing
from drivesphere.services.fleet_import import Report, import_fleet

DEMO = Path(__file__).parent.parent / "drivesphere" / "embedded" / "demo" / "fleet.csv"
GOOD = {
    "fuel_type": "ELECTRIC",
    "rating": "4.9",
    "trips_taken": "13",
    "review_count": "12",
    "city": "Seattle",
    "country": "US",
    "latitude": "47.449107",
    "longitude": "-122.308841",
    "state": "WA",
    "owner_ref": "12847615",
    "daily_rate_usd": "135",
    "make": "Tesla",
    "model": "Model X",
    "vehicle_type": "suv",
    "year": "2019",
}
COLUMNS = tuple(GOOD)
MIAMI = {"city": "Miami", "state": "FL", "latitude": "25.7743", "longitude": "-80.1937"}
PORTLAND = {"city": "Portland", "state": "OR", "latitude": "45.5231", "longitude": "-122.6765"}


def row(**changes: str) -> dict[str, str]:
    return GOOD | changes


def line(fields: Mapping[str, str]) -> str:
    return ",".join(fields[column] for column in COLUMNS)


def write(folder: Path, rows: Sequence[Mapping[str, str] | str | bytes]) -> Path:
    """A fleet file of `rows`; text and bytes stand in it as they are."""
    lines = [entry if isinstance(entry, str | bytes) else line(entry) for entry in rows]
    encoded = [entry.encode() if isinstance(entry, str) else entry for entry in lines]
    path = folder / "fleet.csv"
    path.write_bytes(b"\n".join([",".join(COLUMNS).encode(), *encoded]) + b"\n")
    return path


def bring(folder: Path, *rows: Mapping[str, str] | str | bytes) -> Report:
    return import_fleet(write(folder, rows))


def the_car(**query: object) -> dict[str, Any]:
    found = listing.collection().find_one(query)
    assert found is not None
    return found


def dates(day: int = 10, days: int = 3) -> dict[str, datetime]:
    """From noon UTC, `day` days from now."""
    start = datetime.now(UTC).replace(hour=12, minute=0, second=0, microsecond=0) + timedelta(days=day)
    return {"starts_at": start, "ends_at": start + timedelta(days=days)}
