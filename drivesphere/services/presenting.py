"""A booking as clients see it: plain JSON, the same wherever it is shown and in stored answers."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from typing import Any

from bson import ObjectId

from drivesphere import inventory, kinds
from drivesphere.domain.booking import Status
from drivesphere.domain.cancellation import terms_of
from drivesphere.domain.clock import rfc3339
from drivesphere.domain.window import from_us

Record = dict[str, Any]
API = "/api/v1"
REMEMBERED = ("id", "title", "city", "state", "time_zone")
"""What a booking of any kind remembers of its listing."""


def instant(moment: datetime | None) -> str | None:
    """RFC 3339 in UTC with `Z`; microseconds only where there are some."""
    return rfc3339(moment) if moment else None


def plain(value: Any) -> Any:
    """Instants and ids as JSON has them, however deep they stand."""
    if isinstance(value, dict):
        return {name: plain(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [plain(inner) for inner in value]
    if isinstance(value, datetime):
        return instant(value)
    return str(value) if isinstance(value, ObjectId) else value


def booking(record: Record) -> Record:
    """The JSON of `record`, which carries `server_time`; a hold past its last moment shows as expired, swept or not."""
    return {
        "id": str(record["_id"]),
        "kind": record["kind"],
        "listing": {field: record["listing"].get(field) for field in (*REMEMBERED, *of_single_kinds())},
        "status": shown_status(record),
        "payment_status": record["payment_status"],
        "refund": _refund(record),
        "title": record.get("title"),
        **span(record),
        "lines": _lines(record),
        "quote": record["quote"],
        "remainder": record.get("remainder"),
        "policy": record["policy"] | {"cancellation": terms_of(record).as_dict()},
        "expires_at": instant(record["expires_at"]) if record["status"] == Status.PENDING else None,
        "server_time": instant(record["server_time"]),
        "created_at": instant(record["created_at"]),
        "version": record["version"],
        "history": [_step(entry) for entry in record["history"]],
        "links": _links(record),
    }


def span(record: Record) -> Record:
    """The window to the microsecond, as it was claimed: the dates beside the claims are cut to milliseconds."""
    claim = record["claims"][0]
    if "starts_us" not in claim:
        return {"starts_at": instant(record["starts_at"]), "ends_at": instant(record["ends_at"])}
    return {"starts_at": instant(from_us(claim["starts_us"])), "ends_at": instant(from_us(claim["ends_us"]))}


def _lines(record: Record) -> list[Record] | None:
    """How many places of what, where places are counted; None where a booking is for a window of one thing."""
    if not inventory.counts_places(kinds.get(record["kind"]).inventory_model):
        return None
    return [
        {"section_id": str(claim["inventory_id"]), "name": claim.get("label"), "quantity": claim["quantity"]}
        for claim in record["claims"]
    ]


@cache
def of_single_kinds() -> tuple[str, ...]:
    """Facts of a listing that only some kinds know. They are null for the others, so that all have one shape."""
    return tuple(dict.fromkeys(field for kind in kinds.registry().values() for field in kind.remembers))


def _refund(record: Record) -> Record | None:
    """What goes back or went back; `payment_status` tells which of the two."""
    amount = (record.get("refund") or {}).get("amount")
    return {"amount": amount, "currency": record["quote"]["total"]["currency"]} if amount else None


def link(record: Record) -> str:
    """Where the booking itself is found."""
    return f"{API}/bookings/{record['_id']}"


def shown_status(record: Record) -> str:
    """The status by the database's clock, swept or not: a lapsed hold has expired, a rental that is over is done."""
    if record["status"] == Status.PENDING and record["until"] <= record["server_time"]:
        return Status.EXPIRED.value
    if record["status"] == Status.CONFIRMED and record["ends_at"] and record["ends_at"] <= record["server_time"]:
        return Status.COMPLETED.value
    return str(record["status"])


def _step(entry: Record) -> Record:
    return {"at": instant(entry["at"]), "status": entry["status"], "trigger": entry["trigger"]}


def _links(record: Record) -> Record:
    own = link(record)
    listing = f"{API}/{kinds.get(record['kind']).path}/{record['listing_id']}"
    links = {"self": own, "listing": listing}
    if shown_status(record) == Status.PENDING:
        links |= {"checkout": f"{own}/checkout", "reconcile": f"{own}/reconcile"}
    if shown_status(record) in (Status.PENDING, Status.CONFIRMED):
        links |= {"cancel": f"{own}/cancel", "cancellation_preview": f"{own}/cancellation-preview"}
    return links
