"""Reports as CSV: a header, then a line for each row, sent while they are made."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from flask import Response

CSV = "text/csv"
STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class _Line:
    """Where csv writes one line at a time."""

    def write(self, line: str) -> str:
        return line


def as_csv(name: str, columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> Response:
    """`rows` as the file `name`; a column is a path into a row like `listing.title`, and is headed `listing_title`."""
    headers = {"Content-Disposition": f'attachment; filename="{name}.csv"'}
    return Response(_lines(columns, rows), content_type=f"{CSV}; charset=utf-8", headers=headers)


def head(columns: Sequence[str]) -> str:
    """The first line of such a file: how its columns are headed."""
    return str(next(_lines(columns, ())))


def _lines(columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    writer, paths = csv.writer(_Line()), [column.split(".") for column in columns]
    yield writer.writerow([column.replace(".", "_") for column in columns])
    for row in rows:
        yield writer.writerow([_cell(row, path) for path in paths])


def _cell(row: Mapping[str, Any], path: Sequence[str]) -> Any:
    value: Any = row
    for name in path:
        value = (value or {}).get(name)
    return _harmless(value) if isinstance(value, str) else value


def _harmless(text: str) -> str:
    """Text that no spreadsheet takes for a formula, whoever has written it; numbers are ours and stay numbers."""
    return f"'{text}" if text.startswith(STARTS_A_FORMULA) else text
