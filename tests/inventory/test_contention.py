from __future__ import annotations

from drivesphere.inventory.contention import Contention


def test_a_refusal_is_remembered_for_its_time_only() -> None:
    remembered, forgotten = Contention(), Contention(seconds=0)
    for contention in (remembered, forgotten):
        contention.note("car 1")

    assert "car 1" in remembered
    assert "car 2" not in remembered
    assert "car 1" not in forgotten


def test_the_memory_is_bounded_and_keeps_the_latest() -> None:
    contention = Contention(most=10)
    for number in range(100):
        contention.note(number)

    assert 99 in contention
    assert sum(number in contention for number in range(100)) <= 10
