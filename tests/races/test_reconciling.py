"""Several runs at once, with workers and webhooks between them: each refund stands in the books once."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from bson import ObjectId

from drivesphere.models import refund
from drivesphere.services import bookings
from tests.races.crew import Crew, Move, codes, spaced
from tests.races.ledger import broken_invariants
from tests.stage import Till, make_settings

PARTS = (1_000, 2_000, 3_000)


@pytest.fixture
def crew(till: Till, request: pytest.FixtureRequest) -> Iterator[Crew]:
    """A crew that speaks with the till's Stripe; its setup is the parameter, where there is one."""
    given = (till.settings.mongo_url, till.settings.redis_url, till.settings.broker_url)
    crew = Crew(make_settings(*given, stripe_api_base=till.sandbox.url), getattr(request, "param", None))
    yield crew
    crew.dismiss()


def paid(till: Till) -> ObjectId:
    _, held = till.unpaid()
    till.sandbox.pay(till.session_of(held))
    till.report(held)
    return held


def refunded_in_parts(till: Till) -> ObjectId:
    """A booking of which three parts were given back in the dashboard."""
    held = paid(till)
    for amount in PARTS:
        till.sandbox.refund(till.booking(held)["payment"]["payment_id"], amount)
    return held


def test_runs_that_overlap_write_each_refund_down_once(till: Till, crew: Crew, spread: float) -> None:
    held = refunded_in_parts(till)

    outcomes = codes(crew.run(spaced([Move("reconcile")] * 6, spread)))

    assert outcomes == {"ok": 6}
    assert sorted(row["amount"] for row in refund.of_booking(held)) == list(PARTS)
    assert till.booking(held)["refund"]["amount"] == sum(PARTS)
    assert broken_invariants() == []


def test_runs_and_workers_at_one_refund_make_it_once(till: Till, crew: Crew, spread: float) -> None:
    held = paid(till)
    bookings.cancel(till.booking(held)["client_id"], held, reason=None, attempt=till.no_key())

    codes(crew.run(spaced([Move("reconcile"), Move("carry_out")] * 3, spread)))

    assert len(till.refunds()) == 1
    assert [row["state"] for row in refund.of_booking(held)] == ["succeeded"]
    assert till.booking(held)["payment_status"] == "refunded"


@pytest.mark.parametrize("crew", ["looking_before_writing_refunds_down"], indirect=True)
def test_looking_first_and_writing_then_writes_a_refund_down_twice(till: Till, crew: Crew) -> None:
    """The twin: no key of Stripe's in the ledger's, and the look before the commit."""
    held = refunded_in_parts(till)

    crew.run([Move("reconcile")] * 6)

    assert len(refund.of_booking(held)) > len(PARTS)
