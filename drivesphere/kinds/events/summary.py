"""What a booking remembers of its event, and what would do in place of a section that is full."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from drivesphere.domain.demand import Outlook
from drivesphere.domain.kind import Alternatives, Listing, Record, Request
from drivesphere.kinds.events.sections import chosen
from drivesphere.shapes.fields import Text

REMEMBERS = {"venue": Text(allow_none=True)}

Basket = list[tuple[Record, int]]
"""Sections, each with how many places of it."""


def summary(listing: Listing) -> Record:
    """The facts that a booking shows for ever, whatever becomes of the listing."""
    known = ("title", "venue", "city", "state", "time_zone")
    return {"id": str(listing["_id"]), **{field: listing.get(field) for field in known}}


def otherwise(listing: Listing, request: Request, outlook: Outlook) -> list[Record]:
    """The same basket with every line that is short moved to another section, the least difference in price first.

    For the first such line each other section is tried, for the rest the nearest in price that still has room.
    """
    wanted = chosen(listing, request)
    short = [number for number, line in enumerate(wanted) if not _has_room(line, outlook.places)]
    if not short:
        return []
    first, *rest = short
    baskets = [_moved(wanted, first, other) for other in _others(listing, wanted, first, outlook.places)]
    filled = [_filled(listing, basket, rest, outlook.places) for basket in baskets]
    possible = [basket for basket in filled if basket]
    return [_request(basket) for basket in sorted(possible, key=lambda basket: _difference(wanted, basket))]


def _filled(listing: Listing, basket: Basket, short: Sequence[int], places: Mapping[str, int]) -> Basket | None:
    """`basket` with the lines `short` moved too; None where there is no room for one of them."""
    for number in short:
        others = _others(listing, basket, number, places)
        if not others:
            return None
        basket = _moved(basket, number, others[0])
    return basket


def _others(listing: Listing, basket: Basket, number: int, places: Mapping[str, int]) -> list[Record]:
    """Sections that are not in the basket and have room for its line `number`, the nearest in price first."""
    (section, quantity), taken = basket[number], [each["id"] for each, _ in basket]
    roomy = [s for s in listing["sections"] if s["id"] not in taken and _has_room((s, quantity), places)]
    return sorted(roomy, key=lambda other: abs(other["price"] - section["price"]))


def _has_room(line: tuple[Record, int], places: Mapping[str, int]) -> bool:
    section, quantity = line
    return places.get(str(section["id"]), 0) >= quantity


def _moved(basket: Basket, number: int, section: Record) -> Basket:
    return [*basket[:number], (section, basket[number][1]), *basket[number + 1 :]]


def _difference(wanted: Basket, offered: Basket) -> int:
    """By how much the two differ in price, whichever is dearer."""
    return abs(_cost(offered) - _cost(wanted))


def _cost(basket: Basket) -> int:
    return sum(int(section["price"]) * quantity for section, quantity in basket)


def _request(basket: Basket) -> Record:
    return {"lines": [{"section_id": section["id"], "quantity": quantity} for section, quantity in basket]}


ALTERNATIVES = Alternatives(otherwise=otherwise, same_listing="other_section")
