"""What a client may ask of the list of resources, as filters and sort keys: pure, and never a pattern."""

from __future__ import annotations

from drivesphere.domain.kind import Args, Listing, Record, Request
from drivesphere.domain.search import Search
from drivesphere.domain.words import city_key
from drivesphere.models.listing import with_words

SORTS: dict[str, list[tuple[str, int]]] = {
    "title": [("title_key", 1)],
    "-title": [("title_key", -1)],
    "price": [("price", 1)],
    "-price": [("price", -1)],
}
BY_TITLE = "title"


def search(args: Args) -> Search:
    """The checked arguments of the list as a search; `price_max` is in minor units."""
    return Search(filters=_filters(args), sort=SORTS[args.get("sort", BY_TITLE)])


def _filters(args: Args) -> Record:
    wanted = {
        "group": args.get("group"),
        "city_key": city_key(args.get("city", "")),
        "state": args.get("state", "").upper(),
    }
    equal = {field: value for field, value in wanted.items() if value}
    affordable = {"price": {"$lte": args["price_max"]}} if "price_max" in args else {}
    return {**equal, **affordable, **with_words(args.get("q", ""))}


def in_group_of(listing: Listing) -> Search | None:
    """The resources that their common owner takes for one another; None where there are none."""
    if listing["group"] is None:
        return None
    return Search({"owner_id": listing["owner_id"], "group": listing["group"]}, SORTS[BY_TITLE])


def fellows(listing: Listing, request: Request) -> Search | None:
    """The resources any of which would do, where the request leaves the choice to us."""
    return in_group_of(listing) if request.get("any_of_group") else None
