"""Where a kind is to be had: what a search box offers while somebody types a city, and what a map shows of a search."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from drivesphere.domain.events import catalogue_tag
from drivesphere.domain.kind import Kind
from drivesphere.domain.money import Money
from drivesphere.domain.search import Search
from drivesphere.domain.window import Window
from drivesphere.infra import cache, mongo
from drivesphere.models import listing as listing_rows
from drivesphere.models import listing_place
from drivesphere.services import listings

Record = dict[str, Any]
Args = Mapping[str, Any]

PLACES_SECONDS = 300  # only an import or an owner changes them, and both purge the catalogue
MOST_PLACES = 20
PLACES_LIMIT_MS = 1_000

MOST_ON_MAP = 1_000  # cities; more are no map any more, and half a megabyte is enough for one answer
CENTRE_DIGITS = 2  # a hundredth of a degree, about a kilometre: it stands for a city and not for a door
MOST_QUOTED = 5_000  # quotes that one answer is worth, of 50 microseconds each
MOST_LOOKED_AT = 500_000  # pairs of a rule and a day, of half a microsecond each


def places(kind: str, typed: str) -> list[Record]:
    """Up to 20 cities that start with what was `typed`, those with most listings first."""
    prefix = " ".join(typed.split()).casefold()
    found: list[Record] = cache.read_through(
        ("places", kind, prefix), [catalogue_tag(kind)], PLACES_SECONDS, lambda: _places(kind, prefix)
    )
    return found


def _places(kind: str, prefix: str) -> list[Record]:
    with mongo.deadline(PLACES_LIMIT_MS / 1_000):
        rows = listing_place.completing(kind, prefix, MOST_PLACES, PLACES_LIMIT_MS)
    return [_shown(kind, row) for row in rows]


def _shown(kind: str, row: Record) -> Record:
    """A place with the number of its listings under the name of their kind: {"city": "Seattle", "cars": 34, …}."""
    return {
        "city": row["city"],
        "state": row["state"],
        kind: row["listings"],
        "location": {"lat": round(row["lat"], 5), "lng": round(row["lng"], 5)},
        "time_zone": row["time_zone"],
    }


def on_map(kind: Kind, args: Args) -> Record:
    """What `listings.search` finds for `args`, city by city: {total, places, left_out}, most listings first.

    With dates each place has the lowest total that the list shows there, unless owners' rules are so many that to
    reckon with all of them would take too long. Raises what the search raises.
    """
    wanted = replace(kind.search(args), sort=())
    listings.refuse_unsearchable(wanted.window)
    found: Record = cache.read_through(
        ("map", kind.name, wanted), listings.tags(kind, wanted), listings.SEARCH_SECONDS, lambda: _on_map(kind, wanted)
    )
    if not found["total"] and wanted.window:
        listings.explain_nothing(kind, wanted.window)
    return found


def _on_map(kind: Kind, wanted: Search) -> Record:
    ids = listings.matches(kind, wanted)
    with mongo.deadline(listings.SEARCH_DEADLINE):
        groups = listing_place.priced_alike(ids, str(kind.editing.price), listings.SEARCH_LIMIT_MS)
    totals = _totals(kind, groups, wanted.window) if wanted.window else None
    cities: dict[tuple[str, str], list[Record]] = {}
    for group in groups:
        cities.setdefault((group["city_key"], group["state"]), []).append(group)
    shown = [_city(kind, of_city, totals) for _, of_city in sorted(cities.items())]
    shown.sort(key=lambda place: -place[kind.name])
    return {"total": len(ids), "places": shown[:MOST_ON_MAP], "left_out": max(0, len(shown) - MOST_ON_MAP)}


def _totals(kind: Kind, groups: Sequence[Record], window: Window) -> Mapping[Any, Money] | None:
    """By its id, what the cheapest of each group costs in `window`; None where that would take too long.

    The lower of two base prices never makes the higher total under the same rules, so no other of a group costs less.
    """
    if len(groups) > MOST_QUOTED:
        return None
    with mongo.deadline(listings.SEARCH_DEADLINE):
        rows = listing_rows.find_many([group["cheapest"]["_id"] for group in groups])
    days = 1 + window.length.days
    if days * sum(1 + _rules(kind, row) for row in rows.values()) > MOST_LOOKED_AT:
        return None
    quoted = {each: listings.quoted(kind, row, window)["total"] for each, row in rows.items()}
    return {each: Money(**total) for each, total in quoted.items()}


def _rules(kind: Kind, row: Record) -> int:
    return len(kind.tariff(row).rules) if kind.tariff else 0


def _city(kind: Kind, groups: Sequence[Record], totals: Mapping[Any, Money] | None) -> Record:
    count = sum(group["listings"] for group in groups)
    first = min(groups, key=lambda group: group["cheapest"]["price"])
    known = [totals[each] for each in _cheapest(groups) if each in totals] if totals else []
    lowest = min(known, key=lambda total: total.amount, default=None)
    return {
        "city": groups[0]["city"],
        "state": groups[0]["state"],
        kind.name: count,
        "location": {axis: round(sum(group[axis] for group in groups) / count, CENTRE_DIGITS) for axis in _AXES},
        f"lowest_{kind.editing.price}": Money(first["cheapest"]["price"], first["currency"]).as_dict(),
        "lowest_total": lowest.as_dict() if lowest else None,
    }


def _cheapest(groups: Iterable[Record]) -> list[Any]:
    return [group["cheapest"]["_id"] for group in groups]


_AXES = ("lat", "lng")
