"""Reads CSV one line at a time, each judged by itself, so that a bad one cannot spoil its neighbours.

The file is in UTF-8, its columns in any order. A field holds no line break, so an unbalanced quote ends with its line.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from drivesphere.domain.errors import Rejected
from drivesphere.domain.fleet_file import BadRow
from drivesphere.domain.problem import Problem

T = TypeVar("T")
Row = Mapping[str, str]
Columns = Mapping[str, Callable[[str], Any]]
"""By name: what a column must hold, as a parser that raises `BadRow`."""

WRONG_HEADER = Problem("wrong_header", 422, "Not a fleet file", "The first line must name the columns of a fleet.")


def judged(lines: Iterable[bytes], columns: Columns, judge: Callable[[Row], T]) -> Iterator[tuple[int, T | BadRow]]:
    """Each line after the header with its number, as `judge` makes it of its fields, or as the reason why not.

    Blank lines are passed over. Raises `Rejected` (`wrong_header`) when the columns are others.
    """
    remaining = iter(lines)
    names = _header(next(remaining, b""), columns)
    for number, line in enumerate(remaining, start=2):
        if line.strip():
            yield number, _judged(line, names, judge)


def parsed(row: Row, columns: Columns) -> dict[str, Any]:
    """What the columns hold; `BadRow` names the first that holds something else."""
    return {name: _parsed(name, parse, row[name]) for name, parse in columns.items()}


def _header(line: bytes, columns: Columns) -> list[str]:
    try:
        names = _fields(line.removeprefix(b"\xef\xbb\xbf"))
    except BadRow:
        names = []
    missing, unknown = sorted(set(columns) - set(names)), sorted(set(names) - set(columns))
    if missing or unknown or len(names) != len(columns):
        raise Rejected(
            "This is no fleet file: the first line must name the columns "
            + ", ".join(columns)
            + f". Missing: {', '.join(missing) or 'none'}; unknown: {', '.join(unknown)[:200] or 'none'}.",
            code=WRONG_HEADER.code,
        )
    return names


def _judged(line: bytes, names: Sequence[str], judge: Callable[[Row], T]) -> T | BadRow:
    try:
        fields = _fields(line)
        if len(fields) != len(names):
            raise BadRow(f"{len(fields)} columns instead of {len(names)}")
        return judge(dict(zip(names, fields, strict=True)))
    except BadRow as reason:
        return reason


def _fields(line: bytes) -> list[str]:
    try:
        text = line.decode("utf-8")
        return [field.strip() for field in next(csv.reader([text.rstrip("\r\n")], strict=True))]
    except UnicodeDecodeError:
        raise BadRow("not UTF-8") from None
    except (csv.Error, StopIteration) as error:
        raise BadRow(f"not CSV: {error}") from None


def _parsed(name: str, parse: Callable[[str], Any], text: str) -> Any:
    try:
        return parse(text)
    except BadRow as reason:
        raise BadRow(f"{name}: {reason}") from None
