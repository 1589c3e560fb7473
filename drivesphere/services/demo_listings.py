"""What a fresh installation shows beside its fleet: listings of the demo owner, from a file for each kind.

What takes place again and again is published four weeks ahead; every start goes on from there. What is there stays as
it is, whatever its owner has made of it since.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from drivesphere import kinds
from drivesphere.domain import clock
from drivesphere.domain.kind import Kind
from drivesphere.infra import mongo
from drivesphere.models import listing as listings
from drivesphere.services import demo
from drivesphere.services.publishing import publish

Record = dict[str, Any]

WEEKS_AHEAD = 4
CYCLE_WEEKS = 4  # a series says in which weeks of a cycle it takes place
WEEK_DAYS = 7


def publish_demo(folder: Path) -> dict[str, int]:
    """Publish what the files `<kind>.json` of `folder` state and is not there yet; how many are new, by kind.

    An entry is what an owner states of a listing, with a `slug` that tells it from the others. With `repeats` {weekday
    from Monday 0, weeks of the cycle, at, minutes} it is a series, and stands for a listing on each of its days.
    """
    files = [(kind, folder / f"{kind.name}.json") for kind in kinds.registry().values()]
    return {kind.name: _publish_missing(kind, file) for kind, file in files if file.is_file()}


def _publish_missing(kind: Kind, file: Path) -> int:
    entries = json.loads(file.read_text(encoding="utf-8"))
    wanted = {key: facts for entry in entries for key, facts in _listings(kind, entry, clock.now())}
    with mongo.deadline():
        owner, known = demo.owner(), listings.known_import_keys(wanted)
    missing = [key for key in wanted if key not in known]
    for key in missing:
        publish(kind, owner, wanted[key], import_key=key)
    return len(missing)


def _listings(kind: Kind, entry: Record, now: datetime) -> Iterator[tuple[str, Record]]:
    """The listings that `entry` stands for, each with the key by which it is known at the next start."""
    facts = {field: value for field, value in entry.items() if field not in ("slug", "repeats")}
    key = f"demo:{kind.name}:{entry['slug']}"
    if "repeats" not in entry:
        yield key, facts
        return
    length = timedelta(minutes=entry["repeats"]["minutes"])
    for starts_at in _starts(entry["repeats"], ZoneInfo(entry["time_zone"]), now):
        begins = starts_at.astimezone(UTC)
        yield f"{key}:{starts_at:%Y-%m-%d}", {**facts, "starts_at": begins, "ends_at": begins + length}


def _starts(repeats: Mapping[str, Any], zone: ZoneInfo, now: datetime) -> list[datetime]:
    """When a series begins in the next four weeks, by the clock of its place."""
    today, at = now.astimezone(zone).date(), time.fromisoformat(repeats["at"])
    days = [today + timedelta(days=number) for number in range(WEEKS_AHEAD * WEEK_DAYS)]
    starts = [datetime.combine(day, at, zone) for day in days if _is_on(repeats, day)]
    return [start for start in starts if start > now]


def _is_on(repeats: Mapping[str, Any], day: date) -> bool:
    weeks = (day.toordinal() - 1) // WEEK_DAYS  # since the first Monday of the calendar
    return day.weekday() == repeats["weekday"] and weeks % CYCLE_WEEKS in repeats["weeks"]
