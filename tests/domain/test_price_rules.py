"""Which rule decides what a unit costs, how it is rounded, and what the lines say."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from drivesphere.domain.money import Money
from drivesphere.domain.price_rules import Run, Tariff, charge

THURSDAY = date(2026, 12, 31)
WEEKEND = {"id": "w", "rule": "weekday", "weekdays": [5, 6], "amount": 13_000}
WINTER = {"id": "winter", "rule": "season", "name": "winter", "from": "12-20", "to": "02-29", "amount": 8_000}
THIS_WINTER = {"id": "this", "rule": "season", "from": "2026-12-01", "to": "2027-01-31", "amount": 9_000}
NEW_YEAR = {"id": "ny", "rule": "date", "name": "holiday", "date": "2026-12-31", "amount": 20_000}
THURSDAYS = {"id": "th", "rule": "weekday", "weekdays": [3], "basis_points": 2_500}


def tariff(*rules: dict[str, Any], base: int = 10_000) -> Tariff:
    return Tariff("rental", "day", base, "USD", rules)


def lines(by: Tariff, first: date, days: int) -> list[tuple[str, int]]:
    return [(line.label, line.amount) for line in charge(by, [Run(first, days)])[0]]


@pytest.mark.parametrize(
    ("rules", "price"),
    [
        ((), 10_000),
        ((THURSDAYS,), 12_500),
        ((THURSDAYS, WINTER), 8_000),
        ((THURSDAYS, WINTER, THIS_WINTER), 9_000),
        ((THURSDAYS, WINTER, THIS_WINTER, NEW_YEAR), 20_000),
    ],
)
def test_the_narrowest_rule_about_a_date_decides(rules: tuple[dict[str, Any], ...], price: int) -> None:
    assert tariff(*rules).price_on(THURSDAY) == price
    assert tariff(*reversed(rules)).price_on(THURSDAY) == price


@pytest.mark.parametrize(
    ("day", "price"),
    [
        (date(2026, 12, 19), 10_000),
        (date(2026, 12, 20), 8_000),
        (date(2027, 1, 1), 8_000),
        (date(2027, 2, 28), 8_000),
        (date(2028, 2, 29), 8_000),
        (date(2027, 3, 1), 10_000),
    ],
)
def test_a_season_of_every_year_may_go_over_its_turn_and_into_a_leap_day(day: date, price: int) -> None:
    assert tariff(WINTER).price_on(day) == price


def test_a_season_of_one_year_comes_once() -> None:
    assert tariff(THIS_WINTER).price_on(date(2027, 1, 31)) == 9_000
    assert tariff(THIS_WINTER).price_on(date(2027, 12, 24)) == 10_000


@pytest.mark.parametrize(
    ("base", "basis_points", "price"), [(333, 5_000, 500), (333, -5_000, 167), (1, 4_999, 1), (1, -10_000, 0)]
)
def test_a_price_is_rounded_half_up_once_for_each_unit(base: int, basis_points: int, price: int) -> None:
    rule = {"id": "r", "rule": "weekday", "weekdays": [3], "basis_points": basis_points}
    by = tariff(rule, base=base)

    made, _ = charge(by, [Run(THURSDAY, 1, each=3)])

    assert by.price_on(THURSDAY) == price
    assert [line.amount for line in made] == [3 * price]


def test_lines_tell_people_how_many_units_cost_how_much() -> None:
    assert lines(tariff(WEEKEND, NEW_YEAR), date(2026, 12, 30), 5) == [
        ("2 days at $100.00", 20_000),
        ("1 holiday day at $200.00", 20_000),
        ("2 weekend days at $130.00", 26_000),
    ]


def test_the_greatest_length_that_is_reached_takes_its_share_off_the_sum() -> None:
    week = {"id": "week", "rule": "length", "at_least": 7, "basis_points": 1_000}
    month = {"id": "month", "rule": "length", "name": "Long stay", "at_least": 28, "amount": 50_000}

    assert lines(tariff(week, month), THURSDAY, 6) == [("6 days at $100.00", 60_000)]
    assert lines(tariff(week, month), THURSDAY, 7)[1:] == [("Discount from 7 days on", -7_000)]
    assert lines(tariff(week, month), THURSDAY, 28)[1:] == [("Long stay", -50_000)]


def test_a_discount_takes_no_more_than_there_is() -> None:
    all_of_it = {"id": "gift", "rule": "length", "at_least": 2, "amount": 10**6}

    assert sum(amount for _, amount in lines(tariff(all_of_it), THURSDAY, 2)) == 0


def test_rules_that_decided_about_nothing_are_not_kept() -> None:
    week = {"id": "week", "rule": "length", "at_least": 7, "basis_points": 1_000}

    _, used = charge(tariff(WEEKEND, WINTER, NEW_YEAR, week), [Run(THURSDAY, 1)])

    assert used == [NEW_YEAR]


def test_a_single_slot_and_several_are_named_by_what_they_are() -> None:
    by = Tariff("slots", "slot of 30 minutes", 1_000, "USD", [THURSDAYS])

    assert [line.label for line in charge(by, [Run(THURSDAY, 1, each=3)])[0]] == [
        "3 weekday slots of 30 minutes at $12.50"
    ]


@pytest.mark.parametrize(
    ("money", "shown"),
    [
        (Money(123_456), "$1,234.56"),
        (Money(-5), "-$0.05"),
        (Money(1_250, "CHF"), "12.50 CHF"),
        (Money(1_250, "JPY"), "1,250 JPY"),
    ],
)
def test_money_reads_as_people_write_it(money: Money, shown: str) -> None:
    assert str(money) == shown
