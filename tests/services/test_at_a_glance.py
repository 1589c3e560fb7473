"""The figures of the home page: what is there, what was booked, and what the auditor found twice."""

from __future__ import annotations

from pathlib import Path

from bson import ObjectId

from drivesphere.domain.events import CatalogueChanged
from drivesphere.infra import cache, redis
from drivesphere.models import booking
from drivesphere.services import at_a_glance
from drivesphere.services.verification import watch
from tests.fleet import MIAMI, bring, row, the_car
from tests.profiler import Profiled, scans
from tests.stage import Stage


def anew() -> dict[str, object]:
    """The figures, not those of the cache."""
    redis.main().call(lambda client: client.flushdb())
    return at_a_glance.read()


def test_listings_are_counted_by_kind_and_cities_once(stage: Stage, tmp_path: Path) -> None:
    bring(tmp_path, row(), row(), row(**MIAMI))
    stage.event()
    stage.room()
    stage.car(visibility="paused", city="Nowhere", city_key="nowhere")

    found = anew()

    assert found["listings"] == {"cars": 3, "events": 1, "time_slots": 1}
    assert found["cities"] == 2


def test_bookings_count_once_they_are_confirmed_and_as_long_as_they_are_not_cancelled(stage: Stage) -> None:
    for status in ("pending", "confirmed", "completed", "cancelled", "expired"):
        held = stage.hold(stage.car()).body["id"]
        booking.collection().update_one({"_id": ObjectId(held)}, {"$set": {"status": status}})

    assert anew()["bookings"] == 2


def test_before_the_auditor_has_looked_nothing_is_promised(stage: Stage) -> None:
    assert anew()["double_bookings"] is None


def test_what_the_auditor_found_twice_is_told_with_its_time(stage: Stage) -> None:
    stage.hold(stage.car())
    watch.run()
    looked_at = at_a_glance.instant(watch.latest()["at"])
    assert anew()["double_bookings"] == {"found": 0, "looked_at": looked_at}

    booking.collection().insert_one(booking.collection().find_one({}) | {"_id": ObjectId()})
    watch.run()

    assert anew()["double_bookings"]["found"] == 1  # type: ignore[index]


def test_the_figures_are_kept_for_a_while_whatever_is_booked(stage: Stage, tmp_path: Path) -> None:
    bring(tmp_path, row())
    before = at_a_glance.read()
    bring(tmp_path, row(), row(**MIAMI))
    cache.purge([CatalogueChanged("cars")])

    assert at_a_glance.read() == before


def test_nothing_is_read_but_indexes(stage: Stage, tmp_path: Path, profiled: Profiled) -> None:
    bring(tmp_path, *[row() for _ in range(30)])
    stage.hold(the_car()["_id"])

    with profiled() as seen:
        anew()

    assert scans(seen) == []
    counted = [each for each in seen if each["ns"].endswith((".listings", ".bookings"))]
    assert counted
    assert {each["docsExamined"] for each in counted} == {0}
