"""What a basket asks of which inventory, what the policy has against it, and where else there is room."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from bson import ObjectId

from drivesphere.domain.demand import Outlook
from drivesphere.domain.errors import Rejected
from drivesphere.domain.policy import Policy
from drivesphere.domain.window import Window
from drivesphere.kinds.events.demand import check, demands, stock
from drivesphere.kinds.events.facts import draw_up
from drivesphere.kinds.events.policy import DEFAULT_POLICY
from drivesphere.kinds.events.summary import otherwise

NOW = datetime(2026, 12, 1, 12, tzinfo=UTC)
EVENING = Window(NOW + timedelta(days=3), NOW + timedelta(days=3, hours=2))
FLOOR, BALCONY, BOX, STANDING = (ObjectId() for _ in range(4))
SECTIONS = [
    {"id": FLOOR, "name": "Floor", "price": 4_500, "capacity": 10},
    {"id": BALCONY, "name": "Balcony", "price": 3_000, "capacity": 6},
    {"id": BOX, "name": "Box", "price": 9_000, "capacity": 4},
    {"id": STANDING, "name": "Standing", "price": 1_000, "capacity": 50},
]


def event(**changes: Any) -> dict[str, Any]:
    stated = {"title": "Late Set", "starts_at": EVENING.starts_at, "ends_at": EVENING.ends_at, "sections": SECTIONS}
    return draw_up(stated | changes) | {"_id": ObjectId()}


def basket(*lines: tuple[ObjectId, int]) -> dict[str, Any]:
    return {"lines": [{"section_id": section, "quantity": quantity} for section, quantity in lines]}


def refused_by(policy: Policy, *lines: tuple[ObjectId, int], now: datetime = NOW, **changes: Any) -> Rejected:
    with pytest.raises(Rejected) as refused:
        check(policy, demands(event(**changes), basket(*lines)), now)
    return refused.value


def test_every_section_is_an_inventory_of_its_own() -> None:
    published = event()

    brought = stock(published)

    assert [(s.inventory_id, s.capacity) for s in brought] == [(str(s["id"]), s["capacity"]) for s in SECTIONS]
    assert {s.listing_id for s in brought} == {str(published["_id"])}


def test_new_sections_get_ids_and_known_ones_keep_theirs() -> None:
    drawn = draw_up({"title": "Late Set", "sections": [SECTIONS[0], {"name": "Bar", "price": 0, "capacity": 9}]})

    assert drawn["sections"][0]["id"] == FLOOR
    assert isinstance(drawn["sections"][1]["id"], ObjectId)


@pytest.mark.parametrize(
    ("stated", "field"),
    [
        ({"sections": []}, "sections"),
        ({"sections": [SECTIONS[0], SECTIONS[1] | {"capacity": 0}]}, "sections"),
        ({"sections": [SECTIONS[0] | {"price": -1}]}, "sections"),
        ({"ends_at": EVENING.starts_at}, "ends_at"),
        ({"ends_at": None}, "ends_at"),
        ({"starts_at": None}, "ends_at"),
    ],
)
def test_what_nobody_could_book_is_refused_to_its_organiser(stated: dict[str, Any], field: str) -> None:
    with pytest.raises(Rejected) as refused:
        event(**stated)

    assert list(refused.value.errors) == [field]


def test_a_basket_asks_for_each_line_for_the_time_of_the_event() -> None:
    asked = demands(event(), basket((BALCONY, 2), (FLOOR, 1)))

    assert [(d.inventory_id, d.quantity, d.label, d.field) for d in asked] == [
        (str(BALCONY), 2, "Balcony", "lines.0.quantity"),
        (str(FLOOR), 1, "Floor", "lines.1.quantity"),
    ]
    assert {d.window for d in asked} == {EVENING}


def test_an_event_without_dates_is_asked_for_without_a_window_and_is_never_too_late() -> None:
    asked = demands(event(starts_at=None, ends_at=None), basket((FLOOR, 1)))

    check(DEFAULT_POLICY, asked, NOW + timedelta(days=10_000))

    assert [d.window for d in asked] == [None]


def test_the_limit_is_for_all_lines_together_and_the_one_that_goes_over_it_is_named() -> None:
    refused = refused_by(Policy(quantity_limit=4), (FLOOR, 2), (BALCONY, 2), (BOX, 1), (STANDING, 9))

    assert (refused.code, list(refused.errors)) == ("too_many", ["lines.2.quantity"])


def test_exactly_the_limit_is_allowed() -> None:
    check(DEFAULT_POLICY, demands(event(), basket((FLOOR, 6), (BALCONY, 4))), NOW)

    assert refused_by(DEFAULT_POLICY, (FLOOR, 7), (BALCONY, 4)).code == "too_many"


def test_an_event_can_be_booked_until_it_begins() -> None:
    check(DEFAULT_POLICY, demands(event(), basket((FLOOR, 1))), EVENING.starts_at)

    refused = refused_by(DEFAULT_POLICY, (FLOOR, 1), now=EVENING.starts_at + timedelta(microseconds=1))
    assert (refused.code, list(refused.errors)) == ("too_soon", ["starts_at"])
    assert refused.detail == "Places could be booked until 2026-12-04 12:00 UTC."


def test_an_organiser_may_close_the_sale_earlier_and_open_it_later() -> None:
    closed = refused_by(Policy(lead_time_minutes=3 * 24 * 60 + 1), (FLOOR, 1))
    not_open = refused_by(Policy(horizon_days=2), (FLOOR, 1))

    assert (closed.code, closed.detail) == ("too_soon", "Places could be booked until 2026-12-01 11:59 UTC.")
    assert (not_open.code, not_open.detail) == ("too_far_ahead", "Places can be booked from 2026-12-02 12:00 UTC on.")


# ------------------------------------------------------------------------------------------ alternatives


def offers(wanted: dict[str, Any], **left: int) -> list[list[tuple[str, int]]]:
    """What is offered for `wanted`, by the names of the sections, when so much is left of each."""
    names = {each["id"]: each["name"] for each in SECTIONS}
    places = {str(section): left[name] for section, name in names.items() if name in left}
    found = otherwise(event(), wanted, Outlook(EVENING, places=places))
    return [[(names[line["section_id"]], line["quantity"]) for line in each["lines"]] for each in found]


def test_other_sections_with_room_are_offered_the_least_difference_in_price_first() -> None:
    found = offers(basket((FLOOR, 2)), Floor=1, Balcony=2, Box=4, Standing=50)

    assert found == [[("Balcony", 2)], [("Standing", 2)], [("Box", 2)]]


def test_a_section_with_too_little_room_is_not_offered() -> None:
    assert offers(basket((FLOOR, 3)), Floor=0, Balcony=2, Box=2, Standing=3) == [[("Standing", 3)]]


def test_only_the_lines_that_are_short_move_and_never_onto_one_another() -> None:
    found = offers(basket((FLOOR, 2), (BALCONY, 1)), Floor=0, Balcony=6, Box=4, Standing=0)

    assert found == [[("Box", 2), ("Balcony", 1)]]


def test_two_short_lines_both_move() -> None:
    found = offers(basket((FLOOR, 2), (BALCONY, 1)), Floor=0, Balcony=0, Box=4, Standing=50)

    assert found == [[("Standing", 2), ("Box", 1)], [("Box", 2), ("Standing", 1)]]


def test_a_basket_of_which_one_line_has_no_room_anywhere_is_not_offered() -> None:
    assert offers(basket((FLOOR, 2), (BALCONY, 1)), Floor=0, Balcony=0, Box=0, Standing=50) == []


def test_nothing_else_is_offered_for_what_has_room_by_now() -> None:
    assert offers(basket((FLOOR, 2)), Floor=2, Balcony=6, Box=4, Standing=50) == []
