"""A section that looks full may hold places of lapsed baskets: the claim that needs them ends those, in one commit."""

from __future__ import annotations

import pytest
from bson import ObjectId

from drivesphere.domain.errors import SoldOut
from drivesphere.services import housekeeping, orders, reserving
from drivesphere.services import outbox as effects
from tests.races.ledger import broken_invariants
from tests.stage import Lines, Stage, Till, left_of, let_lapse, order_places, status_of

BOTH = [("Floor", 4), ("Balcony", 2)]


def test_a_lapsed_hold_gives_its_places_to_the_claim_that_needs_them(stage: Stage) -> None:
    event = stage.event()
    gone = stage.place(event, [("Balcony", 6)]).body["id"]
    let_lapse(gone)

    answer = stage.place(event, [("Balcony", 1)])

    assert answer.status == 201
    assert status_of(gone) == "expired"
    assert left_of(event)["Balcony"] == 5
    assert broken_invariants() == []


def test_a_lapsed_hold_stays_where_there_is_room_without_it(stage: Stage) -> None:
    event = stage.event()
    gone = stage.place(event, [("Balcony", 2)]).body["id"]
    let_lapse(gone)

    stage.place(event, [("Balcony", 4)])

    assert status_of(gone) == "pending"
    assert left_of(event)["Balcony"] == 2


def test_a_lapsed_basket_gives_back_its_other_sections_too(stage: Stage) -> None:
    event = stage.event()
    gone = stage.place(event, [("Balcony", 6), ("Floor", 4)]).body["id"]
    let_lapse(gone)

    stage.place(event, [("Balcony", 6)])

    assert status_of(gone) == "expired"
    assert left_of(event) == {"Floor": 10, "Balcony": 0}
    assert broken_invariants() == []


def test_a_basket_can_have_both_sections_of_a_lapsed_basket(stage: Stage) -> None:
    event = stage.event(policy={"quantity_limit": 20})
    gone = stage.place(event, [("Floor", 10), ("Balcony", 6)]).body["id"]
    let_lapse(gone)

    assert stage.place(event, [("Balcony", 6), ("Floor", 10)]).status == 201

    assert left_of(event) == {"Floor": 0, "Balcony": 0}
    assert broken_invariants() == []


def test_several_lapsed_holds_make_room_for_one_large_claim(stage: Stage) -> None:
    event = stage.event()
    gone = [stage.place(event, [("Balcony", 2)]).body["id"] for _ in range(3)]
    for each in gone:
        let_lapse(each)

    assert stage.place(event, [("Balcony", 6)]).status == 201

    assert [status_of(each) for each in gone] == ["expired"] * 3
    assert broken_invariants() == []


def test_the_payment_page_of_a_hold_that_made_room_is_closed_at_once(till: Till) -> None:
    event = till.event()
    _, gone = till.unpaid_basket(event, BOTH)
    let_lapse(str(gone), minutes=13)

    [outcome] = reserving._commit([drafted(till, event, [("Balcony", 6)])])
    effects.drain()

    assert isinstance(outcome, reserving.Reserved)
    assert outcome.has_effects
    assert status_of(str(gone)) == "expired"
    assert till.sandbox.objects("checkout.session")[0]["status"] == "expired"


def test_a_basket_that_fails_ends_nobodys_lapsed_hold(stage: Stage) -> None:
    """The floor would have had room; the balcony has none, so the whole commit is undone."""
    event = stage.event(policy={"quantity_limit": 20})
    stage.place(event, [("Balcony", 6)])
    gone = stage.place(event, [("Floor", 10)]).body["id"]
    let_lapse(gone)

    with pytest.raises(SoldOut) as refused:
        stage.place(event, [("Floor", 1), ("Balcony", 1)])

    assert list(refused.value.errors) == ["lines.1.quantity"]
    assert status_of(gone) == "pending"
    assert broken_invariants() == []


def test_a_group_shares_the_room_that_its_first_claim_made(stage: Stage) -> None:
    event = stage.event()
    gone = stage.place(event, [("Balcony", 6)]).body["id"]
    let_lapse(gone)

    outcomes = reserving._commit([drafted(stage, event, [("Balcony", n)]) for n in (3, 2, 2, 1)])

    assert [type(outcome).__name__ for outcome in outcomes] == ["Reserved", "Reserved", "Taken", "Reserved"]
    assert left_of(event)["Balcony"] == 0
    assert broken_invariants() == []


def test_a_group_of_baskets_is_served_one_by_one_when_one_of_them_does_not_fit(stage: Stage) -> None:
    event = stage.event()
    gone = stage.place(event, [("Floor", 4), ("Balcony", 6)]).body["id"]
    let_lapse(gone)
    baskets: list[Lines] = [[("Floor", 4), ("Balcony", 3)], [("Floor", 5), ("Balcony", 4)], BOTH]

    outcomes = reserving._commit([drafted(stage, event, lines) for lines in baskets])

    assert [type(outcome).__name__ for outcome in outcomes] == ["Reserved", "Taken", "Reserved"]
    assert left_of(event) == {"Floor": 2, "Balcony": 1}
    assert broken_invariants() == []


def drafted(stage: Stage, event: ObjectId, lines: Lines) -> orders.Draft:
    return orders.draft(order_places(event, stage.person(), lines))


def test_the_sweep_gives_back_all_sections_of_a_lapsed_basket_once(stage: Stage) -> None:
    event = stage.event()
    gone = stage.place(event, BOTH).body["id"]
    let_lapse(gone)

    for _ in range(2):
        housekeeping.sweep_holds()

    assert status_of(gone) == "expired"
    assert left_of(event) == {"Floor": 10, "Balcony": 6}
    assert broken_invariants() == []
