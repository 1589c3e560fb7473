"""What the demo owner publishes: once each, four weeks ahead, by the clock of the place."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from drivesphere import kinds
from drivesphere.domain import clock
from drivesphere.embedded.demo_logins import DEMO
from drivesphere.models import inventory, listing
from drivesphere.services import demo, demo_listings, listings
from tests.stage import Stage, section

MONDAY_NOON = datetime(2026, 11, 23, 20, tzinfo=UTC)  # noon in Seattle
FRIDAY = 4
SERIES: dict[str, Any] = {
    "slug": "late-set",
    "repeats": {"weekday": FRIDAY, "weeks": [0, 1, 2, 3], "at": "20:30", "minutes": 150},
    "title": "Late Set",
    "venue": "The Lantern Room",
    "city": "Seattle",
    "state": "WA",
    "time_zone": "America/Los_Angeles",
    "sections": [section("Floor", 4_500, 12)],
    "policy": {"quantity_limit": 4},
}


def seed(stage: Stage) -> None:
    """Make the demo accounts."""
    passwords = {f"{name.lower()}@{demo.DOMAIN}": f"{name}-has-a-demo-password" for _, name in demo.PEOPLE}
    demo.seed_demo(passwords, settings=stage.settings)


@pytest.fixture
def folder(stage: Stage, tmp_path: Path) -> Iterator[Path]:
    """A folder for demo files, at a Monday's noon in Seattle, with the demo accounts made."""
    seed(stage)
    with clock.frozen(MONDAY_NOON):
        yield tmp_path


def publish(folder: Path, *entries: dict[str, Any]) -> dict[str, int]:
    (folder / "events.json").write_text(json.dumps(entries), encoding="utf-8")
    return demo_listings.publish_demo(folder)


def starts() -> list[datetime]:
    zone = ZoneInfo("America/Los_Angeles")
    return [row["starts_at"].astimezone(zone) for row in listing.collection().find().sort("starts_at", 1)]


def test_a_series_is_published_four_weeks_ahead_by_the_clock_of_its_place(folder: Path) -> None:
    assert publish(folder, SERIES) == {"events": 4}

    assert [f"{start:%a %d %b, %H:%M}" for start in starts()] == [
        "Fri 27 Nov, 20:30",
        "Fri 04 Dec, 20:30",
        "Fri 11 Dec, 20:30",
        "Fri 18 Dec, 20:30",
    ]


def test_a_second_start_publishes_nothing_and_a_later_one_what_is_new(folder: Path) -> None:
    publish(folder, SERIES)

    again = publish(folder, SERIES)
    with clock.frozen(MONDAY_NOON + timedelta(days=8)):
        later = publish(folder, SERIES)

    assert (again, later) == ({"events": 0}, {"events": 1})
    assert len(starts()) == 5


def test_what_the_owner_has_made_of_it_since_stays(folder: Path) -> None:
    publish(folder, SERIES)
    changed = {"visibility": "retired", "title": "Cancelled"}
    listing.collection().update_many({}, {"$set": changed})

    publish(folder, SERIES)

    assert {(row["visibility"], row["title"]) for row in listing.collection().find()} == {("retired", "Cancelled")}


def test_a_series_takes_place_in_its_weeks_of_the_cycle_only(folder: Path) -> None:
    in_weeks = [{**SERIES, "slug": str(w), "repeats": SERIES["repeats"] | {"weeks": [w]}} for w in range(4)]

    assert publish(folder, *in_weeks) == {"events": 4}

    assert len({start.date() for start in starts()}) == 4
    with clock.frozen(MONDAY_NOON + timedelta(weeks=4)):
        assert publish(folder, *in_weeks) == {"events": 4}


def test_what_has_begun_today_is_not_published(folder: Path) -> None:
    today = SERIES | {"repeats": SERIES["repeats"] | {"weekday": 0, "at": "11:59"}}

    publish(folder, today)

    assert f"{starts()[0]:%a %d %b}" == "Mon 30 Nov"


def test_an_evening_keeps_its_time_over_a_change_of_the_clocks(folder: Path) -> None:
    with clock.frozen(datetime(2027, 3, 8, 20, tzinfo=UTC)):  # the clocks go forward on the 14th
        publish(folder, SERIES)

    assert {f"{start:%H:%M}" for start in starts()} == {"20:30"}
    assert {start.utcoffset() for start in starts()} == {timedelta(hours=-8), timedelta(hours=-7)}
    lengths = {row["ends_at"] - row["starts_at"] for row in listing.collection().find()}
    assert lengths == {timedelta(minutes=150)}


def test_an_entry_that_does_not_repeat_is_published_once(folder: Path) -> None:
    single = {field: value for field, value in SERIES.items() if field != "repeats"}

    first, again = publish(folder, single), publish(folder, single)

    assert (first, again) == ({"events": 1}, {"events": 0})


def test_everything_belongs_to_the_demo_owner_and_can_be_booked(folder: Path) -> None:
    publish(folder, SERIES)

    rows = list(listing.collection().find())
    assert {(row["owner_id"], row["owner_name"]) for row in rows} == {(demo.owner()["_id"], "Omar")}
    sections = [each["id"] for row in rows for each in row["sections"]]
    assert inventory.collection().count_documents({"_id": {"$in": sections}, "remaining": 12}) == 4


def test_a_folder_without_files_publishes_nothing(folder: Path) -> None:
    assert demo_listings.publish_demo(folder) == {}


def test_the_demo_of_the_product_can_be_found_in_the_shape_that_its_kinds_declare(stage: Stage) -> None:
    seed(stage)

    published = demo_listings.publish_demo(DEMO)

    assert published["events"] > 50
    for name in published:
        kind = kinds.get(name)
        rows, total = listings.search(kind, {"page": 1, "page_size": 100})
        assert total == published[name]
        for row in json.loads(rows):
            kind.views.find.gives().load(row)


def test_the_demo_has_events_in_many_cities_some_free_and_some_for_one_booking_each(stage: Stage) -> None:
    series = json.loads((DEMO / "events.json").read_text(encoding="utf-8"))

    assert {"Seattle", "Portland", "San Francisco", "Chicago", "New York"} <= {each["city"] for each in series}
    assert len({each["slug"] for each in series}) == len(series) >= 24
    assert any(all(section["price"] == 0 for section in each["sections"]) for each in series)
    assert any(each["policy"].get("one_per_client") for each in series)
