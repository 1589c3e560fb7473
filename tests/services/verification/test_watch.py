"""The auditor on duty: when it looks, what it keeps, and whose sales it stops."""

from __future__ import annotations

from typing import Any

import pytest
from bson import ObjectId

from drivesphere.domain.errors import Conflict, NotFound, SalesStopped
from drivesphere.kinds.cars import KIND
from drivesphere.models import audit_entry, heartbeat, inventory, listing, verification
from drivesphere.services import figures, health, listings, publishing
from drivesphere.services.verification import watch
from tests.stage import Stage

HOUR_MS = 3_600_000


def break_guard(*cars: ObjectId) -> None:
    inventory.collection().update_many({"_id": {"$in": list(cars)}}, {"$inc": {"claims_made": 1}})


def visibility_of(car: ObjectId) -> str:
    found = listing.collection().find_one({"_id": car})
    assert found is not None
    return str(found["visibility"])


def entries(action: str) -> list[dict[str, Any]]:
    return list(audit_entry.collection().find({"action": action}))


def test_it_looks_once_an_hour_whoever_asks(stage: Stage) -> None:
    assert [watch.run_due(), watch.run_due()] == [True, False]

    hour_later = [{"$set": {"at": {"$subtract": ["$at", HOUR_MS]}}}]
    heartbeat.collection().update_one({"_id": watch.NAME}, hour_later)

    assert watch.run_due()
    assert verification.collection().count_documents({}) == 2


def test_a_clean_look_is_told_to_admins_to_the_probe_and_to_prometheus(stage: Stage) -> None:
    stage.hold(stage.car())
    assert (watch.latest()["at"], health.check().verified_at) == (None, None)

    kept = watch.run()

    at = watch.latest()["at"]
    assert kept["is_clean"]
    assert watch.latest()["last_clean_at"] == health.check().verified_at == at
    present = figures.read().present
    [[_, clean_at]] = present["last_clean_verification_timestamp_seconds"]
    assert clean_at == at.timestamp()
    assert {broken for _, broken in present["invariants_broken"]} == {0}


def test_the_one_listing_that_breaks_a_rule_is_sold_no_more(stage: Stage) -> None:
    broken, sound = stage.car(), stage.car()
    break_guard(broken)

    kept = watch.run()

    assert (kept["is_clean"], kept["stopped"]) == (False, [broken])
    assert (visibility_of(broken), visibility_of(sound)) == ("paused", "published")
    with pytest.raises(NotFound):
        stage.hold(broken)
    assert stage.hold(sound).status == 201
    [entry] = entries("stop_sales")
    assert entry["actor"] == watch.ACTOR
    assert entry["details"] == {"listing_id": str(broken), "rules": ["I2"]}


def test_the_last_clean_look_is_remembered_behind_one_that_was_not(stage: Stage) -> None:
    clean_at = watch.run()["at"]
    break_guard(stage.car())
    watch.run()

    found = watch.latest()

    assert not found["is_clean"]
    assert abs((found["last_clean_at"] - clean_at).total_seconds()) < 0.001  # the database cuts to milliseconds


def test_a_stopped_listing_is_stopped_once_and_stays_out_of_the_catalogue(stage: Stage) -> None:
    car = stage.car()
    page = {"page": 1, "page_size": 20}
    assert listings.search(KIND, page)[1] == 1
    break_guard(car)

    stopped = [watch.run()["stopped"], watch.run()["stopped"]]

    assert stopped == [[car], []]
    assert len(entries("stop_sales")) == 1
    assert listings.search(KIND, page)[1] == 0


def test_what_earlier_looks_have_stopped_is_shown_until_it_is_resumed_or_taken_down(stage: Stage) -> None:
    omar = stage.omar
    first, second, third = (stage.car(owner_id=omar) for _ in range(3))
    for car in (first, second, third):
        break_guard(car)
        watch.run()
    inventory.collection().update_many({}, {"$set": {"claims_made": 0}})
    publishing.show(KIND, third, listing.RETIRED, owner_id=omar)
    watch.run()

    seen = watch.latest()

    assert (seen["is_clean"], seen["stopped"]) == (True, [])
    assert [each["id"] for each in seen["stopped_now"]] == [second, first]
    assert seen["stopped_now"][0].items() >= {"kind": "cars", "title": "Tesla Model X 2019", "rules": ["I2"]}.items()
    watch.resume(second, reason="Mended.", by=f"admin:{stage.person('Iris', 'admin')}")
    assert [each["id"] for each in watch.latest()["stopped_now"]] == [first]


def test_its_owner_cannot_open_it_again_and_may_take_it_down_for_good(stage: Stage) -> None:
    car = stage.car(owner_id=stage.omar)
    break_guard(car)
    watch.run()
    by = f"admin:{stage.person('Iris', 'admin')}"

    with pytest.raises(SalesStopped):
        publishing.show(KIND, car, listing.PUBLISHED, owner_id=stage.omar)

    assert publishing.show(KIND, car, listing.RETIRED, owner_id=stage.omar)["visibility"] == listing.RETIRED
    with pytest.raises(Conflict):
        watch.resume(car, reason="It is retired.", by=by)


def test_many_that_break_at_once_are_left_to_a_person(stage: Stage) -> None:
    cars = [stage.car() for _ in range(watch.MOST_STOPPED + 1)]
    break_guard(*cars)

    kept = watch.run()

    assert kept["stopped"] == []
    assert {visibility_of(car) for car in cars} == {"published"}


def test_a_rule_about_the_past_stops_no_sales(stage: Stage) -> None:
    car = stage.car()
    stage.hold(car)
    audit_entry.collection().delete_many({})

    kept = watch.run()

    assert not kept["is_clean"]
    assert visibility_of(car) == "published"


def test_an_admin_lets_it_be_sold_again_as_it_was(stage: Stage) -> None:
    car = stage.car(visibility="unlisted")
    break_guard(car)
    watch.run()
    by = f"admin:{stage.person('Iris', 'admin')}"

    watch.resume(car, reason="It was an import.", by=by)

    assert visibility_of(car) == "unlisted"
    [entry] = entries("resume_sales")
    assert (entry["actor"], entry["details"]["reason"]) == (by, "It was an import.")
    with pytest.raises(Conflict):
        watch.resume(car, reason="Again.", by=by)
    with pytest.raises(NotFound):
        watch.resume(ObjectId(), reason="What?", by=by)
