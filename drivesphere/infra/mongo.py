"""MongoDB: the connection, the one place that opens a transaction, and the one clock that decides."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from contextvars import Context, ContextVar, copy_context
from typing import Any, TypeVar

import mongoengine
import pymongo
from pymongo.client_session import ClientSession
from pymongo.database import Database
from pymongo.errors import DuplicateKeyError, OperationFailure, PyMongoError
from pymongo.read_concern import ReadConcern
from pymongo.write_concern import WriteConcern

from drivesphere.config import Settings, SettingsError
from drivesphere.domain.errors import Unavailable
from drivesphere.domain.trace import request_id

T = TypeVar("T")
Outage = PyMongoError
"""What escapes from a plain read or write when MongoDB is away; the API answers it with 503."""

DEADLINE_SECONDS = 3.0  # below transactionLifetimeLimitSeconds=5: we give up before the server kills the transaction
CONNECT_MS = 2_000  # a hung server must not hold a request longer than its deadline
START_SECONDS = 10.0  # an election on a busy machine takes some seconds; more means that nobody is there
POOL_SIZE = 100  # above the threads of one process, so that nobody waits for a socket
RETRY_AFTER_SECONDS = 1
AT_ONCE = 4  # MongoDB works at one statement with one core; a report may have some of them, and leaves the others
MAJORITY = WriteConcern("majority")

_state = threading.local()
_stop_at: ContextVar[float] = ContextVar("stop_at", default=float("inf"))
_client: pymongo.MongoClient[dict[str, Any]] | None = None


class AlreadyWritten(Exception):
    """A unique key stood already; the whole transaction is undone and nothing of it remains."""


def connect(settings: Settings) -> None:
    """Connect this process; `SettingsError` when the server cannot run transactions."""
    global _client
    disconnect()
    _client = mongoengine.connect(
        db=settings.mongo_db,
        host=settings.mongo_url,
        tz_aware=True,
        uuidRepresentation="standard",
        w="majority",
        readConcernLevel="majority",
        retryWrites=True,
        maxPoolSize=POOL_SIZE,
        connectTimeoutMS=CONNECT_MS,
        serverSelectionTimeoutMS=int(DEADLINE_SECONDS * 1000),
        appname="drivesphere",
    )
    _refuse_standalone()


def disconnect() -> None:
    """Forget the connection, for tests and after a fork."""
    global _client
    mongoengine.disconnect_all()
    _client = None


def client() -> pymongo.MongoClient[dict[str, Any]]:
    """The connected client; migrations and tests need it whole."""
    if _client is None:
        raise RuntimeError("infra.mongo.connect(settings) has not been called.")
    return _client


def _refuse_standalone() -> None:
    hello = _first_answer()
    if "setName" not in hello and hello.get("msg") != "isdbgrid":
        raise SettingsError("MongoDB at MONGO_URL is a standalone server; transactions need a replica set.")


def _first_answer() -> dict[str, Any]:
    """What the server says of itself; one that starts at the same time as this process may need a moment."""
    stop_at = time.monotonic() + START_SECONDS
    while True:
        try:
            return client().admin.command("hello")
        except PyMongoError as error:
            if time.monotonic() > stop_at:
                raise SettingsError(f"MongoDB does not answer at MONGO_URL ({type(error).__name__}).") from None


@contextmanager
def bounded(seconds: float) -> Iterator[None]:
    """Bound everything inside together: deadlines and waits within it take what is left of `seconds`."""
    token = _stop_at.set(time.monotonic() + seconds)
    try:
        with pymongo.timeout(seconds):
            yield
    finally:
        _stop_at.reset(token)


def apart(seconds: float, work: Callable[[], T]) -> T:
    """`work()` within `seconds` of its own, whatever the bound around it: for the rare request that must take longer.

    It runs in this thread and in an empty context, because of two deadlines the driver always keeps the nearer one.
    """
    named = request_id.get()

    def within() -> T:
        request_id.set(named)
        with bounded(seconds):
            return work()

    return Context().run(within)


def at_most(seconds: float) -> float:
    """`seconds`, or what is left of the bound around this work if that is less; never below zero."""
    return max(0.0, min(seconds, _stop_at.get() - time.monotonic()))


@contextmanager
def deadline(seconds: float = DEADLINE_SECONDS) -> Iterator[None]:
    """Bound all database work inside; beyond it the outcome is unknown and `Unavailable` says so."""
    try:
        with pymongo.timeout(seconds):
            yield
    except DuplicateKeyError as error:
        raise AlreadyWritten(str(error.details)) from error
    except PyMongoError as error:
        raise Unavailable(
            "The database did not answer in time. Repeat the request with the same Idempotency-Key.",
            retry_after=RETRY_AFTER_SECONDS,
        ) from error


def at_once(asks: Sequence[Callable[[], T]]) -> list[T]:
    """What each of `asks` answers, in their order; they run side by side, all within the caller's deadline.

    For reads outside of transactions: each sees what is committed when its turn comes.
    """
    with ThreadPoolExecutor(AT_ONCE, thread_name_prefix="mongo-at-once") as threads:
        # A context for each, since one cannot be entered twice; in it stands the deadline.
        asked = [threads.submit(copy_context().run, ask) for ask in asks]
        return [each.result() for each in asked]


def transaction(work: Callable[[ClientSession], T], *, seconds: float = DEADLINE_SECONDS) -> T:
    """Run `work(session)` in one transaction, committed by a majority, within `seconds`.

    `work` may run several times, so it holds database statements only. Raises `AlreadyWritten` for a unique key,
    `Unavailable` when time runs out (the outcome is unknown), and whatever `work` raises.
    """
    if getattr(_state, "open", False):
        raise RuntimeError("One request, one transaction: this thread has one open already.")
    _state.open = True
    try:
        with deadline(seconds), client().start_session() as session:
            return session.with_transaction(work, read_concern=ReadConcern("snapshot"), write_concern=MAJORITY)
    finally:
        _state.open = False


@contextmanager
def one_instant() -> Iterator[ClientSession]:
    """A session whose reads all see what was committed at one instant; for looks that decide nothing."""
    with client().start_session(snapshot=True) as session:
        yield session


def in_transaction() -> bool:
    """Whether this thread is inside `transaction`; infra modules refuse foreign calls there."""
    return getattr(_state, "open", False)


def database() -> Database[dict[str, Any]]:
    """The database that the models are in."""
    found: Database[dict[str, Any]] = mongoengine.get_db()
    return found


def describe() -> dict[str, Any]:
    """What the server says of itself; `lag_seconds` is how far the majority is behind the primary."""
    admin = client().admin
    hello, built = admin.command("hello"), admin.command("buildInfo")
    written = hello.get("lastWrite", {})
    behind = written["lastWriteDate"] - written["majorityWriteDate"] if "majorityWriteDate" in written else None
    return {
        "version": built["version"],
        "primary": hello.get("primary"),
        "members": len(hello.get("hosts", [])),
        "lag_seconds": behind.total_seconds() if behind is not None else None,
        "connections": _connections(),
    }


def _connections() -> int | None:
    """How many there are; None where the application's user may not ask, as it need not."""
    try:
        return int(client().admin.command("serverStatus")["connections"]["current"])
    except OperationFailure:
        return None


def ping() -> None:
    """Raise `Unavailable` unless a primary answers within a second."""
    with deadline(1.0):
        client().admin.command("ping")


def is_write_conflict(error: Exception) -> bool:
    """Whether `error` is the database saying that somebody else wrote first."""
    return isinstance(error, OperationFailure) and error.has_error_label("TransientTransactionError")
