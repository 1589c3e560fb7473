from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from drivesphere.domain.errors import Rejected
from drivesphere.domain.policy import Policy, check_window
from drivesphere.domain.window import Window

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
POLICY = Policy(lead_time_minutes=60, horizon_days=100, shortest_minutes=60, longest_days=30)
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("starts_at", "length", "code", "field"),
    [
        (NOW + timedelta(minutes=59), DAY, "too_soon", "starts_at"),
        (NOW - DAY, DAY, "too_soon", "starts_at"),
        (NOW + 99 * DAY, 2 * DAY, "too_far_ahead", "ends_at"),
        (NOW + DAY, timedelta(minutes=59), "window_too_short", "ends_at"),
        (NOW + DAY, 31 * DAY, "window_too_long", "ends_at"),
    ],
)
def test_a_broken_rule_names_its_field(starts_at: datetime, length: timedelta, code: str, field: str) -> None:
    with pytest.raises(Rejected) as refused:
        check_window(POLICY, Window(starts_at, starts_at + length), NOW)
    assert refused.value.code == code
    assert list(refused.value.errors) == [field]


@pytest.mark.parametrize(
    "window",
    [
        Window(NOW + timedelta(hours=1), NOW + timedelta(hours=2)),
        Window(NOW + 70 * DAY, NOW + 100 * DAY),
    ],
)
def test_windows_on_the_bounds_are_allowed(window: Window) -> None:
    check_window(POLICY, window, NOW)

    with pytest.raises(Rejected):  # a minute further out, and each of them is over its bound
        check_window(POLICY, Window(window.starts_at, window.ends_at + timedelta(days=31)), NOW)


def test_a_listing_overrides_single_rules_and_unknown_ones_are_passed_over() -> None:
    own = Policy.stored({"buffer_minutes": 0, "rule_of_next_year": 7}, POLICY)
    assert (own.buffer_minutes, own.longest_days) == (0, 30)
