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
from drivesphere.domain.use import PLACES, SECONDS
from drivesphere.infra import cache, redis
from drivesphere.models import booking, listing, payment, refund
from drivesphere.services.reports import earnings, occupancy, upcoming
from drivesphere.services.reports.kept import Whose
from tests.properties.test_any_story import ACTS
from tests.properties.world import Act, World
from tests.stage import Till, empty

Record = dict[str, Any]
SUMS = ("payments", "refunds", "gross", "refunded", "pending", "fees", "taxes", "net")
GROUPS = ("day", "week", "month", "listing")


def around_now() -> Days:
    """Some days that are over, of which payments are kept, to tomorrow: the story may go on past midnight."""
    today = clock.now().astimezone(UTC).date()
    return Days(today - timedelta(days=3), today + timedelta(days=1), ZoneInfo("UTC"))


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


def use_is_right() -> None:
    """Stories move bookings into the past behind the cache's back, so nothing of it may be left."""
    redis.main().call(lambda client: client.flushdb())
    span = Days(around_now().first, around_now().last + timedelta(days=30), ZoneInfo("UTC"))
    for owner in booking.collection().distinct("owner_id"):
        found = list(booking.collection().find({"owner_id": owner, "status": {"$in": ["confirmed", "completed"]}}))
        for group_by in GROUPS:
            occupied = occupancy.report(owner, span, group_by=group_by)
            for unit, booked in ((SECONDS, _seconds(found, span)), (PLACES, _places(found, group_by))):
                rows = [row["booked"] for row in occupied["rows"] if row["unit"] == unit]
                assert sum(rows) == booked, (owner, group_by, unit)
            to_come = [each for each in found if each["status"] == "confirmed" and _begins(each, span)]
            assert upcoming.report(owner, span, group_by=group_by)["totals"]["bookings"] == len(to_come)


def _seconds(found: Sequence[Record], span: Days) -> int:
    """Of cars and rooms, second by second within the span."""
    timed = [each for each in found if each["kind"] != "events"]
    parts = [(max(e["starts_at"], span.starts_at), min(e["ends_at"], span.ends_at)) for e in timed]
    return sum(int((end - start).total_seconds()) for start, end in parts if start < end)


def _places(found: Sequence[Record], group_by: str) -> int:
    """Of events by when the event begins, whatever became of the date of the booking."""
    dates = {row["_id"]: row.get("starts_at") for row in listing.collection().find({"kind": "events"})}
    events = [each for each in found if each["kind"] == "events"]
    shown = [each for each in events if dates[each["listing_id"]] or group_by == "listing"]
    return sum(claim["quantity"] for each in shown for claim in each["claims"])


def _begins(each: Record, span: Days) -> bool:
    return each["starts_at"] is not None and clock.now() <= each["starts_at"] < span.ends_at


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
        use_is_right()

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
