"""Keeps children running, and stops them in the right order whatever happens to itself."""

from __future__ import annotations

import signal
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from types import FrameType

from drivesphere.embedded.process import POLL_SECONDS, Process, StartError

WATCH_SECONDS = 0.2  # How long a dead child may go unnoticed.
STARTING_GRACE_SECONDS = 3.0  # Before all are up nobody has anything in flight that is worth a wait.
STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


@dataclass(frozen=True, kw_only=True)
class Patience:
    """When to restart a child that died, and when to stop trying."""

    first_pause_seconds: float = 0.5  # Doubled with every death that follows soon.
    longest_pause_seconds: float = 8.0
    deaths: int = 5  # This many within the window mean that a restart will not mend it.
    window_seconds: float = 60.0


@dataclass
class Child:
    """A process under watch, and how it died lately."""

    process: Process
    grace_seconds: float  # From SIGTERM to SIGKILL when everything stops.
    deaths: deque[float] = field(default_factory=deque)  # Monotonic seconds.
    restart_at: float | None = None  # Monotonic seconds; None while it runs.


class Supervisor:
    """A context manager: what it adopted is stopped when the block ends, youngest first."""

    def __init__(self, say: Callable[[str], None], patience: Patience | None = None) -> None:
        self._say = say
        self._patience = patience or Patience()
        self._children: list[Child] = []
        self._has_started = False
        self._is_stopping = False
        self._in_a_hurry = False
        self._previous: dict[int, object] = {}

    def __enter__(self) -> Supervisor:
        for number in STOP_SIGNALS:
            # Under nohup the terminal may close; that is what nohup is for.
            if number != signal.SIGHUP or signal.getsignal(number) != signal.SIG_IGN:
                self._previous[number] = signal.signal(number, self._on_signal)
        return self

    def __exit__(self, *_error: object) -> None:
        self.stop()
        for number, handler in self._previous.items():
            signal.signal(number, handler)  # type: ignore[arg-type]

    def adopt(self, process: Process, *, grace_seconds: float) -> None:
        """Watch and in the end stop this process; adopt it before starting it, servers first."""
        self._children.append(Child(process, grace_seconds))

    def watch(self) -> None:
        """Restart what dies, until Ctrl-C or SIGTERM; raises StartError when a child keeps dying."""
        self._has_started = True
        try:
            while True:
                for child in self._children:
                    self._look_after(child)
                time.sleep(WATCH_SECONDS)
        except KeyboardInterrupt:
            return

    def stop(self) -> None:
        """Stop all children, the last adopted first; a second Ctrl-C kills what is left at once."""
        self._is_stopping = True
        for child in reversed(self._children):
            if child.process.is_alive:
                self._say(f"  stopping {child.process.name}")
            self._stop_one(child)

    def _stop_one(self, child: Child) -> None:
        grace = child.grace_seconds if self._has_started else min(child.grace_seconds, STARTING_GRACE_SECONDS)
        deadline = time.monotonic() + grace
        child.process.resume()
        child.process.ask_to_stop()
        while child.process.is_alive and not self._in_a_hurry and time.monotonic() < deadline:
            time.sleep(POLL_SECONDS)
        child.process.kill()

    def _look_after(self, child: Child) -> None:
        now = time.monotonic()
        if child.restart_at is not None and now >= child.restart_at:
            child.restart_at = None
            child.process.start()
        elif child.restart_at is None and not child.process.is_alive:
            child.restart_at = now + self._pause_after_death(child, now)

    def _pause_after_death(self, child: Child, now: float) -> float:
        name, end = child.process.name, child.process.how_it_ended()
        child.process.kill()  # Its own children may have survived it, and would hold its port.
        child.deaths.append(now)
        while child.deaths[0] < now - self._patience.window_seconds:
            child.deaths.popleft()
        if len(child.deaths) >= self._patience.deaths:
            raise StartError(f"{name} died {len(child.deaths)} times in a row, the last time with: {end}")
        doubled = self._patience.first_pause_seconds * 2.0 ** (len(child.deaths) - 1)
        pause = min(doubled, self._patience.longest_pause_seconds)
        self._say(f"  {name} died ({end}); starting it again in {pause:g} s")
        return pause

    def _on_signal(self, _number: int, _frame: FrameType | None) -> None:
        """Interrupts whatever is going on; while stopping it only removes the patience."""
        if self._is_stopping:
            self._in_a_hurry = True
        else:
            # A second signal must not interrupt the stop that the first one leads to.
            self._is_stopping = True
            raise KeyboardInterrupt
