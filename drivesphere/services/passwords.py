"""Passwords: what is accepted, how they are stored, and how many may be worked on at once."""

from __future__ import annotations

import functools
import threading
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from zxcvbn import zxcvbn

from drivesphere.domain.errors import Rejected, TooManyRequests

SHORTEST, LONGEST = 12, 128  # characters; passphrases fit, and one request cannot cost much
MEMORY_KIB, ROUNDS, LANES = 19_456, 2, 1  # OWASP's minimum: 31 ms here, the library's default 105 ms
HASHES_AT_ONCE = 2  # one per core: more at once makes each slower, and bookings too
WAITING_AT_MOST = 4  # of the eight threads of a process, two stay free for other work
WAIT_SECONDS = 1.0
JUDGED_CHARACTERS = 20  # zxcvbn takes a second for what an attacker may put into 128 characters, 0.1 s for 20
BRAND = "drivesphere"  # as guessable in a password here as the user's own name
LEAST_SCORE = 2  # of 4: below, a million guesses find it, which is what the lists of common passwords hold

_hasher = PasswordHasher(time_cost=ROUNDS, memory_cost=MEMORY_KIB, parallelism=LANES)
_turns = threading.BoundedSemaphore(HASHES_AT_ONCE)
_places = threading.BoundedSemaphore(HASHES_AT_ONCE + WAITING_AT_MOST)


def check(password: str, personal: Sequence[str] = (), *, field: str = "password") -> None:
    """`Rejected` names `field` unless the password is long enough and hard to guess for who knows `personal`."""
    length = len(_plain(password))
    if not SHORTEST <= length <= LONGEST:
        raise _rejected(field, f"Must have {SHORTEST} to {LONGEST} characters.")
    guess = zxcvbn(_plain(password)[:JUDGED_CHARACTERS], user_inputs=list(personal))
    if guess["score"] < LEAST_SCORE:
        raise _rejected(field, "Too easy to guess: many people use this password or one like it.")


def personal(person: Mapping[str, Any]) -> list[str]:
    """What everybody knows who knows `person`, with `name` and `email`."""
    return [person["name"], *person["name"].split(), *person["email"].split("@"), BRAND]


def hashed(password: str) -> str:
    """The argon2id hash to store."""
    with _turn():
        return _hasher.hash(_plain(password))


def fits(password: str, stored: str | None) -> bool:
    """Whether `stored` was made from `password`; as slow for None: time must not tell who has an account."""
    with _turn():
        decoy = _decoy()
        try:
            return _hasher.verify(stored or decoy, _plain(password)) and bool(stored)
        except (VerificationError, InvalidHashError):
            return False


def is_outdated(stored: str) -> bool:
    """Whether `stored` was made with other parameters than today's."""
    return _hasher.check_needs_rehash(stored)


def _plain(password: str) -> str:
    """One form for what different keyboards send as the same characters (NFKC)."""
    return unicodedata.normalize("NFKC", password)


@functools.cache
def _decoy() -> str:
    return _hasher.hash("nobody has this password")


def _rejected(field: str, reason: str) -> Rejected:
    return Rejected("Choose another password.", errors={field: [reason]})


@contextmanager
def _turn() -> Iterator[None]:
    """A place at one of the few hashes; `TooManyRequests` rather than a queue that takes every thread."""
    if not _places.acquire(blocking=False):
        raise _busy()
    try:
        if not _turns.acquire(timeout=WAIT_SECONDS):
            raise _busy()
        try:
            yield
        finally:
            _turns.release()
    finally:
        _places.release()


def _busy() -> TooManyRequests:
    return TooManyRequests("Many people are signing in at this moment. Try again in a second.", retry_after=1)
