"""Lists as Stripe pages them: newest first, by cursor, with `has_more`."""

from typing import Any

from .errors import JSON
from .objects import public
from .schema import Check, integer, list_of, record, text
from .sessions import EXPAND
from .till import Till, pending_webhooks

# Stripe's page sizes.
USUAL_LIMIT = 10
LARGEST_LIMIT = 100

_COMPARISONS = {"gt": ">", "gte": ">=", "lt": "<", "lte": "<="}
_SECONDS = integer(0, 10**12)
_CREATED_RANGE = record(dict.fromkeys(_COMPARISONS, _SECONDS))

# Filters that are equal to one column of the store.
_COLUMNS = {"payment_intent": "payment_intent", "charge": "charge", "status": "tag", "type": "tag"}

_CURSORS = {
    "starting_after": "seq < (SELECT seq FROM objects WHERE id = ?)",
    "ending_before": "seq > (SELECT seq FROM objects WHERE id = ?)",
}


def _created(value: Any, param: str) -> JSON:
    """`created=1700000000` or `created[gte]=…`."""
    if isinstance(value, str):
        return {"gte": _SECONDS(value, param), "lte": _SECONDS(value, param)}
    found: JSON = _CREATED_RANGE(value, param)
    return found


def list_check(**filters: Check) -> Check:
    """The schema of a list endpoint: paging, created, expand, and the filters it has."""
    return record(
        {
            "created": _created,
            "ending_before": text(),
            "expand": EXPAND,
            "limit": integer(1, LARGEST_LIMIT),
            "starting_after": text(),
            **filters,
        }
    )


EVENT_LIST = list_check(type=text(), types=list_of(text(), most=20))


def page(till: Till, kind: str, url: str, params: JSON) -> JSON:
    """Raises resource_missing if a cursor names nothing."""
    limit = params.get("limit", USUAL_LIMIT)
    backwards = "ending_before" in params
    where, values = _conditions(till, kind, params)
    order = "ASC" if backwards else "DESC"
    found = till.tx.select(f"{where} ORDER BY seq {order} LIMIT ?", *values, limit + 1)
    rows = found[:limit][::-1] if backwards else found[:limit]
    return {
        "object": "list",
        "data": [shaped(till, row) for row in rows],
        "has_more": len(found) > limit,
        "url": url,
    }


def shaped(till: Till, body: JSON) -> JSON:
    """What a caller sees of a stored object."""
    if body["object"] == "event":
        body["pending_webhooks"] = pending_webhooks(till.tx, body["id"])
    return public(body)


def _conditions(till: Till, kind: str, params: JSON) -> tuple[str, list[Any]]:
    parts, values = ["kind = ?"], [kind]
    for name, column in _COLUMNS.items():
        if name in params:
            parts.append(f"{column} = ?")
            values.append(params[name])
    for comparison, seconds in params.get("created", {}).items():
        parts.append(f"created {_COMPARISONS[comparison]} ?")
        values.append(seconds)
    if params.get("types"):
        parts.append(f"tag IN ({','.join('?' * len(params['types']))})")
        values.extend(params["types"])
    for name, condition in _CURSORS.items():
        if name in params:
            till.load(kind, params[name], param=name, status=400)
            parts.append(condition)
            values.append(params[name])
    return " AND ".join(parts), values
