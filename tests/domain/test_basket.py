"""Of a basket some places are given back: what they cost and what stays sums to what was paid."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivesphere.domain.basket import given_back, line_code, remainder, without
from drivesphere.domain.errors import Rejected
from drivesphere.domain.fees import fee_rules, fees_on
from drivesphere.domain.quote import Quote, QuoteLine

Claims = list[dict[str, Any]]


def claims(**quantities: int) -> Claims:
    return [{"inventory_id": name, "quantity": quantity, "label": name} for name, quantity in quantities.items()]


def lines(**quantities: int) -> Claims:
    return [{"section_id": name, "quantity": quantity} for name, quantity in quantities.items()]


def quote(prices: dict[str, int], had: Claims) -> dict[str, Any]:
    places = [
        QuoteLine(line_code(c["inventory_id"]), f"{c['quantity']} x", c["quantity"] * prices[c["inventory_id"]])
        for c in had
    ]
    return Quote([*places, *fees_on(sum(line.amount for line in places), fee_rules())]).as_dict()


def amounts(of: dict[str, Any]) -> dict[str, int]:
    return {line["code"]: line["amount"]["amount"] for line in of["lines"]}


def test_the_places_that_stay_cost_what_they_cost_and_fees_shrink_with_them() -> None:
    had = claims(floor=4, balcony=2)
    whole = quote({"floor": 4_500, "balcony": 3_000}, had)

    rest = remainder(whole, had, without(had, given_back(had, lines(floor=3, balcony=2))))

    assert amounts(rest) == {"section:floor": 4_500, "service_fee": 540, "tax": 416}
    assert rest["lines"][0]["label"] == "1 x floor"
    assert rest["total"] == {"amount": 5_456, "currency": "USD"}
    assert amounts(whole)["section:floor"] == 18_000


def test_places_that_no_line_names_are_divided_by_their_number() -> None:
    lots = Quote([QuoteLine("lots", "4 lots", 800)]).as_dict()

    rest = remainder(lots, claims(drum=4), claims(drum=3))

    assert rest["total"]["amount"] == 600


@pytest.mark.parametrize(
    ("wanted", "field"),
    [
        (lines(box=1), "lines.0.section_id"),
        (lines(floor=5), "lines.0.quantity"),
        (lines(floor=1) + lines(floor=1), "lines.1.section_id"),
    ],
)
def test_a_line_that_the_booking_has_not_is_named(wanted: Claims, field: str) -> None:
    with pytest.raises(Rejected) as refusal:
        given_back(claims(floor=4), wanted)

    assert list(refusal.value.errors) == [field]


@given(prices=st.tuples(*[st.integers(0, 50_000)] * 2), had=st.tuples(*[st.integers(1, 6)] * 2), steps=st.data())
def test_parts_that_are_cancelled_one_after_the_other_cost_what_the_whole_cost(
    prices: tuple[int, int], had: tuple[int, int], steps: st.DataObject
) -> None:
    places = claims(floor=had[0], balcony=had[1])
    left = quote(dict(zip(("floor", "balcony"), prices, strict=True)), places)
    released, total = 0, left["total"]["amount"]
    while len(places) > 1 or places[0]["quantity"] > 1:
        claim = steps.draw(st.sampled_from(places))
        fewer = without(places, [claim | {"quantity": 1}])
        rest = remainder(left, places, fewer)
        assert 0 <= rest["total"]["amount"] <= left["total"]["amount"]
        released += left["total"]["amount"] - rest["total"]["amount"]
        places, left = fewer, rest

    assert released + left["total"]["amount"] == total
