"""What an owner calls a listing in his own books, such as a number plate: it came with his file."""

from __future__ import annotations

from typing import Any

from bson import ObjectId

Record = dict[str, Any]


def import_key(owner_id: ObjectId, key: str) -> str:
    """The key under which it is kept; those of two owners never meet."""
    return f"own:{owner_id}:{key}"


def own_key(listing: Record) -> str | None:
    """The key that its owner gave it; None for a listing that came in another way."""
    own, key = import_key(listing["owner_id"], ""), listing.get("import_key") or ""
    return key.removeprefix(own) if key.startswith(own) else None
