"""How far things are used: booked of what is offered, and what a day of it earns.

Offered is the time a listing is open, for each that can be had at once, from when it was published on and without what
its owner has blocked; of an event its places, for the period in which it begins. Retired listings are left out.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from functools import lru_cache
from typing import Any

from bson import ObjectId

from drivesphere import inventory, kinds
from drivesphere.domain.days import Days
from drivesphere.domain.money import Money
from drivesphere.domain.opening import OpenTimes
from drivesphere.domain.use import PLACES, SECONDS, Use, per_day, seconds_between, seconds_of
from drivesphere.domain.window import Window
from drivesphere.models import block, booked, money
from drivesphere.models import listing as listings
from drivesphere.services.reports import sums
from drivesphere.services.reports.kept import Whose, described, kept
from drivesphere.services.reports.table import LISTING, Bounds, Table

Record = dict[str, Any]
Things = Mapping[ObjectId, Record]
Key = tuple[Any, int, str]
"""A row: its listing (None by period), the number of its period (0 by listing), and what its use is measured in."""
Piece = tuple[Key, Use]
OPENINGS_REMEMBERED = 256  # most listings of an owner are open at the same times


def report(owner_id: ObjectId, days: Days, *, group_by: str, listing_id: ObjectId | None = None) -> Record:
    """Rows by listing or by period, with a total for seconds and one for places."""
    asked = {"days": days, "group_by": group_by, "listing_id": listing_id}
    whose = Whose(owner_id)
    return kept("occupancy", whose, asked, lambda: _report(whose, owner_id, days, group_by, listing_id))


def _report(whose: Whose, owner_id: ObjectId, days: Days, group_by: str, listing_id: ObjectId | None) -> Record:
    only = {"_id": listing_id} if listing_id else {}
    things = {row["_id"]: row for row in listings.on_offer(owner_id, **only)}
    table = Table.of(days, group_by)
    used = _added_up(_pieces(owner_id, things, table))
    earned = _earned(whose, days, things, table)
    return {
        **described(days),
        "group_by": group_by,
        "rows": [_row(key, use, earned.get(key, {}), things, table) for key, use in sorted(used.items(), key=_order)],
        "totals": _totals(used, earned),
    }


def _added_up(pieces: Iterable[Piece]) -> dict[Key, Use]:
    found: dict[Key, Use] = defaultdict(Use)
    for key, use in pieces:
        found[key] += use
    return found


def _pieces(owner_id: ObjectId, things: Things, table: Table) -> Iterator[Piece]:
    timed = {thing: row for thing, row in things.items() if not _is_counted(row)}
    yield from _offered(timed, table)
    yield from _blocked(timed, table)
    yield from _booked(owner_id, timed, table)
    yield from _places({thing: row for thing, row in things.items() if _is_counted(row)}, table)


def _is_counted(listing: Record) -> bool:
    return inventory.counts_places(kinds.get(listing["kind"]).inventory_model)


def _capacity(listing: Record) -> int:
    return sum(stock.capacity for stock in kinds.get(listing["kind"]).stock(listing))


def _hours(listing: Record) -> OpenTimes:
    return kinds.get(listing["kind"]).hours(listing)


def _offered(things: Things, table: Table) -> Iterator[Piece]:
    """Listings of one row that are open at the same times are reckoned with together."""
    alike: Counter[tuple[Any, OpenTimes, datetime]] = Counter()
    for thing, row in things.items():
        since = max(table.bounds[0], row.get("created_at") or table.bounds[0])
        alike[table.row_of(thing), _hours(row), since] += _capacity(row)
    for (row_of, hours, since), capacity in alike.items():
        for number, seconds in enumerate(_open(hours, since, table.bounds)):
            yield (row_of, number, SECONDS), Use(offered=capacity * seconds)


@lru_cache(OPENINGS_REMEMBERED)
def _open(hours: OpenTimes, since: datetime, bounds: Bounds) -> list[int]:
    """For how long it is open between each of `bounds` and the next, from `since` on."""
    open_times = hours.within(Window(since, bounds[-1])) if since < bounds[-1] else []
    return seconds_between(open_times, bounds)


def _blocked(things: Things, table: Table) -> Iterator[Piece]:
    """A block takes all that can be had at once, and no more than was open."""
    taken: dict[tuple[Any, int], list[Window]] = defaultdict(list)
    for row in block.within(list(things), table.bounds[0], table.bounds[-1]):
        thing = things[row["listing_id"]]
        kept_back = _hours(thing).within(Window(row["starts_at"], row["ends_at"]))
        taken[table.row_of(thing["_id"]), _capacity(thing)] += kept_back
    for (row_of, capacity), windows in taken.items():
        for number, seconds in enumerate(seconds_between(windows, table.bounds)):
            yield (row_of, number, SECONDS), Use(offered=-capacity * seconds)


def _booked(owner_id: ObjectId, things: Things, table: Table) -> Iterator[Piece]:
    had = booked.time_had(owner_id, table.days, list(things), by_listing=table.is_by_listing)
    for row_of, bundles in had.items():
        for number, seconds in enumerate(seconds_of(map(table.moved, bundles), table.bounds)):
            yield (row_of, number, SECONDS), Use(booked=seconds)


def _places(events: Things, table: Table) -> Iterator[Piece]:
    """Those that begin within the range; what has no date is in no period, and in every report by listing."""
    shown = {event: number for event, row in events.items() if (number := _period_of(row, table)) is not None}
    sold = booked.places(list(shown))
    for event, number in shown.items():
        yield (table.row_of(event), number, PLACES), Use(sold.get(event, 0), _capacity(events[event]))


def _period_of(event: Record, table: Table) -> int | None:
    if event.get("starts_at") is None:
        return 0 if table.is_by_listing else None
    return table.number_at(event["starts_at"])


def _earned(whose: Whose, days: Days, things: Things, table: Table) -> dict[Key, dict[str, int]]:
    """By row and currency: what is had by time has earned for its owner, as the report of earnings says it."""
    timed = [thing for thing, row in things.items() if not _is_counted(row)]
    by = "listing_id" if table.is_by_listing else money.NUMBER_OF_DAY
    found: dict[Key, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for (place, currency), earned in sums.of_days(days, whose.only(listing_id={"$in": timed}), by).items():
        key = (place, 0, SECONDS) if table.is_by_listing else (None, table.number_of_day[place], SECONDS)
        found[key][currency] += earned.net
    return found


def _order(item: tuple[Key, Use]) -> tuple[Any, ...]:
    """Periods in order; listings by how far they are used, the most first."""
    (thing, number, unit), use = item
    return (number, unit, -(use.share or 0), str(thing))


def _row(key: Key, use: Use, earned: Mapping[str, int], things: Things, table: Table) -> Record:
    thing, number, unit = key
    shown = use.as_dict(unit) | {"earned": _money(earned, use)}
    if not table.is_by_listing:
        return table.shown(number) | shown
    return {LISTING: {"id": str(thing), "title": things[thing]["title"]}, "kind": things[thing]["kind"]} | shown


def _money(earned: Mapping[str, int], use: Use) -> list[Record]:
    """What was earned in each currency, and for each day of 24 hours that was offered."""
    return [_earned_in(currency, net, per_day(net, use.offered)) for currency, net in sorted(earned.items())]


def _earned_in(currency: str, net: int, a_day: int | None) -> Record:
    net_per_day = None if a_day is None else Money(a_day, currency).as_dict()
    return {"currency": currency, "net": Money(net, currency).as_dict(), "net_per_day": net_per_day}


def _totals(used: Mapping[Key, Use], earned: Mapping[Key, Mapping[str, int]]) -> list[Record]:
    units: dict[str, tuple[Use, Counter[str]]] = {}
    for key, use in used.items():
        so_far, money_so_far = units.get(key[2], (Use(), Counter[str]()))
        money_so_far.update(earned.get(key, {}))
        units[key[2]] = (so_far + use, money_so_far)
    return [use.as_dict(unit) | {"earned": _money(sums, use)} for unit, (use, sums) in sorted(units.items())]
