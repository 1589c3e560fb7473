"""What a person in front of the terminal sees: progress, the children's lines with a prefix, the banner."""

from __future__ import annotations

import contextlib
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from drivesphere.embedded.demo_logins import Login
from drivesphere.embedded.process import Sink

NAME_WIDTH = 12  # The longest name, import-fleet, so that the bars stand in one line.
REMIND_SECONDS = 10.0  # A step that takes longer is not stuck, and says so this often.
COLOURS = (36, 33, 35, 32, 34, 31)  # ANSI foreground colours, handed to the children in turn.


class Console:
    """One writer for all threads: a line is never torn, and a closed terminal stops nothing."""

    def __init__(self, stream: TextIO | None = None, *, remind_seconds: float = REMIND_SECONDS) -> None:
        self._stream = stream or sys.stdout
        self._remind_seconds = remind_seconds
        self._lock = threading.Lock()
        self._colours: dict[str, int] = {}

    def say(self, text: str = "") -> None:
        """Print one line or block at once."""
        with self._lock, contextlib.suppress(OSError, ValueError):
            print(text, file=self._stream, flush=True)

    def sink(self, name: str) -> Sink:
        """A sink that prints a child's lines with its name in front."""
        prefix = self._prefix(name)
        return lambda line: self.say(prefix + line)

    @contextlib.contextmanager
    def step(self, what: str) -> Iterator[None]:
        """Say what is going on, now and then that it still does, and afterwards how long it took."""
        self.say(f"  {what} ...")
        begun, over = time.monotonic(), threading.Event()
        reminder = threading.Thread(target=self._remind, args=(what, begun, over), daemon=True, name="reminder")
        reminder.start()
        try:
            yield
        finally:
            over.set()
            reminder.join()
        self.say(f"  {what}: done in {time.monotonic() - begun:.1f} s")

    def _remind(self, what: str, begun: float, over: threading.Event) -> None:
        while not over.wait(self._remind_seconds):
            self.say(f"  {what}: still starting after {time.monotonic() - begun:.0f} s")

    def _prefix(self, name: str) -> str:
        bar = f"{name:>{NAME_WIDTH}} | "
        if not self._stream.isatty():
            return bar
        colour = self._colours.setdefault(name, COLOURS[len(self._colours) % len(COLOURS)])
        return f"\x1b[{colour}m{bar}\x1b[0m"


def banner(url: str, logins: list[Login], folder: Path, logs: Path) -> str:
    """What to open, whom to sign in as, where everything is, how to stop."""
    lines = ["", f"  DriveSphere is up:  {url}", f"  API documentation:  {url}/api/docs"]
    lines += [f"  Concurrency lab:    {url}/lab", f"  Mailbox:            {url}/mailbox", "", "  Demo logins:"]
    lines += [f"    {login.role:<7} {login.email:<32} {login.password}" for login in logins]
    lines += ["  Owners have their desk at /owner, admins theirs at /admin.", ""]
    lines += [f"  Data is kept in {folder}, logs in {logs}; here you see only trouble."]
    return "\n".join([*lines, "  Ctrl-C stops everything.", ""])
