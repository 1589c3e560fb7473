"""A run is killed before one of its statements to the database after the other: the next run ends what it began."""

from __future__ import annotations

import multiprocessing
import os
import signal
import time
from datetime import timedelta
from itertools import count

from bson import ObjectId
from pymongo import monitoring

from drivesphere.config import Settings
from drivesphere.domain import clock
from drivesphere.models import booking, inventory, mismatch, refund
from drivesphere.services import reconciliation
from tests.races.ledger import broken_invariants
from tests.stage import Till, let_lapse, make_settings

STRIDE = 3  # statements that each life is longer than the one before: a commit has about as many
PATIENCE_SECONDS = 240  # what takes longer hangs


class Mortal(monitoring.CommandListener):
    """Ends its process, as kill -9 would, before the statement with this number is sent."""

    def __init__(self, life: int) -> None:
        self._left = life

    def started(self, _event: monitoring.CommandStartedEvent) -> None:
        self._left -= 1
        if self._left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    def succeeded(self, _event: monitoring.CommandSucceededEvent) -> None:
        """Whatever comes of it."""

    def failed(self, _event: monitoring.CommandFailedEvent) -> None:
        """Whatever comes of it."""


def live(settings: Settings, life: int) -> None:
    """A run in a process of its own, of so many statements at most; it ends with 0 only if it came to its end."""
    from drivesphere import infra

    infra.connect(settings)
    monitoring.register(Mortal(life))
    infra.connect(settings)
    found = reconciliation.run("command line", since=clock.now() - timedelta(hours=1))
    os._exit(0 if found["state"] == "done" else 1)


def end_of(settings: Settings, life: int) -> int | None:
    process = multiprocessing.get_context("forkserver").Process(target=live, args=(settings, life), daemon=True)
    process.start()
    process.join(PATIENCE_SECONDS)
    return process.exitcode


def test_runs_that_are_killed_everywhere_leave_what_one_whole_run_leaves(till: Till) -> None:
    paid, lost, given_back = unheard(till), lost_to_another(till), refunded_in_the_dashboard(till)
    without_booking(till)
    given = (till.settings.mongo_url, till.settings.redis_url, till.settings.broker_url)
    settings = make_settings(*given, stripe_api_base=till.sandbox.url)
    deadline, ends = time.monotonic() + PATIENCE_SECONDS, []

    for life in count(STRIDE, STRIDE):
        ends.append(end_of(settings, life))
        assert broken_invariants() == []
        if ends[-1] == 0:
            break
        assert time.monotonic() < deadline, ends

    assert ends.count(-signal.SIGKILL) > 5, "the runs were not killed"
    assert [till.booking(each)["status"] for each in (paid, lost, given_back)] == ["confirmed", "expired", "confirmed"]
    assert sorted(made["amount"] for made in till.refunds()) == [1_000, 12_124]
    assert [row["amount"] for row in refund.of_booking(given_back)] == [1_000]
    assert [row["kind"] for row in mismatch.collection().find()] == ["payment_without_booking"]


def unheard(till: Till) -> ObjectId:
    """Paid, and nobody told us."""
    _, held = till.unpaid()
    till.sandbox.pay(till.session_of(held))
    return held


def lost_to_another(till: Till) -> ObjectId:
    """Paid too late, and the car is somebody else's by now."""
    car = till.car()
    _, held = till.unpaid(car=car)
    till.sandbox.pay(till.session_of(held))
    let_lapse(str(held), minutes=13)
    till.hold(car)
    return held


def refunded_in_the_dashboard(till: Till) -> ObjectId:
    held = unheard(till)
    till.report(held)
    till.sandbox.refund(till.booking(held)["payment"]["payment_id"], 1_000)
    return held


def without_booking(till: Till) -> None:
    """Paid for a booking that a restored backup does not know, nor what it occupied."""
    held = unheard(till)
    inventory.collection().delete_one({"_id": till.booking(held)["listing_id"]})
    booking.collection().delete_one({"_id": held})
