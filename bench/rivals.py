"""Rivals: threads that are let loose at one instant."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

T = TypeVar("T")


def at_once(turns: Sequence[Callable[[], T]]) -> list[T]:
    """Take all turns at one instant, each in a thread of its own; what they gave, in the order of `turns`."""
    line = threading.Barrier(len(turns))

    def run(turn: Callable[[], T]) -> T:
        line.wait()
        return turn()

    with ThreadPoolExecutor(len(turns)) as threads:
        return list(threads.map(run, turns))
