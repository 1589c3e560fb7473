"""A kind that nobody needs, of things that are counted. `test_a_new_kind.py` puts it into a folder of its own.

It has one inventory under the listing's own id and no dates, and it lacks what a kind may lack.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import marshmallow as ma

from drivesphere.domain.demand import Demand, Stock
from drivesphere.domain.errors import Rejected
from drivesphere.domain.kind import Args, BadDemand, Editing, Examples, Kind, Listing, Record, Request, View, Views
from drivesphere.domain.policy import Policy
from drivesphere.domain.quote import Quote, QuoteLine
from drivesphere.domain.search import Search
from drivesphere.shapes.fields import Id, Name, Text, Whole
from drivesphere.shapes.schemas import Complete, PageArgs, Query, Shown, Strict
from drivesphere.shapes.stated import PlaceTermsSchema

POLICY = Policy(quantity_limit=5)


class TombolaSearchArgs(PageArgs):
    """How many lots one wants."""

    lots = Whole(min=1)


class TombolaSchema(Shown):
    """A drum full of lots."""

    id = Id()
    kind = Text()
    title = Text()
    lots_left = Whole()
    links = ma.fields.Dict(keys=Text(), values=Text())


class LotsSchema(Strict):
    """So many lots."""

    lots = Whole(required=True, min=1)


class TombolaChangesSchema(Strict):
    """What is to be different about a tombola."""

    title = Name(min=1)
    lots = Whole(min=1)
    price = Whole(min=0)
    policy = ma.fields.Nested(PlaceTermsSchema, metadata={"optional": True})


class NewTombolaSchema(TombolaChangesSchema, Complete):
    """A drum full of lots."""


def stock(listing: Listing) -> list[Stock]:
    return [Stock(str(listing["_id"]), capacity=listing["lots"], listing_id=str(listing["_id"]))]


def demands(listing: Listing, request: Request) -> list[Demand]:
    return [Demand(str(listing["_id"]), quantity=request["lots"], label="the drum", field="lots")]


def check(policy: Policy, wanted: Sequence[Demand], _: datetime) -> None:
    for each in wanted:
        if each.quantity > policy.quantity_limit:
            raise Rejected("Leave some to others.", code="too_many", errors={"lots": ["At most 5."]})


def quote(listing: Listing, request: Request) -> Quote:
    return Quote([QuoteLine("lots", f"{request['lots']} lots", request["lots"] * listing["price"])])


def summary(listing: Listing) -> Record:
    return {"id": str(listing["_id"]), "title": listing["title"]}


def search(args: Args) -> Search:
    return Search(sort=[("title", 1)], quantity=args.get("lots"))


def present(listing: Listing, *, places: Mapping[str, int], **_: Any) -> Record:
    own = str(listing["_id"])
    shown = {"id": own, "kind": "tombolas", "title": listing["title"], "lots_left": places[own]}
    return {**shown, "links": {"self": f"/api/v1/tombolas/{own}"}}


DRUM: Record = {"title": "For the new roof", "lots": 6, "price": 200}
DRUM_ID = "6743d0a9a1b2c3d4e5f60001"
SHOWN = present({"_id": DRUM_ID, **DRUM}, places={DRUM_ID: 6})

EXAMPLES = Examples(
    listing=lambda _: DRUM,
    found_by=lambda _: [{}, {"lots": 6}],
    missed_by=lambda _: [{"lots": 7}],
    demand=lambda _: {"lots": 2},
    bad_demands=lambda _: [
        BadDemand(body={"lots": 6}, status=422, code="too_many", field="lots"),
        BadDemand(body={"lots": 0}, status=422, code="validation", field="lots"),
        BadDemand(body={}, status=422, code="validation", field="lots"),
    ],
    rivals=lambda _: ({"lots": 4}, {"lots": 3}),
)

KIND = Kind(
    name="tombolas",
    noun="tombola",
    path="tombolas",
    about="Every lot wins.",
    inventory_model="counted",
    default_policy=POLICY,
    stock=stock,
    demands=demands,
    check=check,
    quote=quote,
    summary=summary,
    search=search,
    present=present,
    views=Views(
        find=View(summary="Find a tombola", takes=TombolaSearchArgs, gives=TombolaSchema, example=SHOWN),
        look=View(summary="Look at a tombola", takes=Query, gives=TombolaSchema, example=SHOWN),
        book=View(
            summary="Hold lots",
            takes=LotsSchema,
            asked={"lots": 2},
            example={"kind": "tombolas"},
            refusals=("sold_out", "too_many"),
        ),
    ),
    editing=Editing(
        states=NewTombolaSchema,
        changes=TombolaChangesSchema,
        price="price",
        asked=DRUM,
        edited={"lots": 9, "policy": {"quantity_limit": 3}},
        bad_edits=[BadDemand(body={"lots": 0}, status=422, code="validation", field="lots")],
    ),
    examples=EXAMPLES,
)
