"""The lists of what an owner has: narrowed and put in order by the server, so that a fleet of any size is found in."""

from __future__ import annotations

from typing import Any

import pytest

from tests.api.desk import Desk, Person

PHOTO = {"id": "6743d0a9a1b2c3d4e5f60001", "width": 4, "height": 3, "caption": None, "colour": "#333333"}


@pytest.fixture
def omar(desk: Desk) -> Person:
    return desk.sign_in("Omar", "owner")


def titles(owner: Person, **query: Any) -> list[str]:
    answer = owner.get("/owner/cars", **query)
    assert answer.status_code == 200, answer.json
    return [row["title"] for row in answer.json]


def test_those_without_photos_are_found_and_counted_however_many_there_are(desk: Desk, omar: Person) -> None:
    for number in range(3):
        desk.car(owner_id=omar.id, title=f"Bare {number}")
    desk.car(owner_id=omar.id, title="Shown", photos=[PHOTO])
    desk.car(title="Another's")

    answer = omar.get("/owner/cars", has_photos="false", page_size=1)

    assert '"total": 3' in answer.headers["X-Pagination"]
    assert titles(omar, has_photos="true") == ["Shown"]


def test_titles_stand_as_people_sort_them(desk: Desk, omar: Person) -> None:
    for title in ("Bay 10", "bay 2", "Audi A4 2011"):
        desk.car(owner_id=omar.id, title=title)

    assert titles(omar, sort="title") == ["Audi A4 2011", "bay 2", "Bay 10"]
    assert titles(omar, sort="-title") == ["Bay 10", "bay 2", "Audi A4 2011"]


def test_prices_and_age_put_them_in_order(desk: Desk, omar: Person) -> None:
    for title, rate in (("first", 5_000), ("second", 4_000), ("third", 6_000)):
        desk.car(owner_id=omar.id, title=title, daily_rate=rate)

    assert titles(omar) == ["third", "second", "first"]
    assert titles(omar, sort="price") == ["second", "first", "third"]
    assert titles(omar, sort="-price") == ["third", "first", "second"]


def test_an_order_that_there_is_not_is_named(omar: Person) -> None:
    answer = omar.get("/owner/cars", sort="colour")

    assert (answer.status_code, list(answer.json["errors"])) == (422, ["sort"])


def test_a_change_of_many_is_for_those_without_photos_alone(desk: Desk, omar: Person) -> None:
    desk.car(owner_id=omar.id, title="Shown", photos=[PHOTO])
    desk.car(owner_id=omar.id, title="Bare")
    body = {"filter": {"has_photos": False}, "changes": {"visibility": "paused"}}

    answer = omar.patch("/owner/cars/bulk", body, Idempotency_Key="pause the bare ones")

    assert [row["title"] for row in answer.json["rows"]] == ["Bare"]
