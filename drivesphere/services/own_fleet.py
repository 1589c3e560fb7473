"""An owner's fleet as a file: taken out, changed elsewhere, brought in again, as often as he likes.

A row is known by the owner's own key for the listing, or by its id. What is another's is never touched, and looks like
what does not exist.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bson import ObjectId

from drivesphere import inventory
from drivesphere.domain.errors import DriveSphereError, Rejected, Unavailable
from drivesphere.domain.events import CatalogueChanged, ListingChanged
from drivesphere.domain.fleet_file import BadRow, FleetFile, FleetRow
from drivesphere.domain.kind import Kind
from drivesphere.infra import cache, mongo
from drivesphere.models import listing as listings
from drivesphere.models import user
from drivesphere.services import accounts, audit, own_listings, publishing
from drivesphere.services.own_keys import import_key, own_key

Record = dict[str, Any]
Numbered = tuple[int, FleetRow]

MOST_ROWS = 5_000  # the largest fleet that we know, and some time
BATCH = 100  # rows in one transaction: some hundred milliseconds of its three seconds
LONGEST_SECONDS = 120.0  # for all batches, on a busy machine; its client waits for the report
NOT_YOURS = "key: none of your listings has this id"
TWICE = "key: stands in an earlier line, too"


def take_out(kind: Kind, file: FleetFile, owner_id: ObjectId) -> str:
    """The file of all that the owner has and has not retired; `bring_in` takes it back and finds nothing to change."""
    with mongo.deadline():
        rows = listings.all_own(kind.name, owner_id)
    return "".join(file.write((_key_of(row), row) for row in rows))


def bring_in(kind: Kind, file: FleetFile, owner_id: ObjectId, content: bytes) -> list[Record]:
    """A row {line, key, id, outcome, reason} for each line: `created`, `updated`, `unchanged` or `refused`.

    Batches are committed one after the other, so a file that was cut off by a failure is simply brought again. Raises
    `Rejected` for a file of another sort, and for more than `MOST_ROWS` lines.
    """
    lines = list(file.read(content.splitlines()))
    if len(lines) > MOST_ROWS:
        raise Rejected(f"A file holds at most {MOST_ROWS} lines.", errors={"body": [f"Has {len(lines)} lines."]})
    refused = {number: _refused(number, None, str(row)) for number, row in lines if isinstance(row, BadRow)}
    good = [(number, row) for number, row in lines if isinstance(row, FleetRow)]
    first = {row.key: number for number, row in reversed(good)}
    refused |= {number: _refused(number, row.key, TWICE) for number, row in good if first[row.key] != number}
    wanted = [(number, row) for number, row in good if number not in refused]
    done = mongo.apart(LONGEST_SECONDS, lambda: _bring(kind, owner_id, wanted))
    return [(refused | done)[number] for number, _ in lines]


def _bring(kind: Kind, owner_id: ObjectId, wanted: Sequence[Numbered]) -> dict[int, Record]:
    with mongo.deadline():
        owner = user.find(owner_id) or {"_id": owner_id}
    batches = [wanted[start : start + BATCH] for start in range(0, len(wanted), BATCH)]
    return {number: row for batch in batches for number, row in _commit(kind, owner, batch).items()}


def _commit(kind: Kind, owner: Record, batch: Sequence[Numbered]) -> dict[int, Record]:
    rows = mongo.transaction(lambda session: _bring_batch(session, kind, owner, batch))
    changed = [row["id"] for row in rows.values() if row["outcome"] == "updated"]
    cache.purge([CatalogueChanged(kind.name), *(ListingChanged(kind.name, each) for each in changed)])
    return rows


def _bring_batch(session: Any, kind: Kind, owner: Record, batch: Sequence[Numbered]) -> dict[int, Record]:
    known = _known(session, kind, owner["_id"], [row.key for _, row in batch])
    rows = {number: _bring_one(session, kind, owner, row, known.get(row.key)) for number, row in batch}
    ids = {outcome: [r["id"] for r in rows.values() if r["outcome"] == outcome] for outcome in ("created", "updated")}
    if any(ids.values()):
        audit.noted(session, "import_fleet", actor=f"owner:{owner['_id']}", kind=kind.name, **ids)
    return {number: {"line": number, **row} for number, row in rows.items()}


def _bring_one(session: Any, kind: Kind, owner: Record, row: FleetRow, before: Record | None) -> Record:
    """What becomes of a row. It is drawn up before anything of it is written, so a refused one has written nothing."""
    try:
        _refuse_unverified(owner, row, before)
        if before is None:
            return _shown(row, "created", _create(session, kind, owner, row))
        return _update(session, kind, owner["_id"], row, before)
    except Unavailable:
        raise
    except DriveSphereError as refusal:
        return {"key": row.key, "id": None, "outcome": "refused", "reason": refusal.detail}


def _refuse_unverified(owner: Record, row: FleetRow, before: Record | None) -> None:
    """`NotAllowed` for a row that shows others what they do not see yet, before the owner's address is verified."""
    is_shown = before is not None and before["visibility"] in listings.BOOKABLE
    if row.visibility in listings.BOOKABLE and not is_shown:
        accounts.refuse_without_proof(owner)


def _create(session: Any, kind: Kind, owner: Record, row: FleetRow) -> ObjectId:
    if ObjectId.is_valid(row.key):
        raise Rejected(NOT_YOURS)
    key = import_key(owner["_id"], row.key)
    listing_id, facts = listings.imported_id(key), kind.draw_up(row.stated)
    record = publishing.drawn_up(kind, owner, facts, visibility=row.visibility, _id=listing_id, import_key=key)
    inventory.open_stock(kind.inventory_model, kind.name, kind.stock(record), session)
    listings.insert(record, session)
    return listing_id


def _update(session: Any, kind: Kind, owner_id: ObjectId, row: FleetRow, before: Record) -> Record:
    if before["owner_id"] != owner_id:
        raise Rejected("key: was yours, and is another's now")
    publishing.refuse_retired(before)
    changes = own_listings.restate(session, kind, before, row.stated) | publishing.shown_as(before, row.visibility)
    if changes:
        listings.edit(session, before["_id"], owner_id, before["version"], changes)
    return _shown(row, "updated" if changes else "unchanged", before["_id"])


def _known(session: Any, kind: Kind, owner_id: ObjectId, keys: Sequence[str]) -> dict[str, Record]:
    """The listings that the keys stand for: by the key that the owner gave them, or by id where they are his."""
    named = {import_key(owner_id, key): key for key in keys}
    ids = [ObjectId(key) for key in keys if ObjectId.is_valid(key)]
    rows = listings.imported(session, kind.name, list(named))
    own = listings.own_among(session, kind.name, owner_id, ids)
    return {named[row["import_key"]]: row for row in rows} | {str(row["_id"]): row for row in own}


def _key_of(listing: Record) -> str:
    """The key that its owner gave it; one that came in another way is known by its id."""
    return own_key(listing) or str(listing["_id"])


def _shown(row: FleetRow, outcome: str, listing_id: ObjectId) -> Record:
    return {"key": row.key, "id": str(listing_id), "outcome": outcome, "reason": None}


def _refused(line: int, key: str | None, reason: str) -> Record:
    return {"line": line, "key": key, "id": None, "outcome": "refused", "reason": reason}
