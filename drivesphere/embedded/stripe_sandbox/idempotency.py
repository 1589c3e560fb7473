"""Stripe v1's idempotency: one key, one answer.

What is saved is the status and body of the first request whose endpoint began its work, errors included.
Requests that fail validation, or meet their own key in flight, save nothing.
"""

import hashlib
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from .errors import JSON, ParameterError, StripeError
from .store import Transaction

IDEMPOTENCY_ERROR = "idempotency_error"

# Stripe's limit on a key's length, and the time after which it may forget one.
LONGEST_KEY = 255
KEPT_SECONDS = 24 * 60 * 60


@dataclass(frozen=True)
class Answer:
    status: int
    body: JSON
    headers: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class KeyedRequest:
    """`endpoint` is the path that was called; the fingerprint covers every parameter."""

    key: str
    endpoint: str
    params: JSON
    request_id: str

    def __post_init__(self) -> None:
        if len(self.key) > LONGEST_KEY:
            raise ParameterError(
                f"Invalid idempotency key: keys can be up to {LONGEST_KEY} characters.",
                kind=IDEMPOTENCY_ERROR,
            )

    @property
    def fingerprint(self) -> str:
        canonical = json.dumps(self.params, sort_keys=True)
        return hashlib.sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest()


class KeysInFlight:
    """Held in memory: a restart has no request in flight."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._keys: set[str] = set()

    @contextmanager
    def claimed(self, key: str) -> Iterator[None]:
        """Raises idempotency_key_in_use (409) while another request holds the key."""
        with self._lock:
            if key in self._keys:
                raise key_in_use(key)
            self._keys.add(key)
        try:
            yield
        finally:
            with self._lock:
                self._keys.discard(key)


def key_in_use(key: str) -> StripeError:
    return ParameterError(
        "There is currently another in-progress request using this Idempotent Key (that probably means you"
        f" submitted twice, and the other request is still going through): {key}. Please try again later.",
        status=409,
        kind=IDEMPOTENCY_ERROR,
        code="idempotency_key_in_use",
        retry=True,
    )


def saved_answer(tx: Transaction, keyed: KeyedRequest) -> Answer | None:
    """Raises idempotency_error if the key was used for something else."""
    row = tx.run("SELECT endpoint, fingerprint, request, status, body FROM answers WHERE key=?", keyed.key).fetchone()
    if row is None:
        return None
    endpoint, fingerprint, first_request, status, body = row
    if endpoint != keyed.endpoint:
        raise _reused(keyed.key, f"for the same endpoint they were first used for ('{keyed.endpoint}' vs '{endpoint}')")
    if fingerprint != keyed.fingerprint:
        raise _reused(keyed.key, "with the same parameters they were first used with")
    tx.bump("idempotent_replays")
    return Answer(status, json.loads(body), {"Idempotent-Replayed": "true", "Original-Request": first_request})


def _reused(key: str, allowed: str) -> ParameterError:
    return ParameterError(
        f"Keys for idempotent requests can only be used {allowed}."
        f" Try using a key other than '{key}' if you meant to execute a different request.",
        kind=IDEMPOTENCY_ERROR,
    )


def keep(tx: Transaction, keyed: KeyedRequest, answer: Answer, now: int) -> None:
    tx.run(
        "INSERT INTO answers VALUES (?, ?, ?, ?, ?, ?, ?)",
        keyed.key, keyed.endpoint, keyed.fingerprint, keyed.request_id,
        answer.status, json.dumps(answer.body), now,
    )  # fmt: skip


def forget_old(tx: Transaction, now: int) -> None:
    tx.run("DELETE FROM answers WHERE created < ?", now - KEPT_SECONDS)
