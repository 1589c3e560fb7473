"""Brings a fleet file into the catalogue, as often as you like.

Each step may be repeated, and none needs the one after it: a run that was cut off is completed by the next. Owners
come first, then inventory, then the cars, so that a car that can be found can also be booked.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from drivesphere import inventory
from drivesphere.domain import clock
from drivesphere.domain.events import CatalogueChanged
from drivesphere.domain.fleet_file import BadRow
from drivesphere.infra import cache
from drivesphere.kinds.cars import KIND, fleet_rows
from drivesphere.kinds.cars.fleet_rows import Car
from drivesphere.kinds.cars.words import search_fields
from drivesphere.models import listing as listings
from drivesphere.models import user

Record = dict[str, Any]
Progress = Callable[[int, int], None]

BATCH = 1_000  # cars in one bulk write: a few hundred milliseconds, so that progress is seen to move
KEY_DIGITS = 32


@dataclass(frozen=True, slots=True)
class Report:
    """What came of a file: cars that are new, cars that stood there, and skipped lines with their reasons."""

    imported: int
    updated: int
    skipped: Sequence[tuple[int, str]]


def import_fleet(path: Path | str, progress: Progress | None = None) -> Report:
    """Import or refresh the cars of the CSV file at `path`; `progress(done, total)` is told in cars.

    A bad line is skipped and reported. Raises `Rejected` (`wrong_header`) when the file is no fleet file at all,
    `OSError` when it cannot be read.
    """
    rows = list(fleet_rows.read(Path(path)))
    skipped = [(line, str(row)) for line, row in rows if isinstance(row, BadRow)]
    cars = _keyed([row for _, row in rows if isinstance(row, Car)])
    new = 0
    for done, batch in _batches(cars):
        new += _write(batch)
        if progress:
            progress(done, len(cars))
    cache.purge([CatalogueChanged(KIND.name)])
    return Report(new, len(cars) - new, skipped)


def _keyed(cars: Sequence[Car]) -> list[tuple[str, Car]]:
    """Cars with a key that is the same in every run; equal rows are told apart by their order in the file."""
    seen: Counter[tuple[str, ...]] = Counter()
    keyed = []
    for car in cars:
        seen[car.identity] += 1
        words = "|".join([*car.identity, str(seen[car.identity])])
        keyed.append((f"fleet:{hashlib.sha256(words.encode()).hexdigest()[:KEY_DIGITS]}", car))
    return keyed


def _batches(cars: Sequence[tuple[str, Car]]) -> Iterator[tuple[int, Sequence[tuple[str, Car]]]]:
    for start in range(0, len(cars), BATCH):
        batch = cars[start : start + BATCH]
        yield start + len(batch), batch


def _write(batch: Sequence[tuple[str, Car]]) -> int:
    owners = user.upsert_imported({car.owner_ref: f"Owner {car.owner_ref}" for _, car in batch})
    facts = [_facts(key, car, owners[car.owner_ref]) for key, car in batch]
    _open_inventory([key for key, _ in batch])
    return listings.upsert_imported(facts, clock.now())


def _open_inventory(keys: Sequence[str]) -> None:
    ids = [listings.imported_id(key) for key in keys]
    own = listings.policies_of(ids)
    stock = [each for car in ids for each in KIND.stock({"_id": car, "policy": own.get(car)})]
    inventory.open_stock(KIND.inventory_model, KIND.name, stock)


def _facts(key: str, car: Car, owner: Record) -> Record:
    belongs = {"kind": KIND.name, "import_key": key, "owner_id": owner["_id"], "owner_name": owner["name"]}
    return {**belongs, **car.facts, **search_fields(car.facts)}
