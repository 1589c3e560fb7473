"""The demo resources: what a fresh installation shows must be of the sort that owners would state."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest

from drivesphere.domain import clock
from drivesphere.kinds.time_slots.facts import draw_up
from drivesphere.kinds.time_slots.grid import Grid
from drivesphere.kinds.time_slots.opening import MINUTE
from drivesphere.kinds.time_slots.policy import policy_of
from tests.architecture.reading import ROOT

ENTRIES = json.loads((ROOT / "drivesphere/embedded/demo/time_slots.json").read_text(encoding="utf-8"))


@pytest.fixture(params=ENTRIES, ids=lambda entry: entry["slug"])
def resource(request: pytest.FixtureRequest) -> dict[str, Any]:
    """An entry as it is published."""
    return draw_up({field: value for field, value in request.param.items() if field != "slug"})


def test_each_entry_has_a_slug_of_its_own() -> None:
    assert len({entry["slug"] for entry in ENTRIES}) == len(ENTRIES) == 17


def test_it_has_slots_that_can_be_booked_in_the_next_seven_days(resource: dict[str, Any]) -> None:
    grid, since = Grid.of(resource), clock.now() + policy_of(resource).lead_time
    assert grid is not None

    found = list(grid.slots_between(since, since + timedelta(days=7)))

    assert found
    assert policy_of(resource).shortest <= found[0].length <= policy_of(resource).longest


def test_who_books_a_slot_takes_no_other_from_the_grid(resource: dict[str, Any]) -> None:
    pause = (resource["step_minutes"] - resource["slot_minutes"]) * MINUTE

    assert resource["capacity"] > 1 or pause >= policy_of(resource).buffer


def test_some_are_free_some_have_several_places_and_some_are_a_group() -> None:
    groups = [entry["group"] for entry in ENTRIES if entry["group"]]

    assert {entry["price"] == 0 for entry in ENTRIES} == {True, False}
    assert 4 in {entry["capacity"] for entry in ENTRIES}
    assert max(groups.count(group) for group in groups) == 3
