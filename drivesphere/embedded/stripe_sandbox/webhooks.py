"""Sends events to the one webhook endpoint: signed as Stripe signs, repeated until a 2xx comes back."""

import hashlib
import hmac
import json
import logging
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import urllib3

from .settings import SandboxSettings
from .store import Store
from .switches import Switches

log = logging.getLogger(__name__)

# Stripe gives up on an endpoint after some seconds; ours must also not stall the queue for long.
ANSWER_TIMEOUT_SECONDS = 10.0
# The pauses between attempts double up to this one, so an endpoint that returns is served within a minute.
LONGEST_PAUSE_SECONDS = 60.0
# How far reordering looks: events of causes that lie closer together than this change places.
REORDER_WINDOW_SECONDS = 0.1
# The queue is also looked at without a wake-up, for what became due meanwhile.
IDLE_SECONDS = 1.0
BATCH_SIZE = 50
PARALLEL_SENDERS = 8


def signature(payload: bytes, secret: str, timestamp: int) -> str:
    """The `Stripe-Signature` header for these bytes at this time."""
    mac = hmac.new(secret.encode(), b"%d.%s" % (timestamp, payload), hashlib.sha256)
    return f"t={timestamp},v1={mac.hexdigest()}"


@dataclass(frozen=True)
class Delivery:
    seq: int
    attempts: int
    payload: bytes


class WebhookSender:
    """A thread over the persisted queue. `wake()` after a commit that may have added to it."""

    def __init__(self, store: Store, settings: SandboxSettings, switches: Switches) -> None:
        self._store = store
        self._settings = settings
        self._switches = switches
        self._pool = urllib3.PoolManager(maxsize=PARALLEL_SENDERS)
        self._wake = threading.Event()
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="stripe-sandbox-webhooks", daemon=True)

    def start(self) -> None:
        if self._settings.webhook_url:
            self._thread.start()

    def stop(self) -> None:
        self._stopping.set()
        self._wake.set()
        if self._thread.is_alive():
            self._thread.join(ANSWER_TIMEOUT_SECONDS)

    def wake(self) -> None:
        self._wake.set()

    def _run(self) -> None:
        while not self._stopping.is_set():
            self._wake.clear()
            try:
                batch = self._batch()
                self._send_all(batch)
            except Exception:
                # The queue is in the file: whatever went wrong, the next look at it starts afresh.
                log.exception("the webhook sender stumbled and goes on")
                batch = []
            if not batch:
                self._wake.wait(self._idle_time())

    def _batch(self) -> list[Delivery]:
        if self._switches.now.webhook_paused:
            return []
        due = self._due()
        if due and self._switches.now.webhook_reorder != "none":
            self._stopping.wait(REORDER_WINDOW_SECONDS)
            due = self._reordered(self._due())
        return due

    def _due(self) -> list[Delivery]:
        with self._store.transaction() as tx:
            rows = tx.run(
                "SELECT d.seq, d.attempts, o.body FROM deliveries d JOIN objects o ON o.id = d.event"
                " WHERE d.state = 'pending' AND d.due <= ? ORDER BY d.due, d.seq LIMIT ?",
                time.time(), BATCH_SIZE,
            ).fetchall()  # fmt: skip
        return [Delivery(seq, attempts, _payload(body)) for seq, attempts, body in rows]

    def _reordered(self, due: list[Delivery]) -> list[Delivery]:
        if self._switches.now.webhook_reorder == "reverse":
            return due[::-1]
        return self._switches.shuffled(due)

    def _idle_time(self) -> float:
        if self._switches.now.webhook_paused:
            return IDLE_SECONDS
        with self._store.transaction() as tx:
            (next_due,) = tx.run("SELECT min(due) FROM deliveries WHERE state = 'pending'").fetchone()
        return IDLE_SECONDS if next_due is None else min(max(next_due - time.time(), 0.0), IDLE_SECONDS)

    def _send_all(self, batch: list[Delivery]) -> None:
        if self._switches.now.webhook_parallel and len(batch) > 1:
            with ThreadPoolExecutor(PARALLEL_SENDERS) as senders:
                list(senders.map(self._send, batch))
            return
        for delivery in batch:
            if self._stopping.is_set():
                return
            self._send(delivery)

    def _send(self, delivery: Delivery) -> None:
        settle = self._delivered if self._accepted(delivery.payload) else self._failed
        settle(delivery)

    def _accepted(self, payload: bytes) -> bool:
        # The signature's time is the real one, whatever the sandbox's clock says: receivers check its age.
        headers = {
            "Content-Type": "application/json; charset=utf-8",
            "User-Agent": "Stripe/1.0 (+https://stripe.com/docs/webhooks)",
            "Stripe-Signature": signature(payload, self._settings.webhook_secret, int(time.time())),
        }
        try:
            answer = self._pool.request(
                "POST", self._settings.webhook_url or "", body=payload, headers=headers,
                timeout=ANSWER_TIMEOUT_SECONDS, redirect=False, retries=False,
            )  # fmt: skip
        except (urllib3.exceptions.HTTPError, OSError):
            return False
        return 200 <= answer.status < 300

    def _delivered(self, delivery: Delivery) -> None:
        with self._store.transaction() as tx:
            tx.run("UPDATE deliveries SET state='delivered', attempts=attempts+1 WHERE seq=?", delivery.seq)
            tx.bump("webhooks_delivered")

    def _failed(self, delivery: Delivery) -> None:
        first = self._switches.now.webhook_retry_base_ms / 1000
        pause = min(first * 2 ** min(delivery.attempts, 30), LONGEST_PAUSE_SECONDS)
        with self._store.transaction() as tx:
            tx.run(
                "UPDATE deliveries SET attempts=attempts+1, due=? WHERE seq=?",
                time.time() + pause,
                delivery.seq,
            )
            tx.bump("webhooks_failed")


def _payload(body: str) -> bytes:
    """Stripe sends its events indented; `pending_webhooks` counts the endpoint that is about to get it."""
    event = {**json.loads(body), "pending_webhooks": 1}
    return json.dumps(event, indent=2, ensure_ascii=False).encode()


class Ticker:
    """Calls one function every second until it is stopped."""

    def __init__(self, work: Callable[[], object], seconds: float = IDLE_SECONDS) -> None:
        self._work = work
        self._seconds = seconds
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="stripe-sandbox-clock", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._stopping.set()
        if self._thread.is_alive():
            self._thread.join(self._seconds)

    def _run(self) -> None:
        while not self._stopping.wait(self._seconds):
            try:
                self._work()
            except Exception:
                log.exception("the sandbox's clock stumbled and goes on")
