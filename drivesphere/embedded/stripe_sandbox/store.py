"""The sandbox's memory: one SQLite file, one connection, one transaction at a time.

Every change of the sandbox happens inside `Store.transaction`. That single door is what gives a payment and
an expiry of the same session exactly one winner.
"""

import json
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from .errors import JSON

# Another process may still be closing the file after a restart.
BUSY_TIMEOUT_SECONDS = 5.0

_SCHEMA = """
CREATE TABLE IF NOT EXISTS objects (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT UNIQUE NOT NULL, kind TEXT NOT NULL,
    created INTEGER NOT NULL, payment_intent TEXT, charge TEXT, tag TEXT, due INTEGER, body TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS objects_by_kind ON objects (kind, seq);
CREATE INDEX IF NOT EXISTS objects_by_intent ON objects (payment_intent) WHERE payment_intent IS NOT NULL;
CREATE INDEX IF NOT EXISTS objects_due ON objects (due) WHERE due IS NOT NULL;
CREATE TABLE IF NOT EXISTS answers (
    key TEXT PRIMARY KEY, endpoint TEXT NOT NULL, fingerprint TEXT NOT NULL, request TEXT NOT NULL,
    status INTEGER NOT NULL, body TEXT NOT NULL, created REAL NOT NULL);
CREATE TABLE IF NOT EXISTS deliveries (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, event TEXT NOT NULL, due REAL NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0, state TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS deliveries_due ON deliveries (state, due);
CREATE INDEX IF NOT EXISTS deliveries_of ON deliveries (event);
CREATE TABLE IF NOT EXISTS counters (name TEXT PRIMARY KEY, value INTEGER NOT NULL);
"""


class Transaction:
    """What may be done between BEGIN and COMMIT. Objects are JSON with `id`, `object` and `created`."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def run(self, sql: str, *values: Any) -> sqlite3.Cursor:
        return self._connection.execute(sql, values)

    def add(self, body: JSON) -> None:
        columns = _columns(body)
        self.run(
            "INSERT INTO objects (payment_intent, charge, tag, due, body, id, kind, created)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            *columns, body["id"], body["object"], body["created"],
        )  # fmt: skip

    def save(self, body: JSON) -> None:
        self.run(
            "UPDATE objects SET payment_intent=?, charge=?, tag=?, due=?, body=? WHERE id=?",
            *_columns(body), body["id"],
        )  # fmt: skip

    def find(self, object_id: str) -> JSON | None:
        row = self.run("SELECT body FROM objects WHERE id=?", object_id).fetchone()
        return json.loads(row[0]) if row else None

    def select(self, where: str, *values: Any) -> list[JSON]:
        """Bodies of the objects that match a condition written in this package, never by a client."""
        rows = self.run(f"SELECT body FROM objects WHERE {where}", *values)  # noqa: S608 - see the docstring.
        return [json.loads(row[0]) for row in rows]

    def bump(self, counter: str, by: int = 1) -> None:
        self.run(
            "INSERT INTO counters VALUES (?, ?)"
            " ON CONFLICT (name) DO UPDATE SET value = value + excluded.value",
            counter, by,
        )  # fmt: skip


def _columns(body: JSON) -> tuple[str | None, str | None, str | None, int | None, str]:
    """A body and the searchable copies in front of it: payment intent, charge, status or type, deadline."""
    due = body.get("expires_at") if body.get("status") == "open" else None
    tag = body["type"] if body["object"] == "event" else body.get("status")
    return body.get("payment_intent"), body.get("charge"), tag, due, json.dumps(body)


class Store:
    """A restart continues from the same file; a killed process loses no committed change."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._lock = threading.Lock()
        self._connection = sqlite3.connect(
            path, timeout=BUSY_TIMEOUT_SECONDS, isolation_level=None, check_same_thread=False
        )
        # WAL with NORMAL survives the death of the process; only a power cut could lose the last commits.
        self._connection.execute("PRAGMA journal_mode=WAL")
        self._connection.execute("PRAGMA synchronous=NORMAL")
        self._connection.executescript(_SCHEMA)

    @contextmanager
    def transaction(self) -> Iterator[Transaction]:
        with self._lock:
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield Transaction(self._connection)
            except BaseException:
                self._connection.execute("ROLLBACK")
                raise
            self._connection.execute("COMMIT")

    def bump(self, counter: str) -> None:
        with self.transaction() as tx:
            tx.bump(counter)

    def close(self) -> None:
        with self._lock:
            self._connection.close()
