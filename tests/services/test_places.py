"""Completing a city's name."""

from __future__ import annotations

from pathlib import Path

import pytest

from drivesphere.domain.events import CatalogueChanged
from drivesphere.infra import cache
from drivesphere.models import listing
from drivesphere.services.places import MOST_PLACES, places
from tests.fleet import MIAMI, PORTLAND, bring, row
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
