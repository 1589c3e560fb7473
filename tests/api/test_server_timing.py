"""Answers of a booking say where its time went."""

from __future__ import annotations

import re

from tests.api.desk import Desk

DURATION = r"\d+(\.\d+)?"
BOTH = re.compile(rf"lock;dur={DURATION}, transaction;dur={DURATION}")


def test_a_hold_says_how_long_it_waited_and_how_long_its_transaction_took(desk: Desk) -> None:
    answer = desk.sign_in("Ada").hold(desk.car())

    assert BOTH.fullmatch(answer.headers["Server-Timing"])


def test_a_refusal_says_it_too(desk: Desk) -> None:
    car = desk.car()
    desk.sign_in("Ada").hold(car)

    answer = desk.sign_in("Ben").hold(car)

    assert answer.status_code == 409
    assert BOTH.fullmatch(answer.headers["Server-Timing"])


def test_what_was_refused_before_any_lock_says_nothing(desk: Desk) -> None:
    answer = desk.sign_in("Ada").hold(desk.car(), day=400)

    assert answer.status_code == 422
    assert "Server-Timing" not in answer.headers


def test_the_next_request_of_the_thread_says_nothing_of_the_last_one(desk: Desk) -> None:
    ada = desk.sign_in("Ada")
    ada.hold(desk.car())

    assert "Server-Timing" not in ada.get("/bookings").headers
