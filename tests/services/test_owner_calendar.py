"""The calendar of an owner: all listings, all days, in as many statements for one car as for a hundred."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from bson import ObjectId

from drivesphere.domain.errors import Rejected
from drivesphere.domain.idempotency import Attempt
from drivesphere.domain.window import Window
from drivesphere.models import booking, inventory
from drivesphere.services import blocks, housekeeping, owner_calendar
from drivesphere.services.owner_calendar import Look
from tests.profiler import Profiled, scans
from tests.stage import Stage, let_lapse, span

STATEMENTS = 6  # the page and its count, the ledgers, the bookings, the blocks, the names
Entry = dict[str, Any]


def in_days(count: int) -> date:
    return (datetime.now(UTC) + timedelta(days=count)).date()


def look(stage: Stage, **changes: Any) -> list[dict[str, Any]]:
    """Omar's calendar, from today on for a month unless `changes` say otherwise."""
    usual = {"owner_id": stage.omar, "first": in_days(0), "last": in_days(30), "kind": None, "typed": ""}
    rows, total = owner_calendar.look(Look(**(usual | {"page": 1, "page_size": 100} | changes)))
    assert total >= len(rows)
    return rows


def entries(stage: Stage, **changes: Any) -> list[Entry]:
    return [entry for row in look(stage, **changes) for entry in row["entries"]]


def block(stage: Stage, listing: ObjectId, window: dict[str, datetime], note: str = "New tyres") -> str:
    wanted = window | {"reason": "maintenance", "note": note}
    return str(blocks.put_up(stage.omar, listing, wanted, Attempt(None, "")).body["id"])


def own_car(stage: Stage, **changes: Any) -> ObjectId:
    return stage.car(owner_id=stage.omar, **changes)


def at(*when: int) -> datetime:
    return datetime(*when, tzinfo=UTC)  # type: ignore[arg-type]


def test_bookings_holds_and_blocks_of_a_car_stand_in_order_of_time(stage: Stage) -> None:
    car = own_car(stage)
    held = stage.hold(car, stage.person("Ada"), day=12).body
    blocked = block(stage, car, span(10))

    tyres, hold = entries(stage)

    assert (tyres["type"], tyres["id"], hold["type"], hold["id"]) == ("block", blocked, "hold", held["id"])
    assert (tyres["reason"], tyres["note"], tyres["status"]) == ("maintenance", "New tyres", None)
    assert (hold["status"], hold["until"]) == ("pending", held["expires_at"])
    assert (hold["client"], hold["total"]) == ("Ada", held["quote"]["total"])


def test_rooms_and_cars_stand_in_one_calendar_by_title_and_events_in_none(stage: Stage) -> None:
    own_car(stage, title_key="b")
    room = stage.room(title="A Room", price=0)
    stage.event()
    booked = stage.take(room, stage.person("Ben")).body["id"]

    first, second = look(stage)

    assert (first["kind"], second["kind"]) == ("time_slots", "cars")
    assert [(entry["type"], entry["id"], entry["status"]) for entry in first["entries"]] == [
        ("booking", booked, "confirmed")
    ]
    assert [row["kind"] for row in look(stage, kind="cars")] == ["cars"]
    assert [row["listing"]["title"] for row in look(stage, typed="roo")] == ["A Room"]


def test_what_is_past_is_shown_after_the_ledger_has_forgotten_it(stage: Stage) -> None:
    room = stage.room(price=0)
    booked = ObjectId(stage.take(room, hours=2).body["id"])
    past = {f: t - timedelta(days=15) for f, t in span(10, days=2 / 24).items()}
    booking.collection().update_one({"_id": booked}, {"$set": past})
    assert housekeeping.complete_finished() == 1

    shown = entries(stage, first=in_days(-20), last=in_days(20))

    assert [(entry["id"], entry["status"]) for entry in shown] == [(str(booked), "completed")]


def test_lapsed_holds_and_removed_blocks_are_gone(stage: Stage) -> None:
    car = own_car(stage)
    let_lapse(stage.hold(car, day=12).body["id"])
    blocks.remove(stage.omar, car, ObjectId(block(stage, car, span(10))))

    assert entries(stage) == []


def test_days_begin_and_end_by_the_clock_of_each_listing(stage: Stage) -> None:
    spring = date(2027, 3, 14)  # 23 hours in Seattle; clocks change in Berlin two weeks later
    rooms = {zone: stage.room(title=zone, time_zone=zone) for zone in ("America/Los_Angeles", "Europe/Berlin")}
    last_hour = {"starts_at": at(2027, 3, 15, 6), "ends_at": at(2027, 3, 15, 7)}
    ids = {zone: block(stage, room, last_hour) for zone, room in rooms.items()}

    seattle, berlin = look(stage, first=spring, last=spring)

    assert (seattle["starts_at"], seattle["ends_at"]) == ("2027-03-14T08:00:00Z", "2027-03-15T07:00:00Z")
    assert (berlin["starts_at"], berlin["ends_at"]) == ("2027-03-13T23:00:00Z", "2027-03-14T23:00:00Z")
    [shown] = seattle["entries"]
    assert shown["id"] == ids["America/Los_Angeles"]
    assert shown["first_day"] == shown["last_day"] == "2027-03-14"
    assert berlin["entries"] == []


def test_another_owner_sees_nothing_of_it(stage: Stage) -> None:
    block(stage, own_car(stage), span(10))

    assert look(stage, owner_id=stage.person("Olga", "owner")) == []


def test_retired_listings_have_left_the_calendar_and_paused_ones_have_not(stage: Stage) -> None:
    own_car(stage, visibility="retired")
    own_car(stage, visibility="paused")

    assert [row["visibility"] for row in look(stage)] == ["paused"]


@pytest.mark.parametrize("days", [-1, 92])
def test_too_many_days_or_less_than_one_are_refused_by_name(stage: Stage, days: int) -> None:
    with pytest.raises(Rejected) as refused:
        look(stage, last=in_days(days))

    assert list(refused.value.errors) == ["to"]


def test_more_on_a_page_than_an_answer_holds_is_refused(stage: Stage) -> None:
    window = Window(**span(10))
    claim = {"booking_id": ObjectId(), "starts_us": window.starts_us, "ends_us": window.ends_us, "until": None}
    claims = {"claims": [claim] * (owner_calendar.MOST_ENTRIES + 1)}
    inventory.collection().update_one({"_id": own_car(stage)}, {"$set": claims})

    with pytest.raises(Rejected) as refused:
        look(stage)

    assert refused.value.code == "range_too_long"


@pytest.mark.parametrize("cars", [1, 12])
def test_however_many_cars_there_are_it_takes_six_statements_and_no_scan(
    stage: Stage, profiled: Profiled, cars: int
) -> None:
    for _ in range(cars):
        car = own_car(stage)
        stage.hold(car)
        block(stage, car, span(20))

    with profiled() as statements:
        rows = look(stage)

    assert (len(rows), sum(len(row["entries"]) for row in rows)) == (cars, 2 * cars)
    assert len(statements) == STATEMENTS
    assert scans(statements) == []


def test_listings_of_all_kinds_stand_by_title_as_people_sort_it(stage: Stage) -> None:
    for title in ("Tesla 10", "audi 2", "Tesla 9"):
        own_car(stage, title=title)

    assert [row["listing"]["title"] for row in look(stage)] == ["audi 2", "Tesla 9", "Tesla 10"]
