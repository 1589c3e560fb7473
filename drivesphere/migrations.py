"""Brings the database to the schema of this release, one script at a time, once each.

The scripts are `migrations_scripts/NNNN_name.py`, each with `upgrade(db)` that may be run twice. What has
run is recorded in the collection `migrations`.
"""

from __future__ import annotations

import importlib.util
import os
import socket
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from pymongo import ReturnDocument
from pymongo.database import Database
from pymongo.errors import DuplicateKeyError

Migration = Callable[[Database[dict[str, Any]]], None]

SCRIPTS = Path(__file__).parent.parent / "migrations_scripts"
NAMES = "[0-9][0-9][0-9][0-9]_*.py"
COLLECTION = "migrations"
LEASE_MILLISECONDS = 60_000  # A runner that was killed keeps the others waiting at most this long.
ASK_AGAIN_SECONDS = 0.2
LOCK = "lock"  # The id of the one entry in the collection that is no migration.


class MigrationFailed(Exception):
    """A script is broken or failed; the text names it. What ran before it stays recorded."""


def discover(folder: Path = SCRIPTS) -> dict[str, Path]:
    """The scripts by name, in the order in which they run; raises MigrationFailed for two with one number."""
    scripts = {path.stem: path for path in sorted(folder.glob(NAMES))}
    numbers = [name[:4] for name in scripts]
    twice = {number for number in numbers if numbers.count(number) > 1}
    if twice:
        raise MigrationFailed(f"two migrations have the number {min(twice)}")
    return scripts


def migrate(db: Database[dict[str, Any]], folder: Path = SCRIPTS) -> list[str]:
    """Run what has not run yet and answer its names. A second runner waits for the first."""
    scripts = discover(folder)
    if not _pending(db, scripts):
        return []
    with _lease(db) as renew:
        return [_run(db, name, scripts[name], renew) for name in _pending(db, scripts)]


def run_once(db: Database[dict[str, Any]], name: str, work: Callable[[], None]) -> bool:
    """Do `work` unless an earlier call under this name came to its end; answers whether it was done now."""
    with _lease(db):
        if db[COLLECTION].find_one({"_id": name}):
            return False
        work()
        _record(db, name)
        return True


def state(db: Database[dict[str, Any]], folder: Path = SCRIPTS) -> tuple[str | None, list[str]]:
    """The script of this release that ran last, and those that have not run yet."""
    scripts = discover(folder)
    waiting = _pending(db, scripts)
    done = [name for name in scripts if name not in waiting]
    return (done[-1] if done else None), waiting


def _pending(db: Database[dict[str, Any]], scripts: dict[str, Path]) -> list[str]:
    done = {entry["_id"] for entry in db[COLLECTION].find({}, {"_id": 1})}
    return [name for name in scripts if name not in done]


def _run(db: Database[dict[str, Any]], name: str, path: Path, renew: Callable[[], bool]) -> str:
    renew()
    try:
        _load(path)(db)
    except Exception as error:
        raise MigrationFailed(f"migration {name} failed: {error}") from error
    _record(db, name)
    return name


def _record(db: Database[dict[str, Any]], name: str) -> None:
    db[COLLECTION].update_one({"_id": name}, [{"$set": {"applied_at": "$$NOW"}}], upsert=True)


def _load(path: Path) -> Migration:
    spec = importlib.util.spec_from_file_location(f"migrations_scripts.{path.stem}", path)
    if spec is None or spec.loader is None:
        raise MigrationFailed(f"{path} cannot be read as Python")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    upgrade: Migration = module.upgrade
    return upgrade


@contextmanager
def _lease(db: Database[dict[str, Any]]) -> Iterator[Callable[[], bool]]:
    """Keep other runners out; yields the renewal of the lease.

    When it runs out inside a long script, a second runner repeats that script, which every script allows.
    """
    owner = f"{socket.gethostname()}:{os.getpid()}:{uuid.uuid4().hex}"
    while not _take(db, owner):
        time.sleep(ASK_AGAIN_SECONDS)
    try:
        yield lambda: _take(db, owner)
    finally:
        db[COLLECTION].delete_one({"_id": LOCK, "owner": owner})


def _take(db: Database[dict[str, Any]], owner: str) -> bool:
    """Take the lease when it is free, lapsed or already ours, judged by the database's clock."""
    is_free = {"$lte": [{"$ifNull": ["$until", "$$NOW"]}, "$$NOW"]}
    may_take = {"$or": [is_free, {"$eq": ["$owner", owner]}]}
    until = {"$add": ["$$NOW", LEASE_MILLISECONDS]}
    # Both fields are set in one stage, so both conditions see the lease as it was.
    step = {"owner": {"$cond": [may_take, owner, "$owner"]}, "until": {"$cond": [may_take, until, "$until"]}}
    try:
        lease = db[COLLECTION].find_one_and_update(
            {"_id": LOCK}, [{"$set": step}], upsert=True, return_document=ReturnDocument.AFTER
        )
    except DuplicateKeyError:
        return False
    return lease is not None and lease["owner"] == owner
