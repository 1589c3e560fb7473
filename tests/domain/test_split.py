"""Of every amount each cent belongs to somebody, and what was taken in parts comes back in parts exactly."""

from __future__ import annotations

from dataclasses import astuple

from hypothesis import given
from hypothesis import strategies as st

from drivesphere.domain.fees import fee_rules
from drivesphere.domain.pricing import addend, reckon
from drivesphere.domain.split import Split, divided, of_quote

CENTS = st.integers(0, 5_000_000)
SPLITS = st.builds(Split, CENTS, CENTS, CENTS)


def test_a_discount_is_the_owners_and_fee_and_tax_are_their_own() -> None:
    week, discount = addend("rental", "7 days", 10_000, 7), addend("discount:weekly", "Weekly discount", -7_000, 1)

    quote = reckon([week, discount, *fee_rules()], "USD")

    assert of_quote(quote.as_dict()) == Split(owner=63_000, fee=7_560, tax=5_821)


def test_a_payment_of_the_whole_price_is_divided_as_its_quote_is() -> None:
    quote = reckon([addend("rental", "3 days", 30_001, 1), *fee_rules()], "USD")

    assert divided(quote.total.amount, of_quote(quote.as_dict())) == of_quote(quote.as_dict())


def test_what_nobody_quoted_is_all_the_owners() -> None:
    assert divided(100, Split(0, 0, 0)) == Split(100, 0, 0)


@given(amount=CENTS, by=SPLITS)
def test_no_cent_is_lost_or_made(amount: int, by: Split) -> None:
    assert divided(amount, by).total == amount


@given(paid=SPLITS, parts=st.lists(st.integers(1, 400_000), max_size=8))
def test_refunds_in_any_parts_bring_the_payment_to_zero_and_no_part_below_it(paid: Split, parts: list[int]) -> None:
    left = paid
    for part in [*parts, paid.total]:
        back = divided(min(part, left.total), left)
        assert all(0 <= given <= had for given, had in zip(astuple(back), astuple(left), strict=True))
        left = left.without([back])

    assert left == Split(0, 0, 0)
