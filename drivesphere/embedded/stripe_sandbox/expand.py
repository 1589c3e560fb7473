"""`expand[]`: an id in an answer is replaced by the object it names."""

from typing import Any

from .errors import JSON, ParameterError
from .objects import public
from .till import Till


def expand(till: Till, body: JSON, paths: list[str]) -> JSON:
    """Raises ParameterError for a path that leads to nothing expandable."""
    for path in paths:
        _grow(till, body, path.split("."), path)
    return body


def _grow(till: Till, node: Any, keys: list[str], path: str) -> None:
    if isinstance(node, list):
        for entry in node:
            _grow(till, entry, keys, path)
        return
    if not isinstance(node, dict):
        raise _refused(path)
    key, *rest = keys
    node[key] = _grown(till, node, key, path)
    if rest and node[key] is not None:
        _grow(till, node[key], rest, path)


def _grown(till: Till, node: JSON, key: str, path: str) -> Any:
    if key == "line_items" and node.get("object") == "checkout.session":
        return _items(till, node["id"])
    if key not in node or key == "id":
        raise _refused(path)
    value = node[key]
    if not isinstance(value, str):
        return value
    found = till.tx.find(value)
    if found is None:
        raise _refused(path)
    return public(found)


def _items(till: Till, session_id: str) -> JSON:
    session = till.load("checkout.session", session_id)
    url = f"/v1/checkout/sessions/{session_id}/line_items"
    return {"object": "list", "data": session["_line_items"], "has_more": False, "url": url}


def _refused(path: str) -> ParameterError:
    return ParameterError(f"This property cannot be expanded ({path}).", param="expand")
