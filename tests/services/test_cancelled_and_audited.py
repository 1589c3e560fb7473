"""The invariant auditor reads the database as cancellations of every sort leave it, and finds nothing wrong."""

from __future__ import annotations

from datetime import timedelta

from drivesphere.domain.cancellation import Refunding, Rule
from drivesphere.domain.money import Money
from drivesphere.domain.user import Role
from drivesphere.services import verification
from tests.services.test_cancelling import cancel, give, paid, starts_in, wish
from tests.services.test_partial_cancellation import basket, give_back
from tests.stage import Till

HOUR = timedelta(hours=1)


def test_the_auditor_finds_nothing_wrong_whoever_has_cancelled_what(till: Till) -> None:
    kept, early, late, by_admin, started = (paid(till) for _ in range(5))
    reduced, given_up = basket(till), basket(till)
    give(till, kept, 2_000), give(till, early, 2_000), cancel(till, wish(Role.CLIENT, early))
    starts_in(late, HOUR), cancel(till, wish(Role.CLIENT, late)), give(till, late, 500)
    starts_in(by_admin, HOUR), cancel(till, wish(Role.ADMIN, by_admin, refunding=Refunding(Rule.AMOUNT, Money(7))))
    starts_in(started, -HOUR), cancel(till, wish(Role.OWNER, started))
    give_back(till, reduced, Floor=1, Balcony=2)
    give_back(till, given_up, Floor=1), cancel(till, wish(Role.OWNER, given_up))

    assert broken() == {}
    till.refunds()
    assert broken() == {}


def broken() -> dict[str, int]:
    """How often each invariant is broken that is."""
    return {result.rule.name: result.broken for result in verification.verify().results if result.broken}
