"""Sizes: median functions are short everywhere, beauty shows in the tail."""

from __future__ import annotations

import ast
from collections.abc import Iterable

from tests.architecture.reading import Function, Source

LONGEST_FUNCTION = 40  # lines without the docstring
LONGEST_FILE = 400  # lines
DEEPEST = 3  # blocks within blocks
MEDIAN, NINETIETH = 8, 25  # lines of a function

BLOCKS = (ast.If, ast.For, ast.AsyncFor, ast.While, ast.With, ast.AsyncWith, ast.Try, ast.TryStar, ast.Match)


def length(function: Function) -> int:
    """Lines from `def` to the end, without the docstring."""
    whole = (function.end_lineno or function.lineno) - function.lineno + 1
    first = function.body[0]
    return whole - (
        (first.end_lineno or 0) - first.lineno + 1 if ast.get_docstring(function, clean=False) is not None else 0
    )


def long_functions(source: Source) -> list[str]:
    long = [function for function in source.functions if length(function) > LONGEST_FUNCTION]
    return [source.at(function, f"{function.name} has {length(function)} lines") for function in long]


def long_files(source: Source) -> list[str]:
    lines = source.text.count("\n")
    return [f"{source.path}:{lines} has {lines} lines"] if lines > LONGEST_FILE else []


def deep_functions(source: Source) -> list[str]:
    deep = [function for function in source.functions if depth(function) > DEEPEST]
    return [source.at(function, f"{function.name} nests {depth(function)} deep") for function in deep]


def depth(node: ast.AST, is_else_if: bool = False) -> int:
    """How many blocks stand within one another; an `elif` is no deeper than its `if`, a function within starts anew."""
    own = isinstance(node, BLOCKS) and not is_else_if
    inner = [
        depth(child, isinstance(node, ast.If) and node.orelse == [child] and isinstance(child, ast.If))
        for child in ast.iter_child_nodes(node)
        if not isinstance(child, Function | ast.Lambda | ast.ClassDef)
    ]
    return own + max(inner, default=0)


def percentile(files: Iterable[Source], share: float) -> int:
    """The length that `share` of all functions stay within."""
    lengths = sorted(length(function) for source in files for function in source.functions)
    return lengths[min(len(lengths) - 1, int(share * len(lengths)))]
