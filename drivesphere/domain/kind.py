"""What a kind of bookable thing must say about itself: one record, one folder.

Kind
├── names                 for programs, in addresses, in the documentation
├── draw_up … summary     what the engine and the services ask
├── search, present       how clients find it and what they see
├── views: Views          the routes, each with its shapes, texts and examples
├── editing: Editing      what its owner states and may change, and what bookings rest on
├── fleet_file: FleetFile where owners may take all they have out as a file, and bring it in
├── calendar: Calendar    where one can look ahead what is taken
├── alternatives          where something else can be offered
├── fellows               where any of several listings would do
├── tariff                where owners state rules over the price of a unit
├── problems              error codes that no other kind has
└── examples: Examples    what tests/kinds/test_every_kind.py tries it with
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from drivesphere.domain.demand import Demand, Outlook, Stock
from drivesphere.domain.fleet_file import FleetFile
from drivesphere.domain.opening import ALWAYS, OpenTimes
from drivesphere.domain.policy import Policy
from drivesphere.domain.price_rules import Tariff
from drivesphere.domain.problem import Problem
from drivesphere.domain.quote import Quote
from drivesphere.domain.search import Search
from drivesphere.domain.window import Window

Record = dict[str, Any]
Listing = Mapping[str, Any]
Request = Mapping[str, Any]
Args = Mapping[str, Any]
Shape = Any
"""A marshmallow schema class, or a field of one. The domain passes it on and never looks inside."""


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """One route: `takes` is the shape of its query or body, `gives` of its answer, `example` an answer.

    `refusals` are the codes beyond those that every such view has, `asked` is an example of a body. `path` is for the
    view that does not stand below the kind's own.
    """

    summary: str
    takes: Shape
    example: Any
    gives: Shape = None
    refusals: Sequence[str] = ()
    asked: Record | None = None
    path: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Views:
    """The routes of a kind: the list, one listing, booking it; where there is such a thing also the price ahead of a
    booking, the cities where it is to be had, and what a map shows of a search (where it has a price and stands in a
    city). What booking gives is the same for all kinds: a booking.
    """

    find: View
    look: View
    book: View
    quote: View | None = None
    places: View | None = None
    map: View | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """What is taken, and when. `window(args, now)` is the part that is looked at, or `Rejected`.

    `present(listing, args, window, taken)` is its JSON; `taken` are the engine's live claims that touch the window.
    """

    view: View
    window: Callable[[Args, datetime], Window]
    present: Callable[[Listing, Args, Window, Sequence[Any]], Record]


@dataclass(frozen=True, slots=True, kw_only=True)
class Alternatives:
    """What to offer for what is taken: the listing on other terms, or what `alike` finds for it, where it does.

    `otherwise(listing, request, outlook)` are requests for the same listing that are free, the best first.
    `distance(listing, other)` sorts what is alike by how little it differs. `same_listing` and `other_listing` are the
    words on the wire for why something is offered.
    """

    otherwise: Callable[[Listing, Request, Outlook], Sequence[Record]]
    same_listing: str
    alike: Callable[[Listing], Search | None] | None = None
    distance: Callable[[Listing, Listing], tuple[Any, ...]] | None = None
    other_listing: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Editing:
    """What an owner states of a listing: `states` is the shape of a new one, `changes` that of an edit.

    Both load to fields as they are stored, with `policy` as what differs from the kind's. `asked` and `edited` are
    examples of such bodies, `bad_edits` of what must be refused. `restate(listing, changes)` is the whole listing after
    an edit, or `Rejected`; without it the facts are drawn up anew. `rests_on` are fields that bookings rest on: to
    change them, `restate` gives the listing other inventory, which it cannot have as long as something is booked.
    `price` is the field, of the shapes and as it is stored, that says what a listing costs, where one does.
    """

    states: Shape
    changes: Shape
    asked: Record
    edited: Record
    bad_edits: Sequence[BadDemand]
    restate: Callable[[Listing, Record], Record] | None = None
    rests_on: Sequence[str] = ()
    price: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BadDemand:
    """A body that must be refused with `status` and `code`, and the field that the answer must name."""

    body: Record
    status: int
    code: str
    field: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Examples:
    """What the conformance suite tries a kind with, made for an instant. Bodies and queries are as clients send them.

    `listing` is stored as it stands, with an id and an owner. `found_by` and `missed_by` are queries that find it and
    that do not. Of the demands `rivals` one can be granted.
    """

    listing: Callable[[datetime], Record]
    found_by: Callable[[datetime], Sequence[Record]]
    missed_by: Callable[[datetime], Sequence[Record]]
    demand: Callable[[datetime], Record]
    bad_demands: Callable[[datetime], Sequence[BadDemand]]
    rivals: Callable[[datetime], tuple[Record, Record]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """The engine, the services and the API know a kind only through these.

    `name` is the plural for programs, `noun` one of them, `path` the segment of addresses, `about` a line for the
    documentation. `listing` is the stored listing, `request` the validated body of a booking request.

    `draw_up` makes the stored facts of a new listing from what its owner states, `stock` is what a listing brings to
    be booked, `summary` what a booking remembers of it: id, title, city, state, time_zone, and the fields in
    `remembers`. `present(listing, seen_from=, quote=, places=)` is the JSON of a listing; `places` are what is left of
    its inventories, by id, where they are counted. `fellows(listing, request)` finds the listings any of which would
    do, where the request leaves the choice to us. `tariff` is the price of a unit with the owner's rules over it.
    `hours(listing)` is when it can be used at all.
    """

    name: str
    noun: str
    path: str
    about: str
    inventory_model: str
    default_policy: Policy
    stock: Callable[[Listing], Sequence[Stock]]
    demands: Callable[[Listing, Request], Sequence[Demand]]
    check: Callable[[Policy, Sequence[Demand], datetime], None]
    quote: Callable[[Listing, Request], Quote]
    summary: Callable[[Listing], Record]
    search: Callable[[Args], Search]
    present: Callable[..., Record]
    views: Views
    editing: Editing
    examples: Examples
    draw_up: Callable[[Record], Record] = dict
    remembers: Mapping[str, Shape] = field(default_factory=dict)
    fleet_file: FleetFile | None = None
    calendar: Calendar | None = None
    alternatives: Alternatives | None = None
    fellows: Callable[[Listing, Request], Search | None] | None = None
    tariff: Callable[[Listing], Tariff] | None = None
    problems: Sequence[Problem] = ()
    hours: Callable[[Listing], OpenTimes] = lambda _: ALWAYS

    def policy(self, listing: Listing) -> Policy:
        """The listing's own rules over the kind's defaults."""
        return Policy.stored(listing.get("policy"), self.default_policy)

    def restate(self, listing: Listing, changes: Record) -> Record:
        """The whole listing after its owner's `changes`; `Rejected` where the facts do not fit together."""
        own = self.editing.restate
        return own(listing, changes) if own else self.draw_up({**listing, **changes})

    @property
    def id_argument(self) -> str:
        """What a listing's id is called in addresses and in the documentation."""
        return f"{self.noun}_id"
