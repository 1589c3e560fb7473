"""Owners state what cancelling gives back; whoever books keeps the terms that were shown."""

from __future__ import annotations

from typing import Any

import pytest
from bson import ObjectId

from drivesphere.models import listing
from tests.api.desk import Desk, Person

OWN = {
    "name": "own",
    "tiers": [
        {"hours_before_start": 72, "refund_basis_points": 10_000},
        {"hours_before_start": 12, "refund_basis_points": 2_500},
    ],
}
SHORTER = {"name": "own", "tiers": [{"hours_before_start": 48, "refund_basis_points": 10_000}]}


def restate(omar: Person, car: ObjectId, terms: Any, **changes: Any) -> Any:
    """Omar changes the terms of his car, whatever version it has."""
    version = omar.get(f"/owner/cars/{car}").headers["ETag"]
    return omar.patch(f"/owner/cars/{car}", {"policy": {"cancellation": terms} | changes}, If_Match=version)


def test_an_owner_chooses_terms_and_everybody_sees_them(desk: Desk) -> None:
    omar = desk.sign_in("Omar", "owner")
    car = desk.car(owner_id=omar.id, version=1)

    answer = restate(omar, car, {"name": "strict"})

    shown = desk.sign_in().get(f"/cars/{car}").json["policy"]
    assert answer.status_code == 200
    assert (shown["cancellation"]["name"], shown["cancellation"]["version"]) == ("strict", 1)
    assert shown["free_cancellation_hours"] == 336


def test_what_was_booked_keeps_its_terms(desk: Desk) -> None:
    ada, omar = desk.sign_in(), desk.sign_in("Omar", "owner")
    car = desk.car(owner_id=omar.id, version=1)
    restate(omar, car, OWN)
    held = ada.hold(car).json

    restate(omar, car, {"name": "strict"})

    preview = ada.get(f"/bookings/{held['id']}/cancellation-preview").json
    assert preview["terms"] == held["policy"]["cancellation"] == {**OWN, "version": 1}


def test_own_terms_count_how_often_they_change(desk: Desk) -> None:
    omar = desk.sign_in("Omar", "owner")
    car = desk.car(owner_id=omar.id, version=1)

    versions = [
        restate(omar, car, terms).json["policy"]["cancellation"]["version"] for terms in (OWN, OWN, SHORTER, OWN)
    ]

    assert versions == [1, 1, 2, 3]


def test_hours_of_an_earlier_release_give_way_to_terms(desk: Desk) -> None:
    omar = desk.sign_in("Omar", "owner")
    car = desk.car(owner_id=omar.id, version=1, policy={"free_cancellation_hours": 2})
    assert omar.get(f"/owner/cars/{car}").json["policy"]["cancellation"]["tiers"][0]["hours_before_start"] == 2

    restate(omar, car, {"name": "flexible"})

    found = listing.collection().find_one({"_id": car})
    assert found is not None
    assert found["policy"] == {}
    assert omar.get(f"/owner/cars/{car}").json["policy"]["free_cancellation_hours"] == 24


def test_other_rules_can_change_without_the_terms(desk: Desk) -> None:
    omar = desk.sign_in("Omar", "owner")
    car = desk.car(owner_id=omar.id, version=1)
    restate(omar, car, OWN)

    version = omar.get(f"/owner/cars/{car}").headers["ETag"]
    answer = omar.patch(f"/owner/cars/{car}", {"policy": {"hold_minutes": 15}}, If_Match=version)

    assert answer.json["policy"]["cancellation"] == {**OWN, "version": 1}


@pytest.mark.parametrize(
    ("terms", "field"),
    [
        ({"name": "generous"}, "policy.cancellation.name"),
        ({"name": "own"}, "policy.cancellation.tiers"),
        ({**OWN, "tiers": OWN["tiers"][::-1]}, "policy.cancellation.tiers.0.refund_basis_points"),
        ({**SHORTER, "version": 7}, "policy.cancellation.version"),
        ("strict", "policy.cancellation"),
    ],
)
def test_terms_that_make_no_sense_are_named_and_nothing_changes(desk: Desk, terms: Any, field: str) -> None:
    omar = desk.sign_in("Omar", "owner")
    car = desk.car(owner_id=omar.id, version=1)

    answer = restate(omar, car, terms)

    assert answer.status_code == 422
    assert field in answer.json["errors"]
    assert omar.get(f"/owner/cars/{car}").json["policy"]["cancellation"]["name"] == "flexible"
