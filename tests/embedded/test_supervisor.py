"""The supervisor over small programs of its own; nothing here needs a server."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from drivesphere.embedded.process import Process, StartError
from drivesphere.embedded.supervisor import Patience, Supervisor

SLEEPER = "import time; print('ready', flush=True); time.sleep(60)"
STUBBORN = f"import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); {SLEEPER}"
PARENT = f"""
import subprocess, sys
print(subprocess.Popen([sys.executable, '-c', "{SLEEPER}"]).pid, flush=True)
import time; time.sleep(60)
"""
PATIENCE_SECONDS = 30  # what takes longer hangs; the sleepers sleep twice as long
HASTY = Patience(first_pause_seconds=0.05, longest_pause_seconds=0.1, deaths=3, window_seconds=30)


def program(code: str, name: str = "child") -> Process:
    return Process(name, [sys.executable, "-c", code])


def wait_until(is_true: Callable[[], object]) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not is_true():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.02)


def is_running(pid: int) -> bool:
    """Zombies do not count: nobody can be hurt by them."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


@pytest.fixture
def said() -> list[str]:
    return []


@pytest.fixture
def supervisor(said: list[str]) -> Iterator[Supervisor]:
    with Supervisor(said.append, HASTY) as supervisor:
        yield supervisor


def watch_until(supervisor: Supervisor, is_true: Callable[[], object]) -> None:
    """Watch in this, the main thread, and press Ctrl-C when it is true."""

    def press() -> None:
        wait_until(is_true)
        os.kill(os.getpid(), signal.SIGINT)

    presser = threading.Thread(target=press)
    presser.start()
    supervisor.watch()
    presser.join()


def test_a_child_that_dies_is_started_again(supervisor: Supervisor, said: list[str]) -> None:
    child = program(SLEEPER)
    supervisor.adopt(child, grace_seconds=5)
    child.start()
    first = child.pid
    wait_until(lambda: child.tail)
    os.kill(first, signal.SIGKILL)

    watch_until(supervisor, lambda: child.pid != first and child.is_alive)

    assert said[0] == "  child died (killed by SIGKILL: ready); starting it again in 0.05 s"


def test_a_child_that_keeps_dying_is_given_up_with_its_last_words(supervisor: Supervisor) -> None:
    child = program("print('no disk', flush=True); raise SystemExit(1)")
    supervisor.adopt(child, grace_seconds=5)
    child.start()

    with pytest.raises(StartError, match=r"^child died 3 times in a row, the last time with: exit code 1: no disk$"):
        supervisor.watch()


def test_children_are_stopped_last_started_first(said: list[str]) -> None:
    with Supervisor(said.append) as supervisor:
        for name in ("mongod", "api"):
            child = program(SLEEPER, name)
            supervisor.adopt(child, grace_seconds=5)
            child.start()

    assert [line.strip() for line in said] == ["stopping api", "stopping mongod"]


def test_what_does_not_stop_in_time_is_killed_with_its_children(said: list[str]) -> None:
    with Supervisor(said.append) as supervisor:
        child = program(STUBBORN)
        supervisor.adopt(child, grace_seconds=0.2)
        child.start()
        wait_until(lambda: child.tail)

    assert not child.is_alive


def test_grandchildren_do_not_survive_a_kill() -> None:
    child = program(PARENT)
    child.start()
    wait_until(lambda: child.tail)
    grandchild = int(child.tail[0])

    child.kill()

    wait_until(lambda: not is_running(grandchild))


def test_ctrl_c_reaches_only_the_supervisor(supervisor: Supervisor) -> None:
    child = program(SLEEPER)
    supervisor.adopt(child, grace_seconds=5)
    child.start()

    assert os.getsid(child.pid) == child.pid != os.getsid(0)


def test_nothing_outlives_a_supervisor_that_is_killed() -> None:
    code = (
        "import sys, time; from drivesphere.embedded.process import Process;"
        f"p = Process('c', [sys.executable, '-c', {SLEEPER!r}]); p.start();"
        "print(p.pid, flush=True); time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        child = int(parent.stdout.readline())
        parent.kill()

    wait_until(lambda: not is_running(child))


def test_a_program_that_is_not_there_is_named() -> None:
    with pytest.raises(StartError, match=r"^api cannot start: .*No such file"):
        Process("api", ["/nowhere/at/all"]).start()


def test_a_child_that_never_gets_ready_is_reported_with_what_it_said() -> None:
    child = program(SLEEPER)
    child.start()
    wait_until(lambda: child.tail)

    with pytest.raises(StartError, match=r"^child was not ready after 0.1 s: ready$"):
        child.await_ready(lambda: False, 0.1)
    child.kill()


def test_a_child_that_said_nothing_is_reported_by_how_it_ended() -> None:
    child = program("raise SystemExit(3)")
    child.start()

    with pytest.raises(StartError, match=r"^child stopped while starting: exit code 3$"):
        child.await_ready(lambda: False, 10)
