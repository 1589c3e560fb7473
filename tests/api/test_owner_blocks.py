"""Blocks over HTTP: shapes, refusals, who may."""

from __future__ import annotations

from typing import Any

import pytest
from bson import ObjectId

from drivesphere.models import block
from tests.api.desk import Desk, Person, wanted


@pytest.fixture
def omar(desk: Desk) -> Person:
    return desk.sign_in("Omar", "owner")


def blocking(**changes: Any) -> dict[str, Any]:
    return wanted(days=2, reason="own_use") | changes


def test_an_owner_blocks_a_car_finds_the_block_and_removes_it(desk: Desk, omar: Person) -> None:
    car = desk.car(owner_id=omar.id)

    made = omar.post(f"/owner/listings/{car}/blocks", blocking(note="Off to the coast"), Idempotency_Key="coast")

    own = made.headers["Location"].removeprefix("/api/v1")
    assert (made.status_code, made.json["note"]) == (201, "Off to the coast")
    assert omar.get(own).json == made.json
    assert omar.get(f"/owner/listings/{car}/blocks").json == [made.json]
    assert [omar.delete(own).status_code for _ in range(2)] == [204, 404]
    assert omar.get(own).status_code == 404


def test_a_repeated_key_gets_the_same_block_again(desk: Desk, omar: Person) -> None:
    path, body = f"/owner/listings/{desk.car(owner_id=omar.id)}/blocks", blocking()

    first, again = (omar.post(path, body, Idempotency_Key="coast") for _ in range(2))

    assert again.json == first.json
    assert again.headers["Idempotent-Replayed"] == "true"
    assert block.collection().count_documents({}) == 1


def test_a_block_over_a_hold_is_a_problem_that_names_the_hold(desk: Desk, omar: Person) -> None:
    car = desk.car(owner_id=omar.id)
    held = desk.sign_in().hold(car).json

    refused = omar.post(f"/owner/listings/{car}/blocks", blocking())

    assert (refused.status_code, refused.json["code"]) == (409, "in_the_way")
    [there] = refused.json["in_the_way"]
    assert (there["id"], there["type"], there["until"]) == (held["id"], "hold", held["expires_at"])
    assert omar.get(f"/owner/listings/{car}/blocks").json == []


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"reason": "holiday"}, "reason"),
        ({"reason": None}, "reason"),
        ({"ends_at": "2026-12-06T10:00:00"}, "ends_at"),
        ({"ends_at": "2001-01-01T00:00:00Z"}, "ends_at"),
        ({"note": "x" * 501}, "note"),
        ({"owner_id": str(ObjectId())}, "owner_id"),
    ],
)
def test_a_bad_block_is_refused_by_field_and_writes_nothing(
    desk: Desk, omar: Person, changes: dict[str, Any], field: str
) -> None:
    refused = omar.post(f"/owner/listings/{desk.car(owner_id=omar.id)}/blocks", blocking(**changes))

    assert (refused.status_code, list(refused.json["errors"])) == (422, [field])
    assert block.collection().count_documents({}) == 0


def test_another_owners_listing_and_a_missing_one_answer_alike(desk: Desk, omar: Person) -> None:
    theirs, missing = desk.car(), ObjectId()

    answers = [omar.post(f"/owner/listings/{each}/blocks", blocking()) for each in (theirs, missing)]

    assert [(answer.status_code, answer.json["detail"]) for answer in answers] == [
        (404, "There is no such listing.")
    ] * 2


def test_an_owner_moves_a_block_in_the_version_that_was_read(desk: Desk, omar: Person) -> None:
    car = desk.car(owner_id=omar.id)
    made = omar.post(f"/owner/listings/{car}/blocks", blocking(note="Off to the coast"))
    own, tag = made.headers["Location"].removeprefix("/api/v1"), made.headers["ETag"]
    later = wanted(day=20, days=3)

    moved = omar.patch(own, later | {"note": None}, If_Match=tag)

    assert omar.get(own).headers["ETag"] == moved.headers["ETag"] == '"2"' != tag
    assert (moved.status_code, omar.get(own).json) == (200, moved.json)
    assert moved.json["starts_at"] == later["starts_at"].replace("+00:00", "Z")
    assert (moved.json["note"], moved.json["reason"], moved.json["version"]) == (None, "own_use", 2)
    codes = [omar.patch(own, {"note": "x"}, **sent).status_code for sent in ({"If_Match": tag}, {}, {"If_Match": "2"})]
    assert codes == [412, 428, 400]
    assert desk.sign_in().hold(car).status_code == 201


def test_a_block_that_is_moved_over_a_hold_names_it_and_stays(desk: Desk, omar: Person) -> None:
    car = desk.car(owner_id=omar.id)
    held = desk.sign_in().hold(car).json
    made = omar.post(f"/owner/listings/{car}/blocks", blocking(**wanted(day=20)))
    own = made.headers["Location"].removeprefix("/api/v1")

    refused = omar.patch(own, wanted(), If_Match=made.headers["ETag"])

    assert (refused.status_code, refused.json["code"]) == (409, "in_the_way")
    assert [each["id"] for each in refused.json["in_the_way"]] == [held["id"]]
    assert omar.get(own).json == made.json


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"reason": "holiday"}, "reason"),
        ({"reason": None}, "reason"),
        ({"starts_at": "soon"}, "starts_at"),
        ({"ends_at": "2001-01-01T00:00:00Z"}, "ends_at"),
        ({"note": "x" * 501}, "note"),
        ({"state": "over"}, "state"),
    ],
)
def test_a_bad_change_of_a_block_is_refused_by_field(
    desk: Desk, omar: Person, changes: dict[str, Any], field: str
) -> None:
    made = omar.post(f"/owner/listings/{desk.car(owner_id=omar.id)}/blocks", blocking())

    refused = omar.patch(made.headers["Location"].removeprefix("/api/v1"), changes, If_Match=made.headers["ETag"])

    assert (refused.status_code, list(refused.json["errors"])) == (422, [field])


def test_clients_may_not_block(desk: Desk) -> None:
    ada, car = desk.sign_in(), desk.car()

    assert ada.post(f"/owner/listings/{car}/blocks", blocking()).status_code == 403
