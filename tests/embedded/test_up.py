"""`drivesphere up` for real: one installation, started, used, broken and stopped."""

from __future__ import annotations

import json
import os
import signal
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.installation import Installation, wait_until

pytestmark = pytest.mark.e2e

PATIENCE_SECONDS = 90  # to refuse or to stop takes a few seconds, and what takes longer hangs


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    installation = Installation(tmp_path_factory.mktemp("up") / "data")
    installation.start_and_wait()
    yield installation
    installation.end()


def test_everything_is_healthy_and_the_banner_tells_where(running: Installation) -> None:
    assert running.health()["status"] == "healthy"
    assert f"http://127.0.0.1:{running.port}" in running.printed()
    assert running.printed().count("@demo.drivesphere.example") == 3
    assert f"logs in {running.folder}/logs" in running.printed()


@pytest.mark.parametrize("kind", ["cars", "events"])
def test_there_is_something_to_find_from_the_first_minute(running: Installation, kind: str) -> None:
    with urllib.request.urlopen(f"http://127.0.0.1:{running.port}/api/v1/{kind}?city=Seattle") as answer:
        assert json.load(answer)


def test_programs_of_this_machine_need_no_key_for_the_partner_api(running: Installation) -> None:
    with urllib.request.urlopen(f"http://127.0.0.1:{running.port}/bookings") as answer:
        assert json.load(answer)["success"] is True


def test_answers_go_to_a_file_and_leave_the_banner_alone(running: Installation) -> None:
    running.health()
    with urllib.request.urlopen(f"http://127.0.0.1:{running.port}/api/docs/errors") as page:
        page.read()

    wait_until(lambda: "path=/api/docs/errors" in (running.folder / "logs" / "api.log").read_text())
    assert "/api/docs/errors" not in running.printed()


def test_a_worker_that_is_killed_leaves_the_others_answering(running: Installation) -> None:
    first, victim = running.pid_of("granian"), max(running.pids_of("granian"))
    os.kill(victim, signal.SIGKILL)

    wait_until(lambda: "Unexpected exit from worker" in running.printed())
    wait_until(lambda: running.is_healthy() and len(running.pids_of("granian")) == 3)
    assert running.pid_of("granian") == first
    assert "api died" not in running.printed()


def test_a_killed_api_is_started_again(running: Installation) -> None:
    victim = running.pid_of("granian")
    os.kill(victim, signal.SIGKILL)

    wait_until(lambda: "api died (killed by SIGKILL" in running.printed())
    wait_until(lambda: running.is_healthy())
    assert running.pid_of("granian") != victim


def test_generated_secrets_are_nobody_elses_business(running: Installation) -> None:
    secrets = [path for path in (running.folder / "secrets").iterdir() if path.is_file()]

    assert len(secrets) == 4
    assert all(path.stat().st_mode & 0o077 == 0 for path in [running.folder, *secrets])


def test_no_secret_is_in_anybodys_arguments(running: Installation) -> None:
    files = [
        *running.folder.glob("secrets/*key"),
        *running.folder.glob("*/*password"),
        *running.folder.glob("*/keyfile"),
    ]
    arguments = b"".join(Path(f"/proc/{pid}/cmdline").read_bytes() for pid in running.children())

    assert len(files) >= 6
    assert not [path for path in files if path.read_bytes() in arguments]


def test_a_second_up_on_the_same_data_is_refused_in_one_line(running: Installation) -> None:
    rival = Installation(running.folder)
    rival.log = running.folder.with_suffix(".rival")

    assert rival.start().wait(PATIENCE_SECONDS) == 1
    assert "is in use by another `drivesphere up`" in rival.printed()
    assert rival.printed().count("\n") == 1


def test_a_taken_port_is_refused_in_one_line(running: Installation, tmp_path: Path) -> None:
    rival = Installation(tmp_path / "data")
    rival.port = running.port

    assert rival.start().wait(PATIENCE_SECONDS) == 1
    assert rival.printed().startswith(f"drivesphere: api cannot start: port {running.port} is taken")
    assert not rival.children()


def test_nothing_outlives_a_supervisor_that_is_killed(running: Installation) -> None:
    assert running.process is not None
    running.process.kill()
    running.process.wait()

    wait_until(lambda: not running.children())


def test_a_second_start_keeps_the_data_and_stops_cleanly_on_ctrl_c(running: Installation) -> None:
    port_of_stripe = (running.folder / "stripe" / "port").read_text()
    running.start_and_wait()
    assert running.process is not None
    assert (running.folder / "stripe" / "port").read_text() == port_of_stripe
    running.process.send_signal(signal.SIGINT)

    assert running.process.wait(PATIENCE_SECONDS) == 0
    assert not running.children()
    stops = [line.split()[1] for line in running.printed().splitlines() if line.startswith("  stopping")]
    assert stops == ["api", "beat", "worker", "stripe", "redis", "mongod"], running.printed()


@pytest.mark.parametrize(
    ("setting", "address"),
    [("MONGO_URL", "mongodb://127.0.0.1:1/drivesphere"), ("REDIS_URL", "nonsense")],
)
def test_what_cannot_be_used_is_named_and_nothing_is_left(tmp_path: Path, setting: str, address: str) -> None:
    lonely = Installation(tmp_path / "data")

    assert lonely.start(**{setting: address}).wait(PATIENCE_SECONDS) == 1
    assert f"drivesphere: {setting} cannot be used" in lonely.printed().splitlines()[-1]
    assert not lonely.children()
