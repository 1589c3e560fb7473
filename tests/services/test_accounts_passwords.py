"""What a password may be, and what checking one may cost."""

from __future__ import annotations

import statistics
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack

import pytest

from drivesphere.domain.errors import Rejected, TooManyRequests
from drivesphere.services import passwords

GOOD = "blue-harbour-lantern-19"
PATIENCE_SECONDS = 30  # what takes longer hangs


@pytest.mark.parametrize(
    "password",
    [
        GOOD,
        "correct horse battery staple",
        "ŝipo-lumturo-haveno",
        "夏の海辺で静かに本を読む人々",
        "x9$Kq!mZ2#vLp" * 9,
    ],
)
def test_long_passwords_of_any_kind_are_taken(password: str) -> None:
    passwords.check(password)


@pytest.mark.parametrize(
    "password",
    [
        "short-pass1",
        GOOD * 6,
        "password1234",
        "passwordpassword",
        "qwertyuiop123",
        "123456789012",
        "aaaaaaaaaaaaaaaaaaaa",
        "abcabcabcabcabc",
        "iloveyou12345",
        "adaadaadaada",
        "ada@example.org",
        "drivesphere123",
    ],
)
def test_short_endless_and_common_ones_are_refused_by_name(password: str) -> None:
    with pytest.raises(Rejected) as refused:
        passwords.check(password, ["ada@example.org", "Ada", "drivesphere"])

    assert list(refused.value.errors) == ["password"]


def test_judging_the_worst_password_is_quick() -> None:
    started = time.thread_time()

    passwords.check("@4{(<69|1!0$57+%2zs" * 6)

    assert time.thread_time() - started < 1.0


def test_a_password_is_never_cut_off() -> None:
    stored = passwords.hashed(GOOD * 5)

    assert passwords.fits(GOOD * 5, stored)
    assert not passwords.fits(GOOD * 5 + "x", stored)


@pytest.mark.parametrize("stored", [None, "", "not a hash"])
def test_nothing_fits_what_is_no_hash(stored: str | None) -> None:
    assert not passwords.fits("nobody has this password", stored)


def test_an_unknown_account_takes_as_much_work_as_a_wrong_password() -> None:
    """In time of the processor: what else the machine is busy with tells nothing about the account."""
    stored = passwords.hashed(GOOD)
    samples: dict[str | None, list[float]] = {stored: [], None: []}
    for turn in range(30):
        for kind in samples:
            started = time.thread_time()
            passwords.fits(f"{GOOD}{turn}", kind)
            samples[kind].append(time.thread_time() - started)

    wrong, unknown = (statistics.median(times) for times in samples.values())

    assert abs(wrong - unknown) < 0.25 * wrong


def test_more_logins_than_there_are_places_are_sent_away_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    # On a slow machine the last of those who wait would give up before their turn.
    monkeypatch.setattr(passwords, "WAIT_SECONDS", PATIENCE_SECONDS)
    too_many = 12 - passwords.WAITING_AT_MOST
    all_sent_away = threading.Barrier(too_many + 1)

    def attempt(_: int) -> bool:
        try:
            return passwords.fits(GOOD, None)
        except TooManyRequests as refused:
            all_sent_away.wait(PATIENCE_SECONDS)
            return refused.retry_after == 1

    with ThreadPoolExecutor(12) as pool:
        with ExitStack() as every_turn:
            for _ in range(passwords.HASHES_AT_ONCE):
                every_turn.enter_context(passwords._turn())
            attempts = pool.map(attempt, range(12))
            all_sent_away.wait(PATIENCE_SECONDS)
        sent_away = sum(attempts)

    assert sent_away == too_many
    assert passwords.fits(GOOD, passwords.hashed(GOOD))
