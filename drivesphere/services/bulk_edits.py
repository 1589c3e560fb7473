"""One change for many of an owner's listings, each by itself: what one of them refuses is no matter to the others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from bson import ObjectId

from drivesphere.domain import clock
from drivesphere.domain.errors import DriveSphereError, NotFound, Rejected, Unavailable
from drivesphere.domain.idempotency import Answer, Attempt
from drivesphere.domain.kind import Kind
from drivesphere.domain.money import portion
from drivesphere.domain.terms import HIGHEST_PRICE
from drivesphere.infra import mongo
from drivesphere.models import listing as listings
from drivesphere.services import accounts, own_listings, publishing, repeats
from drivesphere.services.editing import Edition, edit

Record = dict[str, Any]
MOST_AT_ONCE = 500  # each is a transaction of its own, of some ten milliseconds
LONGEST_SECONDS = 60.0  # on a busy machine; its client waits for the report

NO_KEY = Attempt(None, "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What is to become of each: `stated` facts and rules, its price so many `percent` higher, how it stands.

    Of two with one key in their `attempt` the second finds that the first was made.
    """

    stated: Record = field(default_factory=dict)
    percent: int | None = None
    visibility: str | None = None
    attempt: Attempt = NO_KEY

    def of(self, listing_id: ObjectId) -> Attempt:
        """The attempt on one listing; no key of a client has a line break in it."""
        return replace(self.attempt, scope=self.attempt.scope and f"{self.attempt.scope}\n{listing_id}")


def change_once(
    kind: Kind, owner_id: ObjectId, chosen: Mapping[str, Any], change: Change, attempt: Attempt
) -> tuple[list[Record], bool]:
    """As `change_all`, and whether it is the report of a repeated request: under one key each is changed once.

    Each keeps with its change that it was changed under this key, so that a request that died halfway can be sent
    again. The report is kept when it is finished.
    """
    if attempt.scope is None:
        return change_all(kind, owner_id, chosen, change), False
    answer = repeats.once(attempt, lambda: _finished(kind, owner_id, chosen, replace(change, attempt=attempt)))
    return answer.body["rows"], answer.replayed


def _finished(kind: Kind, owner_id: ObjectId, chosen: Mapping[str, Any], change: Change) -> Answer:
    stored = repeats.replay(change.attempt)
    if stored is not None:
        return stored
    answer = Answer(200, {"rows": change_all(kind, owner_id, chosen, change)})
    mongo.transaction(lambda session: _keep(session, change.attempt, answer))
    return answer


def _keep(session: Any, attempt: Attempt, answer: Answer) -> None:
    repeats.keep(session, attempt, answer, booking_id=None, at=clock.now())


def change_all(kind: Kind, owner_id: ObjectId, chosen: Mapping[str, Any], change: Change) -> list[Record]:
    """A row {id, title, outcome, version, code, detail} for each of the `chosen`, which are `ids` or fit a `filter`.

    The outcome is `changed`, `unchanged` or `refused`. Raises `Rejected` where more fit than can be changed at once,
    `NotAllowed` to publish before the owner's address is verified.
    """
    if change.visibility in listings.BOOKABLE:
        accounts.refuse_unverified(owner_id)
    return mongo.apart(LONGEST_SECONDS, lambda: _change_all(kind, owner_id, chosen, change))


def _change_all(kind: Kind, owner_id: ObjectId, chosen: Mapping[str, Any], change: Change) -> list[Record]:
    ids: Sequence[ObjectId] = chosen.get("ids") or ()
    filters = {"_id": {"$in": list(ids)}} if ids else own_listings.filters_of(chosen["filter"])
    with mongo.deadline():
        rows, total = listings.own_page(kind.name, owner_id, filters, "newest", skip=0, limit=MOST_AT_ONCE)
    if total > MOST_AT_ONCE:
        message = f"Fits {total} listings; at most {MOST_AT_ONCE} can be changed at once."
        raise Rejected(message, errors={"filter": [message]})
    known = {row["_id"]: row for row in rows}
    wanted = dict.fromkeys(ids or known)
    return [changed(kind, owner_id, each, known.get(each), change) for each in wanted]


def changed(kind: Kind, owner_id: ObjectId, listing_id: ObjectId, before: Record | None, change: Change) -> Record:
    """The row of one listing, which is changed only if it still is what was found `before`."""
    title, version = (before["title"], before["version"]) if before else (None, None)
    row: Record = {"id": str(listing_id), "title": title, "version": version, "code": None, "detail": None}
    try:
        told = repeats.once(change.of(listing_id), lambda: _made(kind, owner_id, listing_id, version, change))
    except Unavailable:
        raise
    except DriveSphereError as refusal:
        return {**row, "outcome": "refused", "code": refusal.code, "detail": refusal.detail}
    return {**row, "outcome": "changed", **told.body}  # earlier releases kept no more than that it was changed


def _made(kind: Kind, owner_id: ObjectId, listing_id: ObjectId, version: int | None, change: Change) -> Answer:
    """What is told of one listing, also where this very request changed it when it was sent before."""
    stored = repeats.replay(change.of(listing_id))
    if stored is not None:
        return stored
    after = _change(kind, owner_id, listing_id, version, change)
    return _told(after["version"], is_changed=after["version"] != version)


def _told(version: int, *, is_changed: bool) -> Answer:
    return Answer(200, {"outcome": "changed" if is_changed else "unchanged", "version": version})


def _change(kind: Kind, owner_id: ObjectId, listing_id: ObjectId, version: int | None, change: Change) -> Record:
    if version is None:
        raise NotFound("There is no such listing.")
    edition = Edition(kind, listing_id, owner_id, version)
    return edit(edition, lambda session, listing: _restated(session, kind, listing, change), action="bulk_edit")


def _restated(session: Any, kind: Kind, listing: Record, change: Change) -> Record:
    """The fields that differ; how it stands is none of the facts that a kind draws up."""
    different = own_listings.restate(session, kind, listing, change.stated | _raised(kind, listing, change.percent))
    fields = different | publishing.shown_as(listing, change.visibility or listing["visibility"])
    _keep(session, change.of(listing["_id"]), _told(listing["version"] + bool(fields), is_changed=bool(fields)))
    return fields


def _raised(kind: Kind, listing: Record, percent: int | None) -> Record:
    """The price so many percent higher, to a whole minor unit; `Rejected` where nothing or a fortune would be left."""
    if percent is None or kind.editing.price is None:
        return {}
    raised = portion(listing[kind.editing.price], 100 + percent, 100)
    if not 1 <= raised <= HIGHEST_PRICE:
        message = f"Its price would be {raised} minor units."
        raise Rejected(message, errors={"changes.percent": [message]})
    return {kind.editing.price: raised}
