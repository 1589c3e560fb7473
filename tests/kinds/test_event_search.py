"""What a client asks of the list of events, as filters: nothing that has begun, and the same ones for a minute."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from drivesphere.domain import clock
from drivesphere.kinds.events.facts import search_fields
from drivesphere.kinds.events.search import search

NOON = datetime(2026, 12, 1, 12, tzinfo=UTC)


def filters_at(moment: datetime, **args: Any) -> dict[str, Any]:
    with clock.frozen(moment):
        return dict(search(args).filters)


@pytest.mark.parametrize("seconds", [0, 1, 59.999_999])
def test_all_who_ask_within_a_minute_ask_the_same(seconds: float) -> None:
    assert filters_at(NOON + timedelta(seconds=seconds)) == filters_at(NOON)
    assert filters_at(NOON + timedelta(minutes=1)) != filters_at(NOON)


@pytest.mark.parametrize("seconds", [0, 1, 59.999_999])
def test_what_has_begun_is_never_asked_for(seconds: float) -> None:
    moment = NOON + timedelta(seconds=seconds)

    assert filters_at(moment)["starts_at"]["$not"]["$lt"] > moment


def test_bounds_of_the_start_stand_beside_it() -> None:
    found = filters_at(NOON, starts_from=NOON, starts_to=NOON + timedelta(days=7))

    assert found["starts_at"] == {
        "$gte": NOON,
        "$lt": NOON + timedelta(days=7),
        "$not": {"$lt": NOON + timedelta(minutes=1)},
    }


def test_a_place_is_compared_without_case_and_spaces() -> None:
    wanted = search({"city": "  New   YORK ", "state": "ny"})

    assert (wanted.filters["city_key"], wanted.filters["state"]) == ("new york", "NY")
    assert (wanted.city, wanted.state) == ("new york", "NY")


def test_the_quantity_is_no_filter_on_listings() -> None:
    assert search({"quantity": 4}).quantity == 4
    assert filters_at(NOON, quantity=4) == filters_at(NOON)


def test_a_free_section_is_found_by_any_price() -> None:
    assert filters_at(NOON, price_max=0)["price_from"] == {"$lte": 0}


def test_an_event_is_found_by_title_venue_and_city_and_its_cheapest_section() -> None:
    sections = [{"price": 4_500}, {"price": 3_000}]
    fields = search_fields({"title": "Café Late-Set", "venue": "Pier Hall", "city": "Seattle", "sections": sections})

    assert set(fields["words"]) == {"cafe", "late", "set", "lateset", "pier", "hall", "seattle"}
    assert (fields["price_from"], fields["city_key"], fields["is_dated"]) == (3_000, "seattle", False)


def test_an_event_may_have_no_place() -> None:
    fields = search_fields({"title": "Webinar", "sections": [{"price": 0}], "starts_at": NOON})

    assert (fields["words"], fields["city_key"], fields["is_dated"]) == (["webinar"], "", True)
