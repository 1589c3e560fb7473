from __future__ import annotations

import pytest

from drivesphere.domain.booking import ACTIVE, TRANSITIONS, Status, Trigger, refuse, sources, target


def test_every_trigger_leads_somewhere() -> None:
    assert set(TRANSITIONS) == set(Trigger)


def test_nothing_leaves_a_cancelled_or_completed_booking() -> None:
    left = {status for froms, to in TRANSITIONS.values() if to for status in froms}
    assert Status.CANCELLED not in left
    assert Status.COMPLETED not in left


def test_only_late_money_brings_an_expired_booking_back() -> None:
    ways = [trigger for trigger, (froms, to) in TRANSITIONS.items() if to and Status.EXPIRED in froms]
    assert ways == [Trigger.RECLAIMED]


def test_active_are_exactly_the_states_that_occupy_inventory() -> None:
    assert set(ACTIVE) == {Status.PENDING, Status.CONFIRMED}


@pytest.mark.parametrize("trigger", [t for t in Trigger if None not in (*TRANSITIONS[t][0], target(t))])
def test_a_late_trigger_is_refused_with_both_states_named(trigger: Trigger) -> None:
    error = refuse(trigger, "completed")
    assert "completed" in error.detail
    assert str(target(trigger)) in error.detail
    assert "completed" not in sources(trigger)
