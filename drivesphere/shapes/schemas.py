"""Shapes that kinds and views share. Bodies extend `Strict`, queries `Query` or `PageArgs`, answers `Shown`."""

from __future__ import annotations

from typing import Any, ClassVar

import marshmallow as ma

from drivesphere.shapes.fields import Flag, Id, Instant, Number, Text, Whole

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


class Complete(Strict):
    """Every field is there, unless its metadata says `optional`."""

    def on_bind_field(self, _field_name: str, field_obj: ma.fields.Field[Any]) -> None:
        field_obj.required = not field_obj.metadata.get("optional", False)


class Shown(Complete):
    """An answer."""


class MoneySchema(Shown):
    """Minor units of an ISO 4217 currency."""

    amount = Whole(metadata={"description": "Minor units, for example cents.", "example": 12345})
    currency = Text(max=3, metadata={"example": "USD"})


class TierSchema(Shown):
    """What goes back with so much notice."""

    hours_before_start = Whole(metadata={"description": "Elapsed hours, whatever the clocks do."})
    refund_basis_points = Whole(metadata={"description": "10000 are all of it.", "example": 5000})


class CancellationTermsSchema(Shown):
    """What goes back when, the longest notice first; after the last tier nothing does."""

    name = Text(metadata={"description": "`flexible`, `moderate`, `strict`, or `own`.", "example": "moderate"})
    version = Whole(metadata={"description": "Tells terms of one name apart."})
    tiers = ma.fields.List(ma.fields.Nested(TierSchema))


class PolicySchema(Shown):
    """The rules of a listing."""

    lead_time_minutes = Whole()
    horizon_days = Whole()
    shortest_minutes = Whole()
    longest_days = Whole()
    buffer_minutes = Whole(metadata={"description": "Kept free on both sides of a booking."})
    hold_minutes = Whole()
    free_cancellation_hours = Whole(metadata={"description": "Before the start; until then a refund is whole."})
    quantity_limit = Whole(metadata={"description": "Places in one booking."})
    one_per_client = Flag(metadata={"description": "Whether a client can have one booking of it at a time."})
    cancellation = ma.fields.Nested(CancellationTermsSchema)


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


class LatLngSchema(Shown):
    """A place on the map, in degrees."""

    lat = Number()
    lng = Number()


class OwnerSchema(Shown):
    """Who has published the listing."""

    id = Id()
    name = Text(allow_none=True)
