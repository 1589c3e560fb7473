"""Places at an event: a line for each section, lines that sum to the total, and nothing on top of what is free."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivesphere.domain.errors import Rejected
from drivesphere.domain.money import share
from drivesphere.kinds.events.pricing import quote

FLOOR, BALCONY, LAWN = "a" * 24, "b" * 24, "c" * 24
EVENT: dict[str, Any] = {
    "currency": "USD",
    "sections": [
        {"id": FLOOR, "name": "Floor", "price": 4_500, "capacity": 10},
        {"id": BALCONY, "name": "Balcony", "price": 3_000, "capacity": 6},
        {"id": LAWN, "name": "Lawn", "price": 0, "capacity": 80},
    ],
}


def basket(*lines: tuple[str, int]) -> dict[str, Any]:
    return {"lines": [{"section_id": section, "quantity": quantity} for section, quantity in lines]}


def test_what_a_partner_sells_has_nothing_of_ours_on_top() -> None:
    made = quote({**EVENT, "partner": "acme"}, basket((BALCONY, 2)))

    assert (made.total.amount, len(made.lines), len(made.rules)) == (6_000, 1, 1)


def test_two_in_the_balcony_and_one_on_the_floor() -> None:
    made = quote(EVENT, basket((BALCONY, 2), (FLOOR, 1)))

    assert [(line.code, line.label, line.amount) for line in made.lines] == [
        (f"section:{BALCONY}", "2 x Balcony", 6_000),
        (f"section:{FLOOR}", "1 x Floor", 4_500),
        ("service_fee", "Service fee", 1_260),
        ("tax", "Tax", 970),
    ]
    assert (made.total.amount, made.days) == (12_730, None)


def test_what_is_free_has_neither_fee_nor_tax() -> None:
    made = quote(EVENT, basket((LAWN, 4)))

    assert [(line.code, line.amount) for line in made.lines] == [(f"section:{LAWN}", 0)]
    assert [rule["rule"] for rule in made.rules] == [f"section:{LAWN}"]


def test_a_free_section_beside_a_priced_one_is_a_line_of_nothing() -> None:
    made = quote(EVENT, basket((LAWN, 1), (FLOOR, 1)))

    assert [line.amount for line in made.lines[:2]] == [0, 4_500]
    assert made.total.amount == quote(EVENT, basket((FLOOR, 1))).total.amount


@pytest.mark.parametrize("lines", [[(FLOOR, 1)], [(FLOOR, 3), (BALCONY, 2)], [(LAWN, 2)], [(LAWN, 1), (BALCONY, 7)]])
def test_the_rules_are_enough_to_make_the_total_again(lines: list[tuple[str, int]]) -> None:
    made = quote(EVENT, basket(*lines))

    total = sum(rule["amount"] * rule["quantity"] for rule in made.rules if "quantity" in rule)
    for rate in (rule["basis_points"] for rule in made.rules if "basis_points" in rule):
        total += share(total, rate)
    assert total == made.total.amount


def test_sections_that_the_event_has_not_are_refused_by_their_lines() -> None:
    with pytest.raises(Rejected) as refused:
        quote(EVENT, basket(("d" * 24, 1), (FLOOR, 1), ("e" * 24, 1)))

    assert refused.value.code == "unknown_section"
    assert list(refused.value.errors) == ["lines.0.section_id", "lines.2.section_id"]


@given(st.lists(st.tuples(st.integers(0, 10**7), st.integers(1, 10**4)), min_size=1, max_size=20))
def test_the_lines_always_sum_to_the_total(priced: list[tuple[int, int]]) -> None:
    sections = [{"id": str(n), "name": str(n), "price": price} for n, (price, _) in enumerate(priced)]
    wanted = basket(*[(str(n), quantity) for n, (_, quantity) in enumerate(priced)])

    made = quote({"sections": sections}, wanted).as_dict()

    assert sum(line["amount"]["amount"] for line in made["lines"]) == made["total"]["amount"]
    assert (made["total"]["amount"] == 0) == (not any(price for price, _ in priced))
