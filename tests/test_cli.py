"""The `drivesphere` command as a shell runs it, in a database of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pymongo
import pytest
from bson import ObjectId
from pymongo.database import Database

from drivesphere.domain import clock
from drivesphere.embedded.demo_logins import DEMO, FLEET, demo_logins
from drivesphere.embedded.stripe_sandbox import StripeSandbox
from tests.conftest import Servers

Answer = subprocess.CompletedProcess[str]
Command = Callable[..., Answer]

PASSWORD = "a-long-walk-in-the-rain\n"


@pytest.fixture(scope="module")
def database(servers: Servers, worker_number: int) -> Iterator[Database[dict[str, Any]]]:
    name = f"cli_{worker_number}"
    servers.mongod.allow(name)
    with pymongo.MongoClient(servers.mongod.root_url(name)) as root:
        yield root[name]
        root.drop_database(name)


@pytest.fixture(scope="module")
def drivesphere(servers: Servers, database: Database[dict[str, Any]], redis_url: str, broker_url: str) -> Command:
    """Runs one command to its end, migrations having run."""
    servers_of_ours = {
        "MONGO_URL": servers.mongod.url(database.name),
        "REDIS_URL": redis_url,
        "BROKER_URL": broker_url,
    }
    secrets = {
        "SECRET_KEY": "only for tests: 0123456789abcdefghijklmnop",
        "STRIPE_SECRET_KEY": "sk_test_1",
        "STRIPE_WEBHOOK_SECRET": "whsec_1",
    }

    def run(*arguments: str, stdin: str = "", **given: str) -> Answer:
        env = {**os.environ, "DRIVESPHERE_ENV": "test", **servers_of_ours, **secrets, **given}
        argv = [sys.executable, "-m", "drivesphere", *arguments]
        return subprocess.run(argv, env=env, input=stdin, capture_output=True, text=True, check=False)

    assert run("migrate").returncode == 0
    return run


@pytest.fixture
def small_fleet(tmp_path: Path) -> Path:
    """The first five cars of the demo fleet, and a row that is none."""
    lines = FLEET.read_text(encoding="utf-8").splitlines()[:6]
    (tmp_path / "small.csv").write_text("\n".join([*lines, "no,car"]) + "\n", encoding="utf-8")
    return tmp_path / "small.csv"


def test_migrate_says_nothing_when_there_is_nothing_to_do(drivesphere: Command) -> None:
    again = drivesphere("migrate")

    assert (again.returncode, again.stdout, again.stderr) == (0, "", "")


def test_a_bad_row_is_reported_with_its_line_and_the_rest_imported(drivesphere: Command, small_fleet: Path) -> None:
    imported = drivesphere("import-fleet", str(small_fleet))

    assert imported.returncode == 0
    assert "5 cars imported, 0 updated, 1 rows skipped" in imported.stdout
    assert "small.csv line 7:" in imported.stderr


def test_a_file_is_imported_once_when_asked_to(drivesphere: Command, small_fleet: Path) -> None:
    drivesphere("import-fleet", "--once", str(small_fleet))
    again = drivesphere("import-fleet", "--once", str(small_fleet))

    assert (again.returncode, again.stdout) == (0, "")


def test_a_file_that_is_no_fleet_is_refused_in_one_line(drivesphere: Command, tmp_path: Path) -> None:
    (tmp_path / "notes.csv").write_text("to do\nbuy milk\n")
    refused = drivesphere("import-fleet", str(tmp_path / "notes.csv"))

    assert refused.returncode == 1
    assert refused.stderr.startswith("drivesphere: ")
    assert refused.stderr.count("\n") == 1


def test_create_admin_makes_the_only_kind_of_admin_there_is(
    drivesphere: Command, database: Database[dict[str, Any]]
) -> None:
    command = ("create-admin", "--email", "iris@example.com", "--name", "Iris", "--password-stdin")
    made = drivesphere(*command, stdin=PASSWORD)

    assert made.returncode == 0, made.stderr
    assert database.users.find_one({"email": "iris@example.com"})["role"] == "admin"
    assert PASSWORD.strip() not in made.stdout + made.stderr


def test_create_admin_refuses_a_weak_password_in_one_line(drivesphere: Command) -> None:
    command = ("create-admin", "--email", "ben@example.com", "--name", "Ben", "--password-stdin")
    refused = drivesphere(*command, stdin="short\n")

    assert refused.returncode == 1
    assert refused.stderr.count("\n") == 1


def test_create_api_key_prints_a_key_that_the_database_does_not_know(
    drivesphere: Command, database: Database[dict[str, Any]]
) -> None:
    command = ("create-api-key", "--partner", "acme", "--scope", "bookings:read", "--scope", "audit:read")
    made = drivesphere(*command)

    assert made.returncode == 0, made.stderr
    stored = database.api_keys.find_one({"partner": "acme"})
    assert stored["scopes"] == ["audit:read", "bookings:read"]
    assert made.stdout.startswith(f"dsk_{stored['prefix']}_")
    assert made.stdout.strip() not in str(stored)


@pytest.mark.parametrize(
    "terms", [("--partner", "Acme!", "--scope", "audit:read"), ("--partner", "a", "--scope", "all")]
)
def test_create_api_key_refuses_terms_that_are_none_in_one_line(drivesphere: Command, terms: tuple[str, ...]) -> None:
    refused = drivesphere("create-api-key", *terms)

    assert (refused.returncode, refused.stderr.count("\n")) == (1, 1)


def test_reconcile_says_what_it_has_looked_at(drivesphere: Command, tmp_path: Path) -> None:
    keys = {"secret_key": "sk_test_1", "webhook_secret": "whsec_1"}
    with StripeSandbox(tmp_path / "stripe", **keys) as sandbox:
        done = drivesphere("reconcile", "--since", f"{datetime.now(UTC):%Y-%m-%d}", STRIPE_API_BASE=sandbox.url)

    assert done.returncode == 0, done.stderr
    assert "0 payments\n" in done.stdout
    assert done.stdout.endswith("0 mismatches open, 0 paid without booking\n")


def test_reconcile_ends_with_one_line_when_stripe_cannot_be_asked(drivesphere: Command) -> None:
    failed = drivesphere("reconcile", STRIPE_API_BASE="http://127.0.0.1:1")

    assert failed.returncode == 1
    assert failed.stderr.rstrip().endswith("Stripe could not be asked.")


def test_the_demo_accounts_can_be_made_again_and_again(
    drivesphere: Command, database: Database[dict[str, Any]], tmp_path: Path
) -> None:
    logins = demo_logins(tmp_path / "logins.json")
    answers = [drivesphere("seed-demo", str(tmp_path / "logins.json")).returncode for _ in range(2)]

    assert answers == [0, 0]
    assert {database.users.find_one({"email": login.email})["role"] for login in logins} == {"client", "owner", "admin"}


def test_what_the_demo_owner_publishes_is_told_once(
    drivesphere: Command, database: Database[dict[str, Any]], tmp_path: Path
) -> None:
    demo_logins(tmp_path / "logins.json")
    first, again = (drivesphere("seed-demo", str(tmp_path / "logins.json"), "--listings", str(DEMO)) for _ in range(2))

    count = database.listings.count_documents({"kind": "events"})
    assert f"{count} events published\n" in first.stdout
    assert (again.returncode, again.stdout) == (0, "")


def test_a_missing_setting_is_named_in_one_line(drivesphere: Command) -> None:
    refused = drivesphere("migrate", MONGO_URL="")

    assert refused.returncode == 1
    assert "MONGO_URL" in refused.stderr
    assert refused.stderr.count("\n") == 1


def test_verify_finds_nothing_in_a_sound_fleet_and_names_what_is_broken(
    drivesphere: Command, small_fleet: Path, database: Database[dict[str, Any]]
) -> None:
    drivesphere("import-fleet", str(small_fleet))
    sound = drivesphere("verify", "--at-rest")

    database.inventory.update_one({}, {"$inc": {"claims_made": 1}})
    broken, elsewhere = drivesphere("verify", "--json"), drivesphere("verify", "--only", "I3")
    database.inventory.update_many({}, {"$set": {"claims_made": 0}})

    assert (sound.returncode, sound.stdout.count("holds")) == (0, 17)
    found = json.loads(broken.stdout)
    assert (broken.returncode, found["is_clean"]) == (1, False)
    assert [rule["name"] for rule in found["results"] if rule["broken"]] == ["I2"]
    assert (elsewhere.returncode, elsewhere.stdout.count("\n")) == (0, 1)


def test_verify_says_who_has_accepted_what_would_break_a_rule(
    drivesphere: Command, database: Database[dict[str, Any]]
) -> None:
    money = {"amount": 101, "currency": "USD"}
    parts = {"owner_amount": 100, "fee_amount": 0, "tax_amount": 0}
    database.payments.insert_one({"_id": "pi_1", "booking_id": ObjectId(), "outcome": "kept", **money, **parts})
    decided = {"decision": "accept", "decided_by": "admin:iris", "note": "By hand.", "closed_at": clock.now()}
    about = {"kind": "amount_differs", "subject": "pi_1", "details": {"written": money, "shares": 100}}
    unknown = drivesphere("verify", "--only", "I8")
    database.mismatches.insert_one({**about, **decided, "state": "resolved"})
    known = drivesphere("verify", "--only", "I8")
    for each in (database.payments, database.mismatches):
        each.delete_many({})

    assert (unknown.returncode, known.returncode) == (1, 0)
    assert "pi_1: its parts are 100 of 101; admin:iris decided accept at " in known.stdout
    assert known.stdout.endswith(": By hand.\n")


def test_verify_knows_its_rules(drivesphere: Command) -> None:
    refused = drivesphere("verify", "--only", "I99")

    assert refused.returncode == 2
    assert "no rule I99" in refused.stderr


def test_an_audit_trail_that_was_touched_is_found_and_so_is_one_that_was_made_anew(
    drivesphere: Command, database: Database[dict[str, Any]]
) -> None:
    trail = database["audit"]
    trail.insert_many(
        [{"at": clock.now(), "action": "suspend", "outcome": "done", "details": {"n": n}} for n in range(3)]
    )
    untouched = drivesphere("verify-audit")
    assert (untouched.returncode, untouched.stderr) == (0, "")
    assert f"0 entries are as they were sealed, {trail.count_documents({})} wait" in untouched.stdout

    noted = drivesphere("verify-audit", "--anchor", f"3:{'0' * 64}")
    nonsense = drivesphere("verify-audit", "--anchor", "three")
    trail.update_one({}, {"$set": {"position": 2, "hash": "f" * 64}})
    touched = drivesphere("verify-audit")

    assert (noted.returncode, nonsense.returncode, touched.returncode) == (1, 2, 1)
    assert "made anew" in noted.stderr
    assert "entry 1 of the audit trail is missing. See `The audit trail was touched`" in touched.stderr
