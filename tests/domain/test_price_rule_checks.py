"""Nonsense among price rules is found, and named by its field."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivesphere.domain.price_rule_checks import faults
from drivesphere.domain.price_rules import Tariff
from tests.domain.price_rules_made import price_rules

Rule = dict[str, Any]


def weekday(number: int = 0, **changes: Any) -> Rule:
    return {"id": f"w{number}", "rule": "weekday", "weekdays": [number], "amount": 1} | changes


def season(since: str, until: str, **changes: Any) -> Rule:
    return {"id": since, "rule": "season", "from": since, "to": until, "amount": 1} | changes


def on(day: str, **changes: Any) -> Rule:
    return {"id": day, "rule": "date", "date": day, "amount": 1} | changes


def length(at_least: int = 7, **changes: Any) -> Rule:
    return {"id": f"l{at_least}", "rule": "length", "at_least": at_least, "basis_points": 1} | changes


@pytest.mark.parametrize(
    ("rule", "field"),
    [
        ({"id": "a", "rule": "weekday", "amount": 1}, "weekdays"),
        ({"id": "a", "rule": "season", "from": "06-01", "amount": 1}, "to"),
        (weekday(date="2026-12-31"), "date"),
        (on("2026-12-31", at_least=3), "at_least"),
        ({"id": "a", "rule": "weekday", "weekdays": [1]}, "amount"),
        (weekday(basis_points=1), "amount"),
        ({"id": "a", "rule": "weekday", "weekdays": [1], "basis_points": -10_001}, "basis_points"),
        ({"id": "a", "rule": "weekday", "weekdays": [1], "basis_points": 100_001}, "basis_points"),
        (length(basis_points=-1), "basis_points"),
        (length(basis_points=10_001), "basis_points"),
        (on("2026-02-29"), "date"),
        (on("12-31"), "date"),
        (on("20261231"), "date"),
        (on("2026-W53-4"), "date"),
        (season("W10-1", "W20-1"), "from"),
        (season("20260615", "2026-07-01"), "from"),
        (season("2026-06-15", "20260701"), "to"),
        (season("2026-13-01", "2026-12-31"), "from"),
        (season("06-31", "07-01"), "from"),
        (season("06-15", "2026-09-15"), "to"),
        (season("2026-06-15", "09-15"), "to"),
        (season("2026-09-15", "2026-06-15"), "to"),
        (season("2026-01-01", "2027-01-02"), "to"),
    ],
)
def test_nonsense_is_named(rule: Rule, field: str) -> None:
    assert list(faults([weekday(4, id="fine"), rule])) == [f"rules.1.{field}"]


def test_a_season_may_end_where_the_calendar_does() -> None:
    assert faults([season("9999-12-01", "9999-12-31")]) == {}


@pytest.mark.parametrize(
    ("one", "other", "field"),
    [
        (weekday(1), weekday(2, id="w1"), "id"),
        (weekday(1), weekday(2, weekdays=[2, 1]), "weekdays"),
        (on("2026-12-31"), on("2026-12-31", id="again"), "date"),
        (season("2026-06-01", "2026-06-30"), season("2026-06-30", "2026-07-31"), "from"),
        (season("12-20", "01-05"), season("01-05", "01-31"), "from"),
        (length(7), length(7, id="again"), "at_least"),
    ],
)
def test_two_rules_that_decide_about_the_same_are_named(one: Rule, other: Rule, field: str) -> None:
    assert list(faults([one, other])) == [f"rules.1.{field}"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (season("06-01", "06-30"), season("07-01", "07-31")),
        (season("06-01", "06-30"), season("2026-06-15", "2026-06-20")),  # of one year: a rank above
        (on("2026-06-15", id="day"), season("2026-06-15", "2026-06-20")),
        (season("12-01", "02-29"), season("03-01", "03-31")),
        (length(7), length(28)),
    ],
)
def test_rules_that_get_on_are_taken(one: Rule, other: Rule) -> None:
    assert faults([one, other]) == {}


@given(price_rules(), st.dates(date(2026, 1, 1), date(2029, 12, 31)))
def test_what_is_taken_leaves_no_date_to_two_rules_of_a_rank(rules: list[Rule], day: date) -> None:
    days = [day + timedelta(days=number) for number in range(40)]

    prices = [Tariff("rental", "day", 10_000, "USD", rules).price_on(each) for each in days]

    assert faults(rules) == {}
    assert prices == [Tariff("rental", "day", 10_000, "USD", rules[::-1]).price_on(each) for each in days]
