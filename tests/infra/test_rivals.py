"""Requests that are written ahead and let go together, seen from a server that notes what arrives when."""

from __future__ import annotations

import time
from contextlib import ExitStack, closing

import pytest

from drivesphere.config import Settings
from drivesphere.domain.errors import Unavailable
from drivesphere.embedded.ports import LOOPBACK, free_port
from drivesphere.infra import rivals
from drivesphere.infra.rivals import Prepared
from tests.installation import wait_until
from tests.listener import CREATED, Listener
from tests.stage import make_settings

ORDER = Prepared("POST", "/cars", {"Content-Type": "application/json"}, b'{"days": 2}')


def at(url: str) -> Settings:
    return make_settings("m", "r", "b", public_url=url)


def test_until_it_is_let_go_a_request_is_written_but_for_one_packet() -> None:
    with Listener().listening() as server, ExitStack() as opened:
        rivals.connect(at(server.url))
        lines = [opened.enter_context(closing(rivals._open(ORDER, seconds=10))) for _ in range(8)]
        wait_until(lambda: len(server.heard) == 8)
        assert not any(server.ends())

        for line in lines:
            line.release(at=0)

        wait_until(lambda: len(server.heard) == 16)
        assert server.ends() == [False] * 8 + [True] * 8


def test_all_at_once_are_answered_in_their_order() -> None:
    with Listener().listening() as server:
        rivals.connect(at(server.url))

        replies = rivals.fire([ORDER] * 8)

    assert [reply.status for reply in replies] == [201] * 8
    assert sum(server.ends()) == 8


def test_the_reply_is_what_the_server_said_after_the_last_packet() -> None:
    with Listener().listening() as server:
        rivals.connect(at(server.url))

        [reply] = rivals.fire([ORDER])

    written = b"".join(piece for _, piece in server.heard)
    assert written.startswith(b"POST /cars HTTP/1.1\r\nHost: ")
    assert written.endswith(b'Content-Type: application/json\r\n\r\n{"days": 2}')
    assert (reply.headers["x-number"], reply.body) == ("7", b"{}")
    assert reply.answered_at is not None
    assert reply.sent_at < reply.answered_at


def test_a_spread_lets_them_go_one_after_the_other() -> None:
    with Listener().listening() as server:
        rivals.connect(at(server.url))
        started = time.monotonic()

        replies = rivals.fire([ORDER] * 3, spread_ms=100)

    late = [reply.sent_at - started for reply in replies]
    assert late[1] >= 0.05
    assert late[2] >= 0.1


@pytest.mark.parametrize("answer", [b"", b"no HTTP at all\r\n\r\n", CREATED[:-1]])
def test_a_rival_without_a_whole_answer_has_no_status(answer: bytes) -> None:
    with Listener(answer).listening() as server:
        rivals.connect(at(server.url))

        [reply] = rivals.fire([ORDER])

    assert (reply.status, reply.answered_at) == (None, None)


def test_a_server_that_is_not_there_is_said_to_be_so() -> None:
    rivals.connect(at(f"http://{LOOPBACK}:{free_port()}"))

    with pytest.raises(Unavailable) as refused:
        rivals.fire([ORDER])

    assert refused.value.code == "lab_unreachable"


def test_the_lab_may_have_an_address_of_its_own() -> None:
    with Listener().listening() as server:
        rivals.connect(make_settings("m", "r", "b", public_url="http://127.0.0.1:1", lab_target_url=server.url))

        assert rivals.fire([ORDER])[0].status == 201
