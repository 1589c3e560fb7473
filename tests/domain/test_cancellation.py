"""What goes back when: by elapsed hours of notice, to the millisecond, whatever the clocks at the place do."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivesphere.domain.cancellation import (
    ALL,
    FLEXIBLE,
    MODERATE,
    NAMED,
    STRICT,
    CancellationTerms,
    Refunding,
    Rule,
    Tier,
    free_until,
    refund_amount,
    refunded,
)
from drivesphere.domain.clock import local
from drivesphere.domain.errors import Rejected
from drivesphere.domain.money import Money
from drivesphere.domain.policy import Policy

START = datetime(2026, 12, 4, 18, tzinfo=UTC)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
SEATTLE = ZoneInfo("America/Los_Angeles")


def booking(terms: CancellationTerms = FLEXIBLE, starts_at: datetime | None = START, **more: Any) -> dict[str, Any]:
    """Paid for with 100.01 dollars."""
    return {
        "starts_at": starts_at,
        "policy": {"cancellation": terms.as_dict()},
        "quote": {"total": {"amount": 10_001, "currency": "USD"}},
        "payment": {"amount": 10_001},
    } | more


@pytest.mark.parametrize(
    ("terms", "before", "back"),
    [
        (FLEXIBLE, DAY + MINUTE, 10_001),
        (FLEXIBLE, DAY, 10_001),
        (FLEXIBLE, DAY - MINUTE, 0),
        (FLEXIBLE, -MINUTE, 0),
        (MODERATE, 5 * DAY + MINUTE, 10_001),
        (MODERATE, 5 * DAY, 10_001),
        (MODERATE, 5 * DAY - MINUTE, 5_001),
        (MODERATE, DAY, 5_001),
        (MODERATE, DAY - MINUTE, 0),
        (STRICT, 14 * DAY, 10_001),
        (STRICT, 14 * DAY - MINUTE, 5_001),
        (STRICT, 7 * DAY, 5_001),
        (STRICT, 7 * DAY - MINUTE, 0),
        (STRICT, -HOUR, 0),
    ],
)
def test_each_tier_ends_with_its_last_instant(terms: CancellationTerms, before: timedelta, back: int) -> None:
    assert refund_amount(booking(terms), START - before) == back


@pytest.mark.parametrize(
    ("start", "deadline"),
    [
        ("2026-03-08T12:00", "Sat 07 Mar 2026, 11:00 PST"),  # the night has 23 hours
        ("2026-11-01T12:00", "Sat 31 Oct 2026, 13:00 PDT"),  # it has 25
        ("2026-12-04T10:00", "Thu 03 Dec 2026, 10:00 PST"),
    ],
)
def test_a_day_of_notice_is_24_hours_on_the_days_on_which_clocks_change(start: str, deadline: str) -> None:
    starts_at = datetime.fromisoformat(start).replace(tzinfo=SEATTLE)
    own = booking(starts_at=starts_at)

    last = free_until(own)

    assert last is not None
    assert local(last, "America/Los_Angeles") == deadline
    assert starts_at.astimezone(UTC) - last == DAY
    assert [refund_amount(own, last + after) for after in (-MINUTE, 0 * MINUTE, MINUTE)] == [10_001, 10_001, 0]


def test_a_deadline_in_the_hour_that_comes_twice_is_one_of_the_two() -> None:
    starts_at = datetime(2026, 11, 2, 1, 30, tzinfo=SEATTLE)

    last = free_until(booking(starts_at=starts_at))

    assert last is not None
    assert local(last, "America/Los_Angeles") == "Sun 01 Nov 2026, 01:30 PST"
    assert local(last - HOUR, "America/Los_Angeles") == "Sun 01 Nov 2026, 01:30 PDT"


def test_what_has_no_start_can_always_be_given_back() -> None:
    undated = booking(STRICT, starts_at=None)

    assert free_until(undated) is None
    assert refund_amount(undated, START + 400 * DAY) == 10_001


def test_what_was_not_paid_is_not_refunded() -> None:
    assert refund_amount(booking(payment=None), START - 10 * DAY) == 0


@pytest.mark.parametrize(("before", "back"), [(25, 10_001), (24, 10_001), (23.99, 0), (-1, 0)])
def test_a_booking_of_a_release_that_knew_only_hours_goes_on_as_before(before: float, back: int) -> None:
    old = booking(policy={"free_cancellation_hours": 24})

    assert refund_amount(old, START - timedelta(hours=before)) == back


def test_a_day_of_notice_is_the_flexible_terms_and_any_other_time_are_terms_of_their_own() -> None:
    assert CancellationTerms.of_hours(24) is FLEXIBLE
    assert CancellationTerms.of_hours(48) == CancellationTerms("own", 1, (Tier(48, 10_000),))


def test_a_listing_says_by_hours_by_tiers_or_not_at_all_what_goes_back() -> None:
    usual = Policy()

    assert Policy.stored({"cancellation": STRICT.as_dict(), "free_cancellation_hours": 1}, usual).cancellation == STRICT
    assert Policy.stored({"free_cancellation_hours": 0}, usual).cancellation.free_hours == 0
    assert Policy.stored({}, usual).cancellation is FLEXIBLE


def test_a_policy_states_its_terms_in_both_forms() -> None:
    shown = Policy(cancellation=MODERATE).as_dict()

    assert (shown["cancellation"], shown["free_cancellation_hours"]) == (MODERATE.as_dict(), 120)


@pytest.mark.parametrize("terms", NAMED.values(), ids=list(NAMED))
def test_terms_survive_being_stored(terms: CancellationTerms) -> None:
    assert CancellationTerms.stored(terms.as_dict()) == terms


@pytest.mark.parametrize(
    ("refunding", "back"),
    [(ALL, 10_001), (Refunding(Rule.NONE), 0), (Refunding(Rule.AMOUNT, Money(1)), 1), (Refunding(Rule.POLICY), 0)],
)
def test_an_admin_chooses_what_goes_back(refunding: Refunding, back: int) -> None:
    assert refunded(booking(), START - HOUR, refunding, 10_001) == back


def test_no_more_can_be_given_than_is_left() -> None:
    with pytest.raises(Rejected) as refusal:
        refunded(booking(refund={"amount": 10_000}), START, Refunding(Rule.AMOUNT, Money(2)), 10_001)

    assert refusal.value.errors == {"amount": ["At most $0.01 is left of what was paid."]}


def test_only_money_of_the_payments_currency_can_be_given() -> None:
    with pytest.raises(Rejected) as refusal:
        refunded(booking(), START, Refunding(Rule.AMOUNT, Money(2, "EUR")), 10_001)

    assert refusal.value.errors == {"amount": ["The booking was paid in USD."]}


@given(
    already=st.integers(0, 10_001),
    basis_points=st.integers(0, 10_000),
    value=st.integers(0, 10_001),
    hours=st.integers(-100, 1_000),
)
def test_never_more_goes_back_than_was_paid_and_is_still_here(
    already: int, basis_points: int, value: int, hours: int
) -> None:
    terms = CancellationTerms("own", 1, (Tier(500, 10_000), Tier(100, basis_points)))

    back = refund_amount(booking(terms, refund={"amount": already}), START - timedelta(hours=hours), value)

    assert 0 <= back <= min(value, 10_001 - already)


@given(hours=st.floats(-50, 800), earlier=st.floats(0, 50))
def test_cancelling_earlier_never_gives_back_less(hours: float, earlier: float) -> None:
    for terms in NAMED.values():
        late, early = (START - timedelta(hours=notice) for notice in (hours, hours + earlier))
        assert refund_amount(booking(terms), early) >= refund_amount(booking(terms), late)
