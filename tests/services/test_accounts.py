"""Opening accounts, signing in, and being kept out."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from argon2 import PasswordHasher

from drivesphere.domain.errors import (
    DriveSphereError,
    EmailTaken,
    Rejected,
    Unauthenticated,
)
from drivesphere.infra import mongo
from drivesphere.models import user
from drivesphere.services import accounts, passwords, sessions
from tests.stage import Stage

PASSWORD = "blue-harbour-lantern-19"

pytestmark = pytest.mark.usefixtures("stage")


def register(email: str = "ada@example.com", **changes: Any) -> dict[str, Any]:
    given = {"name": "Ada", "password": PASSWORD, "role": "client"}
    return accounts.register(email=email, **(given | changes))


def log_in(email: str = "ada@example.com", password: str = PASSWORD) -> sessions.Ticket:
    return accounts.log_in(email=email, password=password)


def test_a_new_client_can_sign_in_at_once() -> None:
    ada = register()

    ticket = log_in()

    assert ticket.holder["_id"] == ada["_id"]
    assert sessions.is_live(ticket.family_id)


def test_only_a_hash_of_the_password_is_stored() -> None:
    ada = register()

    stored = user.find(ada["_id"])

    assert stored is not None
    assert stored["password_hash"].startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert PASSWORD not in str(stored)
    assert set(accounts.public(stored)) == {"id", "email", "name", "role", "email_verified"}


@pytest.mark.parametrize("role", ["admin", "Client", "", "$ne"])
def test_nobody_registers_as_anything_but_client_or_owner(role: str) -> None:
    with pytest.raises(Rejected) as refused:
        register(role=role)

    assert list(refused.value.errors) == ["role"]


@pytest.mark.parametrize("email", ["", "ada", "ada@", "@example.com", "ada@example", "a da@example.com", "a@b\n"])
def test_what_is_no_address_is_refused_by_name(email: str) -> None:
    with pytest.raises(Rejected) as refused:
        register(email)

    assert list(refused.value.errors) == ["email"]


@pytest.mark.parametrize(
    "alike",
    [
        "Ada@example.com",
        "ADA@EXAMPLE.COM",
        " ada@example.com ",
        "\uff41da@example.com",
        "ada@\uff45xample.com",
    ],
)
def test_case_and_width_make_no_second_account(alike: str) -> None:
    register("ada@example.com")

    with pytest.raises(EmailTaken):
        register(alike)

    assert log_in(alike).holder["email"] == "ada@example.com"


@pytest.mark.parametrize("lookalike", ["\u0430da@example.com", "ad\u0430@example.com", "ad\u03b1@example.com"])
def test_letters_of_alphabets_that_look_alike_are_not_mixed(lookalike: str) -> None:
    register("ada@example.com")

    with pytest.raises(Rejected) as refused:
        register(lookalike)

    assert refused.value.errors == {"email": ["Mixes letters of alphabets that look alike."]}


@pytest.mark.parametrize(
    "email",
    [
        "\u0430\u0434\u0430@\u043f\u043e\u0447\u0442\u0430.\u0440\u0444",
        "\u5c71\u7530@example.com",
        "\u0438\u0432\u0430\u043d@example.com",
    ],
)
def test_an_address_of_one_alphabet_is_one(email: str) -> None:
    assert register(email)["email"] == email


def test_a_plus_address_is_an_account_of_its_own() -> None:
    register("ada@example.com")

    assert register("ada+work@example.com")["email"] == "ada+work@example.com"


def test_one_of_many_registrations_at_once_wins(monkeypatch: pytest.MonkeyPatch) -> None:
    # On a slow machine the last of those who wait for a hash would give up before their turn.
    monkeypatch.setattr(passwords, "WAIT_SECONDS", 30)

    def attempt(_: int) -> str:
        try:
            register()
        except DriveSphereError as refused:
            return refused.code
        return "made"

    with ThreadPoolExecutor(5) as pool:
        outcomes = list(pool.map(attempt, range(5)))

    assert sorted(outcomes) == ["email_taken"] * 4 + ["made"]


@pytest.mark.parametrize(
    ("email", "password"),
    [
        ("ada@example.com", "blue-harbour-lantern-20"),
        ("ben@example.com", PASSWORD),
        ("ada@example.com", ""),
        ("$ne", PASSWORD),
    ],
)
def test_a_wrong_login_never_says_what_was_wrong(email: str, password: str) -> None:
    register()

    with pytest.raises(Unauthenticated, match=r"^E-mail or password is wrong\.$"):
        log_in(email, password)


def test_an_imported_owner_without_a_password_cannot_be_signed_in_as() -> None:
    owner = user.upsert_imported({"4711": "Fleet owner"})["4711"]

    with pytest.raises(Unauthenticated):
        log_in(owner["email"], "nobody has this password")


def test_a_password_typed_on_another_keyboard_fits() -> None:
    register(password="caf\u00e9-harbour-lantern")

    assert log_in(password="cafe\u0301-harbour-lantern")


def test_a_hash_made_with_older_parameters_is_replaced_at_the_next_login() -> None:
    older = PasswordHasher(time_cost=1, memory_cost=8_192, parallelism=1).hash(PASSWORD)
    ada = register()
    user.collection().update_one({"_id": ada["_id"]}, {"$set": {"password_hash": older}})

    log_in()

    stored = user.find(ada["_id"]) or {}
    assert not passwords.is_outdated(stored["password_hash"])
    assert log_in()


def test_nothing_secret_shows_in_a_repr(stage: Stage) -> None:
    register()
    ticket = log_in()

    shown = repr(ticket) + repr(stage.settings)

    assert "argon2" not in shown
    assert stage.settings.secret_key not in shown
    assert mongo.client() is not None
