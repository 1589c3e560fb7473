"""Many clients, one car. Every test reads the invariants from the database when it is over."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from drivesphere.models import booking
from tests.races.controls import ROUNDS
from tests.races.crew import Crew, Move, codes, spaced
from tests.races.ledger import broken
from tests.stage import Stage, span


def hold(stage: Stage, car: Any, window: dict[str, Any]) -> Move:
    return Move("hold", {"car": car, "client": stage.person(), "window": window})


def test_two_clients_on_one_car_get_one_hold(sound: Stage, crew: Crew, spread: float) -> None:
    for _ in range(5):
        car = sound.car()
        outcomes = codes(crew.run(spaced([hold(sound, car, span(10)) for _ in range(2)], spread)))
        assert outcomes == {"ok": 1, "window_taken": 1}


def test_twenty_disjoint_windows_on_one_car_all_win(sound: Stage, crew: Crew, spread: float) -> None:
    car = sound.car()
    moves = [hold(sound, car, span(day)) for day in range(10, 30)]

    outcomes = codes(crew.run(spaced(moves, spread)))

    assert outcomes == {"ok": 20}


def test_sixty_four_overlapping_windows_leave_one_of_each_overlap(sound: Stage, crew: Crew, spread: float) -> None:
    car = sound.car()
    moves = [hold(sound, car, span(10 + number % 8, days=3)) for number in range(64)]

    outcomes = codes(crew.run(spaced(moves, spread)))

    assert outcomes["ok"] == booking.collection().count_documents({"status": "pending"})
    assert 2 <= outcomes["ok"] <= 4
    assert outcomes["window_taken"] == 64 - outcomes["ok"]


def test_sixty_four_adjacent_windows_on_one_car_never_overlap(sound: Stage, crew: Crew, spread: float) -> None:
    """Hours that touch: each is wanted four times, and each is sold once."""
    car, day = sound.car(), span(10)["starts_at"]
    hours = [{"starts_at": day + timedelta(hours=n), "ends_at": day + timedelta(hours=n + 1)} for n in range(16)]

    outcomes = codes(crew.run(spaced([hold(sound, car, hours[n % 16]) for n in range(64)], spread)))

    assert outcomes == {"ok": 16, "window_taken": 48}


def test_without_redis_two_clients_still_get_one_hold(sound: Stage, crew_without_redis: Crew, spread: float) -> None:
    for _ in range(5):
        car = sound.car()
        outcomes = codes(crew_without_redis.run(spaced([hold(sound, car, span(10)) for _ in range(6)], spread)))
        assert outcomes == {"ok": 1, "window_taken": 5}


def test_a_lock_whose_lease_ran_out_costs_time_and_nothing_else(sound: Stage, stalling_crew: Crew) -> None:
    car = sound.car()

    outcomes = codes(stalling_crew.run(spaced([hold(sound, car, span(10)) for _ in range(3)], 0.3)))

    assert outcomes == {"ok": 1, "window_taken": 2}


def test_without_the_guard_the_same_race_double_books(stage: Stage, crew_without_guard: Crew) -> None:
    """The twin: check and insert in one transaction are no guard. Unharmed here, the races would prove nothing."""

    def is_harmed() -> bool:
        car = stage.car()
        crew_without_guard.run([hold(stage, car, span(10)) for _ in range(6)])
        return bool(broken("I1"))

    assert any(is_harmed() for _ in range(ROUNDS))


def test_the_lock_alone_double_books_when_its_lease_runs_out(stage: Stage, stalling_crew_without_guard: Crew) -> None:
    car = stage.car()

    outcomes = codes(stalling_crew_without_guard.run(spaced([hold(stage, car, span(10)) for _ in range(3)], 0.3)))

    assert outcomes["ok"] > 1
    assert broken("I1")
