"""Source files as syntax trees, and the small questions that the rules ask of them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
PRODUCT = "drivesphere"
SANDBOX = "drivesphere/embedded/stripe_sandbox/"
"""Plays another company's service: the words, states and clock in there are Stripe's, not ours."""

Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Source:
    """One file: its path from the root of the project, its text, its tree."""

    path: str
    text: str
    tree: ast.Module = field(repr=False)

    @property
    def module(self) -> str:
        """The dotted name: drivesphere.models.booking."""
        return self.path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")

    @property
    def functions(self) -> list[Function]:
        return [node for node in ast.walk(self.tree) if isinstance(node, Function)]

    def at(self, node: ast.AST, what: str) -> str:
        """A finding, as an editor can jump to it."""
        return f"{self.path}:{getattr(node, 'lineno', 1)} {what}"


def snippet(text: str, path: str = "drivesphere/services/snippet.py") -> Source:
    """Source as a negative control writes it."""
    return Source(path, text, ast.parse(text))


@cache
def sources(folder: str = PRODUCT) -> tuple[Source, ...]:
    """Every Python file below `folder`."""
    paths = sorted((ROOT / folder).rglob("*.py"))
    return tuple(snippet(path.read_text(encoding="utf-8"), path.relative_to(ROOT).as_posix()) for path in paths)


def own_sources() -> list[Source]:
    """The product without the Stripe sandbox."""
    return [source for source in sources() if not source.path.startswith(SANDBOX)]


def imports(source: Source) -> dict[str, str]:
    """What each imported name stands for: {"add": "drivesphere.services.outbox.add"}."""
    known: dict[str, str] = {}
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Import):
            known |= {alias.asname or alias.name.partition(".")[0]: _target(alias) for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            package = _package(source, node)
            known |= {alias.asname or alias.name: f"{package}.{alias.name}" for alias in node.names}
    return known


def _target(alias: ast.alias) -> str:
    return alias.name if alias.asname else alias.name.partition(".")[0]


def _package(source: Source, node: ast.ImportFrom) -> str:
    if not node.level:
        return node.module or ""
    parts = source.module.split(".") + (["__init__"] if source.path.endswith("__init__.py") else [])
    return ".".join([*parts[: -node.level], *([node.module] if node.module else [])])


def dotted(node: ast.AST) -> str:
    """`a.b.c` of a name or attribute, `?` for what stands before it otherwise: `?.send_task`."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}"
    return "?"


def resolved(name: str, known: dict[str, str]) -> str:
    """The dotted `name` with its first part replaced by what was imported under it."""
    first, dot, rest = name.partition(".")
    return f"{known.get(first, first)}{dot}{rest}"


def calls(node: ast.AST) -> Iterator[ast.Call]:
    return (found for found in ast.walk(node) if isinstance(found, ast.Call))


def is_text(node: ast.AST | None, *texts: str) -> bool:
    return isinstance(node, ast.Constant) and node.value in texts
