"""The load tests as a user runs them: against an installation, and against a service that oversells."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator

import pytest

from tests.architecture.reading import ROOT
from tests.bench.overseller import Shop, open_shop
from tests.installation import Installation

pytestmark = pytest.mark.e2e

LONGEST_SECONDS = 100
SMALL = {
    "two_users_one_car": ("--rounds", "3"),
    "twenty_for_five": (),
    "flash_sale": ("--requests", "200", "--capacity", "20", "--connections", "16"),
}


@pytest.fixture(scope="module")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    found = Installation(tmp_path_factory.mktemp("bench") / "data")
    found.start_and_wait()
    yield found
    found.end()


@pytest.fixture
def shop() -> Iterator[Shop]:
    with open_shop() as shop:
        yield shop


def run(*argv: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", *argv]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=LONGEST_SECONDS, check=False)


def run_script(name: str, url: str) -> subprocess.CompletedProcess[str]:
    return run(f"bench.{name}", "--url", url, *SMALL[name])


def test_of_two_users_one_gets_the_car_in_every_round(installation: Installation) -> None:
    done = run_script("two_users_one_car", installation.url)

    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.count(" 201 ") == 3
    assert "after the cancellations 0 are left" in done.stdout


def test_of_twenty_users_five_get_a_seat(installation: Installation) -> None:
    done = run_script("twenty_for_five", installation.url)

    assert done.returncode == 0, done.stdout + done.stderr
    assert "5 created, 15 refused" in done.stdout
    assert "5 of 5 places booked, 0 left" in done.stdout


def test_a_flash_sale_sells_every_place_once(installation: Installation) -> None:
    done = run_script("flash_sale", installation.url)

    assert done.returncode == 0, done.stdout + done.stderr
    assert re.search(r"winners +20 ", done.stdout)
    assert "answers from 500 on: 0" in done.stdout
    assert "20 of 20 places booked, 0 left" in done.stdout


def test_a_renter_does_everything_once_without_a_failure(installation: Installation) -> None:
    done = run("tests.bench.one_renter", installation.url)
    assert done.returncode == 0, done.stdout + done.stderr

    seen = json.loads(done.stdout)
    assert seen["failures"] == {}
    assert {"search", "view", "hold", "pay: checkout", "pay: page", "pay: return", "cancel"} <= set(seen["requests"])


def test_the_mix_is_the_one_that_is_documented() -> None:
    done = run("tests.bench.one_renter")

    assert json.loads(done.stdout)["mix"] == {"search": 80, "view": 12, "hold": 5, "pay": 2, "cancel": 1}


@pytest.mark.parametrize("name", SMALL)
def test_a_service_that_oversells_is_found_out(name: str, shop: Shop) -> None:
    done = run_script(name, shop.url)

    assert done.returncode == 1, done.stdout + done.stderr
    assert re.search("OVERSOLD|SOLD TWICE", done.stdout)


@pytest.mark.parametrize("name", SMALL)
def test_where_nobody_answers_nothing_is_claimed(name: str) -> None:
    done = run_script(name, "http://127.0.0.1:1")

    assert done.returncode == 2, done.stdout + done.stderr
    assert "Nobody answers at http://127.0.0.1:1" in done.stderr
