"""A process dies between the commit that makes a refund due and the one that writes Stripe's answer down, anywhere.

Whoever comes after it finds either nothing done, or the order under its key: one refund at Stripe, whatever happens.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest
from bson import ObjectId

from drivesphere.config import Settings
from drivesphere.domain.errors import Conflict, Unavailable
from drivesphere.models import outbox, refund
from drivesphere.services import bookings
from drivesphere.services import outbox as effects
from tests.races.crew import Crew, Move
from tests.races.ledger import broken_invariants
from tests.stage import Till, make_settings

PATIENCE_SECONDS = 120  # twice the lease of an order, which is what the worst death on a busy machine costs


@pytest.fixture
def doomed(till: Till) -> Callable[[str], Crew]:
    """Processes with the till's Stripe that die at a point which a setup in `controls` names."""

    def gather(setup: str) -> Crew:
        given = (till.settings.mongo_url, till.settings.redis_url, till.settings.broker_url)
        settings: Settings = make_settings(*given, stripe_api_base=till.sandbox.url)
        return Crew(settings, setup)

    return gather


def paid(till: Till) -> tuple[ObjectId, ObjectId]:
    ada, held = till.unpaid()
    till.sandbox.pay(till.session_of(held))
    till.report(held)
    return ada, held


def die(crew: Crew, move: Move) -> None:
    """Let one process make the move and die of it, then end the others."""
    crew.begin([move])
    assert crew.has_lost_one(PATIENCE_SECONDS)
    crew.kill()


@pytest.mark.parametrize("point", ["dying_inside_the_cancellation", "dying_after_the_cancellation"])
def test_whoever_dies_while_cancelling_has_cancelled_all_or_nothing(
    till: Till, doomed: Callable[[str], Crew], point: str
) -> None:
    ada, held = paid(till)

    die(doomed(point), Move("give_back", {"client": ada, "booking_id": held, "lines": []}))
    eventually(lambda: is_cancelled(till, ada, held))

    assert_refunded_once(till, held)


def is_cancelled(till: Till, ada: ObjectId, held: ObjectId) -> bool:
    """Whether it is, or could be by now: what the dead process holds is free after some seconds."""
    if till.booking(held)["status"] == "confirmed":
        try:
            bookings.cancel(ada, held, reason=None, attempt=till.no_key())
        except (Unavailable, Conflict):
            return False
    return True


@pytest.mark.parametrize(
    "point",
    [
        "dying_before_stripe_is_asked",
        "dying_when_stripe_has_answered",
        "dying_inside_the_note",
        "dying_before_the_order_is_ticked_off",
    ],
)
def test_a_worker_that_dies_over_a_refund_leaves_it_to_the_next_one(
    till: Till, doomed: Callable[[str], Crew], point: str
) -> None:
    ada, held = paid(till)
    bookings.cancel(ada, held, reason=None, attempt=till.no_key())

    die(doomed(point), Move("carry_out"))

    assert_refunded_once(till, held)


def assert_refunded_once(till: Till, held: ObjectId) -> None:
    """After the next worker has done what there is to do."""
    eventually(lambda: is_refunded(held))
    assert till.sandbox.count("refunds_created") == 1
    assert till.booking(held)["payment_status"] == "refunded"
    assert broken_invariants() == []


def is_refunded(held: ObjectId) -> bool:
    """Whether the ledger says so, after every order that is open has come back as its lease would let it."""
    outbox.collection().update_many({"state": "pending"}, [{"$set": {"due_at": "$$NOW"}}])
    effects.drain()
    rows: list[dict[str, Any]] = refund.of_booking(held)
    orders = outbox.collection().count_documents({"booking_id": held, "effect": "refund", "state": "pending"})
    return [row["state"] for row in rows] == ["succeeded"] and orders == 0


def eventually(fact: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not fact():
        assert time.monotonic() < deadline, "it never came to rest"
        time.sleep(0.1)
