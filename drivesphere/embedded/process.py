"""One operating-system process that cannot outlive the process that started it."""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

Sink = Callable[[str], None]
Rendering = Callable[[str], str | None]

# A start takes seconds, on a machine that is busy with something else minutes. Whatever dies is noticed at once, so
# it is only what hangs that is waited for this long.
START_SECONDS = 180.0
POLL_SECONDS = 0.02  # Readiness is polled this often: short beside any start, cheap on two cores.
TAIL_LINES = 40  # Enough of the last output to find the line that says why a process died.
REAP_SECONDS = 5.0  # After SIGKILL the kernel needs milliseconds; more means a stuck disk.
SIGNAL_NAMES = {number.value: number.name for number in signal.Signals}
PR_SET_PDEATHSIG = 1  # From <linux/prctl.h>.

# Loaded before any fork: between fork and exec nothing may take a lock, and dlopen does.
_LIBC = ctypes.CDLL(None) if sys.platform == "linux" else None


class StartError(Exception):
    """A process cannot start; the text is one line naming which one, why, and what to do."""


def wait_until(is_true: Callable[[], bool], timeout_seconds: float, late: str) -> None:
    """Poll; raises StartError with the text `late` when the time is over."""
    deadline = time.monotonic() + timeout_seconds
    while not is_true():
        if time.monotonic() > deadline:
            raise StartError(late)
        time.sleep(POLL_SECONDS)


def ignore_output(_line: str) -> None:
    """The sink for processes whose output nobody reads."""


def as_it_is(line: str) -> str | None:
    """The rendering of a process whose every line is news."""
    return line


class Process:
    """A program in its own session, its output handed line by line to `keep`, and what is news to `sink`.

    `render` makes a line readable, or None of one that is no news; `tail` holds the last lines as they came.
    On Linux the kernel sends it SIGTERM when the thread that called `start` ends, so start it from
    the main thread: then even a SIGKILL of the parent leaves nothing running.
    """

    def __init__(
        self,
        name: str,
        argv: Sequence[str],
        *,
        env: Mapping[str, str] | None = None,
        cwd: Path | None = None,
        render: Rendering = as_it_is,
        sink: Sink = ignore_output,
        keep: Sink = ignore_output,
    ) -> None:
        self.name = name
        self.argv = list(argv)
        self.env = dict(env) if env is not None else None
        self.cwd = cwd
        self.render = render
        self.sink = sink
        self.keep = keep
        self.tail: deque[str] = deque(maxlen=TAIL_LINES)
        self._popen: subprocess.Popen[str] | None = None
        self._pump: threading.Thread | None = None

    def start(self) -> None:
        """Start the program; raises StartError when the operating system refuses."""
        self.tail.clear()
        try:
            self._popen = subprocess.Popen(
                self.argv,
                env=self.env,
                cwd=self.cwd,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                errors="replace",
                start_new_session=True,
                umask=0o077,  # Databases, mail and logs are nobody else's business.
                preexec_fn=_leash(os.getpid()),
            )
        except OSError as refused:
            raise StartError(f"{self.name} cannot start: {refused}") from refused
        self._pump = threading.Thread(target=self._read_output, daemon=True, name=f"log-{self.name}")
        self._pump.start()

    @property
    def pid(self) -> int:
        """The process id; raises RuntimeError before the first start."""
        if self._popen is None:
            raise RuntimeError(f"{self.name} has not been started")
        return self._popen.pid

    @property
    def exit_code(self) -> int | None:
        """None while it runs or before it was started."""
        return None if self._popen is None else self._popen.poll()

    @property
    def is_alive(self) -> bool:
        """Whether it was started and has not ended."""
        return self._popen is not None and self._popen.poll() is None

    def ask_to_stop(self) -> None:
        """Send SIGTERM to the program itself, which then stops its own children in its own order."""
        if self.is_alive:
            os.kill(self.pid, signal.SIGTERM)

    def stop(self, grace_seconds: float) -> None:
        """Ask it to stop, wait up to the grace, then kill what is left of its session."""
        self.ask_to_stop()
        if self._popen is not None:
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._popen.wait(grace_seconds)
        self.kill()

    def kill(self) -> None:
        """SIGKILL the whole session, grandchildren too, and reap it."""
        if self._popen is None:
            return
        self._signal_group(signal.SIGKILL)
        # Whoever stops several must come to the next one, even if this one hangs in the kernel.
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._popen.wait(REAP_SECONDS)
        if self._pump is not None:
            self._pump.join(REAP_SECONDS)

    def pause(self) -> None:
        """Freeze it: its sockets stay open and nothing answers."""
        self._signal_group(signal.SIGSTOP)

    def resume(self) -> None:
        """Let a paused process go on."""
        self._signal_group(signal.SIGCONT)

    def await_ready(self, is_ready: Callable[[], bool], timeout_seconds: float = START_SECONDS) -> None:
        """Poll `is_ready`; raises StartError when the process dies first or the time is over."""
        deadline = time.monotonic() + timeout_seconds
        while not is_ready():
            if not self.is_alive:
                raise StartError(f"{self.name} stopped while starting: {self.how_it_ended()}")
            if time.monotonic() > deadline:
                late = f"{self.name} was not ready after {timeout_seconds:g} s"
                raise StartError(f"{late}: {self.last_words() or 'it said nothing'}")
            time.sleep(POLL_SECONDS)

    def last_words(self) -> str | None:
        """The last news it wrote; None when it wrote none."""
        if self._pump is not None and not self.is_alive:
            self._pump.join(1.0)
        news = [shown.strip() for line in list(self.tail) if line.strip() and (shown := self.render(line))]
        return news[-1] if news else None

    def how_it_ended(self) -> str:
        """Its signal or exit code, then its last words, which need not be the reason."""
        code, words = self.exit_code, self.last_words()
        end = f"exit code {code}" if code is None or code >= 0 else f"killed by {SIGNAL_NAMES.get(-code, -code)}"
        return f"{end}: {words}" if words else end

    def _signal_group(self, number: signal.Signals) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.pid, number)

    def _read_output(self) -> None:
        assert self._popen is not None
        assert self._popen.stdout is not None
        with self._popen.stdout as stream:
            for line in stream:
                self.tail.append(line.rstrip("\n"))
                self.keep(self.tail[-1])
                shown = self.render(self.tail[-1])
                if shown:
                    self.sink(shown)


def _leash(parent_pid: int) -> Callable[[], None] | None:
    """What the child runs before exec: die with the parent. None where the kernel cannot do it."""
    libc = _LIBC
    if libc is None:
        return None

    def tie_to_parent() -> None:
        libc.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
        # The parent may have died between fork and prctl; then no signal would ever come.
        if os.getppid() != parent_pid:
            os._exit(1)

    return tie_to_parent
