"""What needs no If-Match heeds one that is sent: with a tag that is out of date nothing is written."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest
from bson import ObjectId
from werkzeug.test import TestResponse

from drivesphere import kinds
from drivesphere.models import audit_entry, block, inventory, listing, photo_file
from tests.api.desk import API, Desk, Person
from tests.photos import picture
from tests.stage import span

ACTS = ("publish", "pause", "retire")


@pytest.fixture
def omar(desk: Desk) -> Person:
    return desk.sign_in("Omar", "owner")


def stored() -> list[list[dict[str, Any]]]:
    """All that these changes write."""
    models = (listing, block, inventory, photo_file, audit_entry)
    return [list(model.collection().find({"outcome": {"$ne": "refused"}}).sort("_id", 1)) for model in models]


def put_up(owner: Person, kind: str = "cars") -> str:
    """A listing that was edited since its owner has read version 1: it is at 2, and published."""
    made = owner.post(f"/owner/{kinds.get(kind).path}", kinds.get(kind).editing.asked).json["id"]
    owner.post(f"/owner/{kinds.get(kind).path}/{made}/publish")
    return str(made)


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("kind", sorted(kinds.registry()))
def test_a_listing_is_shown_otherwise_in_the_version_that_was_read(omar: Person, kind: str, act: str) -> None:
    path = f"/owner/{kinds.get(kind).path}/{put_up(omar, kind)}/{act}"
    before = stored()

    stale = omar.post(path, If_Match='"1"')
    written = stored() != before
    odd = omar.post(path, If_Match="1")
    fresh = omar.post(path, If_Match='"2"')

    assert (stale.status_code, stale.json["code"], written) == (412, "precondition_failed", False)
    assert (odd.status_code, list(odd.json["errors"])) == (400, ["If-Match"])
    assert fresh.status_code == 200


def upload(owner: Person, car: str, tag: str) -> TestResponse:
    headers = {"Authorization": f"Bearer {owner.token}", "If-Match": tag}
    form = {"photo": (io.BytesIO(picture()), "front.jpg")}
    return owner.app.test_client().post(f"{API}/owner/listings/{car}/photos", data=form, headers=headers)


def add(owner: Person, car: str, _: str, tag: str) -> TestResponse:
    return upload(owner, car, tag)


def arrange(owner: Person, car: str, photo: str, tag: str) -> TestResponse:
    return owner.patch(f"/owner/listings/{car}/photos", {"order": [photo]}, If_Match=tag)


def describe(owner: Person, car: str, photo: str, tag: str) -> TestResponse:
    return owner.patch(f"/owner/listings/{car}/photos/{photo}", {"caption": "Left"}, If_Match=tag)


def take_down(owner: Person, car: str, photo: str, tag: str) -> TestResponse:
    return owner.delete(f"/owner/listings/{car}/photos/{photo}", If_Match=tag)


@pytest.mark.parametrize("change", [add, arrange, describe, take_down])
def test_photos_are_changed_in_the_version_that_was_read(
    omar: Person, change: Callable[[Person, str, str, str], TestResponse]
) -> None:
    car = put_up(omar)
    photo = upload(omar, car, '"2"').json["id"]
    before = stored()

    stale = change(omar, car, photo, '"2"')
    written = stored() != before
    fresh = change(omar, car, photo, '"3"')

    assert (stale.status_code, stale.json["code"], written) == (412, "precondition_failed", False)
    assert fresh.status_code in (200, 201)


def test_a_block_ends_in_the_version_that_was_read(omar: Person) -> None:
    car = put_up(omar)
    wanted = {name: at.isoformat() for name, at in span(10).items()} | {"reason": "own_use"}
    path = f"/owner/listings/{car}/blocks/{omar.post(f'/owner/listings/{car}/blocks', wanted).json['id']}"
    omar.patch(path, {"note": "Brakes"}, If_Match='"1"')
    before = stored()

    stale = omar.delete(path, If_Match='"1"')
    unknown = omar.delete(f"/owner/listings/{car}/blocks/{ObjectId()}", If_Match='"1"')
    written = stored() != before
    fresh = omar.delete(path, If_Match='"2"')

    assert (stale.status_code, unknown.status_code, written) == (412, 404, False)
    assert (fresh.status_code, inventory.collection().find_one({"_id": ObjectId(car)})["claims"]) == (204, [])
