"""A reminder comes once, within a day of the start, for what still stands."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from bson import ObjectId

from drivesphere.domain import clock
from drivesphere.domain.idempotency import Attempt
from drivesphere.models import booking, outbox
from drivesphere.services import bookings, reminders
from tests.mailroom import Mailroom
from tests.stage import Stage, section

SOON = "Soon: Late Set at the Lantern"


@pytest.fixture
def ada(stage: Stage) -> ObjectId:
    return stage.person("Ada")


@pytest.fixture
def book(stage: Stage, ada: ObjectId) -> Callable[..., ObjectId]:
    """Book a free evening of Ada's that starts in so long, as if she had done so some days ago."""

    def booked(starts_in: timedelta = timedelta(hours=23), ago: timedelta = timedelta(days=5), **more: Any) -> ObjectId:
        starts_at = clock.now() + starts_in
        dates = {"starts_at": starts_at, "ends_at": starts_at + timedelta(hours=3)} | more
        event = stage.event(sections=[section("Floor", 0, 3)], **dates)
        number = ObjectId(stage.place(event, [("Floor", 1)], ada).body["id"])
        booking.collection().update_one({"_id": number}, {"$set": {"created_at": clock.now() - ago}})
        return number

    return booked


def reminded(mailroom: Mailroom, ada: ObjectId) -> int:
    return mailroom.subjects(ada).count(SOON)


def test_what_begins_within_a_day_is_reminded_of_once(
    mailroom: Mailroom, ada: ObjectId, book: Callable[..., ObjectId]
) -> None:
    book()

    asked = [reminders.remind() for _ in range(3)]

    assert asked == [1, 0, 0]
    assert reminded(mailroom, ada) == 1


def test_many_runs_at_once_ask_once(mailroom: Mailroom, ada: ObjectId, book: Callable[..., ObjectId]) -> None:
    for _ in range(3):
        book()

    with ThreadPoolExecutor(8) as pool:
        asked = sum(pool.map(lambda _: reminders.remind(), range(8)))

    assert asked == 3
    assert reminded(mailroom, ada) == 3


@pytest.mark.parametrize(
    "times",
    [
        {"starts_in": timedelta(hours=26)},
        {"starts_in": timedelta(hours=20), "ago": timedelta(hours=1)},
        {"starts_in": timedelta(hours=20), "ago": timedelta(hours=3, minutes=50)},
        {"starts_at": None, "ends_at": None},
    ],
    ids=["later", "just booked", "booked within a day of the start", "no dates"],
)
def test_what_needs_no_reminder_gets_none(
    mailroom: Mailroom, ada: ObjectId, book: Callable[..., ObjectId], times: dict[str, Any]
) -> None:
    book(**times)

    assert reminders.remind() == 0
    assert reminded(mailroom, ada) == 0


def test_what_was_booked_a_moment_more_than_a_day_before_is_reminded_of(book: Callable[..., ObjectId]) -> None:
    book(starts_in=timedelta(hours=20), ago=timedelta(hours=4, minutes=10))

    assert reminders.remind() == 1


@pytest.mark.parametrize("asked_before", [False, True])
def test_what_is_cancelled_is_not_reminded_of(
    mailroom: Mailroom, ada: ObjectId, book: Callable[..., ObjectId], asked_before: bool
) -> None:
    number = book()
    if asked_before:
        reminders.remind()
    bookings.cancel(ada, number, reason=None, attempt=Attempt(None, ""))

    reminders.remind()

    assert reminded(mailroom, ada) == 0
    assert outbox.depth("pending") == 0


def test_a_booking_that_fails_keeps_no_other_waiting(
    mailroom: Mailroom, ada: ObjectId, book: Callable[..., ObjectId]
) -> None:
    broken, _ = book(), book(starts_in=timedelta(hours=23, minutes=30))
    booking.collection().update_one({"_id": broken}, {"$set": {"history": []}})

    assert reminders.remind() == 1
    assert reminded(mailroom, ada) == 1
