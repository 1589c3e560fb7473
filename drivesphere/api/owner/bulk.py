"""One change for many of an owner's listings, with a report row by row. Made from the kinds' own records."""

from __future__ import annotations

from collections import Counter
from typing import Any

import marshmallow as ma
from marshmallow import validate

from drivesphere.api.blueprint import Blueprint, operation, summarised
from drivesphere.api.errors import declares
from drivesphere.api.idempotent import HEADER, REPLAYED, idempotent
from drivesphere.api.security import current_user, signed_in
from drivesphere.domain import errors
from drivesphere.domain.idempotency import Attempt
from drivesphere.domain.kind import Kind
from drivesphere.domain.words import LONGEST_TYPED
from drivesphere.models.listing import PAUSED, PUBLISHED, RETIRED, VISIBILITIES
from drivesphere.services import bulk_edits
from drivesphere.services.bulk_edits import MOST_AT_ONCE, Change
from drivesphere.shapes.fields import Flag, Id, Text, Whole
from drivesphere.shapes.schemas import Shown, Strict

Body = dict[str, Any]
OUTCOMES = ("changed", "unchanged", "refused")


class OwnFilterSchema(Strict):
    """Those of one's listings that stand so, and say these words."""

    visibility = Text(validate=validate.OneOf(VISIBILITIES))
    has_photos = Flag()
    q = Text(max=LONGEST_TYPED, metadata={"description": "Beginnings of words, as clients look for them."})


class BulkSchema(Strict):
    """Which listings, by their ids or by a filter, and what is to become of them."""

    ids = ma.fields.List(Id(), validate=validate.Length(min=1, max=MOST_AT_ONCE))
    filter = ma.fields.Nested(OwnFilterSchema, metadata={"description": f"At most {MOST_AT_ONCE} may fit; {{}}: all."})

    @ma.validates_schema
    def _ids_or_filter(self, body: Body, **_: Any) -> None:
        if ("ids" in body) == ("filter" in body):
            raise ma.ValidationError("Say either ids or filter.", "ids")


class BulkRowSchema(Shown):
    """What became of one of them."""

    id = Id()
    title = Text(allow_none=True)
    outcome = Text(validate=validate.OneOf(OUTCOMES))
    version = Whole(allow_none=True)
    code = Text(allow_none=True, metadata={"description": "Of the refusal, as a single edit would answer it."})
    detail = Text(allow_none=True)


class BulkReportSchema(Shown):
    """What became of all of them."""

    changed = Whole()
    unchanged = Whole()
    refused = Whole()
    rows = ma.fields.List(ma.fields.Nested(BulkRowSchema))


ID = "6743d0a9a1b2c3d4e5f60001"
ASKED = {"ids": [ID], "changes": {"visibility": PAUSED, "policy": {"hold_minutes": 15}}}
ROW = {"id": ID, "title": "Tesla Model X 2019", "outcome": "changed", "version": 2, "code": None, "detail": None}
REPORT = {"changed": 1, "unchanged": 0, "refused": 0, "rows": [ROW]}


def _changes_of(kind: Kind) -> ma.Schema:
    """What can become of many: rules, and a price, as a single edit states them; how they stand; a percentage."""
    price = kind.editing.price
    more: dict[str, Any] = {"visibility": Text(validate=validate.OneOf([PUBLISHED, PAUSED, RETIRED]))}
    if price:
        more["percent"] = Whole(min=-90, max=500, metadata={"description": f"So much more of {price}, or less."})
    shape = kind.editing.changes.from_dict(more, name=f"Bulk{operation('', kind.name)}ChangesSchema")
    changes: ma.Schema = shape(only=("policy", *([price] if price else []), *more))
    return changes


def offer(blp: Blueprint, kind: Kind) -> None:
    """The view of one kind."""
    changes = ma.fields.Nested(_changes_of(kind), required=True)
    body_shape = BulkSchema.from_dict({"changes": changes}, name=f"Bulk{operation('', kind.name)}Schema")

    @blp.route(f"/{kind.path}/bulk", methods=["PATCH"])
    @signed_in("owner")
    @blp.arguments(body_shape, example=ASKED)
    @blp.response(200, BulkReportSchema, example=REPORT)
    @blp.doc(operationId=operation("edit", kind.name))
    @declares("email_not_verified", errors.RequestInProgress, errors.Rejected, errors.KeyReused, errors.Unavailable)
    @idempotent
    @summarised("Change many at once, each by itself; the report says what became of each. `percent` needs a key")
    def edit_many(body: Body, attempt: Attempt) -> Any:
        change = _change_of(kind, body["changes"])
        _refuse_without_key(change, attempt)
        rows, is_repeat = bulk_edits.change_once(kind, current_user().id, body, change, attempt)
        counts = Counter(row["outcome"] for row in rows)
        report = {outcome: counts[outcome] for outcome in OUTCOMES} | {"rows": rows}
        return report, {REPLAYED: "true"} if is_repeat else {}


def _refuse_without_key(change: Change, attempt: Attempt) -> None:
    """Whoever sends a percentage again because an answer was lost must not raise prices twice."""
    if change.percent is not None and attempt.scope is None:
        message = "Needed with percent, so that a repeated request changes nothing twice."
        raise errors.Rejected(f"{HEADER}: {message}", errors={HEADER: [message]})


def _change_of(kind: Kind, changes: Body) -> Change:
    """The change that is stated; `Rejected` where it says nothing, or two things about the price."""
    stated = {name: value for name, value in changes.items() if name not in ("percent", "visibility")}
    if not changes:
        raise errors.Rejected("Nothing is to change.", errors={"changes": ["Say what is to change."]})
    if "percent" in changes and kind.editing.price in stated:
        message = f"Say either this or {kind.editing.price}."
        raise errors.Rejected(message, errors={"changes.percent": [message]})
    return Change(stated=stated, percent=changes.get("percent"), visibility=changes.get("visibility"))
