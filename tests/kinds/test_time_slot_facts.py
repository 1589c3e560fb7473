"""What an owner states of a resource, and what is stored of it."""

from __future__ import annotations

from typing import Any

import pytest

from drivesphere.domain.errors import Rejected
from drivesphere.kinds.time_slots.examples import FACTS
from drivesphere.kinds.time_slots.facts import draw_up


def open_on(weekday: int, opens: str, closes: str) -> dict[str, Any]:
    return {"weekday": weekday, "opens": opens, "closes": closes}


def test_a_title_and_a_time_zone_are_enough() -> None:
    drawn = draw_up({"title": "Quiet Room", "time_zone": "Europe/Berlin"})

    assert drawn.items() >= {"opening_hours": [], "slot_minutes": None, "step_minutes": None}.items()
    assert drawn.items() >= {"capacity": 1, "price": 0, "currency": "USD", "group": None, "city_key": None}.items()


def test_slots_follow_each_other_unless_a_step_is_stated() -> None:
    assert draw_up({**FACTS, "step_minutes": 30})["step_minutes"] == 30
    assert draw_up({name: FACTS[name] for name in FACTS if name != "step_minutes"})["step_minutes"] == 60


def test_without_slots_there_is_no_step() -> None:
    assert draw_up({**FACTS, "slot_minutes": None, "step_minutes": 1})["step_minutes"] is None


def test_it_is_found_by_the_words_of_title_city_and_group() -> None:
    drawn = draw_up({**FACTS, "title": "Café-Ecke", "city": "São Paulo"})

    assert {"cafe", "ecke", "cafeecke", "sao", "paulo", "pier", "70", "meeting"} <= set(drawn["words"])
    assert (drawn["title_key"], drawn["city_key"]) == ("café-ecke", "são paulo")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("time_zone", "Mars/Olympus"),
        ("time_zone", "../../etc/passwd"),
        ("time_zone", "localtime"),
        ("opening_hours", [open_on(0, "17:00", "09:00")]),
        ("opening_hours", [open_on(0, "09:00", "09:00")]),
        ("opening_hours", [open_on(0, "9:00", "17:00")]),
        ("opening_hours", [open_on(0, "09:00", "24:01")]),
        ("opening_hours", [open_on(7, "09:00", "17:00")]),
        ("opening_hours", [open_on(0, "09:00", "13:00"), open_on(0, "12:00", "17:00")]),
        ("slot_minutes", 4),
        ("slot_minutes", 1_441),
        ("step_minutes", 0),
        ("capacity", 0),
        ("price", -1),
    ],
)
def test_facts_that_no_slots_can_be_made_of_are_refused_by_name(field: str, value: Any) -> None:
    with pytest.raises(Rejected) as refused:
        draw_up({**FACTS, field: value})

    assert list(refused.value.errors) == [field]


def test_hours_that_touch_and_hours_of_other_days_do_not_overlap() -> None:
    hours = [open_on(1, "00:00", "24:00"), open_on(0, "12:00", "24:00"), open_on(0, "09:00", "12:00")]

    assert draw_up({**FACTS, "opening_hours": hours})["opening_hours"] == hours
