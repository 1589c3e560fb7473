"""A whole installation of the test's own: `drivesphere up` on its own folder and port."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from drivesphere.embedded.ports import free_port

START_SECONDS = 280  # half a minute, and more on a busy machine; less than a test may take
ENVIRONMENT = "\0environment:\0"  # Between the arguments and the environment of a process.


class Installation:
    """A folder of data, a port, and at most one `drivesphere up` over them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = free_port()
        self.log = folder.with_suffix(".log")
        self.process: subprocess.Popen[bytes] | None = None

    def start(self, **given: str) -> subprocess.Popen[bytes]:
        env = {**clean_environment(), "PORT": str(self.port), "DATA_DIR": str(self.folder), **given}
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "drivesphere", "up"], env=env, stdout=log, stderr=log
            )
        return self.process

    def start_and_wait(self) -> None:
        process = self.start()
        wait_until(lambda: "is up" in self.printed() or process.poll() is not None, START_SECONDS)
        assert "is up" in self.printed(), self.printed()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def mongo_url(self) -> str:
        """The database of the installation, as its own processes are told."""
        told = Path(f"/proc/{self.pid_of('granian')}/environ").read_bytes().decode()
        return next(line for line in told.split("\0") if line.startswith("MONGO_URL=")).partition("=")[2]

    def printed(self) -> str:
        return self.log.read_text()

    def health(self) -> dict[str, Any]:
        with urllib.request.urlopen(f"{self.url}/api/health", timeout=30) as answer:
            found: dict[str, Any] = json.load(answer)
            return found

    def is_healthy(self) -> bool:
        try:
            return self.health()["status"] == "healthy"
        except OSError:
            return False

    def pid_of(self, program: str) -> int:
        """The oldest process whose arguments name this program."""
        return min(self.pids_of(program))

    def pids_of(self, program: str) -> list[int]:
        """All processes whose arguments name this program."""
        return [pid for pid, line in self.children().items() if program in line.partition(ENVIRONMENT)[0]]

    def children(self) -> dict[int, str]:
        """Every process that was started for this folder, found by its environment or its arguments."""
        return {pid: line for pid, line in processes() if str(self.folder) in line}

    def end(self) -> None:
        if self.process is not None:
            self.process.kill()
            self.process.wait()
        wait_until(lambda: not self.children())


def clean_environment() -> Mapping[str, str]:
    """This one without what would point at the servers of somebody else."""
    ours = ("MONGO", "REDIS", "BROKER", "STRIPE", "DRIVESPHERE", "SECRET", "LOCK_REDIS", "PUBLIC_URL")
    return {name: value for name, value in os.environ.items() if not name.startswith(ours)}


def processes() -> Iterator[tuple[int, str]]:
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit() and int(entry.name) != os.getpid():
            try:
                arguments, environment = (entry / "cmdline").read_bytes(), (entry / "environ").read_bytes()
            except OSError:
                continue
            yield int(entry.name), (arguments + ENVIRONMENT.encode() + environment).decode(errors="replace")


def wait_until(is_true: Callable[[], object], seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while not is_true():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.05)
