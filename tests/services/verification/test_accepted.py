"""What an admin has decided about an amount that differs is named by the auditor, and breaks no rule any more."""

from __future__ import annotations

from typing import Any

import pytest
from bson import ObjectId

from drivesphere.domain.errors import Rejected
from drivesphere.domain.mismatch import Decision
from drivesphere.infra import mongo
from drivesphere.migrations import SCRIPTS, _load
from drivesphere.models import mismatch, payment
from drivesphere.services import decisions
from drivesphere.services.decisions import Verdict
from drivesphere.services.verification import Report, verify
from tests.services.test_reconciliation import PRICE, paid, run
from tests.stage import Till

WHY = "The till was closed by hand."


@pytest.fixture
def iris(till: Till) -> str:
    return f"admin:{till.person('Iris', 'admin')}"


@pytest.fixture
def differing(till: Till) -> ObjectId:
    """A booking whose payment somebody has written down with a cent too much."""
    held = paid(till)
    write_down(amount=PRICE + 1)
    run()
    return held


def write_down(**fields: int) -> None:
    assert payment.collection().update_one({}, {"$set": fields}).modified_count == 1


def the_mismatch() -> dict[str, Any]:
    found = mismatch.collection().find_one({"kind": "amount_differs"})
    assert found is not None
    return found


def decide(decision: Decision, by: str, note: str | None = WHY) -> None:
    decisions.resolve(the_mismatch()["_id"], Verdict(decision, by=by, note=note))


def broken(report: Report) -> list[str]:
    return [result.rule.name for result in report.results if result.broken]


def test_an_accepted_difference_is_named_with_who_when_and_why_and_breaks_nothing(
    till: Till, differing: ObjectId, iris: str
) -> None:
    assert broken(verify()) == ["I6", "I8"]

    decide(Decision.ACCEPT, iris)

    report = verify()
    assert report.is_clean
    accepted = {result.rule.name: result.as_dict()["accepted"] for result in report.results if result.accepted}
    told = {"decision": "accept", "by": iris, "reason": WHY}
    assert {name: found["accepted"].items() >= told.items() for name, [found] in accepted.items()} == {
        "I6": True,
        "I8": True,
    }
    [of_payment] = accepted["I8"]
    assert of_payment["problem"] == f"its parts are {PRICE} of {PRICE + 1}"
    assert of_payment["accepted"]["at"].startswith(the_mismatch()["closed_at"].isoformat()[:19])


@pytest.mark.parametrize("later", [{"amount": PRICE + 2}, {"tax_amount": 1}], ids=["its amount", "a share of it"])
def test_what_is_changed_after_that_is_found(till: Till, differing: ObjectId, iris: str, later: dict[str, int]) -> None:
    decide(Decision.ACCEPT, iris)

    write_down(**later)

    assert broken(verify()) == ["I6", "I8"]


def test_what_is_cancelled_for_it_is_decided_too(till: Till, differing: ObjectId, iris: str) -> None:
    decide(Decision.CANCEL_BOOKING, iris)
    till.refunds()

    report = verify()

    assert till.booking(differing)["status"] == "cancelled"
    assert report.is_clean
    assert [result.rule.name for result in report.results if result.accepted] == ["I8"]


def test_it_is_not_accepted_without_a_reason(till: Till, differing: ObjectId, iris: str) -> None:
    with pytest.raises(Rejected) as refused:
        decide(Decision.ACCEPT, iris, note=None)

    assert list(refused.value.errors or {}) == ["note"]
    assert the_mismatch()["state"] == "open"


def test_another_payment_is_accepted_by_nobody(till: Till, differing: ObjectId, iris: str) -> None:
    decide(Decision.ACCEPT, iris)
    other = paid(till)

    payment.collection().update_one({"booking_id": other}, {"$inc": {"amount": 1}})

    assert broken(verify()) == ["I6", "I8"]


def test_a_decision_of_the_release_before_is_known_too(till: Till, differing: ObjectId, iris: str) -> None:
    decide(Decision.ACCEPT, iris)
    mismatch.collection().update_one({}, {"$unset": {"details": ""}})
    assert broken(verify()) == ["I6", "I8"]

    for _ in range(2):
        _load(SCRIPTS / "0017_decided_differences.py")(mongo.database())

    assert verify().is_clean
