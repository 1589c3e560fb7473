"""A kind that nobody needs. `test_a_new_kind.py` puts it into a folder of its own, to see whether that is enough.

It lacks what a kind may lack: a calendar, a price ahead of the booking, alternatives, cities.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

import marshmallow as ma

from drivesphere.domain.clock import rfc3339
from drivesphere.domain.demand import Demand, Stock
from drivesphere.domain.errors import Rejected
from drivesphere.domain.kind import Args, BadDemand, Editing, Examples, Kind, Listing, Record, Request, View, Views
from drivesphere.domain.policy import WINDOW_RULES, Policy, check_window
from drivesphere.domain.problem import Problem
from drivesphere.domain.quote import Quote, QuoteLine
from drivesphere.domain.search import Search
from drivesphere.domain.window import Window
from drivesphere.shapes.fields import Id, Name, Text, Whole
from drivesphere.shapes.schemas import Complete, PageArgs, Query, QuoteSchema, Shown, Strict
from drivesphere.shapes.stated import WindowTermsSchema
from drivesphere.shapes.windows import DateArgs, WindowDemandSchema

POLICY = Policy(shortest_minutes=30, longest_days=1, horizon_days=30, buffer_minutes=5)
TOO_MANY_ABOARD = Problem("too_many_aboard", 422, "The boat would sink", "Come with at most `seats` people.")


class BoatSearchArgs(DateArgs, PageArgs):
    """How many want to sit."""

    seats_min = Whole(min=1, max=10)


class BoatSchema(Shown):
    """A pedal boat."""

    id = Id()
    kind = Text()
    title = Text()
    seats = Whole()
    quote = ma.fields.Nested(QuoteSchema, allow_none=True)
    links = ma.fields.Dict(keys=Text(), values=Text())


class BoatDemandSchema(WindowDemandSchema):
    """When, and with how many people."""

    people = Whole(min=1, load_default=1)


class BoatChangesSchema(Strict):
    """What is to be different about a boat."""

    title = Name(min=1)
    seats = Whole(min=1, max=10)
    per_minute = Whole(min=1)
    policy = ma.fields.Nested(WindowTermsSchema, metadata={"optional": True})


class NewBoatSchema(BoatChangesSchema, Complete):
    """A boat for hire."""


def stock(listing: Listing) -> list[Stock]:
    return [Stock(str(listing["_id"]), Policy.stored(listing.get("policy"), POLICY).buffer)]


def demands(listing: Listing, request: Request) -> list[Demand]:
    if request.get("people", 1) > listing["seats"]:
        raise Rejected("Too many.", code=TOO_MANY_ABOARD.code, errors={"people": [f"At most {listing['seats']}."]})
    return [Demand(str(listing["_id"]), Window(request["starts_at"], request["ends_at"]))]


def check(policy: Policy, wanted: Sequence[Demand], now: datetime) -> None:
    for each in wanted:
        if each.window:
            check_window(policy, each.window, now)


def quote(listing: Listing, request: Request) -> Quote:
    minutes = (request["ends_at"] - request["starts_at"]) // timedelta(minutes=1)
    return Quote([QuoteLine("ride", f"{minutes} minutes", minutes * listing["per_minute"])])


def summary(listing: Listing) -> Record:
    return {"id": str(listing["_id"]), "title": listing["title"], "seats": listing["seats"]}


def search(args: Args) -> Search:
    window = Window(args["starts_at"], args["ends_at"]) if "starts_at" in args else None
    return Search(filters={"seats": {"$gte": args.get("seats_min", 1)}}, sort=[("seats", 1)], window=window)


def present(listing: Listing, *, quote: Record | None = None, **_: Any) -> Record:
    links = {"self": f"/api/v1/pedal-boats/{listing['_id']}"}
    shown = {"id": str(listing["_id"]), "kind": "pedal_boats", "title": listing["title"], "seats": listing["seats"]}
    return {**shown, "quote": quote, "links": links}


def demand(now: datetime, *, hours: float = 48, minutes: int = 90, **more: Any) -> Record:
    start = now + timedelta(hours=hours)
    return {"starts_at": rfc3339(start), "ends_at": rfc3339(start + timedelta(minutes=minutes)), **more}


SWAN: Record = {"title": "The Swan", "seats": 4, "per_minute": 25}
EXAMPLES = Examples(
    listing=lambda _: SWAN,
    found_by=lambda now: [{}, {"seats_min": 4}, demand(now)],
    missed_by=lambda _: [{"seats_min": 5}],
    demand=demand,
    bad_demands=lambda now: [
        BadDemand(body=demand(now, minutes=10), status=422, code="window_too_short", field="ends_at"),
        BadDemand(body=demand(now, people=5), status=422, code="too_many_aboard", field="people"),
        BadDemand(body={}, status=422, code="validation", field="starts_at"),
    ],
    rivals=lambda now: (demand(now), demand(now, hours=49)),
)
SHOWN = present({"_id": "6743d0a9a1b2c3d4e5f60001", **SWAN})

KIND = Kind(
    name="pedal_boats",
    noun="pedal_boat",
    path="pedal-boats",
    about="Once around the lake.",
    inventory_model="interval",
    default_policy=POLICY,
    stock=stock,
    demands=demands,
    check=check,
    quote=quote,
    summary=summary,
    remembers={"seats": Whole(allow_none=True)},
    search=search,
    present=present,
    views=Views(
        find=View(summary="Find a boat", takes=BoatSearchArgs, gives=BoatSchema, example=SHOWN, refusals=WINDOW_RULES),
        look=View(summary="Look at a boat", takes=Query, gives=BoatSchema, example=SHOWN),
        book=View(
            summary="Hold a boat",
            takes=BoatDemandSchema,
            asked={"starts_at": "2026-12-04T10:00:00Z", "ends_at": "2026-12-04T11:00:00Z", "people": 2},
            example={"kind": "pedal_boats"},
            refusals=("window_taken", *WINDOW_RULES, TOO_MANY_ABOARD.code),
        ),
    ),
    editing=Editing(
        states=NewBoatSchema,
        changes=BoatChangesSchema,
        price="per_minute",
        asked=SWAN,
        edited={"seats": 5, "policy": {"buffer_minutes": 10}},
        bad_edits=[
            BadDemand(body={"seats": 11}, status=422, code="validation", field="seats"),
            BadDemand(body={"policy": {"longest_days": 0}}, status=422, code="validation", field="policy.longest_days"),
        ],
    ),
    problems=(TOO_MANY_ABOARD,),
    examples=EXAMPLES,
)
