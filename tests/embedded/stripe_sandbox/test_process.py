"""The sandbox as the supervisor runs it: a process of its own, killed and restarted."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import requests
import stripe

SECRETS = {"STRIPE_SECRET_KEY": "sk_test_process", "STRIPE_WEBHOOK_SECRET": "whsec_process"}
MODULE = "drivesphere.embedded.stripe_sandbox"
PATIENCE_SECONDS = 60  # an interpreter starts in a second, and what takes longer hangs


def command(tmp_path: Path, *options: str) -> list[str]:
    return [sys.executable, "-m", MODULE, "--port", "0", "--data-dir", str(tmp_path), *options]


@pytest.fixture
def run(tmp_path: Path) -> Iterator[Callable[..., tuple[subprocess.Popen[str], str]]]:
    """Starts the process and gives it with its address."""
    processes: list[subprocess.Popen[str]] = []

    def start(*options: str) -> tuple[subprocess.Popen[str], str]:
        process = subprocess.Popen(
            command(tmp_path, *options), env={**os.environ, **SECRETS}, stdout=subprocess.PIPE, text=True
        )
        processes.append(process)
        assert process.stdout is not None
        return process, process.stdout.readline().split()[3]

    yield start
    for process in processes:
        process.kill()
        process.wait()
        assert process.stdout is not None
        process.stdout.close()


def client(url: str) -> Any:
    return stripe.StripeClient(SECRETS["STRIPE_SECRET_KEY"], base_addresses={"api": url}).v1.checkout.sessions


def test_a_killed_sandbox_remembers_everything(run, order):
    process, url = run()
    session = client(url).create(order())
    requests.post(f"{url}/_sandbox/sessions/{session.id}/pay", timeout=5).raise_for_status()
    process.kill()
    process.wait()

    _, url = run()

    assert client(url).retrieve(session.id).payment_status == "paid"


def test_a_sandbox_is_healthy_small_and_ends_quietly_on_sigterm(run):
    process, url = run("--switches", '{"webhook_delay_ms": 7}')
    health = requests.get(f"{url}/healthz", timeout=5)
    switches = requests.get(f"{url}/_sandbox/state", timeout=5).json()["switches"]
    resident_kib = int(Path(f"/proc/{process.pid}/status").read_text().split("VmRSS:")[1].split()[0])

    process.send_signal(signal.SIGTERM)

    assert (health.status_code, switches["webhook_delay_ms"]) == (200, 7)
    assert resident_kib < 64 * 1024
    assert process.wait(PATIENCE_SECONDS) == 0


@pytest.mark.parametrize(
    ("secrets", "options", "reason"),
    [
        ({"STRIPE_SECRET_KEY": "sk_live_real"}, [], "takes no live keys"),
        ({"STRIPE_WEBHOOK_SECRET": ""}, [], "STRIPE_WEBHOOK_SECRET"),
        ({}, ["--switches", '{"unicorn": 1}'], "unknown switch"),
        ({}, ["--webhook-url", "nowhere"], "no http address"),
    ],
)
def test_a_sandbox_that_cannot_start_says_why_in_one_line(secrets, options, reason, tmp_path):
    env = {**os.environ, **SECRETS, **secrets}

    ended = subprocess.run(
        command(tmp_path, *options), env=env, capture_output=True, text=True, timeout=PATIENCE_SECONDS
    )

    assert ended.returncode == 1
    assert reason in ended.stderr
    assert ended.stderr.count("\n") == 1


def test_a_taken_port_is_named_in_one_line(run, tmp_path):
    _, url = run()
    options = ["--port", url.rsplit(":", 1)[1]]

    ended = subprocess.run(
        command(tmp_path, *options),
        env={**os.environ, **SECRETS},
        capture_output=True,
        text=True,
        timeout=PATIENCE_SECONDS,
    )

    assert (ended.returncode, "cannot start" in ended.stderr) == (1, True)


def test_who_is_told_to_stop_many_times_at_once_stops(run):
    process, _ = run()

    for _ in range(100):  # a signal that interrupts the work of the one before must not wait for it
        process.send_signal(signal.SIGTERM)

    assert process.wait(PATIENCE_SECONDS) == 0
