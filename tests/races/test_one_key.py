"""One intent, sent many times: one booking, one answer."""

from __future__ import annotations

from drivesphere.models import booking
from tests.races.crew import Crew, Move, codes
from tests.races.test_one_car import spaced
from tests.stage import Stage, span

TIMES = 20


def repeats(stage: Stage, times: int = TIMES) -> list[Move]:
    wanted = {"car": stage.car(), "client": stage.person(), "window": span(10), "key": "one-intent"}
    return [Move("hold", wanted)] * times


def test_the_same_key_twenty_times_gives_one_booking_and_twenty_equal_answers(
    sound: Stage, crew: Crew, spread: float
) -> None:
    outcomes = crew.run(spaced(repeats(sound), spread))

    assert codes(outcomes) == {"ok": TIMES}
    assert len({str(outcome.value) for outcome in outcomes}) == 1
    assert booking.collection().count_documents({}) == 1


def test_without_redis_the_rows_primary_key_keeps_the_promise(
    sound: Stage, crew_without_redis: Crew, spread: float
) -> None:
    outcomes = crew_without_redis.run(spaced(repeats(sound), spread))

    assert codes(outcomes) == {"ok": TIMES}
    assert len({str(outcome.value) for outcome in outcomes}) == 1


def test_without_a_key_the_same_client_books_once_and_is_led_to_it(sound: Stage, crew: Crew, spread: float) -> None:
    wanted = {"car": sound.car(), "client": sound.person(), "window": span(10)}

    outcomes = codes(crew.run(spaced([Move("hold", wanted)] * TIMES, spread)))

    assert outcomes["ok"] == 1
    assert set(outcomes) <= {"ok", "duplicate_booking", "inventory_busy"}


def test_without_the_stored_answer_the_same_key_books_twice(
    stage: Stage, crew_without_guard: Crew, spread: float
) -> None:
    """The twin: no guard and no row, only the hope that requests come one after the other."""
    wanted = [{"car": stage.car(), "client": stage.person(), "window": span(10)} for _ in range(5)]

    crew_without_guard.run(spaced([Move("hold", each) for each in wanted for _ in range(6)], 0.0 * spread))

    assert booking.collection().count_documents({}) > len(wanted)
