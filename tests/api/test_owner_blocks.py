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


def test_clients_may_not_block(desk: Desk) -> None:
    ada, car = desk.sign_in(), desk.car()

    assert ada.post(f"/owner/listings/{car}/blocks", blocking()).status_code == 403
