"""Finding listings. A search answers from the cache for half a minute, unless a booking changed its place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from drivesphere import inventory
from drivesphere.domain import clock
from drivesphere.domain.demand import Demand
from drivesphere.domain.errors import NotFound, Rejected
from drivesphere.domain.events import availability_tag, catalogue_tag
from drivesphere.domain.geo import Point
from drivesphere.domain.kind import Kind
from drivesphere.domain.policy import Policy, check_window
from drivesphere.domain.search import Search
from drivesphere.domain.window import Window
from drivesphere.infra import cache, mongo
from drivesphere.models import listing as listings
from drivesphere.services.presenting import instant

Id = Any
Record = dict[str, Any]
Args = Mapping[str, Any]

SEARCH_SECONDS = 30
SEARCH_LIMIT_MS = 1_000
SEARCH_DEADLINE = SEARCH_LIMIT_MS / 1_000
"""Seconds for each query; inside a deadline the driver sends what is left of that as `maxTimeMS`, not our limit."""

SEARCHABLE = Policy(lead_time_minutes=0, horizon_days=3 * 366, shortest_minutes=1, longest_days=366)
"""The widest window that a search takes: any listing's own policy is narrower."""


def search(kind: Kind, args: Args) -> tuple[bytes, int]:
    """A page of the listings that fulfil `args`, as the JSON that is kept of it, and how many there are.

    Where the kind reads a window in them: those that are free then and whose policy allows it, each with its quote.
    Raises `Rejected` for a window that nobody could book, `Unavailable` when a query takes longer than a second.
    """
    wanted = kind.search(args)
    refuse_unsearchable(wanted.window)
    page, size = args["page"], args["page_size"]
    total, rows = cache.read_lines(
        ("search", kind.name, wanted, page, size),
        tags(kind, wanted),
        SEARCH_SECONDS,
        lambda: _search(kind, wanted, slice((page - 1) * size, page * size)),
    )
    if not int(total) and wanted.window:
        explain_nothing(kind, wanted.window)
    return rows, int(total)


def detail(kind: Kind, listing_id: Id, args: Args) -> Record:
    """One published listing, with its quote where dates are given; `NotFound`, or `Rejected` against its policy."""
    window = Window(args["starts_at"], args["ends_at"]) if "starts_at" in args else None
    refuse_unsearchable(window)
    with mongo.deadline():
        listing = listings.find_bookable(kind.name, listing_id)
        places = _places(kind, [listing] if listing else [])
    if listing is None:
        raise NotFound("There is no such listing.")
    if window:
        check_window(kind.policy(listing), window, clock.now())
    return _shown(kind, listing, window, places)


def refuse_unsearchable(window: Window | None) -> None:
    """What can be said against dates before any listing is known."""
    if window:
        check_window(SEARCHABLE, window, clock.now())


def tags(kind: Kind, wanted: Search) -> list[str]:
    """What makes the answer wrong: the catalogue, and where it tells what is free any booking in the place."""
    shows_stock = wanted.window or inventory.counts_places(kind.inventory_model)
    stocked = [availability_tag(kind.name, wanted.state, wanted.city)] if shows_stock else []
    return [catalogue_tag(kind.name), *stocked]


def _search(kind: Kind, wanted: Search, page: slice) -> tuple[int, list[Record]]:
    ids = matches(kind, wanted)
    on_page = ids[page]
    with mongo.deadline(SEARCH_DEADLINE):
        rows = listings.find_many(on_page)
        places = _places(kind, rows.values())
    seen_from = wanted.near.center if wanted.near else None
    shown = [_shown(kind, rows[each], wanted.window, places, seen_from) for each in on_page if each in rows]
    return len(ids), shown


def matches(kind: Kind, wanted: Search) -> Sequence[Id]:
    """Everything that matches, in order; with dates or a quantity only what has room, by what claims would find."""
    ids = _matching(kind, wanted)
    if wanted.window:
        ids = _free(kind, _allowed(kind, ids, wanted.window), wanted.window)
    return _with_places(kind, ids, wanted.quantity) if wanted.quantity else ids


def _matching(kind: Kind, wanted: Search) -> list[Id]:
    with mongo.deadline(SEARCH_DEADLINE):
        if wanted.near and wanted.is_nearest_first:
            return listings.nearest(kind.name, wanted.filters, wanted.near, SEARCH_LIMIT_MS)
        return listings.matching(kind.name, wanted.filters, wanted.sort, SEARCH_LIMIT_MS)


def _allowed(kind: Kind, ids: Sequence[Id], window: Window) -> list[Id]:
    """Without the listings whose policy refuses `window`; few have one of their own, and only those are read."""
    with mongo.deadline(SEARCH_DEADLINE):
        policies = listings.own_policies(kind.name, SEARCH_LIMIT_MS)
    own = {each: _allows(kind, Policy.stored(policy, kind.default_policy), window) for each, policy in policies.items()}
    by_default = _allows(kind, kind.default_policy, window)
    return [each for each in ids if own.get(each, by_default)]


def _free(kind: Kind, ids: Sequence[Id], window: Window) -> list[Id]:
    with mongo.deadline(SEARCH_DEADLINE):
        free = inventory.free_among(kind.inventory_model, ids, window, SEARCH_LIMIT_MS)
    return [each for each in ids if each in free]


def _with_places(kind: Kind, ids: Sequence[Id], quantity: int) -> list[Id]:
    with mongo.deadline(SEARCH_DEADLINE):
        roomy = inventory.with_places(kind.inventory_model, ids, quantity)
    return [each for each in ids if each in roomy]


def _allows(kind: Kind, policy: Policy, window: Window) -> bool:
    try:
        kind.check(policy, [Demand("", window)], clock.now())
    except Rejected:
        return False
    return True


def _places(kind: Kind, rows: Iterable[Record]) -> Mapping[str, int]:
    """What is left of everything that `rows` bring, in one query; nothing where places are not counted."""
    if not inventory.counts_places(kind.inventory_model):
        return {}
    return inventory.places_left(kind.inventory_model, [s.inventory_id for row in rows for s in kind.stock(row)])


def _shown(
    kind: Kind, listing: Record, window: Window | None, places: Mapping[str, int], seen_from: Point | None = None
) -> Record:
    quote = quoted(kind, listing, window) if window else None
    return kind.present(listing, seen_from=seen_from, quote=quote, places=places)


def quoted(kind: Kind, listing: Record, window: Window) -> Record:
    span = {"starts_at": window.starts_at, "ends_at": window.ends_at}
    shown = {name: instant(moment) for name, moment in span.items()}
    return shown | kind.quote(listing, span).as_dict()


def explain_nothing(kind: Kind, window: Window) -> None:
    """Nothing found for dates that the kind does not usually allow: say so, in place of an empty page."""
    kind.check(kind.default_policy, [Demand("", window)], clock.now())
