"""Finding resources and their slots over HTTP: lists, days in any zone, clock changes, what is left."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from bson import ObjectId

from drivesphere.domain import clock
from drivesphere.infra import redis
from drivesphere.kinds.time_slots import schemas as shapes
from drivesphere.models import inventory
from tests.api.desk import Desk
from tests.profiler import Profiled
from tests.stage import let_lapse

BERLIN = {"city": "Berlin", "state": None, "time_zone": "Europe/Berlin"}
WORKDAY = [{"weekday": weekday, "opens": "09:00", "closes": "17:00"} for weekday in range(5)]
THE_DAY_BEFORE = datetime(2026, 12, 3, 12, tzinfo=UTC)
FRIDAY = "2026-12-04"


def hourly(desk: Desk, **changes: Any) -> ObjectId:
    """A room by the hour, for 20 dollars unless `changes` say otherwise."""
    return desk.room(**{"slot_minutes": 60, "price": 2_000} | changes)


def ask(desk: Desk, path: str = "", **query: Any) -> Any:
    return desk.app.test_client().get(f"/api/v1/time-slots{path}", query_string=query)


def slots(desk: Desk, room: ObjectId, **query: Any) -> list[dict[str, Any]]:
    answer = ask(desk, f"/{room}/availability", **query)
    assert answer.status_code == 200, answer.text
    shapes.SlotsSchema().load(answer.json)
    return answer.json["slots"]


def starts(found: list[dict[str, Any]]) -> list[str]:
    return [slot["starts_at"] for slot in found]


# --------------------------------------------------------------------------------------------- the list


@pytest.fixture
def house(desk: Desk) -> Desk:
    """Three rooms in Seattle, two of them a group, and a court in Berlin."""
    hourly(desk, title="harbour Room", group="Pier 70", price=2_500)
    hourly(desk, title="Attic", group="Pier 70", price=1_000)
    hourly(desk, title="Quiet Room", price=0)
    hourly(desk, title="Court 1", price=1_800, **BERLIN)
    return desk


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({}, ["Attic", "Court 1", "harbour Room", "Quiet Room"]),
        ({"sort": "-title"}, ["Quiet Room", "harbour Room", "Court 1", "Attic"]),
        ({"sort": "price"}, ["Quiet Room", "Attic", "Court 1", "harbour Room"]),
        ({"sort": "-price"}, ["harbour Room", "Court 1", "Attic", "Quiet Room"]),
        ({"q": "roo"}, ["harbour Room", "Quiet Room"]),
        ({"q": "PIER harb"}, ["harbour Room"]),
        ({"q": "berlin"}, ["Court 1"]),
        ({"group": "Pier 70"}, ["Attic", "harbour Room"]),
        ({"group": "pier"}, []),
        ({"city": " sEATTLE "}, ["Attic", "harbour Room", "Quiet Room"]),
        ({"city": "Seattle", "state": "wa", "price_max": 1_000}, ["Attic", "Quiet Room"]),
        ({"state": "OR"}, []),
        ({"price_max": 0}, ["Quiet Room"]),
        ({"page_size": 2, "page": 2}, ["harbour Room", "Quiet Room"]),
    ],
)
def test_a_filter_finds_exactly_its_resources(house: Desk, query: dict[str, Any], expected: list[str]) -> None:
    answer = ask(house, **query)

    shapes.TimeSlotSchema(many=True).load(answer.json)
    assert [room["title"] for room in answer.json] == expected
    assert json.loads(answer.headers["X-Pagination"])["total"] == (4 if "page" in query else len(expected))


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ({"price_max": "-1"}, "price_max"),
        ({"price_max": "2.5"}, "price_max"),
        ({"state": "Washington"}, "state"),
        ({"sort": "rating"}, "sort"),
        ({"group": ""}, "group"),
        ({"q": "x" * 65}, "q"),
        ({"city": "a\x00b"}, "city"),
        ({"starts_at": "2026-12-04T10:00:00Z"}, "starts_at"),
        ({"group[$ne]": "x"}, "group[$ne]"),
    ],
)
def test_a_bad_argument_of_the_list_is_named(house: Desk, query: dict[str, Any], field: str) -> None:
    answer = ask(house, **query)

    assert (answer.status_code, field in answer.json["errors"]) == (422, True)


@pytest.mark.parametrize("payload", ['{"$ne": null}', "$where", "(a+)+$"])
@pytest.mark.parametrize("field", ["q", "group", "city"])
def test_operators_in_text_are_text(house: Desk, field: str, payload: str) -> None:
    answer = ask(house, **{field: payload})

    assert answer.status_code == 200
    assert field == "q" or answer.json == []


def test_the_detail_and_the_list_show_the_same_resource(house: Desk) -> None:
    [listed] = ask(house, q="attic").json

    assert ask(house, f"/{listed['id']}").json == listed
    assert listed["price"] == {"amount": 1_000, "currency": "USD"}


def test_an_unlisted_resource_is_found_by_its_id_alone(desk: Desk) -> None:
    room = hourly(desk, visibility="unlisted")

    assert ask(desk).json == []
    assert ask(desk, f"/{room}").json["title"] == "Harbour Room"


# ----------------------------------------------------------------------------------------------- a day


def test_a_day_has_the_slots_that_start_on_it(desk: Desk) -> None:
    room = hourly(desk, opening_hours=WORKDAY, slot_minutes=120)

    with clock.frozen(THE_DAY_BEFORE):
        found = slots(desk, room, date=FRIDAY)

    assert starts(found) == [f"2026-12-04T{hour}:00:00Z" for hour in (17, 19, 21, 23)]
    assert found[-1] == {
        "starts_at": "2026-12-04T23:00:00Z",
        "ends_at": "2026-12-05T01:00:00Z",
        "local_start": "2026-12-04T15:00:00-08:00",
        "day_shift": 0,
        "remaining": 1,
        "available": True,
        "price": {"amount": 2_000, "currency": "USD"},
    }


@pytest.mark.parametrize(
    ("tz", "date", "expected"),
    [
        # Open from 17:00 UTC on Friday to 01:00 UTC on Saturday.
        ("Asia/Tokyo", "2026-12-05", [("2026-12-05T02:00:00+09:00", 1), ("2026-12-05T06:00:00+09:00", 1)]),
        ("Europe/Berlin", FRIDAY, [("2026-12-04T18:00:00+01:00", 0), ("2026-12-04T22:00:00+01:00", 0)]),
        ("Pacific/Kiritimati", "2026-12-05", [("2026-12-05T07:00:00+14:00", 1), ("2026-12-05T11:00:00+14:00", 1)]),
        ("Asia/Kathmandu", FRIDAY, [("2026-12-04T02:45:00+05:45", 1), ("2026-12-04T22:45:00+05:45", 0)]),
        ("Asia/Kathmandu", "2026-12-05", [("2026-12-05T02:45:00+05:45", 1)]),
        ("Asia/Tokyo", FRIDAY, [("2026-12-04T02:00:00+09:00", 1), ("2026-12-04T06:00:00+09:00", 1)]),
        ("Asia/Tokyo", "2026-12-07", []),  # what is open there on Monday begins here on Tuesday
    ],
)
def test_the_date_is_the_viewers(desk: Desk, tz: str, date: str, expected: list[tuple[str, int]]) -> None:
    room = hourly(desk, opening_hours=WORKDAY, slot_minutes=240)

    found = slots(desk, room, date=date, tz=tz)

    assert [(slot["local_start"], slot["day_shift"]) for slot in found] == expected


def test_who_is_behind_sees_tomorrows_slots_today(desk: Desk) -> None:
    room = hourly(desk, opening_hours=WORKDAY, slot_minutes=480, **BERLIN | {"time_zone": "Asia/Tokyo"})

    [slot] = slots(desk, room, date="2026-12-03", tz="America/Los_Angeles")

    assert (slot["local_start"], slot["day_shift"]) == ("2026-12-03T16:00:00-08:00", -1)


@pytest.mark.parametrize(
    ("time_zone", "date", "count"),
    [
        ("America/Los_Angeles", "2027-03-14", 23),
        ("America/Los_Angeles", "2026-11-01", 25),
        ("Australia/Lord_Howe", "2026-10-04", 23),
        ("Australia/Lord_Howe", "2026-04-05", 24),
    ],
)
def test_the_days_when_clocks_change_have_their_own_number_of_hours(
    desk: Desk, time_zone: str, date: str, count: int
) -> None:
    assert len(slots(desk, hourly(desk, time_zone=time_zone), date=date)) == count


def test_an_hour_that_is_there_twice_has_two_slots_with_offsets_of_their_own(desk: Desk) -> None:
    found = slots(desk, hourly(desk), date="2026-11-01")

    twice = [slot["local_start"] for slot in found if "T01:00" in slot["local_start"]]
    assert twice == ["2026-11-01T01:00:00-07:00", "2026-11-01T01:00:00-08:00"]


def test_without_a_date_the_next_seven_days_are_shown(desk: Desk) -> None:
    room = hourly(desk, opening_hours=WORKDAY, slot_minutes=480)

    with clock.frozen(datetime(2026, 12, 4, 17, 0, 30, tzinfo=UTC)):
        found = slots(desk, room, tz="Asia/Tokyo")

    assert starts(found) == [f"2026-12-{day:02}T17:00:00Z" for day in (4, 7, 8, 9, 10)]
    assert [slot["available"] for slot in found] == [False, True, True, True, True]  # the first began 30 s ago


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ({"tz": "Mars/Olympus"}, "tz"),
        ({"tz": "europe/berlin"}, "tz"),
        ({"tz": "../../../etc/passwd"}, "tz"),
        ({"tz": "Europe"}, "tz"),
        ({"tz": ""}, "tz"),
        ({"tz": "UTC\x00"}, "tz"),
        ({"tz": "+01:00"}, "tz"),
        ({"date": "2026-02-29"}, "date"),
        ({"date": "2026-13-01"}, "date"),
        ({"date": "2026-1-1"}, "date"),
        ({"date": "20260101"}, "date"),
        ({"date": "2026-W01-1"}, "date"),
        ({"date": "today"}, "date"),
        ({"date": "1999-12-31"}, "date"),
        ({"date": "2200-01-01"}, "date"),
        ({"date": "\u0662\u0660\u0662\u0666-01-01"}, "date"),  # digits, and not ours
        ({"from": "2026-12-04T00:00:00Z"}, "from"),
    ],
)
def test_a_bad_zone_or_date_is_named(desk: Desk, query: dict[str, str], field: str) -> None:
    answer = ask(desk, f"/{hourly(desk)}/availability", **query)

    assert (answer.status_code, answer.json["code"], field in answer.json["errors"]) == (422, "validation", True)


@pytest.mark.parametrize("date", ["2000-01-01", "2199-12-31"])
def test_the_first_and_the_last_date_that_can_be_asked_for_are_answered(desk: Desk, date: str) -> None:
    room = hourly(desk, time_zone="Pacific/Kiritimati")

    answer = ask(desk, f"/{room}/availability", date=date, tz="Etc/GMT+12")

    assert (answer.status_code, len(answer.json["slots"])) == (200, 24)
    assert not any(slot["available"] for slot in answer.json["slots"])


# -------------------------------------------------------------------------------------------- what is left


def test_what_is_taken_shows_with_its_buffer_and_in_any_zone(desk: Desk) -> None:
    room = hourly(desk, policy={"buffer_minutes": 30})
    held = desk.take(room).body

    for tz in ("UTC", "Asia/Tokyo"):
        found = slots(desk, room, date=held["starts_at"][:10], tz=tz)
        taken = [slot["starts_at"][11:13] for slot in found if not slot["available"]]
        assert taken == ["11", "12", "13"]


def test_four_bays_are_counted_down_one_by_one(desk: Desk) -> None:
    bays = hourly(desk, capacity=4)

    left = [slot_at_noon(desk, bays)["remaining"]]
    for _ in range(4):
        desk.take(bays)
        left.append(slot_at_noon(desk, bays)["remaining"])

    assert left == [4, 3, 2, 1, 0]
    assert not slot_at_noon(desk, bays)["available"]


def slot_at_noon(desk: Desk, room: ObjectId) -> dict[str, Any]:
    """The slot that `Stage.take` takes."""
    date = (clock.now() + timedelta(days=10)).date().isoformat()
    return next(slot for slot in slots(desk, room, date=date, tz="UTC") if "T12:00" in slot["starts_at"])


def test_two_that_follow_each_other_take_one_bay_of_two(desk: Desk) -> None:
    bays = hourly(desk, capacity=2, step_minutes=30)
    desk.take(bays)
    desk.take(bays, hours=2)

    date = (clock.now() + timedelta(days=10)).date().isoformat()
    found = {slot["starts_at"][11:16]: slot["remaining"] for slot in slots(desk, bays, date=date, tz="UTC")}

    assert [found[start] for start in ("11:00", "11:30", "12:00", "12:30", "13:00", "14:00")] == [2, 0, 0, 0, 1, 2]


def test_a_slot_that_ends_after_the_day_sees_what_is_taken_there(desk: Desk) -> None:
    room = hourly(desk, step_minutes=30)
    day = (clock.now() + timedelta(days=10)).date()
    evening = {"starts_at": f"{day}T18:30:00Z", "ends_at": f"{day}T19:30:00Z"}  # after midnight in Kathmandu
    desk.sign_in().post(f"/time-slots/{room}/bookings", evening)

    found = slots(desk, room, date=day.isoformat(), tz="Asia/Kathmandu")

    assert [(slot["local_start"][11:16], slot["remaining"]) for slot in found[-2:]] == [("23:15", 1), ("23:45", 0)]


def test_a_lapsed_hold_leaves_its_slot_free(desk: Desk) -> None:
    room = hourly(desk)
    held = desk.take(room).body
    let_lapse(held["id"])

    assert slot_at_noon(desk, room)["available"]


def test_a_booking_and_its_end_are_seen_at_once(desk: Desk) -> None:
    room, ada = hourly(desk), desk.sign_in()

    def shown() -> tuple[bool, int]:
        answer = ask(desk, f"/{room}/availability", date=date).json
        return all(slot["available"] for slot in answer["slots"]), len(answer["busy"])

    date = (clock.now() + timedelta(days=10)).date().isoformat()
    before = shown()
    booked = desk.take(room, ada.id).body
    during = shown()
    ada.post(f"/bookings/{booked['id']}/cancel")

    assert (before, during, shown()) == ((True, 0), (False, 1), (True, 0))


def test_policy_makes_slots_unavailable_that_nobody_has_taken(desk: Desk) -> None:
    room = hourly(desk, slot_minutes=480, policy={"lead_time_minutes": 24 * 60, "horizon_days": 3})

    with clock.frozen(datetime(2026, 12, 3, 8, tzinfo=UTC)):
        found = slots(desk, room)

    assert [slot["available"] for slot in found] == [False] * 3 + [True] * 6 + [False] * 12
    assert {slot["remaining"] for slot in found} == {1}


def test_without_slots_what_is_taken_is_shown(desk: Desk) -> None:
    room = hourly(desk, slot_minutes=None)
    held = desk.take(room).body

    answer = ask(desk, f"/{room}/availability", date=held["starts_at"][:10], tz="UTC").json

    assert answer["slots"] == []
    assert answer["busy"] == [{name: held[name] for name in ("starts_at", "ends_at")} | {"reason": "held"}]


def test_a_week_costs_as_many_queries_as_a_day(desk: Desk, profiled: Profiled) -> None:
    bays = hourly(desk, capacity=4, slot_minutes=15)
    for day in (1, 2, 3):
        desk.take(bays, day=day)
    counts = []

    for query in ({}, {"date": FRIDAY}):
        redis.main().call(lambda client: client.flushdb())
        with profiled() as statements:
            slots(desk, bays, **query)
        counts.append(len(statements))

    assert counts == [2, 2]  # the listing and its ledger
    assert inventory.collection().count_documents({}) == 1
