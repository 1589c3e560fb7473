"""A resource as it is stored, from what its owner states."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from itertools import pairwise
from typing import Any

from drivesphere.domain.errors import Rejected
from drivesphere.domain.kind import Record
from drivesphere.domain.words import city_key, searchable
from drivesphere.kinds.time_slots.opening import MINUTES_A_DAY, minute_of
from drivesphere.shapes.fields import is_time_zone

SHORTEST_MINUTES = 5  # so that the answer with a week of slots stays below a megabyte
UNLESS_STATED: Record = {
    "group": None,
    "city": None,
    "state": None,
    "opening_hours": [],
    "slot_minutes": None,
    "capacity": 1,
    "price": 0,
    "currency": "USD",
}
_CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d|24:00", re.ASCII)


def draw_up(stated: Mapping[str, Any]) -> Record:
    """The stored facts; `Rejected`, with each field that is wrong, for what no slots can be made of."""
    facts = {**UNLESS_STATED, "step_minutes": stated.get("slot_minutes"), **stated}
    if facts["slot_minutes"] is None:
        facts["step_minutes"] = None  # without slots there is nothing to step through
    wrong = {field: [message] for field, (is_right, message) in _RULES.items() if not is_right(facts[field])}
    if wrong:
        raise Rejected("The facts of the resource do not fit together.", errors=wrong)
    return facts | search_fields(facts)


def search_fields(facts: Mapping[str, Any]) -> Record:
    """The fields of a listing that exist for searching only; whoever writes a resource writes these with it."""
    said = (facts["title"], facts["city"], facts["group"])
    return {
        "city_key": city_key(facts["city"]) if facts["city"] else None,
        "title_key": facts["title"].casefold(),
        "words": searchable(" ".join(text for text in said if text)),
    }


def _is_length(minutes: int | None) -> bool:
    return minutes is None or SHORTEST_MINUTES <= minutes <= MINUTES_A_DAY


def _are_hours(hours: list[Record]) -> bool:
    """Whether each closes after it opens, and none opens before the one before it has closed."""
    if not all(_CLOCK.fullmatch(each[end]) for each in hours for end in ("opens", "closes")):
        return False
    spans = sorted((each["weekday"], minute_of(each["opens"]), minute_of(each["closes"])) for each in hours)
    is_in_order = all(day in range(7) and opens < closes for day, opens, closes in spans)
    return is_in_order and all(one[0] != next_[0] or one[2] <= next_[1] for one, next_ in pairwise(spans))


_OF_A_DAY = f"Must be from {SHORTEST_MINUTES} to {MINUTES_A_DAY} minutes."
_RULES: dict[str, tuple[Callable[[Any], bool], str]] = {
    "time_zone": (is_time_zone, "Not the name of a time zone, like Europe/Berlin."),
    "opening_hours": (_are_hours, "Must close after they open, on weekdays 0 to 6, and must not overlap."),
    "slot_minutes": (_is_length, _OF_A_DAY),
    "step_minutes": (_is_length, _OF_A_DAY),
    "capacity": (lambda capacity: capacity >= 1, "Must be at least 1."),
    "price": (lambda price: price >= 0, "Must not be negative."),
}
"""By field: whether a value is right, and what to say where it is not."""
