"""Shapes that several views share. Bodies extend `Strict`, queries `Query` or `PageArgs`, answers `Shown`."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, ClassVar

import marshmallow as ma
from flask_smorest.pagination import PaginationMixin

from drivesphere.api.fields import Flag, Id, Instant, Number, Text, Whole, rfc3339

__all__ = [
    "PAGINATION_HEADER",
    "Flag",
    "Id",
    "Instant",
    "MoneySchema",
    "Number",
    "PageArgs",
    "PolicySchema",
    "ProblemSchema",
    "Query",
    "QuoteSchema",
    "Shown",
    "Strict",
    "Text",
    "Whole",
    "paged",
    "rfc3339",
]

PAGINATION_HEADER = "X-Pagination"
LARGEST_PAGE = 100
USUAL_PAGE = 20
LAST_PAGE = 10_000  # a million rows; whoever is there wants a filter, and skipping further costs the database


class Strict(ma.Schema):
    """A body: it holds the named fields and no others."""

    class Meta:
        unknown = ma.RAISE


class Query(Strict):
    """The arguments of a query; numbers and flags arrive as text."""

    is_query: ClassVar[bool] = True


class PageArgs(Query):
    """A query whose answer comes in pages; the view returns `paged(...)`."""

    page = Whole(min=1, max=LAST_PAGE, load_default=1, metadata={"description": "From 1."})
    page_size = Whole(min=1, max=LARGEST_PAGE, load_default=USUAL_PAGE)


class Shown(Strict):
    """An answer: every field is there, unless its metadata says `optional`."""

    def on_bind_field(self, _field_name: str, field_obj: ma.fields.Field[Any]) -> None:
        field_obj.required = not field_obj.metadata.get("optional", False)


def paged(rows: Sequence[Any], total: int, args: dict[str, Any]) -> tuple[Sequence[Any], dict[str, str]]:
    """The `rows` of one page with the header that says where it stands among `total`."""
    described = PaginationMixin._make_pagination_metadata(args["page"], args["page_size"], total)
    return rows, {PAGINATION_HEADER: json.dumps(described)}


class MoneySchema(Shown):
    """Minor units of an ISO 4217 currency."""

    amount = Whole(metadata={"description": "Minor units, for example cents.", "example": 12345})
    currency = Text(max=3, metadata={"example": "USD"})


class PolicySchema(Shown):
    """The rules of a listing."""

    lead_time_minutes = Whole()
    horizon_days = Whole()
    shortest_minutes = Whole()
    longest_days = Whole()
    buffer_minutes = Whole(metadata={"description": "Kept free on both sides of a booking."})
    hold_minutes = Whole()
    free_cancellation_hours = Whole(metadata={"description": "Before the start; until then a refund is whole."})


class QuoteLineSchema(Shown):
    """One addend of a quote."""

    code = Text(metadata={"example": "rental"})
    label = Text(metadata={"example": "3 days at $120.00"})
    amount = ma.fields.Nested(MoneySchema)


class QuoteSchema(Shown):
    """A price: the lines sum to the total."""

    starts_at = Instant(metadata={"optional": True})
    ends_at = Instant(metadata={"optional": True})
    days = Whole(allow_none=True)
    lines = ma.fields.List(ma.fields.Nested(QuoteLineSchema))
    total = ma.fields.Nested(MoneySchema)
    rules = ma.fields.List(ma.fields.Dict(), metadata={"description": "The rules that made the lines."})


class ListingNameSchema(Shown):
    """A listing, by id and title."""

    id = Id()
    title = Text()


class AlternativeSchema(Shown):
    """What was free at the instant of the refusal."""

    listing = ma.fields.Nested(ListingNameSchema)
    starts_at = Instant()
    ends_at = Instant()
    total = ma.fields.Nested(MoneySchema)
    reason = Text(validate=ma.validate.OneOf(["same_car_other_dates", "similar_car"]))


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
    retry_after = Whole(metadata={"optional": True, "description": "Seconds to wait."})
    links = ma.fields.Dict(keys=Text(), values=Text(), metadata={"optional": True})
