from __future__ import annotations

from drivesphere.domain.demand import Demand
from drivesphere.inventory.contention import Contention


def test_a_refusal_is_remembered_for_its_time_only() -> None:
    remembered, forgotten = Contention(), Contention(seconds=0)
    for contention in (remembered, forgotten):
        contention.note(Demand("car 1"))

    assert Demand("car 1") in remembered
    assert Demand("car 2") not in remembered
    assert Demand("car 1") not in forgotten


def test_who_wants_as_many_or_more_must_look_and_who_wants_fewer_need_not() -> None:
    contention = Contention()
    contention.note(Demand("floor", quantity=3))

    assert [Demand("floor", quantity=quantity) in contention for quantity in (2, 3, 4)] == [False, True, True]


def test_the_fewest_that_were_refused_count() -> None:
    contention = Contention()
    contention.note(Demand("floor", quantity=1))
    contention.note(Demand("floor", quantity=4))

    assert Demand("floor", quantity=1) in contention


def test_the_memory_is_bounded_and_keeps_the_latest() -> None:
    contention = Contention(most=10)
    for number in range(100):
        contention.note(Demand(f"car {number}"))

    assert Demand("car 99") in contention
    assert sum(Demand(f"car {number}") in contention for number in range(100)) <= 10
