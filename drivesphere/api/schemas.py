"""The shapes that only HTTP has: pages, and problems."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, TypeVar

import marshmallow as ma
from flask_smorest.pagination import PaginationMixin

from drivesphere.kinds import registry
from drivesphere.shapes.fields import Id, Instant, Text, Whole
from drivesphere.shapes.schemas import MoneySchema, Shown

Page = TypeVar("Page", Sequence[Any], dict[str, Any])

PAGINATION_HEADER = "X-Pagination"
REASONS = [
    word
    for each in (kind.alternatives for kind in registry().values())
    if each
    for word in (each.same_listing, each.other_listing)
    if word
]
"""Why something is offered in place of what is taken, in the words of all kinds."""


def paged(rows: Page, total: int, args: dict[str, Any]) -> tuple[Page, dict[str, str]]:
    """The `rows` of one page, or an answer that holds them, with the header that says where it stands among `total`."""
    described = PaginationMixin._make_pagination_metadata(args["page"], args["page_size"], total)
    return rows, {PAGINATION_HEADER: json.dumps(described)}


class ListingNameSchema(Shown):
    """A listing, by id and title."""

    id = Id()
    title = Text()


# With what tells listings of a kind apart at a glance, the type of a car for example.
OfferedListingSchema = ListingNameSchema.from_dict(
    {field: shape for kind in registry().values() for field, shape in kind.remembers.items()},
    name="OfferedListingSchema",
)


class OfferedLineSchema(Shown):
    """So many places in a section."""

    section_id = Id()
    quantity = Whole()


class AlternativeSchema(Shown):
    """What was free at the instant of the refusal, as it can be held."""

    listing = ma.fields.Nested(OfferedListingSchema)
    starts_at = Instant(allow_none=True)
    ends_at = Instant(allow_none=True)
    lines = ma.fields.List(
        ma.fields.Nested(OfferedLineSchema), metadata={"optional": True, "description": "Places, where they count."}
    )
    total = ma.fields.Nested(MoneySchema)
    extras = ma.fields.List(
        Text(), metadata={"optional": True, "description": "Those asked for; they are in the total."}
    )
    reason = Text(validate=ma.validate.OneOf(REASONS))


class ConflictSchema(Shown):
    """A window that stands in the way."""

    starts_at = Instant()
    ends_at = Instant()


class InTheWaySchema(Shown):
    """What stands where an owner wants a block: a booking, a hold until its end, or another block."""

    id = Id()
    type = Text(validate=ma.validate.OneOf(["booking", "hold", "block"]))
    status = Text(allow_none=True, metadata={"description": "Of a booking or hold."})
    starts_at = Instant()
    ends_at = Instant()
    until = Instant(allow_none=True, metadata={"description": "When a hold gives way, unless it is paid."})


class ProblemSchema(Shown):
    """RFC 9457 with a stable `code`; only documents what api/errors renders."""

    type = Text(metadata={"description": "Where the code is explained.", "format": "uri-reference"})
    title = Text()
    status = Whole()
    detail = Text()
    code = Text(metadata={"description": "The stable word to switch on."})
    instance = Text()
    request_id = Text()
    errors = ma.fields.Dict(
        keys=Text(),
        values=ma.fields.List(Text()),
        metadata={"optional": True, "description": "By dotted path of the field."},
    )
    alternatives = ma.fields.List(ma.fields.Nested(AlternativeSchema), metadata={"optional": True})
    conflict = ma.fields.Nested(ConflictSchema, metadata={"optional": True})
    in_the_way = ma.fields.List(ma.fields.Nested(InTheWaySchema), metadata={"optional": True})
    retry_after = Whole(metadata={"optional": True, "description": "Seconds to wait."})
    links = ma.fields.Dict(keys=Text(), values=Text(), metadata={"optional": True})
