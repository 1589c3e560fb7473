"""Edits of a listing: whose, in which version, and what else happens with them."""

from __future__ import annotations

from typing import Any

import pytest
from bson import ObjectId

from drivesphere import kinds
from drivesphere.domain.errors import NotFound, Rejected, Stale
from drivesphere.models import audit_entry, listing
from drivesphere.services import listings
from drivesphere.services.editing import Edition, edit
from tests.stage import Stage

CARS = kinds.get("cars")


def cheaper(_: Any, car: dict[str, Any]) -> dict[str, Any]:
    return {"daily_rate": car["daily_rate"] - 1_000}


def edition(car: ObjectId, version: int = 1, **changes: Any) -> Edition:
    found = listing.collection().find_one({"_id": car})
    assert found is not None
    return Edition(CARS, car, changes.get("owner_id", found["owner_id"]), version)


def rate_of(car: ObjectId) -> tuple[int, int]:
    found = listing.collection().find_one({"_id": car})
    assert found is not None
    return found["daily_rate"], found["version"]


def test_an_edit_raises_the_version_and_leaves_an_entry_in_the_audit_trail(stage: Stage) -> None:
    car = stage.car()

    after = edit(edition(car), cheaper)

    [entry] = audit_entry.collection().find({"action": "edit_listing"})
    assert (rate_of(car), after["version"]) == ((9_000, 2), 2)
    assert entry["actor"] == f"owner:{after['owner_id']}"
    about = {"kind": "cars", "listing_id": str(car), "version": 2, "fields": ["daily_rate"]}
    assert entry["details"].items() >= about.items()


@pytest.mark.parametrize("version", [0, 2])
def test_an_edit_for_another_version_is_stale_and_writes_nothing(stage: Stage, version: int) -> None:
    car = stage.car()

    with pytest.raises(Stale):
        edit(edition(car, version), cheaper)

    assert rate_of(car) == (10_000, 1)
    assert audit_entry.collection().count_documents({}) == 0


def test_somebody_elses_listing_is_not_found_whatever_the_version(stage: Stage) -> None:
    car = stage.car()

    for version in (1, 2):
        with pytest.raises(NotFound):
            edit(edition(car, version, owner_id=stage.person("Ben", "owner")), cheaper)

    assert rate_of(car) == (10_000, 1)


def test_the_model_itself_tells_stale_from_not_found(stage: Stage) -> None:
    car = stage.car()
    owner = edition(car).owner_id

    with pytest.raises(Stale):
        listing.edit(None, car, owner, 2, {"daily_rate": 1})
    with pytest.raises(NotFound):
        listing.edit(None, car, ObjectId(), 1, {"daily_rate": 1})

    assert rate_of(car) == (10_000, 1)


def test_what_is_refused_on_the_way_is_not_written(stage: Stage) -> None:
    car = stage.car()

    def regret(session: Any, before: dict[str, Any]) -> dict[str, Any]:
        listing.edit(session, car, before["owner_id"], before["version"], {"daily_rate": 1})
        raise Rejected("No.")

    with pytest.raises(Rejected):
        edit(edition(car), regret)

    assert rate_of(car) == (10_000, 1)


def test_the_next_search_and_the_next_look_show_what_was_edited(stage: Stage) -> None:
    car, page = stage.car(), {"page": 1, "page_size": 20}
    before, _ = listings.search(CARS, page)

    edit(edition(car), cheaper)

    after, _ = listings.search(CARS, page)
    assert (b'"amount":10000' in before, b'"amount":9000' in after) == (True, True)
    assert listings.detail(CARS, car, {})["daily_rate"]["amount"] == 9_000
