"""Documentation as data: headings, tables and links of Markdown pages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from tests.architecture.reading import ROOT

ELSEWHERE = ("node_modules", ".venv", "data", "dist", ".pytest_cache", ".mypy_cache", ".ruff_cache", ".hypothesis")
"""Folders whose pages are not ours."""

_FENCE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_HEADING = re.compile(r"^(#{1,6})\s+(.+?)\s*$", re.MULTILINE)
_LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)|(?:src|href)=\"([^\"]+)\"")
_ROW = re.compile(r"^\|\s*`([^`]+)`\s*\|(.*)\|\s*$", re.MULTILINE)


def pages() -> list[Path]:
    """Every Markdown page of the project."""
    found = (path.relative_to(ROOT) for path in ROOT.rglob("*.md"))
    return sorted(path for path in found if not set(path.parts) & set(ELSEWHERE))


@cache
def page(path: str | Path) -> str:
    """A page without its code blocks and comments; empty when there is none."""
    file = ROOT / path
    text = file.read_text(encoding="utf-8") if file.is_file() else ""
    return _COMMENT.sub("", _FENCE.sub("", text))


def raw(path: str | Path) -> str:
    """A page as it stands."""
    return (ROOT / path).read_text(encoding="utf-8")


def headings(text: str) -> list[str]:
    return [title for _, title in _HEADING.findall(text)]


def section(text: str, title: str) -> str:
    """What stands below the heading that contains `title`, with its subsections; empty without such a heading."""
    for found in _HEADING.finditer(text):
        if title in found[2]:
            rest = text[found.end() :]
            after = re.search(rf"^#{{1,{len(found[1])}}}\s", rest, re.MULTILINE)
            return rest[: after.start()] if after else rest
    return ""


def rows(text: str) -> dict[str, str]:
    """Tables whose first column is code: {code: the other columns}."""
    return {code: rest.strip() for code, rest in _ROW.findall(text)}


def broken_links(path: Path) -> Iterator[str]:
    """Relative links of a page that lead nowhere, to a file or to a heading."""
    for target in (one or other for one, other in _LINK.findall(page(path))):
        if re.match(r"[a-z]+:|//|/", target):
            continue
        name, _, anchor = target.partition("#")
        file = (ROOT / path).parent / name if name else ROOT / path
        if not file.exists():
            yield f"{path}: {target} does not exist"
        elif anchor and anchor not in _anchors(file):
            yield f"{path}: {target} has no such heading"


def _anchors(file: Path) -> set[str]:
    text = page(file.resolve())
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in headings(text)}
