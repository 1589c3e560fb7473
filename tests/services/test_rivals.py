"""What became of a rival, in one word; and one volley at a time."""

from __future__ import annotations

import pytest

from drivesphere import infra
from drivesphere.domain.errors import TooManyRequests
from drivesphere.infra import rivals as wire
from drivesphere.services import rivals
from drivesphere.services.rivals import Outcome, Prepared
from tests.listener import Listener
from tests.stage import UNREACHABLE, Stage, make_settings

ORDER = Prepared("POST", "/cars", {}, b'{"days": 2}')
REFUSED = b'{"code": "window_taken"}'


def outcome_of(answer: bytes) -> Outcome:
    with Listener(answer).listening() as server:
        wire.connect(make_settings("m", "r", "b", public_url=server.url))
        [outcome] = rivals.fire([ORDER])
    return outcome


def said(status: str, *headers: str, body: bytes = b"{}") -> bytes:
    return "\r\n".join([f"HTTP/1.1 {status}", *headers, f"Content-Length: {len(body)}", "", ""]).encode() + body


@pytest.mark.parametrize(
    ("answer", "status", "code"),
    [
        (said("201 Created"), 201, "created"),
        (said("201 Created", "idempotent-replayed: true"), 201, "replayed"),
        (said("409 Conflict", body=REFUSED), 409, "window_taken"),
        (said("502 Bad Gateway", body=b"<h1>Oh</h1>"), 502, "unexplained"),
        (said("409 Conflict", body=b"[1]"), 409, "unexplained"),
        (said("409 Conflict", body=b'{"code": 7}'), 409, "unexplained"),
        (said("409 Conflict", body=b'{"code": "$set"}'), 409, "unexplained"),
        (b"", None, "no_answer"),
    ],
)
def test_an_answer_is_one_word(answer: bytes, status: int | None, code: str) -> None:
    outcome = outcome_of(answer)

    assert (outcome.status, outcome.code) == (status, code)


def test_what_the_server_says_of_its_time_is_read_from_its_header() -> None:
    outcome = outcome_of(said("201 Created", "Server-Timing: lock;dur=1.25, transaction;dur=9.5, db;dur=3"))

    assert (outcome.lock_wait_ms, outcome.transaction_ms) == (1.25, 9.5)


def test_times_count_from_the_first_that_was_let_go() -> None:
    outcome = outcome_of(said("201 Created"))

    assert outcome.sent_ms == 0
    assert outcome.answered_ms == outcome.took_ms > 0


def test_who_got_no_answer_has_no_time() -> None:
    outcome = outcome_of(b"")

    assert (outcome.answered_ms, outcome.took_ms, outcome.lock_wait_ms) == (None, None, None)


def twice() -> None:
    rivals.alone(lambda: rivals.alone(lambda: None))


def test_there_is_one_volley_at_a_time_and_then_the_next(stage: Stage) -> None:
    with pytest.raises(TooManyRequests) as refused:
        twice()

    assert (refused.value.code, refused.value.retry_after) == ("lab_busy", rivals.RETRY_AFTER_SECONDS)
    assert rivals.alone(lambda: "my turn") == "my turn"


def test_with_redis_away_a_process_still_has_one_at_a_time(stage: Stage) -> None:
    infra.connect(make_settings(stage.settings.mongo_url, UNREACHABLE, UNREACHABLE))

    with pytest.raises(TooManyRequests):
        twice()
