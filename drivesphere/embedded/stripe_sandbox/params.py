"""Stripe's form encoding: `line_items[0][price_data][currency]=usd` becomes nested dictionaries."""

import re
from collections.abc import Iterable
from typing import Any

from .errors import JSON, ParameterError

# Stripe's deepest documented parameter has seven levels; more is an attack on the recursion below.
DEEPEST_NESTING = 10

_NAME = re.compile(r"([^\[\]]+)((?:\[[^\[\]]*\])*)")
_KEY = re.compile(r"\[([^\[\]]*)\]")


def decode(pairs: Iterable[tuple[str, str]]) -> JSON:
    """Lists stay dictionaries with the keys "0", "1" …: only the schema knows a list from a map.

    Raises ParameterError for names that are no path or that contradict each other.
    """
    tree: JSON = {}
    for name, value in pairs:
        _place(tree, _path(name), value, name)
    return tree


def _path(name: str) -> list[str]:
    match = _NAME.fullmatch(name)
    if not match:
        raise _malformed(name)
    path = [match.group(1), *_KEY.findall(match.group(2))]
    if len(path) > DEEPEST_NESTING:
        raise _malformed(name)
    return path


def _place(tree: JSON, path: list[str], value: str, name: str) -> None:
    node: Any = tree
    for key in path[:-1]:
        node = node.setdefault(_free_key(node, key), {})
        if not isinstance(node, dict):
            raise _malformed(name)
    last = _free_key(node, path[-1])
    if isinstance(node.get(last), dict):
        raise _malformed(name)
    node[last] = value


def _free_key(node: JSON, key: str) -> str:
    """`expand[]` appends: an empty key is the next number."""
    return key or str(len(node))


def _malformed(name: str) -> ParameterError:
    return ParameterError(f"Invalid parameter name: {name[:100]}", param=name[:100])
