"""Searching cars: every filter, every order, free dates, and what a purge makes fresh."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from bson import ObjectId
from pymongo import MongoClient

from drivesphere.domain import clock
from drivesphere.domain.errors import NotFound, Rejected, Unavailable
from drivesphere.domain.events import AvailabilityChanged, CatalogueChanged
from drivesphere.domain.geo import Point
from drivesphere.infra import cache
from drivesphere.kinds.cars import KIND as CARS
from drivesphere.kinds.cars.search import SORTS
from drivesphere.models import booking, inventory, listing
from drivesphere.services import listings
from tests.fleet import MIAMI, PORTLAND, bring, dates, row, the_car
from tests.profiler import Profiled
from tests.stage import Stage

MAX_TIME_EXPIRED = 50  # MongoDB's number of the error

SEATTLE = Point(47.6062, -122.3321)

TRUCK = {"vehicle_type": "truck", "fuel_type": "GASOLINE"}
HYBRID = {"vehicle_type": "car", "fuel_type": "HYBRID"}
GASOLINE = {"vehicle_type": "car", "fuel_type": "GASOLINE"}
VAN = {"vehicle_type": "van", "fuel_type": "DIESEL"}
FLEET = (
    row(),
    row(**TRUCK, make="Ford", model="F-150", year="2012", daily_rate_usd="80", rating="4.2"),
    row(**HYBRID, make="Toyota", model="Prius", year="2015", daily_rate_usd="40", rating=""),
    row(**MIAMI, **GASOLINE, make="Mercedes-Benz", model="C Class", daily_rate_usd="110"),
    row(**PORTLAND, **VAN, make="Citroën", model="Berlingo", year="2010", rating="3.5"),
)
TESLA, FORD, TOYOTA, MERCEDES, CITROEN = "Tesla", "Ford", "Toyota", "Mercedes-Benz", "Citroën"


@pytest.fixture
def fleet(stage: Stage, tmp_path: Path) -> Stage:
    bring(tmp_path, *FLEET)
    return stage


def find(**args: Any) -> tuple[list[dict[str, Any]], int]:
    rows, total = listings.search(CARS, {"page": 1, "page_size": 20, **args})
    return json.loads(rows), total


def makes(**args: Any) -> list[str]:
    return [car["make"] for car in find(**args)[0]]


@pytest.mark.parametrize(
    ("args", "expected"),
    [
        ({"city": "sEATTLE"}, {TESLA, FORD, TOYOTA}),
        ({"city": " Seattle "}, {TESLA, FORD, TOYOTA}),
        ({"city": "Seattle", "state": "or"}, set()),
        ({"state": "or"}, {CITROEN}),
        ({"make": "mercedes benz"}, {MERCEDES}),
        ({"vehicle_type": "car"}, {TOYOTA, MERCEDES}),
        ({"fuel": "diesel"}, {CITROEN}),
        ({"year_min": 2015}, {TESLA, TOYOTA, MERCEDES}),
        ({"price_min": 8_000, "price_max": 11_000}, {FORD, MERCEDES}),
        ({"rating_min": 4.5}, {TESLA, MERCEDES}),
        ({"q": "tes sea"}, {TESLA}),
        ({"q": "SEA mod"}, {TESLA}),
        ({"q": "f150"}, {FORD}),
        ({"q": "F-150"}, {FORD}),
        ({"q": "citroen"}, {CITROEN}),
        ({"q": "ruck"}, set()),
        ({"q": "(a+)+$"}, set()),
        ({"q": ".*"}, {TESLA, FORD, TOYOTA, MERCEDES, CITROEN}),
        ({"near": SEATTLE}, {TESLA, FORD, TOYOTA}),
        ({"near": SEATTLE, "radius_km": 300}, {TESLA, FORD, TOYOTA, CITROEN}),
        ({"near": SEATTLE, "radius_km": 300, "sort": "price", "fuel": "diesel"}, {CITROEN}),
        ({"near": SEATTLE, "radius_km": 1}, set()),
    ],
)
def test_a_filter_finds_exactly_its_cars(fleet: Stage, args: dict[str, Any], expected: set[str]) -> None:
    found, total = find(**args)

    assert {car["make"] for car in found} == expected
    assert total == len(expected)


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("price", [TOYOTA, FORD, MERCEDES, TESLA]),
        ("-price", [TESLA, MERCEDES, FORD, TOYOTA]),
        ("rating", [FORD, MERCEDES, TESLA, TOYOTA]),
        ("-rating", [TESLA, MERCEDES, FORD, TOYOTA]),
        ("year", [FORD, TOYOTA, TESLA, MERCEDES]),
        ("-year", [TESLA, MERCEDES, TOYOTA, FORD]),
    ],
)
def test_a_sort_gives_its_order_and_cars_without_rating_come_last(fleet: Stage, sort: str, expected: list[str]) -> None:
    tie_breaker = {"rating": 5.0, "year": 2020 if sort == "-year" else 2018}
    listing.collection().update_one({"make": TESLA}, {"$set": tie_breaker})
    listing.collection().delete_one({"make": CITROEN})

    assert makes(sort=sort) == expected


def test_the_nearest_come_first_with_their_distance(fleet: Stage) -> None:
    found, _ = find(near=Point(45.52, -122.67), radius_km=400, sort="distance")

    assert found[0]["make"] == CITROEN
    assert found[0]["distance_km"] == pytest.approx(0.6, abs=0.1)
    assert [car["distance_km"] for car in found] == sorted(car["distance_km"] for car in found)


def test_pages_are_stable_and_meet_without_gap_or_overlap(stage: Stage, tmp_path: Path) -> None:
    bring(tmp_path, *[row() for _ in range(25)])

    for sort in (*SORTS, "distance"):
        near = {"near": SEATTLE} if sort == "distance" else {}
        pages = [find(sort=sort, page=page, page_size=10, **near)[0] for page in (1, 2, 3, 4)]
        assert [len(page) for page in pages] == [10, 10, 5, 0]
        assert len({car["id"] for page in pages for car in page}) == 25


def test_with_dates_only_free_cars_are_found_each_with_its_quote(fleet: Stage) -> None:
    tesla = the_car(make=TESLA)["_id"]
    fleet.hold(tesla, day=10, days=2)

    found, total = find(city="Seattle", **dates(day=11, days=1))

    assert {car["make"] for car in found} == {FORD, TOYOTA}
    assert total == 2
    assert all(car["quote"]["days"] == 1 and car["quote"]["total"]["amount"] > 0 for car in found)


def test_a_car_is_free_again_only_after_its_turnaround_buffer(fleet: Stage) -> None:
    fleet.hold(the_car(make=TESLA)["_id"], day=10, days=1)
    end = dates(day=11)["starts_at"]

    for pause, is_free in ((timedelta(minutes=59), False), (timedelta(minutes=60), True)):
        wanted = {"starts_at": end + pause, "ends_at": end + pause + timedelta(days=1)}
        assert (TESLA in makes(city="Seattle", **wanted)) is is_free


def test_a_lapsed_hold_hides_no_car(fleet: Stage) -> None:
    tesla = the_car(make=TESLA)["_id"]
    fleet.hold(tesla)
    past = clock.now() - timedelta(seconds=1)
    inventory.collection().update_one({"_id": tesla}, {"$set": {"claims.0.until": past}})

    assert TESLA in makes(city="Seattle", **dates(day=10, days=1))


def test_a_car_whose_own_policy_refuses_the_dates_is_not_shown(fleet: Stage) -> None:
    listing.collection().update_one({"make": TESLA}, {"$set": {"policy": {"shortest_minutes": 5 * 24 * 60}}})
    listing.collection().update_one({"make": FORD}, {"$set": {"policy": {"longest_days": 120}}})

    assert set(makes(city="Seattle", **dates(days=3))) == {FORD, TOYOTA}
    assert makes(city="Seattle", **dates(days=100)) == [FORD]


@pytest.mark.parametrize(
    ("day", "days", "code"),
    [(-2, 1, "too_soon"), (10, -1, "window_reversed"), (10, 100, "window_too_long"), (10, 400, "window_too_long"),
     (360, 20, "too_far_ahead"), (9_000, 1, "too_far_ahead")],
)  # fmt: skip
def test_dates_that_nobody_could_book_are_explained(fleet: Stage, day: int, days: int, code: str) -> None:
    with pytest.raises(Rejected) as refused:
        find(**dates(day=day, days=days))

    assert refused.value.code == code
    assert refused.value.errors.keys() <= {"starts_at", "ends_at"}


def test_unpublished_cars_are_neither_found_nor_shown(fleet: Stage) -> None:
    tesla = the_car(make=TESLA)["_id"]
    listing.collection().update_one({"_id": tesla}, {"$set": {"visibility": "paused"}})

    assert TESLA not in makes()
    for unknown in (tesla, ObjectId()):
        with pytest.raises(NotFound):
            listings.detail(CARS, unknown, {})


def test_a_detail_has_the_shape_of_a_list_item_and_a_quote_for_dates(fleet: Stage) -> None:
    [item], _ = find(make=TESLA)

    assert listings.detail(CARS, ObjectId(item["id"]), {}) == item
    assert listings.detail(CARS, ObjectId(item["id"]), dates(days=2))["quote"]["days"] == 2


def test_a_booking_in_seattle_makes_seattle_fresh_and_leaves_miami_cached(fleet: Stage) -> None:
    wanted = dates()
    assert len(makes(city="Seattle", **wanted)) == 3
    assert len(makes(city="Miami", **wanted)) == 1
    take_everything_unseen()

    cache.purge([AvailabilityChanged("cars", "0" * 24, "WA", "Seattle", owner_id="1" * 24)])

    assert makes(city="SEATTLE", state="wa", **wanted) == []
    assert makes(city="Seattle", **wanted) == []
    assert makes(state="WA", **wanted) == []
    assert makes(city="Miami", **wanted) == [MERCEDES]


def test_a_booking_leaves_searches_without_dates_cached_and_the_catalogue_purges_them(fleet: Stage) -> None:
    before = makes(city="Miami")
    listing.collection().update_many({}, {"$set": {"make": "Renamed"}})

    cache.purge([AvailabilityChanged("cars", "0" * 24, "FL", "Miami", owner_id="1" * 24)])
    assert makes(city="Miami") == before

    cache.purge([CatalogueChanged("cars")])
    assert makes(city="Miami") == ["Renamed"]


def take_everything_unseen() -> None:
    """Claim every car for ever without telling the cache."""
    claim = {"booking_id": ObjectId(), "starts_us": 0, "ends_us": 2**60, "until": None}
    inventory.collection().update_many({}, {"$push": {"claims": claim}})


def test_a_real_hold_is_seen_by_the_next_search(fleet: Stage) -> None:
    wanted = dates(day=10, days=1)
    assert TESLA in makes(city="Seattle", **wanted)

    fleet.hold(the_car(make=TESLA)["_id"], day=10)

    assert booking.collection().count_documents({}) == 1
    assert TESLA not in makes(city="Seattle", **wanted)


def test_a_search_that_takes_too_long_is_unavailable(fleet: Stage, root: MongoClient[Any]) -> None:
    namespace = listing.collection().full_name
    fail = {"errorCode": MAX_TIME_EXPIRED, "failCommands": ["aggregate"], "namespace": namespace}
    root.admin.command("configureFailPoint", "failCommand", mode={"times": 1}, data=fail)

    with pytest.raises(Unavailable):
        find(city="Seattle")


def test_every_query_of_a_search_is_bounded_to_a_second(fleet: Stage, profiled: Profiled) -> None:
    with profiled() as statements:
        find(**dates())
        find(near=SEATTLE, **dates())

    searches = [each["command"] for each in statements if each["op"] in ("query", "command")]
    bounds = [command["maxTimeMS"] for command in searches if {"find", "aggregate"} & command.keys()]
    assert len(bounds) == 8
    assert all(0 < bound <= 1_000 for bound in bounds)
