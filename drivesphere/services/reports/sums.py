"""What the two ledgers add up to: over a range of days, or for single bookings.

Payments of the platform on days that are over are added up once an hour, and nothing purges them. For a payment is
entered within seconds of its time and never changed, so nothing can be added to such a day. Refunds do change, when
Stripe carries them out, so these are always added up anew; so are the payments of an owner, who has few.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import timedelta
from functools import partial
from typing import Any

from bson import ObjectId

from drivesphere.domain import clock
from drivesphere.domain.days import Days
from drivesphere.domain.earnings import Earnings
from drivesphere.domain.payment import RefundState
from drivesphere.infra import cache, mongo
from drivesphere.models import money

Record = dict[str, Any]
Key = tuple[Any, str]
"""What a sum is for (the number of a day, a listing, a row …), and its currency."""
Read = Callable[[money.Ledger, Days, Mapping[str, Any], str], list[Record]]

EARNED: Mapping[str, Callable[[Record], Earnings]] = {
    money.PAYMENTS.name: Earnings.paid,
    money.REFUNDS.name: Earnings.given_back,
}
SETTLED_AFTER = timedelta(days=1)  # far more than any clock is wrong, or any payment takes to be entered
SETTLED_KEPT_SECONDS = 60 * 60
PART_BOOKINGS = 5_000  # ids in one statement
PART_DAYS = 184  # half a year: the year of a large platform takes both cores of a small machine


def of_days(days: Days, whose: Mapping[str, Any], by: str) -> dict[Key, Earnings]:
    """What both ledgers say, by a field or by the number of the day, and by currency."""
    past, rest = (None, days) if "owner_id" in whose else days.cut(clock.now() - SETTLED_AFTER)
    asked: list[tuple[Read, money.Ledger, Days]] = [
        *((_settled, money.PAYMENTS, part) for part in _parts(past)),
        *((money.sums, money.PAYMENTS, part) for part in _parts(rest)),
        *((money.sums, money.REFUNDS, part) for part in _parts(days)),
    ]
    answers = mongo.at_once([partial(read, ledger, part, whose, by) for read, ledger, part in asked])
    rows: dict[str, list[Record]] = defaultdict(list)
    for (_, ledger, part), sums in zip(asked, answers, strict=True):
        before = (part.first - days.first).days if by == money.NUMBER_OF_DAY else None
        rows[ledger.name] += sums if before is None else [row | {by: row[by] + before} for row in sums]
    found: dict[Key, Earnings] = {}
    for name, sums in rows.items():
        for key, row in _added_up((row[by], row) for row in sums).items():
            earned = EARNED[name](row)
            found[key] = found[key] + earned if key in found else earned
    return found


def _parts(days: Days | None) -> list[Days]:
    return days.parts(PART_DAYS) if days else []


def _settled(ledger: money.Ledger, days: Days, whose: Mapping[str, Any], by: str) -> list[Record]:
    """The sums of days to which nothing is added any more, from the cache; owners stand there by their ids as text."""
    parts = ("settled", ledger.name, by, days, *sorted(whose.items()))
    read = partial(money.sums, ledger, days, whose, by)
    if by != "owner_id":
        return _kept(parts, read)
    kept = _kept(parts, lambda: [row | {by: str(row[by])} for row in read()])
    return [row | {by: ObjectId(row[by])} for row in kept]


def _kept(parts: Sequence[object], read: Callable[[], list[Record]]) -> list[Record]:
    found: list[Record] = cache.read_through(parts, (), SETTLED_KEPT_SECONDS, read)
    return found


def _added_up(sums: Iterable[tuple[Any, Record]]) -> dict[Key, Record]:
    """By what each is for, and currency. Bare numbers: there are thousands, and each as `Earnings` costs far more."""
    found: dict[Key, Record] = {}
    for place, row in sums:
        so_far = found.setdefault((place, row["currency"]), row)
        if so_far is not row:
            for name in money.SUMS:
                so_far[name] += row[name]
    return found


def of_bookings(rows: Mapping[Any, Sequence[ObjectId]]) -> dict[Any, dict[str, Earnings]]:
    """What both ledgers say of the bookings of each of `rows`, by row and currency."""
    row_of = {booking_id: row for row, ids in rows.items() for booking_id in ids}
    found: dict[Any, dict[str, Earnings]] = {row: defaultdict(Earnings) for row in rows}
    ids = list(row_of)
    parts = [ids[at : at + PART_BOOKINGS] for at in range(0, len(ids), PART_BOOKINGS)]
    asked = [(ledger, part) for ledger in money.LEDGERS for part in parts]
    answers = mongo.at_once([partial(money.of_bookings, ledger, part) for ledger, part in asked])
    for (ledger, _), entries in zip(asked, answers, strict=True):
        for (row, currency), sums in _by_row(entries, row_of).items():
            found[row][currency] += EARNED[ledger.name](sums)
    return found


def _by_row(entries: Iterable[Record], row_of: Mapping[ObjectId, Any]) -> dict[Key, Record]:
    found: dict[Key, Record] = defaultdict(lambda: dict.fromkeys(money.SUMS, 0))
    for entry in entries:
        sums = found[row_of[entry["booking_id"]], entry["currency"]]
        sums["count"] += 1
        for part in money.PARTS:
            sums[part] += entry[part]
        if entry.get("state") == RefundState.PENDING:
            sums["pending"] += entry["amount"]
    return found
