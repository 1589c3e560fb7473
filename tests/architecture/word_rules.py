"""Words: how things are named, what must be said about them, and what must never be written."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator

from tests.architecture.reading import Function, Source, calls, dotted, is_text
from tests.architecture.size_rules import length

# -------------------------------------------------------------------------------------------- dangerous

SERVER_CODE = ("$where", "$function", "$accumulator", "__raw__", "$regex")
"""Code, raw updates and patterns: a client's text inside them is run by the database."""
DATABASE_CALLS = frozenset(
    {
        "find", "find_one", "aggregate", "count_documents", "distinct", "command", "objects", "execute", "executemany",
        "update_one", "update_many", "delete_one", "delete_many", "insert_one", "replace_one", "find_one_and_update",
        "find_one_and_replace", "find_one_and_delete", "bulk_write",
    }
)  # fmt: skip
BODIES = ("request", "flask.request")


def bare_excepts(source: Source) -> list[str]:
    """`except:` also catches Ctrl-C and the end of the process."""
    bare = [node for node in ast.walk(source.tree) if isinstance(node, ast.ExceptHandler) and node.type is None]
    return [source.at(node, "bare except") for node in bare]


def unpacked_requests(source: Source) -> list[str]:
    """`f(**request.json)` and `update(**anything)` let the sender choose which fields are set."""
    return [source.at(call, f"{dotted(call.func)}(**…)") for call in calls(source.tree) if _unpacks_request(call)]


def _unpacks_request(call: ast.Call) -> bool:
    unpacked = [keyword.value for keyword in call.keywords if keyword.arg is None]
    is_update = dotted(call.func).rpartition(".")[2] in ("update", "update_one", "modify", "objects")
    return bool(unpacked) and (is_update or any(_comes_from_request(value) for value in unpacked))


def _comes_from_request(node: ast.AST) -> bool:
    while isinstance(node, ast.Call | ast.Attribute | ast.Subscript):
        if dotted(node) in BODIES:
            return True
        node = node.func if isinstance(node, ast.Call) else node.value
    return dotted(node) in BODIES


def server_code(source: Source) -> list[str]:
    texts = [node for node in ast.walk(source.tree) if is_text(node, *SERVER_CODE)]
    words = [word for call in calls(source.tree) for word in call.keywords if word.arg in SERVER_CODE]
    return [source.at(node, "hands code, a raw update or a pattern to the database") for node in [*texts, *words]]


def formatted_queries(source: Source) -> list[str]:
    """Text put together inside a query: the values of a query are passed beside it, never pasted into it."""
    queries = [call for call in calls(source.tree) if dotted(call.func).rpartition(".")[2] in DATABASE_CALLS]
    return sorted({source.at(text, "text put together in a query") for call in queries for text in _made_up(call)})


def _made_up(call: ast.Call) -> Iterator[ast.AST]:
    for argument in [*call.args, *(keyword.value for keyword in call.keywords)]:
        for node in ast.walk(argument):
            is_format = (
                isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "format"
            )
            is_joined = isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Mod) and _is_text_like(node)
            if isinstance(node, ast.JoinedStr) or is_format or is_joined:
                yield node


def _is_text_like(node: ast.BinOp) -> bool:
    return any(isinstance(side, ast.Constant) and isinstance(side.value, str) for side in (node.left, node.right))


# ----------------------------------------------------------------------------------------------- naming

EMPTY_WORDS = frozenset(
    {"util", "utils", "helper", "helpers", "manager", "managers", "handler", "handlers", "extensions", "misc", "common"}
)
_WORD = re.compile(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+|\d+")


def empty_names(source: Source) -> list[str]:
    """Files, classes, functions, parameters and constants whose name says nothing about the domain."""
    return [source.at(node, f"is called {name}") for node, name in _names(source) if _words(name) & EMPTY_WORDS]


def _names(source: Source) -> Iterator[tuple[ast.AST, str]]:
    yield source.tree, source.path.removesuffix(".py").replace("/", "_")
    for node in ast.walk(source.tree):
        if isinstance(node, Function | ast.ClassDef):
            yield node, node.name
        if isinstance(node, ast.arg):
            yield node, node.arg
    for node in source.tree.body:
        yield from (
            (node, dotted(target)) for target in getattr(node, "targets", [getattr(node, "target", None)]) if target
        )


def _words(name: str) -> set[str]:
    return {word.lower() for word in _WORD.findall(name)}


# ------------------------------------------------------------------------------------------- docstrings

TRIVIAL = 6  # lines: what a function of this size does, its name and signature say


def missing_module_docstrings(source: Source) -> list[str]:
    return [] if ast.get_docstring(source.tree) else [f"{source.path}:1 has no docstring"]


def missing_function_docstrings(source: Source) -> list[str]:
    """Public functions and methods that are long enough to have a contract, and state none."""
    scopes: Iterable[ast.AST] = [source.tree, *(node for node in source.tree.body if isinstance(node, ast.ClassDef))]
    public = [
        f
        for scope in scopes
        for f in getattr(scope, "body", [])
        if isinstance(f, Function) and not f.name.startswith("_")
    ]
    silent = [f for f in public if not ast.get_docstring(f) and length(f) > TRIVIAL]
    return [source.at(f, f"{f.name} has no docstring") for f in silent]


# ------------------------------------------------------------------------------------------------ tests

SKIPS = ("skip", "skipif", "xfail", "importorskip")


def silent_skips(source: Source) -> list[str]:
    """Tests that may stay out without saying why."""
    bare = [d for f in source.functions for d in f.decorator_list if _is_skip(d)]
    called = [call for call in calls(source.tree) if _is_skip(call.func) and not _has_reason(call)]
    return [source.at(node, "skips without a reason") for node in [*bare, *called]]


def _is_skip(node: ast.AST) -> bool:
    name = dotted(node)
    return name.startswith(("pytest.", "mark.", "unittest.")) and name.rpartition(".")[2] in SKIPS


def _has_reason(call: ast.Call) -> bool:
    is_positional = dotted(call.func) == "pytest.skip" and bool(call.args)
    named = [word.value for word in call.keywords if word.arg == "reason"]
    return is_positional or any(not is_text(value, "") for value in named)
