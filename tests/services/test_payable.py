"""What nobody could pay is not held: totals beneath or beyond what Stripe takes."""

from __future__ import annotations

import pytest

from drivesphere import kinds
from drivesphere.domain.errors import Rejected
from drivesphere.domain.money import Money
from drivesphere.domain.payment import GREATEST_CHARGE, LEAST_CHARGE, check_payable
from drivesphere.models import booking, inventory
from drivesphere.services import availability
from tests.races.ledger import broken_invariants
from tests.stage import Stage, section, span

CARS = kinds.get("cars")


def refused(code: str, field: str, total: int) -> None:
    with pytest.raises(Rejected) as refusal:
        check_payable(Money(total), field)
    assert (refusal.value.code, list(refusal.value.errors)) == (code, [field])


def test_the_bounds_themselves_can_be_paid_and_so_can_nothing() -> None:
    for total in (0, LEAST_CHARGE, LEAST_CHARGE + 1, GREATEST_CHARGE):
        check_payable(Money(total), "ends_at")
    for total in (1, LEAST_CHARGE - 1):
        refused("total_too_low", "ends_at", total)
    refused("total_too_high", "lines.0.quantity", GREATEST_CHARGE + 1)


@pytest.mark.parametrize(("rate", "code"), [(40, "total_too_low"), (90_000_000, "total_too_high")])
def test_a_car_is_neither_quoted_nor_held_for_what_cannot_be_paid(stage: Stage, rate: int, code: str) -> None:
    car = stage.car(daily_rate=rate)

    for ask in (lambda: stage.hold(car), lambda: availability.quote(CARS, car, span(10, 1))):
        with pytest.raises(Rejected) as refusal:
            ask()
        assert (refusal.value.code, list(refusal.value.errors)) == (code, ["ends_at"])

    assert booking.collection().count_documents({}) == 0
    assert inventory.collection().count_documents({"claims.0": {"$exists": True}}) == 0


def test_a_longer_rental_of_the_same_car_can_be_paid(stage: Stage) -> None:
    """One cent more a day makes 50 cents of 49, and so does one more day."""
    assert stage.hold(stage.car(daily_rate=41)).body["quote"]["total"]["amount"] == LEAST_CHARGE
    assert stage.hold(stage.car(daily_rate=40), days=2).body["quote"]["total"]["amount"] > LEAST_CHARGE


def test_a_basket_names_its_first_line_and_free_places_stay_free(stage: Stage) -> None:
    event = stage.event(sections=[section("Rush", 10, 5), section("Lawn", 0, 5)])

    with pytest.raises(Rejected) as refusal:
        stage.place(event, [("Rush", 1)])
    free = stage.place(event, [("Lawn", 1)])

    assert (refusal.value.code, list(refusal.value.errors)) == ("total_too_low", ["lines.0.quantity"])
    assert (free.body["status"], free.body["quote"]["total"]["amount"]) == ("confirmed", 0)
    assert stage.place(event, [("Rush", 5)]).body["status"] == "pending"
    assert broken_invariants() == []
