"""MongoDB is killed, or hangs: every request is answered within four seconds, and works again once it is back."""

from __future__ import annotations

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from bson import ObjectId
from werkzeug.test import TestResponse

from drivesphere.api.request_scope import LONGEST_REQUEST_SECONDS
from drivesphere.app import create_app
from drivesphere.embedded.mongod import Mongod
from drivesphere.infra import mongo
from tests.api.desk import Desk, Person
from tests.stage import empty, make_settings

# Three times what is promised, for a machine that is busy with other tests; without the bound it is more than 45 s.
LONGEST_ANSWER_SECONDS = 12.0
UNKNOWN = 503


@pytest.fixture
def desk(own_mongod: Mongod, redis_url: str, broker_url: str) -> Iterator[Desk]:
    own_mongod.start()
    own_mongod.allow("outage")
    settings = make_settings(own_mongod.url("outage"), redis_url, broker_url)
    app = create_app(settings)
    empty()
    yield Desk(settings, None, app)  # type: ignore[arg-type]
    own_mongod.kill()
    mongo.disconnect()


def requests(desk: Desk, ada: Person, car: ObjectId, held: str) -> list[tuple[float, TestResponse]]:
    """What a client may be at when it happens, all at once."""
    calls = [
        lambda: ada.hold(car, day=20),
        lambda: ada.hold(car, day=30, key="with-a-key"),
        lambda: ada.post(f"/bookings/{held}/cancel", {"reason": "rain"}),
        lambda: ada.post(f"/bookings/{held}/checkout"),
        lambda: ada.get("/bookings"),
        lambda: ada.get(f"/cars/{car}"),
    ]

    def timed(number: int) -> tuple[float, TestResponse]:
        started = time.monotonic()
        answer = calls[number]()
        return time.monotonic() - started, answer

    with ThreadPoolExecutor(len(calls)) as threads:
        return list(threads.map(timed, range(len(calls))))


@pytest.mark.parametrize("fault", ["kill", "pause"])
def test_every_answer_comes_in_time_and_says_what_to_do(desk: Desk, own_mongod: Mongod, fault: str) -> None:
    ada, car = desk.sign_in(), desk.car()
    held = ada.hold(car, day=10).get_json()["id"]
    getattr(own_mongod, fault)()

    answers = requests(desk, ada, car, held)

    assert [answer.status_code for _, answer in answers] == [UNKNOWN] * len(answers)
    assert all(answer.content_type == "application/problem+json" for _, answer in answers)
    assert all("Retry-After" in answer.headers for _, answer in answers)
    assert LONGEST_REQUEST_SECONDS < 4
    assert max(seconds for seconds, _ in answers) < LONGEST_ANSWER_SECONDS


def test_after_a_hang_the_same_key_gives_one_booking(desk: Desk, own_mongod: Mongod) -> None:
    ada, car = desk.sign_in(), desk.car()
    own_mongod.pause()
    first = ada.hold(car, key="one-intent")
    own_mongod.resume()

    answers = [ada.hold(car, key="one-intent") for _ in range(3)]

    assert first.status_code == UNKNOWN
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.get_json()["id"] for answer in answers}) == 1
