"""One transaction together with what the operations inside it need to know."""

import time
from dataclasses import dataclass, field
from typing import Any

from .errors import JSON, no_such
from .objects import new_event
from .settings import SandboxSettings
from .store import Transaction
from .switches import Switches

HOSTED_PAGE: JSON = {"id": None, "idempotency_key": None}


@dataclass(frozen=True)
class Till:
    """`now` is the sandbox's clock in whole seconds, read once; `request` is the cause that events name."""

    tx: Transaction
    settings: SandboxSettings
    switches: Switches
    now: int
    request: JSON = field(default_factory=lambda: HOSTED_PAGE)

    def load(self, kind: str, object_id: str, *, param: str = "id", status: int = 404) -> JSON:
        """Raises resource_missing for an unknown id and for an id of another kind."""
        body = self.tx.find(object_id)
        if body is None or body["object"] != kind:
            raise no_such(kind, object_id, param=param, status=status)
        return body

    def record(self, event_type: str, subject: JSON) -> JSON:
        """Adds an event and what has to be sent for it, in the same transaction as its cause."""
        event = new_event(event_type, subject, created=self.now, request=self.request)
        self.tx.add(event)
        self.tx.bump("events_created")
        if self.settings.webhook_url:
            self._post(event)
        return event

    def _post(self, event: JSON) -> None:
        if self.switches.loses(event["type"]):
            self._enqueue(event, state="dropped")
            self.tx.bump("webhooks_dropped")
            return
        copies = 1 + self.switches.now.webhook_duplicates
        for _ in range(copies):
            self._enqueue(event, state="pending")
        self.tx.bump("webhooks_enqueued", copies)

    def _enqueue(self, event: JSON, *, state: str) -> None:
        due = time.time() + self.switches.now.webhook_delay_ms / 1000
        self._insert_delivery(event["id"], due, state)

    def _insert_delivery(self, event_id: str, due: float, state: str) -> None:
        self.tx.run("INSERT INTO deliveries (event, due, state) VALUES (?, ?, ?)", event_id, due, state)

    def resend(self, event_id: str, copies: int) -> JSON:
        """Queues an event once more, even one that was dropped; past every loss and delay."""
        event = self.load("event", event_id)
        for _ in range(copies):
            self._insert_delivery(event_id, time.time(), "pending")
        return event


def pending_webhooks(tx: Transaction, event_id: str) -> int:
    """Stripe counts endpoints that have not taken the event; the sandbox has one."""
    row: Any = tx.run("SELECT 1 FROM deliveries WHERE event=? AND state='pending' LIMIT 1", event_id).fetchone()
    return 1 if row else 0
