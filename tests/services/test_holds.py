"""Placing holds, one client after the other; the races are in tests/races."""

from __future__ import annotations

from datetime import timedelta

import pytest
from bson import ObjectId

from drivesphere.domain.errors import (
    DuplicateBooking,
    KeyReused,
    NotFound,
    Rejected,
    TooManyRequests,
    WindowTaken,
)
from drivesphere.models import audit_entry, booking, idempotency_row, inventory
from drivesphere.services import holds, housekeeping, reserving
from tests.stage import Stage, let_lapse, order


def test_a_hold_takes_the_car_for_exactly_ten_minutes_of_database_time(stage: Stage) -> None:
    car, ada = stage.car(), stage.person("Ada")

    answer = stage.hold(car, ada)

    stored = booking.collection().find_one({"_id": ObjectId(answer.body["id"])})
    assert stored is not None
    assert answer.status == 201
    assert stored["expires_at"] - stored["held_at"] == timedelta(minutes=10)
    assert [entry["trigger"] for entry in stored["history"]] == ["held"]
    assert audit_entry.collection().count_documents({"booking_id": stored["_id"], "outcome": "done"}) == 1


def test_a_second_client_is_offered_other_dates_and_similar_cars(stage: Stage) -> None:
    car, twin = stage.car(), stage.car(daily_rate=9_000)
    stage.hold(car)

    with pytest.raises(WindowTaken) as refused:
        stage.hold(car)

    offers = refused.value.alternatives
    assert len(offers) == 3
    assert {offer["reason"] for offer in offers} == {"same_car_other_dates", "similar_car"}
    assert offers[-1]["listing"]["id"] == str(twin)


def test_the_similar_car_is_the_one_that_differs_least(stage: Stage) -> None:
    car = stage.car(daily_rate=13_500, fuel="electric")
    stage.car(daily_rate=5_000, fuel="gasoline")
    stage.car(daily_rate=13_400, fuel="gasoline")
    model_y = stage.car(daily_rate=13_000, fuel="electric")
    stage.hold(car)

    with pytest.raises(WindowTaken) as refused:
        stage.hold(car)

    offers = {offer["listing"]["id"]: offer for offer in refused.value.alternatives}
    assert str(model_y) in offers
    assert offers[str(model_y)]["listing"]["vehicle_type"] == "suv"


def test_an_offer_keeps_the_extras_and_their_price(stage: Stage) -> None:
    car, twin = stage.car(), stage.car()
    stage.hold(car)
    wanted = order(car, stage.person())
    wanted.request["extras"] = ["child_seat"]

    with pytest.raises(WindowTaken) as refused:
        holds.place_hold(wanted)

    offer = refused.value.alternatives[-1]
    plain = stage.hold(twin, day=40).body["quote"]["total"]["amount"]
    assert offer["extras"] == ["child_seat"]
    assert offer["total"]["amount"] > plain


def test_windows_that_touch_do_not_overlap(stage: Stage) -> None:
    car = stage.car()

    first, second = stage.hold(car, day=10), stage.hold(car, day=11)

    assert (first.status, second.status) == (201, 201)


def test_the_turnaround_buffer_keeps_touching_windows_apart(stage: Stage) -> None:
    car = stage.car(policy={"buffer_minutes": 60})
    stage.hold(car, day=10)

    with pytest.raises(WindowTaken):
        stage.hold(car, day=11)


def test_the_same_key_gives_the_same_answer_and_one_booking(stage: Stage) -> None:
    car, ada = stage.car(), stage.person("Ada")

    first, again = stage.hold(car, ada, key="k1"), stage.hold(car, ada, key="k1")

    assert again.replayed
    assert again.body == first.body
    assert booking.collection().count_documents({}) == 1


def test_the_same_key_for_another_request_is_refused(stage: Stage) -> None:
    car, ada = stage.car(), stage.person("Ada")
    stage.hold(car, ada, key="k1")

    with pytest.raises(KeyReused):
        stage.hold(car, ada, key="k1", day=20)


def test_a_client_who_holds_it_already_is_led_to_the_own_booking(stage: Stage) -> None:
    car, ada = stage.car(), stage.person("Ada")
    first = stage.hold(car, ada)

    with pytest.raises(DuplicateBooking) as refused:
        stage.hold(car, ada)

    assert refused.value.links["booking"] == first.body["links"]["self"]


def test_one_client_cannot_hold_the_whole_fleet(stage: Stage) -> None:
    ada = stage.person("Ada")
    for _ in range(reserving.MAX_LIVE_HOLDS):
        stage.hold(stage.car(), ada)

    with pytest.raises(TooManyRequests):
        stage.hold(stage.car(), ada)


@pytest.mark.parametrize(
    ("span", "code"),
    [
        ({"day": -3}, "too_soon"),
        ({"day": 400}, "too_far_ahead"),
        ({"days": 91}, "window_too_long"),
    ],
)
def test_a_window_against_the_policy_is_refused_and_nothing_is_written(
    stage: Stage, span: dict[str, int], code: str
) -> None:
    car = stage.car()

    with pytest.raises(Rejected) as refused:
        stage.hold(car, **span)

    assert refused.value.code == code
    assert refused.value.errors
    assert booking.collection().count_documents({}) == 0
    assert audit_entry.collection().count_documents({"outcome": "refused", "code": code}) == 1


def test_a_car_that_is_not_published_cannot_be_held(stage: Stage) -> None:
    with pytest.raises(NotFound):
        stage.hold(stage.car(visibility="paused"))


def test_a_lapsed_hold_frees_the_car_before_the_sweeper_runs(stage: Stage) -> None:
    car = stage.car()
    first = stage.hold(car)
    let_lapse(first.body["id"])

    second = stage.hold(car)

    ended = booking.collection().find_one({"_id": ObjectId(first.body["id"])})
    assert second.status == 201
    assert ended is not None
    assert (ended["status"], ended["history"][-1]["trigger"]) == ("expired", "lapsed")


def test_the_sweep_ends_a_lapsed_hold_once(stage: Stage) -> None:
    car = stage.car()
    first = stage.hold(car)
    let_lapse(first.body["id"])

    housekeeping.sweep_holds()
    housekeeping.sweep_holds()

    ended = booking.collection().find_one({"_id": ObjectId(first.body["id"])})
    assert ended is not None
    assert (ended["status"], ended["version"]) == ("expired", 2)
    assert inventory.collection().find_one({"_id": car}, {"claims": 1, "_id": 0}) == {"claims": []}


def test_the_answer_of_a_key_is_stored_in_the_transaction_of_its_booking(stage: Stage) -> None:
    car, ada = stage.car(), stage.person("Ada")

    answer = holds.place_hold(order(car, ada, key="k1"))

    row = idempotency_row.collection().find_one({})
    assert row is not None
    assert (row["status"], row["body"]) == (201, answer.body)
    assert str(row["booking_id"]) == answer.body["id"]
