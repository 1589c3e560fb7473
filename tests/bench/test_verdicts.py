"""What the load tests make of what they saw."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bench.hot_section import Sale as HotSale
from bench.tickets import Sale
from bench.two_users_one_car import Round

SALE = Sale(capacity=5, asked=20, granted=5, unknown=0, sold=5, remaining=0)
ROUND = Round(statuses=[201, 409], bookings=1, busy=1, left=0)
HOT = HotSale(accepted=1, refused=1, sold=500, remaining=0, transactions_of_refusals=0, unrecorded=0)


@pytest.mark.parametrize(
    "sale",
    [
        SALE,
        replace(SALE, asked=3, granted=3, sold=3, remaining=2),
        replace(SALE, granted=4, unknown=1),  # whose answer got lost may have one
    ],
)
def test_a_sound_sale_ends_with_zero(sale: Sale) -> None:
    assert sale.conclude() == 0


@pytest.mark.parametrize(
    "sale",
    [
        replace(SALE, granted=6),
        replace(SALE, sold=6, remaining=-1),
        replace(SALE, remaining=1),
        replace(SALE, granted=4),
        replace(SALE, granted=5, sold=4, remaining=1),
        replace(SALE, granted=4, sold=4, remaining=1),
    ],
    ids=["told too many", "booked too many", "books do not balance", "sold unsaid", "told for nothing", "sold too few"],
)
def test_an_unsound_sale_ends_with_one(sale: Sale) -> None:
    assert sale.conclude() == 1


@pytest.mark.parametrize(
    "found",
    [ROUND, replace(ROUND, statuses=[423, 201]), replace(ROUND, statuses=[0, 409])],
    ids=["refused", "locked", "answer lost"],
)
def test_a_round_with_one_winner_is_sound(found: Round) -> None:
    assert found.faults() == []


@pytest.mark.parametrize(
    "found",
    [
        replace(ROUND, statuses=[201, 201]),
        replace(ROUND, bookings=2),
        replace(ROUND, busy=2),
        replace(ROUND, bookings=0, busy=0),
        replace(ROUND, statuses=[409, 409], bookings=0, busy=0),
        replace(ROUND, left=1),
    ],
    ids=["both told", "both booked", "taken twice", "told for nothing", "nobody", "left behind"],
)
def test_an_unsound_round_is_named(found: Round) -> None:
    assert found.faults()


def test_a_hot_section_must_sell_out_refuse_without_transactions_and_record_all() -> None:
    assert HOT.faults(500) == []
    assert HOT.faults(499)
    assert replace(HOT, remaining=1).faults(500)
    assert replace(HOT, transactions_of_refusals=1).faults(500)
    assert replace(HOT, unrecorded=1).faults(500)
