"""Rows meet those of another stream in the same order, and what met nobody is known at the end."""

from __future__ import annotations

from typing import Any

from bson import ObjectId

from drivesphere.services.verification.beside import Beside, place

EARLY, MIDDLE, LATE = (ObjectId(digit * 24) for digit in "159")


def beside(*owners: Any) -> Beside:
    """A row for each of `owners`, which say whom it belongs to."""
    rows = ({"_id": number, "of": owner} for number, owner in enumerate(owners))
    return Beside(rows, lambda row: place(row["of"]), keeps_strays=True)


def ids(rows: list[dict[str, Any]]) -> list[int]:
    return [row["_id"] for row in rows]


def test_each_key_gets_its_own_rows_and_one_without_rows_gets_none() -> None:
    rows = beside(EARLY, EARLY, LATE)

    assert [ids(rows.at(place(key))) for key in (EARLY, MIDDLE, LATE)] == [[0, 1], [], [2]]
    assert rows.drain() == []


def test_a_key_that_is_asked_for_again_gets_the_same_rows() -> None:
    rows = beside(EARLY, LATE)

    assert rows.at(place(EARLY)) == rows.at(place(EARLY)) != []


def test_rows_that_nobody_asked_for_are_strays_wherever_they_stand() -> None:
    rows = beside(EARLY, MIDDLE, LATE, LATE)

    assert ids(rows.at(place(MIDDLE))) == [1]
    assert ids(rows.drain()) == [0, 2, 3]


def test_what_is_no_id_belongs_to_nobody_before_and_behind_the_ids() -> None:
    """MongoDB sorts null and texts before ids, and truth behind them."""
    rows = beside(None, "a text", MIDDLE, True)

    assert ids(rows.at(place(MIDDLE))) == [2]
    assert rows.at(place(LATE)) == []
    assert ids(rows.drain()) == [0, 1, 3]
