"""The runner of migration scripts, over scripts of its own and a real database."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pymongo
import pytest
from pymongo.database import Database

from drivesphere.migrations import COLLECTION, LOCK, MigrationFailed, discover, migrate, run_once, state

COUNTING = "def upgrade(db):\n    db.proof.insert_one({'by': %r})\n"
BROKEN = "def upgrade(db):\n    raise RuntimeError('no such field')\n"


@pytest.fixture
def db(mongo_url: str) -> Iterator[Database[dict[str, Any]]]:
    with pymongo.MongoClient(mongo_url) as client:
        db = client.get_default_database()
        for name in ("proof", COLLECTION):
            db.drop_collection(name)
        yield db
        for name in ("proof", COLLECTION):
            db.drop_collection(name)


@pytest.fixture
def scripts(tmp_path: Path) -> Path:
    for name in ("0002_second", "0001_first"):
        (tmp_path / f"{name}.py").write_text(COUNTING % name)
    (tmp_path / "notes.py").write_text("raise SystemExit('not a migration')")
    return tmp_path


def ran(db: Database[dict[str, Any]]) -> list[str]:
    return [entry["by"] for entry in db.proof.find().sort("_id")]


def test_scripts_run_in_the_order_of_their_numbers(db: Database[dict[str, Any]], scripts: Path) -> None:
    assert migrate(db, scripts) == ["0001_first", "0002_second"]
    assert ran(db) == ["0001_first", "0002_second"]


def test_a_second_run_does_nothing(db: Database[dict[str, Any]], scripts: Path) -> None:
    migrate(db, scripts)

    assert migrate(db, scripts) == []
    assert len(ran(db)) == 2


def test_eight_runners_at_once_run_each_script_once(db: Database[dict[str, Any]], scripts: Path) -> None:
    with ThreadPoolExecutor(8) as runners:
        answers = list(runners.map(lambda _: migrate(db, scripts), range(8)))

    assert sorted(name for names in answers for name in names) == ["0001_first", "0002_second"]
    assert ran(db) == ["0001_first", "0002_second"]


def test_a_failed_script_is_named_and_runs_again(db: Database[dict[str, Any]], scripts: Path) -> None:
    (scripts / "0002_second.py").write_text(BROKEN)
    with pytest.raises(MigrationFailed, match="migration 0002_second failed: no such field"):
        migrate(db, scripts)

    (scripts / "0002_second.py").write_text(COUNTING % "mended")

    assert migrate(db, scripts) == ["0002_second"]
    assert ran(db) == ["0001_first", "mended"]


def test_a_runner_that_was_killed_holds_nobody_up(db: Database[dict[str, Any]], scripts: Path) -> None:
    dead = {"owner": {"$literal": "dead"}, "until": {"$subtract": ["$$NOW", 1]}}
    db[COLLECTION].update_one({"_id": LOCK}, [{"$set": dead}], upsert=True)

    assert len(migrate(db, scripts)) == 2


def test_two_scripts_with_one_number_are_refused(scripts: Path) -> None:
    (scripts / "0001_rival.py").write_text(COUNTING % "Ben")

    with pytest.raises(MigrationFailed, match="two migrations have the number 0001"):
        discover(scripts)


def test_work_done_once_is_not_done_again(db: Database[dict[str, Any]]) -> None:
    done = [run_once(db, "import", lambda: None) for _ in range(2)]

    assert done == [True, False]


def test_work_that_failed_is_done_again(db: Database[dict[str, Any]]) -> None:
    with pytest.raises(ZeroDivisionError):
        run_once(db, "import", lambda: 1 / 0)

    assert run_once(db, "import", lambda: None)


def test_the_state_of_a_database_is_what_ran_last_and_what_waits(db: Database[dict[str, Any]], scripts: Path) -> None:
    assert state(db, scripts) == (None, ["0001_first", "0002_second"])

    migrate(db, scripts)
    (scripts / "0003_third.py").write_text(COUNTING % "later")

    assert state(db, scripts) == ("0002_second", ["0003_third"])
