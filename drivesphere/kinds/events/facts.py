"""An event as it is stored: what its organiser states, ids for its sections, and what it is found by."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from bson import ObjectId

from drivesphere.domain.errors import Rejected
from drivesphere.domain.words import city_key, searchable


def draw_up(stated: Mapping[str, Any]) -> dict[str, Any]:
    """The stored facts, in which a section that has its id keeps it; `Rejected` for what nobody could book."""
    wrong = {field: [message] for field, (is_right, message) in _RULES.items() if not is_right(stated)}
    if wrong:
        raise Rejected("The facts of the event do not fit together.", errors=wrong)
    sections = [{"id": ObjectId(), **section} for section in stated["sections"]]
    return {"currency": "USD", **stated, "sections": sections, **search_fields(stated)}


def search_fields(event: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a listing that exist for searching only; whoever writes an event writes these with it."""
    city = event.get("city") or ""
    return {
        "city_key": city_key(city),
        "words": searchable(f"{event['title']} {event.get('venue') or ''} {city}"),
        "price_from": min(section["price"] for section in event["sections"]),
        "is_dated": event.get("starts_at") is not None,
    }


def _has_places(stated: Mapping[str, Any]) -> bool:
    sections = stated.get("sections") or []
    return bool(sections) and all(section["capacity"] >= 1 and section["price"] >= 0 for section in sections)


def _has_a_span(stated: Mapping[str, Any]) -> bool:
    starts_at, ends_at = stated.get("starts_at"), stated.get("ends_at")
    if starts_at is None or ends_at is None:
        return starts_at is ends_at
    return bool(starts_at < ends_at)


_RULES: dict[str, tuple[Callable[[Mapping[str, Any]], bool], str]] = {
    "sections": (_has_places, "At least one, each with at least one place and a price that is not below nothing."),
    "ends_at": (_has_a_span, "Must be later than starts_at, or both must be left out."),
}
