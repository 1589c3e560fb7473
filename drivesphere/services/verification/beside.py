"""Two streams of rows in the same order, side by side: what belongs together meets, and nothing is remembered."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import groupby
from typing import Any

from bson import ObjectId

Record = dict[str, Any]
Key = bytes | str


def place(value: Any) -> bytes:
    """Where an id stands in MongoDB's order; whatever is no id stands before all of them, and beside none."""
    return value.binary if isinstance(value, ObjectId) else b""


class Beside:
    """Rows in the order of `key`, asked for by keys in the same order.

    Those that were never asked for are in `strays` when `drain` has been called; with `keeps_strays` alone.
    """

    def __init__(self, rows: Iterable[Record], key: Callable[[Record], Key], *, keeps_strays: bool = False) -> None:
        self._groups = groupby(rows, key)
        self._keeps_strays = keeps_strays
        self.strays: list[Record] = []
        self._step()

    def at(self, key: Key) -> list[Record]:
        """The rows with this key, which is no less than the one that was asked for before."""
        while self._rows and self._key < key:
            self._pass_by()
        if self._key != key or not self._rows:
            return []
        self._is_taken = True
        return self._rows

    def drain(self) -> list[Record]:
        """The strays, after the last key."""
        while self._rows:
            self._pass_by()
        return self.strays

    def _pass_by(self) -> None:
        if self._keeps_strays and not self._is_taken:
            self.strays += self._rows
        self._step()

    def _step(self) -> None:
        key, group = next(self._groups, (b"", ()))
        self._key: Any = key
        self._rows, self._is_taken = list(group), False
