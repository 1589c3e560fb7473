"""Reads CSV one line at a time, each judged by itself, so that a bad one cannot spoil its neighbours.

The file is in UTF-8, its columns in any order. A field holds no line break, so an unbalanced quote ends with its line.
Spreadsheets of many countries put semicolons between columns, and commas into numbers: the header says which it is.
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

COMMA, SEPARATORS = ",", ",;\t"
FRACTIONS = frozenset({"latitude", "longitude", "daily_rate_usd", "rating"})
"""Columns whose numbers may have a decimal comma, in a file that separates columns by something else."""

WRONG_HEADER = Problem("wrong_header", 422, "Not a fleet file", "The first line must name the columns of a fleet.")


def judged(lines: Iterable[bytes], columns: Columns, judge: Callable[[Row], T]) -> Iterator[tuple[int, T | BadRow]]:
    """Each line after the header with its number, as `judge` makes it of its fields, or as the reason why not.

    Blank lines are passed over. Raises `Rejected` (`wrong_header`) when the columns are others.
    """
    remaining = iter(lines)
    header = next(remaining, b"").removeprefix(b"\xef\xbb\xbf")
    separator = _separator(header)
    names = _header(header, separator, columns)
    for number, line in enumerate(remaining, start=2):
        if line.strip():
            yield number, _judged(line, separator, names, judge)


def parsed(row: Row, columns: Columns) -> dict[str, Any]:
    """What the columns hold; `BadRow` names the first that holds something else."""
    return {name: _parsed(name, parse, row[name]) for name, parse in columns.items()}


def _separator(header: bytes) -> str:
    """What stands most often between its names."""
    return max(SEPARATORS, key=lambda each: header.count(each.encode()))


def _header(line: bytes, separator: str, columns: Columns) -> list[str]:
    try:
        names = _fields(line, separator)
    except BadRow:
        names = []
    wrong = {
        "Missing": set(columns) - set(names),
        "Unknown": set(names) - set(columns),
        "Twice": {name for name in columns if names.count(name) > 1},
    }
    said = [f" {word}: {', '.join(sorted(found))[:200]}." for word, found in wrong.items() if found]
    if said:
        expected = "This is no fleet file: the first line must name the columns " + ", ".join(columns) + "."
        raise Rejected(expected + "".join(said), code=WRONG_HEADER.code)
    return names


def _judged(line: bytes, separator: str, names: Sequence[str], judge: Callable[[Row], T]) -> T | BadRow:
    try:
        fields = _fields(line, separator)
        if len(fields) != len(names):
            raise BadRow(f"{len(fields)} columns instead of {len(names)}")
        row = dict(zip(names, fields, strict=True))
        return judge(row if separator == COMMA else row | _with_points(row))
    except BadRow as reason:
        return reason


def _with_points(row: Row) -> dict[str, str]:
    return {name: row[name].replace(",", ".") for name in FRACTIONS & row.keys()}


def _fields(line: bytes, separator: str) -> list[str]:
    try:
        reader = csv.reader([line.decode("utf-8").rstrip("\r\n")], delimiter=separator, strict=True)
        return [field.strip() for field in next(reader)]
    except UnicodeDecodeError:
        raise BadRow("not UTF-8") from None
    except (csv.Error, StopIteration) as error:
        raise BadRow(f"not CSV: {error}") from None


def _parsed(name: str, parse: Callable[[str], Any], text: str) -> Any:
    try:
        return parse(text)
    except BadRow as reason:
        raise BadRow(f"{name}: {reason}") from None
