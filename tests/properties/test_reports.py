"""Whatever happens, in whatever order: reports are what the ledgers say, at once and to the cent.

Reports are asked for after each step and come from the cache, so a purge that is forgotten anywhere shows.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from hypothesis.errors import FlakyFailure

from drivesphere.domain import clock
from drivesphere.domain.days import Days
from drivesphere.infra import cache
from drivesphere.models import booking, payment, refund
from drivesphere.services.reports import earnings
from drivesphere.services.reports.kept import Whose
from tests.properties.test_any_story import ACTS
from tests.properties.world import Act, World
from tests.stage import Till, empty

Record = dict[str, Any]
SUMS = ("payments", "refunds", "gross", "refunded", "pending", "fees", "taxes", "net")
GROUPS = ("day", "week", "month", "listing")


def around_now() -> Days:
    """Yesterday to tomorrow, so that the story may go on past midnight."""
    today = clock.now().astimezone(UTC).date()
    return Days(today - timedelta(days=1), today + timedelta(days=1), ZoneInfo("UTC"))


def by_hand(whose: Whose) -> dict[str, int]:
    """The ledgers, added up row by row."""
    paid = list(payment.collection().find(whose.only()))
    back = list(refund.collection().find({**whose.only(), "state": {"$ne": "failed"}}))
    return {
        "payments": len(paid),
        "refunds": len(back),
        "gross": sum(row["amount"] for row in paid),
        "refunded": sum(row["amount"] for row in back),
        "pending": sum(row["amount"] for row in back if row["state"] == "pending"),
        "fees": _sum(paid, "fee_amount") - _sum(back, "fee_amount"),
        "taxes": _sum(paid, "tax_amount") - _sum(back, "tax_amount"),
        "net": _sum(paid, "owner_amount") - _sum(back, "owner_amount"),
    }


def _sum(rows: Iterable[Record], field: str) -> int:
    return sum(row[field] for row in rows)


def told(sums: Iterable[Record]) -> dict[str, int]:
    """What rows or totals of a report come to."""
    rows = list(sums)
    return {name: sum(_amount(row[name]) for row in rows) for name in SUMS}


def _amount(value: Any) -> int:
    return int(value["amount"] if isinstance(value, dict) else value)


def reports_are_right() -> None:
    owners = booking.collection().distinct("owner_id")
    for whose in (Whose(), *map(Whose, owners)):
        truth = by_hand(whose)
        for group_by in GROUPS:
            report = earnings.report(whose, around_now(), group_by=group_by)
            assert told(report["totals"]) == told(report["rows"]) == truth, (whose, group_by)
        entries = list(earnings.all_entries(whose, around_now()))
        assert sum(entry["net"]["amount"] for entry in entries) == truth["net"]


def tell(till: Till, **limits: Any) -> None:
    """Stories of worlds that begin empty, with the reports read after each step."""

    @settings(**limits)
    @given(st.lists(st.lists(ACTS, min_size=1, max_size=3), min_size=4, max_size=12))
    def are_right(story: Sequence[Sequence[Act]]) -> None:
        empty()
        world = World.of(till)
        for acts in story:
            world.happen(acts)
            reports_are_right()
        world.come_to_rest()
        reports_are_right()

    are_right()


def test_reports_are_what_the_ledgers_say_after_every_step_of_any_story(till: Till) -> None:
    tell(till)


def test_a_story_is_found_whose_reports_are_wrong_where_nothing_is_purged(
    till: Till, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The twin: commits that tell the cache nothing."""
    monkeypatch.setattr(cache, "purge", lambda _: None)

    with pytest.raises((AssertionError, FlakyFailure)):
        tell(till, max_examples=100, phases=[Phase.generate], database=None)
