"""What is offered in the place of slots that are taken: on the grid, nearest first, with room."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from bson import ObjectId

from drivesphere.domain.demand import Outlook
from drivesphere.domain.window import Window
from drivesphere.inventory import Blocker
from drivesphere.kinds.time_slots.alternatives import distance, otherwise
from tests.kinds.test_time_slot_demand import NINE, room, span

REACH = Window(NINE - timedelta(days=1), NINE + timedelta(days=30))


def taken(*hours: float) -> list[Blocker]:
    """A claim for each hour that starts so many hours after nine."""
    starts = [NINE + timedelta(hours=hour) for hour in hours]
    return [Blocker(ObjectId(), start, start + timedelta(hours=1)) for start in starts]


def offered(listing: dict[str, Any], minutes: float, claims: list[Blocker], reach: Window = REACH) -> list[float]:
    """The starts that are offered for a window from nine on, in hours after nine."""
    offers = otherwise(listing, span(minutes), Outlook(reach, claims))
    assert {offer["ends_at"] - offer["starts_at"] for offer in offers} <= {timedelta(minutes=minutes)}
    return [(offer["starts_at"] - NINE) / timedelta(hours=1) for offer in offers]


def test_the_nearest_free_slots_are_offered() -> None:
    assert offered(room(), 60, taken(0, 1, 3)) == [2, 4, 5]


def test_several_slots_stay_together_and_within_the_day() -> None:
    assert offered(room(), 180, taken(0, 4)) == [1, 5, -19]  # the day before from two on; tomorrow is Saturday


def test_a_slot_whose_buffer_is_not_free_is_not_offered() -> None:
    listing = room(policy={"buffer_minutes": 30})

    assert offered(listing, 60, taken(0, 3)) == [5, 6, 7]


def test_of_four_bays_one_must_be_free() -> None:
    listing = room(capacity=4)

    assert offered(listing, 60, taken(0, 0, 0, 0, 1, 1, 1, 2, 2, 2, 2)) == [1, 3, 4]


def test_nothing_is_offered_beyond_what_policy_allows() -> None:
    until_noon = Window(NINE, NINE + timedelta(hours=3))

    assert offered(room(), 60, taken(0), until_noon) == [1, 2]


def test_without_slots_windows_next_to_what_is_taken_are_offered() -> None:
    listing = room(slot_minutes=None)

    assert offered(listing, 30, taken(0, 1)) == [2]  # before nine it is closed


def test_without_slots_room_for_one_more_is_enough() -> None:
    listing = room(slot_minutes=None, capacity=2, opening_hours=[])

    assert offered(listing, 60, taken(0, 0, 1)) == [-1, 1, 2]


def test_what_else_was_asked_for_stays_in_the_offer() -> None:
    asked = span(60) | {"title": "Planning", "any_of_group": True}

    first, *_ = otherwise(room(), asked, Outlook(REACH, taken(0)))

    assert first.items() >= {"title": "Planning", "any_of_group": True}.items()


def test_another_resource_of_about_the_same_price_is_nearer() -> None:
    wanted, dear, near = room(), room(price=9_000), room(price=2_400)

    assert distance(wanted, near) < distance(wanted, dear)
