"""Waiting requests are committed together, in order, and nobody waits for ever."""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import pytest

from drivesphere.domain.errors import Busy, Unavailable
from drivesphere.inventory.group_commit import GroupCommit

KEY = ("inventory:1",)
PATIENCE_SECONDS = 30  # what takes longer hangs


class Recorder:
    """Keeps the groups it was given; `gate` lets a test hold the first one back."""

    def __init__(self) -> None:
        self.groups: list[list[int]] = []
        self.gate = threading.Event()
        self.gate.set()

    def __call__(self, items: Sequence[int]) -> list[int | Exception]:
        self.groups.append(list(items))
        self.gate.wait(PATIENCE_SECONDS)
        return [ValueError(item) if item < 0 else item * 10 for item in items]


def crowd(groups: GroupCommit[int, int], items: Sequence[int]) -> list[int | Exception]:
    def submit(item: int) -> int | Exception:
        try:
            return groups.submit(KEY, item)
        except Exception as error:
            return error

    with ThreadPoolExecutor(len(items)) as threads:
        return list(threads.map(submit, items))


def held_back(recorder: Recorder, groups: GroupCommit[int, int]) -> threading.Thread:
    """A first request that is under way, so that others gather behind it."""
    recorder.gate.clear()
    first = threading.Thread(target=crowd, args=(groups, [0]))
    first.start()
    while not recorder.groups:
        time.sleep(0.001)
    return first


def let_go_when_waiting(count: int, recorder: Recorder, groups: GroupCommit[int, int]) -> None:
    """Let the first request go as soon as `count` others stand behind it, however long the machine takes for that."""

    def watch() -> None:
        while len(groups._queues[KEY]) <= count:
            time.sleep(0.001)
        recorder.gate.set()

    threading.Thread(target=watch).start()


def test_requests_that_wait_are_committed_as_one_group() -> None:
    recorder = Recorder()
    groups = GroupCommit(recorder)
    first = held_back(recorder, groups)
    let_go_when_waiting(30, recorder, groups)

    outcomes = crowd(groups, range(1, 31))

    first.join()
    assert outcomes == [item * 10 for item in range(1, 31)]
    assert sorted(recorder.groups[1]) == list(range(1, 31))
    assert len(recorder.groups) == 2


def test_a_refused_request_does_not_touch_the_others_of_its_group() -> None:
    recorder = Recorder()
    groups = GroupCommit(recorder)
    first = held_back(recorder, groups)
    let_go_when_waiting(3, recorder, groups)

    outcomes = crowd(groups, [1, -2, 3])

    first.join()
    assert outcomes[0::2] == [10, 30]
    assert isinstance(outcomes[1], ValueError)


def test_a_group_that_fails_as_a_whole_tells_everybody_and_lets_the_next_go_on() -> None:
    answers: list[Exception | list[int]] = [Unavailable("away"), [7]]

    def commit(_: Sequence[int]) -> list[int]:
        answer = answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    groups: GroupCommit[int, int] = GroupCommit(commit)

    with pytest.raises(Unavailable):
        groups.submit(KEY, 1)
    assert groups.submit(KEY, 2) == 7


def test_each_of_a_group_that_fails_as_a_whole_has_a_refusal_of_its_own() -> None:
    recorder = Recorder()

    def refuse(items: Sequence[int]) -> list[int]:
        recorder(items)
        raise Busy("Later.", retry_after=7)

    groups: GroupCommit[int, int] = GroupCommit(refuse)
    first = held_back(recorder, groups)
    threading.Timer(0.1, recorder.gate.set).start()

    outcomes = crowd(groups, [1, 2, 3])

    first.join()
    assert [outcome.retry_after for outcome in outcomes if isinstance(outcome, Busy)] == [7, 7, 7]
    assert len({id(outcome) for outcome in outcomes}) == 3


def test_no_group_is_larger_than_the_limit() -> None:
    recorder = Recorder()
    groups = GroupCommit(recorder, largest=4)
    first = held_back(recorder, groups)
    let_go_when_waiting(10, recorder, groups)

    crowd(groups, range(1, 11))

    first.join()
    assert [len(group) for group in recorder.groups] == [1, 4, 4, 2]


def test_who_waited_too_long_unserved_is_told_to_come_back_and_nothing_was_tried() -> None:
    recorder = Recorder()
    groups = GroupCommit(recorder, longest_wait_seconds=0.1)
    first = held_back(recorder, groups)

    with pytest.raises(Busy):
        groups.submit(KEY, 1)
    recorder.gate.set()
    first.join()

    assert recorder.groups == [[0]]
    assert groups.submit(KEY, 2) == 20


def test_different_inventories_do_not_wait_for_each_other() -> None:
    recorder = Recorder()
    groups = GroupCommit(recorder)
    first = held_back(recorder, groups)
    other = threading.Thread(target=lambda: groups.submit(("inventory:2",), 5))
    other.start()
    deadline = time.monotonic() + PATIENCE_SECONDS
    while len(recorder.groups) < 2 and time.monotonic() < deadline:
        time.sleep(0.001)
    recorder.gate.set()
    first.join()
    other.join()
    assert recorder.groups == [[0], [5]]


def test_a_leader_that_is_struck_down_takes_nobody_with_it() -> None:
    struck = [True]

    def commit(items: Sequence[int]) -> list[int]:
        if struck.pop() if struck else False:
            raise SystemExit
        return list(items)

    groups: GroupCommit[int, int] = GroupCommit(commit)
    with pytest.raises(SystemExit):
        groups.submit(KEY, 1)

    assert groups.submit(KEY, 2) == 2
