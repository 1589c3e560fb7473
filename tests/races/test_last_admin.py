"""A palace revolt: all admins depose each other at one moment, and one is left to make new ones."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from bson import ObjectId

from drivesphere.domain.errors import NotAllowed
from drivesphere.models import user
from drivesphere.services import privileges
from tests.races.controls import ROUNDS
from tests.races.crew import Crew, Move, codes, spaced
from tests.races.interleaved import again, open_transactions, outcome
from tests.stage import Stage

ADMINS = 3
WAYS = {"demoted": ("demote",), "suspended": ("suspend",), "one or the other": ("demote", "suspend")}


def revolt(stage: Stage, *ways: str) -> list[Move]:
    """Each of three admins, and of no others, deposes the next one, in these ways by turns."""
    user.collection().update_many({"role": "admin"}, {"$set": {"role": "client"}})
    admins = [stage.person(name, "admin") for name in ("Iris", "Ida", "Ines")[:ADMINS]]
    moves = [{"admin": admins[number - 1], "by": each} for number, each in enumerate(admins)]
    return [Move(ways[number % len(ways)], move) for number, move in enumerate(moves)]


def admins_left() -> list[ObjectId]:
    return [row["_id"] for row in user.collection().find({"role": "admin", "disabled": False})]


@pytest.mark.parametrize("ways", WAYS.values(), ids=WAYS)
def test_admins_who_depose_each_other_leave_one_at_least(
    sound: Stage, crew: Crew, spread: float, ways: tuple[str, ...]
) -> None:
    outcomes = codes(crew.run(spaced(revolt(sound, *ways), spread)))

    assert len(admins_left()) == ADMINS - outcomes["ok"] >= 1
    assert set(outcomes) <= {"ok", "not_allowed", "last_admin"}


@pytest.mark.parametrize("ways", WAYS.values(), ids=WAYS)
def test_without_the_write_on_all_admins_none_is_left(
    stage: Stage, gather: Callable[..., Crew], ways: tuple[str, ...]
) -> None:
    """The twin: each counts the others, and all are counted."""
    crew = gather("counting_admins_without_a_write")

    def left() -> int:
        crew.run(revolt(stage, *ways))
        return len(admins_left())

    assert any(left() == 0 for _ in range(ROUNDS))


def test_a_role_that_is_taken_at_the_moment_of_its_use_is_used_before_or_not_at_all(stage: Stage) -> None:
    iris = stage.person("Iris", "admin")
    with open_transactions() as (ida, own):
        user.set_role(ida, iris, "client")
        ida.commit_transaction()

        assert outcome(lambda: privileges.recheck(own, f"admin:{iris}")) == "conflict"
        with pytest.raises(NotAllowed):
            privileges.recheck(again(own), f"admin:{iris}")
