"""The three demo accounts, and Omar's fleet."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from bson import ObjectId

from drivesphere.config import SettingsError
from drivesphere.models import listing, user
from drivesphere.services import accounts, demo
from tests.stage import PRODUCTION, Stage

NAMES = ("ada", "omar", "iris")
PASSWORDS = {f"{name}@demo.drivesphere.example": f"{name}-has-a-demo-password" for name in NAMES}
OMAR = "omar@demo.drivesphere.example"


def seed(stage: Stage, passwords: dict[str, str] = PASSWORDS) -> list[demo.Login]:
    return demo.seed_demo(passwords, settings=stage.settings)


def import_fleet() -> dict[str, ObjectId]:
    """What an import leaves: two owners, of whom the second has most cars in Seattle."""
    owners = {key: row["_id"] for key, row in user.upsert_imported({"1": "First", "2": "Second"}).items()}
    fleet, cars = listing.collection(), [("1", "Seattle"), *[("2", "Seattle")] * 2, *[("1", "Boise")] * 3]
    for number, (ref, city) in enumerate(cars):
        row = {"kind": "cars", "title": "Tesla", "city": city, "owner_id": owners[ref], "owner_name": ref}
        fleet.update_one({"import_key": f"car-{number}"}, {"$set": row}, upsert=True)
    return owners


def owners_in_seattle() -> Counter[str]:
    return Counter(row["owner_name"] for row in listing.collection().find({"city": "Seattle"}))


def test_all_three_can_sign_in_with_their_roles(stage: Stage) -> None:
    logins = seed(stage)

    people = [accounts.log_in(email=login.email, password=login.password).holder for login in logins]

    roles = {person["name"]: person["role"] for person in people}
    assert roles == {"Ada": "client", "Omar": "owner", "Iris": "admin"}


def test_omar_gets_the_largest_fleet_in_seattle(stage: Stage) -> None:
    import_fleet()

    seed(stage)

    omar = user.find_by_email(OMAR) or {}
    assert omar["import_key"] == "2"
    assert owners_in_seattle() == {"Omar": 2, "1": 1}
    assert {row["owner_id"] for row in listing.collection().find({"owner_name": "Omar"})} == {omar["_id"]}


def test_omar_keeps_his_fleet_through_imports_and_seedings(stage: Stage) -> None:
    import_fleet()
    seed(stage)

    owners = import_fleet()
    seed(stage)

    assert owners["2"] == (user.find_by_email(OMAR) or {})["_id"]
    assert owners_in_seattle() == {"Omar": 2, "1": 1}
    assert accounts.log_in(email=OMAR, password=PASSWORDS[OMAR])


def test_a_fleet_imported_after_the_seeding_finds_omar_too(stage: Stage) -> None:
    seed(stage)
    early = (user.find_by_email(OMAR) or {})["_id"]
    import_fleet()

    seed(stage)

    owners = import_fleet()
    assert owners["2"] == early
    assert user.collection().count_documents({}) == 4
    assert owners_in_seattle()["2"] == 2  # the import's own word, until the next seeding


def test_seeding_again_changes_nothing(stage: Stage) -> None:
    seed(stage)
    before = {row["_id"]: row["password_hash"] for row in user.collection().find()}

    seed(stage)

    assert {row["_id"]: row["password_hash"] for row in user.collection().find()} == before


def test_seeding_with_another_password_changes_the_password(stage: Stage) -> None:
    seed(stage)

    seed(stage, PASSWORDS | {OMAR: "omar-has-another-password"})

    assert accounts.log_in(email=OMAR, password="omar-has-another-password")


def test_the_logins_file_of_up_is_understood(stage: Stage) -> None:
    entries = [{"role": "x", "name": "x", "email": email, "password": p} for email, p in PASSWORDS.items()]

    logins = demo.seed(entries, settings=stage.settings)

    assert [login.email for login in logins] == list(PASSWORDS)
    assert "password" not in repr(logins)


def test_production_has_no_demo_accounts(stage: Stage) -> None:
    production = replace(stage.settings, **PRODUCTION)

    with pytest.raises(SettingsError):
        demo.seed_demo(PASSWORDS, settings=production)

    assert user.collection().count_documents({}) == 0
