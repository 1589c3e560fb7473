"""How far things are used, what is to come, and what was wanted in vain."""

from __future__ import annotations

from datetime import UTC, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from bson import ObjectId

from drivesphere.domain import clock
from drivesphere.domain.days import Days
from drivesphere.domain.errors import SoldOut, WindowTaken
from drivesphere.domain.idempotency import Attempt
from drivesphere.infra import redis
from drivesphere.models import booking
from drivesphere.services import blocks, bookings
from drivesphere.services.reports import lost_demand, occupancy, upcoming
from tests.profiler import Profiled, scans
from tests.stage import Stage, Till, let_lapse, span

Record = dict[str, Any]
UTC_ZONE, SEATTLE, TOKYO = (ZoneInfo(name) for name in ("UTC", "America/Los_Angeles", "Asia/Tokyo"))
DAY, HOUR = 24 * 3_600, 3_600


def ahead(first: int, last: int, zone: ZoneInfo = UTC_ZONE) -> Days:
    """From the day that is `first` days from now to the one that is `last` days from now, both inside."""
    today = clock.now().astimezone(UTC).date()
    return Days(today + timedelta(days=first), today + timedelta(days=last), zone)


def book(stage: Stage, listing: ObjectId, **when: Any) -> None:
    """A booking that costs nothing, and so is confirmed at once."""
    stage.hold(listing, **when)


def free_car(stage: Stage, owner: ObjectId, **changes: Any) -> ObjectId:
    return stage.car(owner_id=owner, daily_rate=0, **changes)


def used(owner: ObjectId, days: Days, group_by: str = "listing") -> list[tuple[int, int]]:
    rows = occupancy.report(owner, days, group_by=group_by)["rows"]
    return [(row["booked"], row["offered"]) for row in rows]


@pytest.fixture
def omar(stage: Stage) -> ObjectId:
    return stage.omar


def test_a_car_is_offered_around_the_clock_and_booked_from_noon_to_noon(stage: Stage, omar: ObjectId) -> None:
    book(stage, free_car(stage, omar), day=10, days=2)

    assert used(omar, ahead(10, 12), "day") == [(12 * HOUR, DAY), (DAY, DAY), (12 * HOUR, DAY)]
    assert used(omar, ahead(10, 12)) == [(2 * DAY, 3 * DAY)]


def test_what_lies_half_outside_the_range_counts_by_half(stage: Stage, omar: ObjectId) -> None:
    car = free_car(stage, omar)
    book(stage, car, day=9)
    book(stage, car, day=12)

    assert used(omar, ahead(10, 12)) == [(DAY, 3 * DAY)]


def test_days_are_those_of_the_zone_that_is_asked_for(stage: Stage, omar: ObjectId) -> None:
    book(stage, free_car(stage, omar), day=10)

    assert used(omar, ahead(10, 11, TOKYO), "day") == [(3 * HOUR, DAY), (21 * HOUR, DAY)]


def test_a_hold_occupies_nothing_yet_and_a_cancelled_booking_nothing_more(stage: Stage, omar: ObjectId) -> None:
    ada = stage.person()
    stage.hold(stage.car(owner_id=omar), day=10)
    answer = stage.hold(free_car(stage, omar), ada, day=10)
    bookings.cancel(ada, ObjectId(answer.body["id"]), reason=None, attempt=Attempt(None, ""))

    assert [booked for booked, _ in used(omar, ahead(9, 12))] == [0, 0]


def test_a_block_takes_from_what_is_offered(stage: Stage, omar: ObjectId) -> None:
    car = free_car(stage, omar)
    book(stage, car, day=10)
    blocks.put_up(omar, car, span(11) | {"reason": "maintenance"}, Attempt(None, ""))

    assert used(omar, ahead(10, 12)) == [(DAY, 2 * DAY)]
    assert used(omar, ahead(10, 12), "day") == [(12 * HOUR, DAY), (12 * HOUR, 12 * HOUR), (0, 12 * HOUR)]


def test_a_block_that_is_put_up_and_taken_away_shows_in_the_very_next_report(stage: Stage, omar: ObjectId) -> None:
    car = free_car(stage, omar)
    assert used(omar, ahead(10, 11)) == [(0, 2 * DAY)]

    block = blocks.put_up(omar, car, span(10) | {"reason": "own_use"}, Attempt(None, "")).body
    assert used(omar, ahead(10, 11)) == [(0, DAY)]

    blocks.remove(omar, car, ObjectId(block["id"]))
    assert used(omar, ahead(10, 11)) == [(0, 2 * DAY)]


def test_a_room_is_offered_while_it_is_open_for_each_that_fits_in_at_once(stage: Stage, omar: ObjectId) -> None:
    hours = [{"weekday": weekday, "opens": "09:00", "closes": "17:00"} for weekday in range(7)]
    stage.room(opening_hours=hours, capacity=3)

    assert used(omar, ahead(10, 12, SEATTLE)) == [(0, 3 * 3 * 8 * HOUR)]


def test_a_block_outside_opening_hours_takes_nothing_away(stage: Stage, omar: ObjectId) -> None:
    hours = [{"weekday": weekday, "opens": "09:00", "closes": "17:00"} for weekday in range(7)]
    room = stage.room(opening_hours=hours, time_zone="UTC")
    evening = {name: at + timedelta(hours=8) for name, at in span(10, 1 / 4).items()}

    blocks.put_up(omar, room, evening | {"reason": "other"}, Attempt(None, ""))

    assert used(omar, ahead(10, 10)) == [(0, 8 * HOUR)]


def test_a_listing_is_offered_from_when_it_was_published(stage: Stage, omar: ObjectId) -> None:
    free_car(stage, omar, created_at=span(11)["starts_at"])

    assert used(omar, ahead(10, 12), "day") == [(0, 0), (0, 12 * HOUR), (0, DAY)]


def test_a_retired_listing_is_left_out(stage: Stage, omar: ObjectId) -> None:
    free_car(stage, omar, visibility="retired")

    assert used(omar, ahead(10, 12)) == []


def test_an_event_counts_places_in_the_period_in_which_it_begins(stage: Stage, omar: ObjectId) -> None:
    event = stage.event(sections=[{"name": "Lawn", "price": 0, "capacity": 10}])
    stage.place(event, [("Lawn", 1)])

    rows = occupancy.report(omar, ahead(9, 11), group_by="day")["rows"]

    assert [(row["unit"], row["booked"], row["offered"], row["share"]) for row in rows] == [("places", 1, 10, 0.1)]


def test_an_event_without_a_date_is_in_reports_by_listing_alone(stage: Stage, omar: ObjectId) -> None:
    voucher = stage.event(sections=[{"name": "Voucher", "price": 0, "capacity": 4}], starts_at=None, ends_at=None)
    stage.place(voucher, [("Voucher", 1)])

    assert used(omar, ahead(0, 1)) == [(1, 4)]
    assert used(omar, ahead(0, 1), "day") == []


def test_totals_keep_time_and_places_apart(stage: Stage, omar: ObjectId) -> None:
    book(stage, free_car(stage, omar), day=10)
    stage.event(sections=[{"name": "Lawn", "price": 0, "capacity": 10}])

    totals = occupancy.report(omar, ahead(10, 11), group_by="listing")["totals"]

    assert [(total["unit"], total["booked"], total["offered"]) for total in totals] == [
        ("places", 0, 10),
        ("seconds", DAY, 2 * DAY),
    ]


def test_an_owner_sees_nothing_of_anothers_use(stage: Stage, omar: ObjectId) -> None:
    others = stage.person("Olga", "owner")
    book(stage, free_car(stage, others), day=10)

    assert used(omar, ahead(9, 12)) == []
    assert upcoming.report(omar, ahead(9, 12), group_by="day")["totals"]["bookings"] == 0


# -------------------------------------------------------------------------------------- money, and what is to come


def paid(till: Till, **when: Any) -> ObjectId:
    """A booking that Ada has paid for."""
    _, booking_id = till.unpaid(**when)
    till.sandbox.pay(till.session_of(booking_id))
    till.report(booking_id)
    return booking_id


def test_a_car_day_earns_the_owners_net_over_the_days_that_were_offered(till: Till) -> None:
    owner = till.booking(paid(till))["owner_id"]

    [row] = occupancy.report(owner, ahead(-1, 2), group_by="listing")["rows"]

    assert row["earned"][0]["net"]["amount"] == 10_000
    assert row["earned"][0]["net_per_day"]["amount"] == 2_500


def test_by_period_the_money_stands_where_it_came_in(till: Till) -> None:
    owner = till.booking(paid(till))["owner_id"]

    rows = occupancy.report(owner, ahead(-1, 1), group_by="day")["rows"]

    assert sum(each["net"]["amount"] for row in rows for each in row["earned"]) == 10_000


def test_what_is_to_come_counts_where_it_begins_with_the_money_that_is_kept_for_it(till: Till) -> None:
    owner = till.booking(paid(till))["owner_id"]

    report = upcoming.report(owner, ahead(9, 11), group_by="day")

    assert [row["bookings"] for row in report["rows"]] == [0, 1, 0]
    assert [(report["totals"]["bookings"], each["net"]["amount"]) for each in report["totals"]["money"]] == [
        (1, 10_000)
    ]


def test_the_very_next_report_of_what_is_to_come_knows_of_a_cancellation(till: Till) -> None:
    booking_id = paid(till)
    found = till.booking(booking_id)
    assert upcoming.report(found["owner_id"], ahead(9, 11), group_by="month")["totals"]["bookings"] == 1

    bookings.cancel(found["client_id"], booking_id, reason=None, attempt=till.no_key())

    assert upcoming.report(found["owner_id"], ahead(9, 11), group_by="month")["totals"]["bookings"] == 0


def test_holds_and_what_has_lapsed_are_not_to_come(till: Till) -> None:
    car = till.car()
    answer = till.hold(car)
    owner = booking.collection().find_one({"listing_id": car}, {"owner_id": 1})
    assert owner is not None
    let_lapse(answer.body["id"])

    assert upcoming.report(owner["owner_id"], ahead(0, 30), group_by="listing")["rows"] == []


# ------------------------------------------------------------------------------------------------ lost demand


def test_refused_attempts_are_counted_by_reason_and_listing(stage: Stage, omar: ObjectId) -> None:
    car, event = free_car(stage, omar), stage.event(sections=[{"name": "Lawn", "price": 0, "capacity": 1}])
    book(stage, car)
    ben = stage.person("Ben")
    for who in (ben, ben, stage.person("Cleo")):
        with pytest.raises(WindowTaken):
            stage.hold(car, who)
    stage.place(event, [("Lawn", 1)])
    with pytest.raises(SoldOut):
        stage.place(event, [("Lawn", 1)], ben)

    report = lost_demand.of_owner(omar, ahead(-1, 1))

    assert [(row["reason"], row["listing"]["id"], row["attempts"], row["people"]) for row in report["rows"]] == [
        ("window_taken", str(car), 3, 2),
        ("sold_out", str(event), 1, 1),
    ]
    assert report["totals"] == [{"reason": "window_taken", "attempts": 3}, {"reason": "sold_out", "attempts": 1}]


def test_the_platform_sees_what_all_owners_have_lost_by_kind(stage: Stage, omar: ObjectId) -> None:
    for owner in (omar, stage.person("Olga", "owner")):
        car = free_car(stage, owner)
        book(stage, car)
        with pytest.raises(WindowTaken):
            stage.hold(car)

    [row] = lost_demand.of_platform(ahead(-1, 1))["rows"]

    assert (row["reason"], row["kind"], row["attempts"], row["people"]) == ("window_taken", "cars", 2, 2)


def test_what_was_refused_elsewhere_or_on_other_days_is_no_lost_demand_of_the_owner(
    stage: Stage, omar: ObjectId
) -> None:
    car = free_car(stage, stage.person("Olga", "owner"))
    book(stage, car)
    with pytest.raises(WindowTaken):
        stage.hold(car)

    assert lost_demand.of_owner(omar, ahead(-1, 1))["rows"] == []
    assert lost_demand.of_platform(ahead(-9, -2))["rows"] == []


# ----------------------------------------------------------------------------------------------------- cost


def test_time_and_lost_demand_are_read_from_indexes_alone(stage: Stage, omar: ObjectId, profiled: Profiled) -> None:
    car = free_car(stage, omar)
    book(stage, car)
    with pytest.raises(WindowTaken):
        stage.hold(car)
    redis.main().call(lambda client: client.flushdb())

    with profiled() as statements:
        occupancy.report(omar, ahead(0, 30), group_by="day")
        upcoming.report(omar, ahead(0, 30), group_by="day")
        lost_demand.of_owner(omar, ahead(-1, 1))
        lost_demand.of_platform(ahead(-1, 1))

    assert scans(statements) == []
    bookings_and_trail = [each for each in statements if each["ns"].endswith((".bookings", ".audit"))]
    assert [each["docsExamined"] for each in bookings_and_trail] == [0] * 5
