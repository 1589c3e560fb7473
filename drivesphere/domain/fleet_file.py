"""A fleet as a file: rows that an owner brings, each judged by itself, and how a kind reads and writes them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any


class BadRow(ValueError):
    """Why a line was skipped; the text names the column where there is one."""


@dataclass(frozen=True, slots=True)
class FleetRow:
    """One good line: the owner's `key` for the listing, what he states of it, and whether it is to be seen."""

    key: str
    stated: dict[str, Any]
    visibility: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FleetFile:
    """How owners take listings of a kind out as a file and bring them in; one reads what the other writes.

    `read(lines)` yields each line's number with its row or what is wrong with it, or raises `Rejected` for a file of
    another sort. `write(listings)` yields lines, of each listing with its key. `example` is a file for the
    documentation, `columns` a line about what stands in it, `refusals` the codes that a whole file is refused with.
    """

    read: Callable[[Iterable[bytes]], Iterator[tuple[int, FleetRow | BadRow]]]
    write: Callable[[Iterable[tuple[str, Mapping[str, Any]]]], Iterator[str]]
    columns: str
    example: str
    refusals: Sequence[str]
