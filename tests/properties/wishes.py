"""Things that are hard to get, of every kind: little of each, so that four people are a crowd."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from bson import ObjectId

from drivesphere.kinds import registry
from tests.stage import Stage, section, sections_of, span

HOUR = timedelta(hours=1)


@dataclass(frozen=True)
class Wish:
    """What somebody may ask for: the validated body of a booking request for one listing."""

    kind: str
    listing: ObjectId
    request: dict[str, Any]


def cars(stage: Stage) -> list[Wish]:
    """A car in windows that overlap, that touch and that keep its pause, and one that costs nothing."""
    car, free = stage.car(policy={"buffer_minutes": 60}), stage.car(daily_rate=0)
    windows = [hours(0, 24), hours(23, 48), hours(24, 48), hours(25, 48)]
    return [Wish("cars", car, window) for window in windows] + [Wish("cars", free, hours(0, 24))]


def hours(start: int, end: int) -> dict[str, Any]:
    """A window from `start` to `end` hours behind the noon of the tenth day from now."""
    noon = span(10)["starts_at"]
    return {"starts_at": noon + start * HOUR, "ends_at": noon + end * HOUR}


def events(stage: Stage) -> list[Wish]:
    """Baskets in both orders and single places of two small sections; one for each; for nothing; without a date."""
    evening = stage.event(sections=[section("Floor", 4_500, 3), section("Balcony", 3_000, 2)])
    sole = stage.event(sections=[section("Floor", 4_500, 2), section("Box", 9_000, 2)], policy={"one_per_client": True})
    free = stage.event(sections=[section("Lawn", 0, 2)])
    undated = stage.event(sections=[section("Voucher", 2_000, 2)], starts_at=None, ends_at=None)
    return [
        *(places(evening, *basket) for basket in ([("Floor", 2), ("Balcony", 1)], [("Balcony", 2), ("Floor", 1)])),
        *(places(evening, (name, 1)) for name in ("Floor", "Balcony")),
        *(places(sole, (name, 1)) for name in ("Floor", "Box")),
        places(free, ("Lawn", 1)),
        places(undated, ("Voucher", 1)),
    ]


def places(event: ObjectId, *lines: tuple[str, int]) -> Wish:
    """So many places in each of these sections."""
    ids = sections_of(event)
    return Wish("events", event, {"lines": [{"section_id": ids[name], "quantity": n} for name, n in lines]})


def time_slots(stage: Stage) -> list[Wish]:
    """Two equal bays in windows that overlap, and two rooms any of which would do."""
    bays = stage.room(title="Bays", capacity=2)
    rooms = [stage.room(title=f"Court {number}", group="courts") for number in (1, 2)]
    of_bays = [Wish("time_slots", bays, hours(start, start + 2)) for start in (0, 1, 2)]
    of_rooms = [Wish("time_slots", room, hours(0, 1) | {"any_of_group": True}) for room in rooms]
    return [*of_bays, *of_rooms, Wish("time_slots", rooms[0], hours(0, 1))]


OF_KIND: dict[str, Callable[[Stage], Sequence[Wish]]] = {"cars": cars, "events": events, "time_slots": time_slots}


def of_every_kind(stage: Stage) -> list[Wish]:
    return [wish for kind in registry() for wish in OF_KIND[kind](stage)]


def of_a_partner(stage: Stage, name: str) -> list[Wish]:
    """Events of the partner's own, which nobody else can book: one for each of its users, and one in pairs."""
    sole = stage.event(sections=[section("General", 0, 2)], policy={"one_per_client": True}, partner=name)
    pairs = stage.event(sections=[section("Stand", 2_500, 3)], starts_at=None, ends_at=None, partner=name)
    return [places(sole, ("General", 1)), places(pairs, ("Stand", 2)), places(pairs, ("Stand", 1))]
