from __future__ import annotations

import threading

import pytest

from drivesphere.domain.errors import RequestInProgress
from drivesphere.services.gate import Gate


def test_requests_of_one_key_pass_one_after_the_other() -> None:
    gate, inside, most = Gate(), [0], [0]

    def pass_through() -> None:
        with gate.passing("k"):
            inside[0] += 1
            most[0] = max(most[0], inside[0])
            threading.Event().wait(0.002)
            inside[0] -= 1

    threads = [threading.Thread(target=pass_through) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert most == [1]


def test_requests_of_other_keys_do_not_wait() -> None:
    gate, passed = Gate(wait_seconds=0), []
    with gate.passing("k"), gate.passing("l"):
        passed.append("both")
    assert passed == ["both"]


def test_who_waited_too_long_is_told_to_come_back_and_the_gate_stays_usable() -> None:
    gate = Gate(wait_seconds=0.05)

    with gate.passing("k"), pytest.raises(RequestInProgress) as refused, gate.passing("k"):
        pass

    assert refused.value.retry_after == 1
    with gate.passing("k"):
        pass


def test_a_request_that_fails_opens_the_gate_again() -> None:
    gate = Gate(wait_seconds=0)
    for _ in range(2):
        with pytest.raises(ValueError, match="no"), gate.passing("k"):
            raise ValueError("no")
