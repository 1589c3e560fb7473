"""The calendar of an owner: many listings, many days, and who has what of them.

However many there are, it takes six statements: the page of listings and its count, one look into their ledgers, the
bookings, the blocks, the clients' names. What counts at this instant is what the ledgers say; of the past they know
nothing, so bookings that are completed and blocks that are over are added.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Any
from zoneinfo import ZoneInfo

from bson import ObjectId

from drivesphere import inventory, kinds
from drivesphere.domain import day
from drivesphere.domain.booking import Status
from drivesphere.domain.errors import Rejected
from drivesphere.domain.window import Window, from_us
from drivesphere.infra import mongo
from drivesphere.inventory import Blocker
from drivesphere.models import block as blocks
from drivesphere.models import listing as listings
from drivesphere.models import owner_booking, user
from drivesphere.services import owner_bookings
from drivesphere.services.blocks import link as link_to_block
from drivesphere.services.own_keys import own_key
from drivesphere.services.presenting import instant, shown_status

Record = dict[str, Any]
LONGEST_DAYS = 92  # a quarter of a year
MOST_ENTRIES = 5_000  # an answer of some megabytes; whoever has so many looks at fewer days


@dataclass(frozen=True, slots=True)
class Look:
    """Which days of which listings, as validated: the dates are of each listing's own calendar, both included."""

    owner_id: ObjectId
    first: date
    last: date
    kind: str | None
    typed: str
    page: int
    page_size: int

    @property
    def hull(self) -> Window:
        """When it is one of these days anywhere."""
        return day.anywhere(self.first, self.last)


def kinds_with_windows() -> list[str]:
    """The kinds that a calendar can show."""
    return [kind.name for kind in kinds.registry().values() if not inventory.counts_places(kind.inventory_model)]


def look(wanted: Look) -> tuple[list[Record], int]:
    """A page of listings, each with its entries in order of time, and how many listings there are.

    Raises `Rejected` (`range_too_long`) for too many days, or too much on them.
    """
    _refuse_too_wide(wanted)
    with mongo.deadline():
        rows, total = listings.on_calendar(
            wanted.owner_id,
            [wanted.kind] if wanted.kind else kinds_with_windows(),
            wanted.typed,
            skip=(wanted.page - 1) * wanted.page_size,
            limit=wanted.page_size,
        )
        entries = _entries(rows, wanted.hull)
    return [_row(listing, entries[listing["_id"]], wanted) for listing in rows], total


def _refuse_too_wide(wanted: Look) -> None:
    if wanted.last < wanted.first:
        message = "Must not be before from."
        raise Rejected(f"to: {message}", errors={"to": [message]})
    if (wanted.last - wanted.first).days >= LONGEST_DAYS:
        raise _too_wide(f"At most {LONGEST_DAYS} days.")


def _too_wide(message: str) -> Rejected:
    return Rejected(f"to: {message}", code="range_too_long", errors={"to": [message]})


def _entries(rows: Sequence[Record], hull: Window) -> Mapping[ObjectId, list[Record]]:
    """By listing: everything that may touch its days, in no order."""
    ids = [row["_id"] for row in rows]
    live = [claim.booking_id for claim in _claims(rows, hull)]
    booked = owner_booking.on_calendar(live, ids, hull.starts_at, hull.ends_at)
    blocked = blocks.within(ids, hull.starts_at, hull.ends_at)
    names = user.contacts(row["client_id"] for row in booked if row.get("client_id"))
    found = defaultdict(list)
    for row in booked:
        found[row["listing_id"]].append(_booking(row, names))
    for row in blocked:
        found[row["listing_id"]].append(_block(row))
    return found


def _claims(rows: Iterable[Record], hull: Window) -> list[Blocker]:
    """The live claims on all of these listings: one query for each way in which inventory is consumed in windows."""
    by_model: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        kind = kinds.get(row["kind"])
        by_model[kind.inventory_model] += [stock.inventory_id for stock in kind.stock(row)]
    ledgers = [inventory.busy_among(model, ids, hull).values() for model, ids in by_model.items()]
    claims = list(chain.from_iterable(chain.from_iterable(ledgers)))
    if len(claims) > MOST_ENTRIES:
        raise _too_wide(f"More than {MOST_ENTRIES} entries. Ask for fewer days, or fewer listings on a page.")
    return claims


def _row(listing: Record, entries: Iterable[Record], wanted: Look) -> Record:
    """A listing with those of `entries` that touch its own days, by the clock on its wall."""
    zone = ZoneInfo(listing.get("time_zone") or "UTC")
    begins, ends = day.begins(wanted.first, zone), day.begins(wanted.last + day.ONE, zone)
    own = [entry for entry in entries if entry["window"].starts_at < ends and begins < entry["window"].ends_at]
    return {
        "listing": {"id": str(listing["_id"]), "title": listing["title"]},
        "own_key": own_key(listing),
        "city": listing.get("city"),
        "kind": listing["kind"],
        "visibility": listing["visibility"],
        "capacity": listing.get("capacity") or 1,
        "buffer_minutes": kinds.get(listing["kind"]).policy(listing).buffer_minutes,
        "time_zone": zone.key,
        "starts_at": instant(begins),
        "ends_at": instant(ends),
        "entries": [_dated(entry, zone) for entry in sorted(own, key=_order)],
    }


def _order(entry: Record) -> tuple[Window, str]:
    return entry["window"], entry["id"]


def _dated(entry: Record, zone: ZoneInfo) -> Record:
    window = entry.pop("window")
    return entry | {
        "starts_at": instant(window.starts_at),
        "ends_at": instant(window.ends_at),
        "first_day": day.of(window.starts_at, zone).isoformat(),
        "last_day": day.last_of(window, zone).isoformat(),
    }


def _booking(row: Record, people: Mapping[ObjectId, Record]) -> Record:
    is_hold = row["status"] == Status.PENDING
    person = people.get(row.get("client_id") or ObjectId())
    return {
        "type": "hold" if is_hold else "booking",
        "id": str(row["_id"]),
        "window": _window(row),
        "status": shown_status(row),
        "until": instant(row["until"]) if is_hold else None,
        "client": person["name"] if person else None,
        "partner": (row.get("partner") or {}).get("name"),
        "total": row["quote"]["total"],
        "reason": None,
        "note": None,
        "links": {"self": owner_bookings.link(row["_id"])},
    }


def _block(row: Record) -> Record:
    nothing = dict.fromkeys(("status", "until", "client", "partner", "total"))
    return nothing | {
        "type": "block",
        "id": str(row["_id"]),
        "window": _window(row),
        "reason": row["reason"],
        "note": row["note"],
        "links": {"self": link_to_block(row)},
    }


def _window(row: Record) -> Window:
    """The window to the microsecond, as it was claimed."""
    claim = row["claims"][0]
    return Window(from_us(claim["starts_us"]), from_us(claim["ends_us"]))
