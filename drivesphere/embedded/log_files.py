"""A file for every child's output, whole and as it came; the terminal shows only what is news."""

from __future__ import annotations

import contextlib
import os
import threading
from pathlib import Path

from drivesphere.embedded.process import Sink

LARGEST_BYTES = 10_000_000  # Some days of a busy API; with its predecessor twice as much.


class LogFiles:
    """The files of one `up`, `<name>.log` in `folder`; what an earlier start wrote is kept as `<name>.log.1`."""

    def __init__(self, folder: Path, *, largest_bytes: int = LARGEST_BYTES) -> None:
        self._folder = folder
        self._largest_bytes = largest_bytes

    def keeper(self, name: str) -> Sink:
        """A sink that writes each line to the file of that name."""
        return LogFile(self._folder / f"{name}.log", largest_bytes=self._largest_bytes).write


class LogFile:
    """One file of bounded size, fresh with this object. A full disk loses lines and stops nobody."""

    def __init__(self, path: Path, *, largest_bytes: int) -> None:
        self._path = path
        self._largest_bytes = largest_bytes
        self._lock = threading.Lock()
        self._written = 0
        self._set_aside()

    def write(self, line: str) -> None:
        """Add one line."""
        entry = f"{line}\n".encode(errors="replace")
        with self._lock, contextlib.suppress(OSError):
            if self._written and self._written + len(entry) > self._largest_bytes:
                self._set_aside()
            self._append(entry)

    def _append(self, entry: bytes) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with os.fdopen(os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "ab") as stream:
            stream.write(entry)
        self._written += len(entry)

    def _set_aside(self) -> None:
        """Give the file's name free; the one before it goes."""
        self._written = 0
        with contextlib.suppress(OSError):
            self._path.replace(self._path.with_name(f"{self._path.name}.1"))
