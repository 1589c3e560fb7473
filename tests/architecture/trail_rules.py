"""The audit trail is only ever added to: nothing in the product changes or removes an entry, save to seal it."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tests.architecture.reading import Function, Source, calls, dotted, imports, resolved

OWNER = "drivesphere/models/audit_entry.py"
MODEL = "drivesphere.models.audit_entry"
ADDS = ("insert_one", "insert_many")
READS = ("find", "find_one", "aggregate", "count_documents", "estimated_document_count")
SEALS = {"seal": "bulk_write"}
"""The one function that updates, and how."""
SEALED_FIELDS = {"position", "hash"}


def meddlings(source: Source) -> list[str]:
    """What a source does to the trail beside adding to it and reading it."""
    found = _in_owner(source) if source.path == OWNER else _elsewhere(source)
    return sorted(found)


def _in_owner(source: Source) -> Iterator[str]:
    for function in source.functions:
        for call in calls(function):
            method = _method_of_collection(call)
            if method and method not in (*ADDS, *READS) and SEALS.get(function.name) != method:
                yield source.at(call, f"`{method}` in `{function.name}`")
        if function.name in SEALS and _fields_set(function) != SEALED_FIELDS:
            yield source.at(function, f"`{function.name}` sets more than a place in the chain")


def _method_of_collection(call: ast.Call) -> str | None:
    """`delete_many` of `collection().delete_many(…)`, however it is chained."""
    if not isinstance(call.func, ast.Attribute) or not isinstance(call.func.value, ast.Call):
        return None
    return call.func.attr if dotted(call.func.value.func).endswith("collection") else None


def _fields_set(function: Function) -> set[str]:
    """The keys of what stands under `$set`, and of any other operator a name that no field has."""
    fields: set[str] = set()
    for node in ast.walk(function):
        for key, value in zip(node.keys, node.values, strict=True) if isinstance(node, ast.Dict) else ():
            operator = key.value if isinstance(key, ast.Constant) else None
            if operator == "$set" and isinstance(value, ast.Dict):
                fields |= {str(name.value) for name in value.keys if isinstance(name, ast.Constant)}
            elif isinstance(operator, str) and operator.startswith("$"):
                fields.add(operator)
    return fields


def _elsewhere(source: Source) -> Iterator[str]:
    """Others call the model's functions, name its class, and ask its collection; they take neither into their hands."""
    known = imports(source)
    asked = {id(call.func.value.func) for call in calls(source.tree) if _method_of_collection(call) in READS}
    for node in ast.walk(source.tree):
        if not isinstance(node, ast.Attribute):
            continue
        if resolved(dotted(node), known) == f"{MODEL}.collection" and id(node) not in asked:
            yield source.at(node, "reaches for the trail's collection")
        if resolved(dotted(node.value), known) == f"{MODEL}.AuditEntry":
            yield source.at(node, "reaches into the trail's class")
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Constant) and node.slice.value == "audit":
            yield source.at(node, "reaches for the trail by its name")
