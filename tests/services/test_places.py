"""Completing a city's name, and where the cars of a search stand."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest

from drivesphere.domain.errors import Rejected
from drivesphere.domain.events import CatalogueChanged
from drivesphere.domain.geo import Point
from drivesphere.infra import cache
from drivesphere.kinds.cars import KIND as CARS
from drivesphere.models import listing
from drivesphere.services import listings
from drivesphere.services import places as places_service
from drivesphere.services.places import MOST_PLACES, places
from tests.fleet import MIAMI, PORTLAND, bring, dates, row, the_car
from tests.stage import Stage

pytestmark = pytest.mark.usefixtures("stage")


def test_a_place_has_cars_centre_and_time_zone(tmp_path: Path) -> None:
    bring(tmp_path, row(latitude="47.4", longitude="-122.2"), row(latitude="47.6", longitude="-122.4"), row(**MIAMI))

    [seattle] = places("cars", "sea")

    assert (seattle["city"], seattle["state"], seattle["cars"]) == ("Seattle", "WA", 2)
    assert seattle["location"] == {"lat": 47.5, "lng": -122.3}
    assert seattle["time_zone"] == "America/Los_Angeles"


def test_cities_with_most_cars_come_first_and_one_name_in_two_states_is_two_places(tmp_path: Path) -> None:
    maine = row(city="Portland", state="ME", latitude="43.66", longitude="-70.26")
    bring(tmp_path, row(**PORTLAND), maine, maine, row())

    assert [each["city"] + each["state"] for each in places("cars", " PORT ")] == ["PortlandME", "PortlandOR"]
    assert [each["city"] for each in places("cars", "")] == ["Portland", "Portland", "Seattle"]


@pytest.mark.parametrize("typed", ["eattle", ".*", "^S", "$ne", "sea\\"])
def test_only_the_beginning_of_a_name_counts_and_patterns_mean_nothing(tmp_path: Path, typed: str) -> None:
    bring(tmp_path, row())

    assert places("cars", typed) == []


def test_at_most_twenty_places_are_offered(tmp_path: Path) -> None:
    bring(tmp_path, *[row(city=f"Town {number}") for number in range(25)])

    assert len(places("cars", "town")) == MOST_PLACES


def test_cars_that_are_taken_down_leave_their_place_once_the_catalogue_is_purged(tmp_path: Path, stage: Stage) -> None:
    bring(tmp_path, row())
    places("cars", "sea")
    listing.collection().update_many({}, {"$set": {"visibility": "retired"}})

    assert len(places("cars", "sea")) == 1
    cache.purge([CatalogueChanged("cars")])
    assert places("cars", "sea") == []


SEATTLE = {"city": "Seattle", "state": "WA"}
FLEET = (
    row(daily_rate_usd="90", latitude="47.404", longitude="-122.204"),
    row(daily_rate_usd="60", latitude="47.602", longitude="-122.402"),
    row(daily_rate_usd="70", **MIAMI),
)


def on_map(**args: Any) -> dict[str, Any]:
    return places_service.on_map(CARS, args)


def listed(**args: Any) -> list[dict[str, Any]]:
    rows, _ = listings.search(CARS, {"page": 1, "page_size": 100, **args})
    found: list[dict[str, Any]] = json.loads(rows)
    return found


def lowest(cars: list[dict[str, Any]]) -> dict[tuple[str, str], int]:
    """The lowest total of each city, as the list shows it."""
    totals: dict[tuple[str, str], list[int]] = {}
    for car in cars:
        totals.setdefault((car["city"], car["state"]), []).append(car["quote"]["total"]["amount"])
    return {city: min(found) for city, found in totals.items()}


def test_a_map_has_an_entry_for_each_city_with_centre_number_and_lowest_rate(tmp_path: Path) -> None:
    bring(tmp_path, *FLEET)

    shown = on_map()

    assert (shown["total"], shown["left_out"]) == (3, 0)
    seattle, miami = shown["places"]
    assert seattle == SEATTLE | {
        "cars": 2,
        "location": {"lat": 47.5, "lng": -122.3},
        "lowest_daily_rate": {"amount": 6_000, "currency": "USD"},
        "lowest_total": None,
    }
    assert (miami["city"], miami["cars"], miami["lowest_daily_rate"]["amount"]) == ("Miami", 1, 7_000)


RULES: tuple[list[dict[str, Any]] | None, ...] = (
    None,
    [],
    [{"id": "w", "rule": "weekday", "weekdays": [0, 1, 2, 3, 4, 5, 6], "basis_points": -4_000}],
    [{"id": "a", "rule": "weekday", "weekdays": [5, 6], "amount": 1_900}],
    [{"id": "l", "rule": "length", "at_least": 3, "amount": 25_000}],
    [{"id": "l", "rule": "length", "at_least": 3, "basis_points": 9_999}],
)


@pytest.mark.parametrize("days", [1, 3, 8, 30])
def test_the_lowest_total_is_that_of_the_list_whatever_rules_owners_have(tmp_path: Path, days: int) -> None:
    rates = [str(rate) for rate in (35, 36, 61, 62, 90, 250)]
    bring(tmp_path, *(row(daily_rate_usd=rate, **where) for where in (SEATTLE, MIAMI, PORTLAND) for rate in rates))
    chosen = random.Random(days)
    for car in listing.collection().find():
        rules = chosen.choice(RULES)
        pricing = {} if rules is None else {"rules": rules}
        listing.collection().update_one({"_id": car["_id"]}, {"$set": {"pricing": pricing}})
    cache.purge([CatalogueChanged("cars")])

    shown = on_map(**dates(days=days))

    totals = {(place["city"], place["state"]): place["lowest_total"]["amount"] for place in shown["places"]}
    assert totals == lowest(listed(**dates(days=days)))
    assert len(totals) == 3


def test_a_map_counts_what_the_search_finds(tmp_path: Path, stage: Stage) -> None:
    bring(tmp_path, *FLEET)
    stage.hold(the_car(city="Miami")["_id"], day=10, days=2)

    asked: list[dict[str, Any]] = [
        {"city": "seattle"},
        {"price_max": 6_500},
        {"near": Point(47.6, -122.3), "radius_km": 30},
        {"near": Point(47.6, -122.3), "radius_km": 1},
        {"q": "tes"},
        dates(day=11, days=1),
        dates(day=30),
    ]

    for args in asked:
        found = listed(**args)
        shown = on_map(**args)
        assert shown["total"] == sum(place["cars"] for place in shown["places"]) == len(found), args
        assert {place["city"] for place in shown["places"]} == {car["city"] for car in found}, args


def test_what_a_booking_takes_leaves_the_map_at_once(tmp_path: Path, stage: Stage) -> None:
    bring(tmp_path, *FLEET)
    args = {"city": "Miami", "state": "FL", **dates()}
    before = on_map(**args)["total"]

    stage.hold(the_car(city="Miami")["_id"], day=10, days=2)

    assert (before, on_map(**args)["total"]) == (1, 0)


def test_a_map_says_how_many_cities_it_leaves_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bring(tmp_path, *FLEET)
    monkeypatch.setattr(places_service, "MOST_ON_MAP", 1)

    shown = on_map()

    assert ([place["city"] for place in shown["places"]], shown["left_out"], shown["total"]) == (["Seattle"], 1, 3)


@pytest.mark.parametrize("limit", ["MOST_QUOTED", "MOST_LOOKED_AT"])
def test_totals_that_would_take_too_long_are_not_guessed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: str
) -> None:
    bring(tmp_path, *FLEET)
    monkeypatch.setattr(places_service, limit, 1)

    assert {place["lowest_total"] for place in on_map(**dates())["places"]} == {None}


def test_dates_that_nobody_could_book_are_refused_as_the_search_refuses_them(tmp_path: Path) -> None:
    bring(tmp_path, *FLEET)

    for wanted in (dates(day=-3), dates(days=400), dates(day=400)):
        with pytest.raises(Rejected) as of_list:
            listed(**wanted)
        with pytest.raises(Rejected) as of_map:
            on_map(**wanted)
        assert of_map.value.code == of_list.value.code
