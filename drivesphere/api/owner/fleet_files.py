"""A fleet as a file: taken out and brought in, for those kinds that have such a file."""

from __future__ import annotations

from collections import Counter
from typing import Any

import marshmallow as ma
from flask import Response, request
from marshmallow import validate
from werkzeug.exceptions import UnsupportedMediaType

from drivesphere.api.blueprint import Blueprint, operation, summarised
from drivesphere.api.errors import declares
from drivesphere.api.security import current_user, signed_in
from drivesphere.api.uploads import takes_file
from drivesphere.domain import errors
from drivesphere.domain.fleet_file import FleetFile
from drivesphere.domain.kind import Kind
from drivesphere.services import own_fleet
from drivesphere.shapes.fields import Id, Text, Whole
from drivesphere.shapes.schemas import Shown

CSV = "text/csv"
LARGEST_FILE_BYTES = 1024 * 1024  # `MOST_ROWS` lines of two hundred bytes
SEPARATED = "Semicolons or tabs may stand between the columns, too, and numbers then have decimal commas."
OUTCOMES = ("created", "updated", "unchanged", "refused")


class FleetRowSchema(Shown):
    """What became of a line."""

    line = Whole(metadata={"description": "From 2: the first names the columns."})
    key = Text(allow_none=True)
    id = Id(allow_none=True)
    outcome = Text(validate=validate.OneOf(OUTCOMES))
    reason = Text(allow_none=True, metadata={"description": "Of a refusal; it names the column where there is one."})


class FleetReportSchema(Shown):
    """What became of all of them."""

    created = Whole()
    updated = Whole()
    unchanged = Whole()
    refused = Whole()
    rows = ma.fields.List(ma.fields.Nested(FleetRowSchema))


BAD = {"line": 3, "key": None, "id": None, "outcome": "refused", "reason": "daily_rate_usd: '1O0' is not a number"}
GOOD = {"line": 2, "key": "plate-7", "id": "6743d0a9a1b2c3d4e5f60001", "outcome": "created", "reason": None}
REPORT = {"created": 1, "updated": 0, "unchanged": 0, "refused": 1, "rows": [GOOD, BAD]}


def offer(blp: Blueprint, kind: Kind, file: FleetFile) -> None:
    """Both views of one kind."""
    _offer_export(blp, kind, file)
    _offer_import(blp, kind, file)


def _offer_export(blp: Blueprint, kind: Kind, file: FleetFile) -> None:
    @blp.route(f"/{kind.path}/export")
    @signed_in("owner")
    @blp.response(200, {"type": "string"}, content_type=CSV, example=file.example, description=file.columns)
    @blp.doc(operationId=operation("export", kind.name))
    @declares(errors.Unavailable)
    @summarised("Take all you have and have not retired out as a file, which an import takes back")
    def take_out() -> Response:
        named = {"Content-Disposition": f"attachment; filename={kind.path}.csv"}
        return Response(own_fleet.take_out(kind, file, current_user().id), mimetype=CSV, headers=named)


def _offer_import(blp: Blueprint, kind: Kind, file: FleetFile) -> None:
    content = {CSV: {"schema": {"type": "string"}, "example": file.example}}

    @blp.route(f"/{kind.path}/import", methods=["POST"])
    @signed_in("owner")
    @takes_file(LARGEST_FILE_BYTES, envelope=0)
    @blp.response(200, FleetReportSchema, example=REPORT)
    @blp.doc(
        operationId=operation("import", kind.name),
        requestBody={"required": True, "description": f"{file.columns} {SEPARATED}", "content": content},
    )
    @declares(errors.Rejected, *file.refusals, errors.Unavailable)
    @summarised("Bring a file in: what is new is put up, what is there is changed, each line by itself")
    def bring_in() -> Any:
        if request.mimetype != CSV:
            raise UnsupportedMediaType
        rows = own_fleet.bring_in(kind, file, current_user().id, request.get_data())
        counts = Counter(row["outcome"] for row in rows)
        return {outcome: counts[outcome] for outcome in OUTCOMES} | {"rows": rows}
