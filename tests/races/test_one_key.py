"""One intent, sent many times: one booking, one answer."""

from __future__ import annotations

from collections.abc import Callable

from drivesphere.models import booking
from drivesphere.services.reserving import MAX_LIVE_HOLDS
from tests.races.controls import ROUNDS
from tests.races.crew import Crew, Move, codes, spaced
from tests.stage import UNREACHABLE, Stage, span

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

    outcomes = codes(crew.run(spaced([Move("hold_without_key", wanted)] * TIMES, spread)))

    assert booking.collection().count_documents({}) == 1
    assert set(outcomes) <= {"ok", "duplicate_booking"}
    assert outcomes["duplicate_booking"] >= TIMES - 1


def test_without_the_stored_answer_the_same_key_books_twice(stage: Stage, gather: Callable[..., Crew]) -> None:
    """The twin: no guard and no row, only the hope that requests come one after the other."""
    crew = gather("without_guard_and_stored_answers", redis_url=UNREACHABLE)

    def bookings_made() -> int:
        moves = repeats(stage, times=6)
        crew.run(moves)
        return booking.collection().count_documents({"listing_id": moves[0].arguments["car"]})

    assert any(bookings_made() > 1 for _ in range(ROUNDS))


def test_one_client_cannot_hoard_by_asking_for_everything_at_once(sound: Stage, crew: Crew, spread: float) -> None:
    outcomes = codes(crew.run(spaced(greed(sound), spread)))

    assert outcomes == {"ok": MAX_LIVE_HOLDS, "too_many_holds": 12 - MAX_LIVE_HOLDS}


def test_without_the_write_on_the_client_hoarding_works(stage: Stage, gather: Callable[..., Crew]) -> None:
    crew = gather("without_client_guard")

    assert any(codes(crew.run(greed(stage)))["ok"] > MAX_LIVE_HOLDS for _ in range(ROUNDS))


def greed(stage: Stage) -> list[Move]:
    """One client who wants twelve cars."""
    client = stage.person()
    return [Move("hold", {"car": stage.car(), "client": client, "window": span(10)}) for _ in range(12)]
