"""What the two ledgers add up to: over a range of days, or for single bookings.

Of the platform's payments most are read as sums that are kept (`keeping`): by period and kind those of half hours, by
owner the totals until two months began. What they do not cover is read from the ledger, and nothing is read from both.
Refunds do change, when Stripe carries them out, so these are always added up anew; so are the payments of an owner, who
has few.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import timedelta
from functools import partial
from operator import add
from typing import Any

from bson import ObjectId

from drivesphere.domain.days import Days
from drivesphere.domain.earnings import Earnings
from drivesphere.domain.grain import Grain
from drivesphere.domain.payment import RefundState
from drivesphere.domain.window import Window
from drivesphere.infra import mongo
from drivesphere.models import money, payment_sum

Record = dict[str, Any]
Key = tuple[Any, str]
"""What a sum is for (the number of a day, a listing, a row …), and its currency."""

PART_BOOKINGS = 10_000  # ids in one statement, so that a large owner's are asked for by some at once
PART = timedelta(days=184)  # half a year: the year of a large owner takes both cores of a small machine


def of_days(days: Days, whose: Mapping[str, Any], by: str) -> dict[Key, Earnings]:
    """What both ledgers say, by a field or by the number of the day, and by currency."""
    asked = list(_sources(days, whose, by))
    answers = mongo.at_once([partial(money.sums, ledger, days, whose, by, part) for ledger, part in asked])
    return _earned((ledger, rows) for (ledger, _), rows in zip(asked, answers, strict=True))


def _sources(days: Days, whose: Mapping[str, Any], by: str) -> Iterator[tuple[money.Ledger, Window]]:
    """What is read for which time: all of it for each ledger, and no time twice."""
    whole = Window(days.starts_at, days.ends_at)
    yield money.REFUNDS, whole
    grain = _grain(days, whose, by)
    kept = _kept(grain, whole) if grain else None
    if grain is None or kept is None:
        yield from ((money.PAYMENTS, part) for part in in_parts(whole))
        return
    yield money.KEPT[grain], kept
    for starts_at, ends_at in ((whole.starts_at, kept.starts_at), (kept.ends_at, whole.ends_at)):
        if starts_at < ends_at:
            yield money.PAYMENTS, Window(starts_at, ends_at)


def _grain(days: Days, whose: Mapping[str, Any], by: str) -> Grain | None:
    """Which sums the report can be made of; None where each payment is asked for more than they tell."""
    if "owner_id" in whose:
        return None
    if by == money.NUMBER_OF_DAY:
        return Grain.HALF_HOUR if all(map(Grain.HALF_HOUR.is_start, days.midnights)) else None
    return Grain.MONTH if by == "owner_id" else Grain.HALF_HOUR


def _kept(grain: Grain, whole: Window) -> Window | None:
    """Of which time within `whole` there are sums."""
    until = payment_sum.kept_until(grain)
    return grain.whole_within(whole.starts_at, min(until, whole.ends_at)) if until else None


def in_parts(window: Window) -> list[Window]:
    """A year of payments or bookings is many: more than one core shall be at work."""
    starts = [window.starts_at + number * PART for number in range(-(-window.length // PART))]
    return [Window(start, min(start + PART, window.ends_at)) for start in starts]


def _earned(answers: Iterable[tuple[money.Ledger, Iterable[money.Sum]]]) -> dict[Key, Earnings]:
    """By what each sum is for, and currency."""
    found: dict[str, dict[Key, list[int]]] = {ledger.name: {} for ledger in money.LEDGERS}
    for ledger, rows in answers:
        _add_up(rows, found[ledger.name])
    paid, back = found[money.PAYMENTS.name], found[money.REFUNDS.name]
    return {key: Earnings.of(paid.get(key), back.get(key)) for key in paid | back}


def _add_up(rows: Iterable[money.Sum], found: dict[Key, list[int]]) -> None:
    """In place, and bare numbers: there are thousands, and each as `Earnings` costs far more."""
    for place, currency, *amounts in rows:
        so_far = found.get((place, currency))
        found[place, currency] = list(map(add, so_far, amounts)) if so_far else amounts


def of_bookings(rows: Mapping[Any, Sequence[ObjectId]]) -> dict[Any, dict[str, Earnings]]:
    """What both ledgers say of the bookings of each of `rows`, by row and currency."""
    row_of = {booking_id: row for row, ids in rows.items() for booking_id in ids}
    ids = list(row_of)
    parts = [ids[at : at + PART_BOOKINGS] for at in range(0, len(ids), PART_BOOKINGS)]
    asked = [(ledger, part) for ledger in money.LEDGERS for part in parts]
    answers = mongo.at_once([partial(money.of_bookings, ledger, part) for ledger, part in asked])
    sums = _earned((ledger, _by_row(entries, row_of)) for (ledger, _), entries in zip(asked, answers, strict=True))
    found: dict[Any, dict[str, Earnings]] = {row: {} for row in rows}
    for (row, currency), earned in sums.items():
        found[row][currency] = earned
    return found


def _by_row(entries: Iterable[Record], row_of: Mapping[ObjectId, Any]) -> Iterator[money.Sum]:
    """What `entries` sum up to for each row. There are thousands, so each is looked at as little as possible."""
    found: dict[Key, list[int]] = defaultdict(lambda: [0, 0, 0, 0, 0])
    for entry in entries:
        amount, so_far = entry["amount"], found[row_of[entry["booking_id"]], entry["currency"]]
        so_far[0] += 1
        so_far[1] += amount
        so_far[2] += entry["fee_amount"]
        so_far[3] += entry["tax_amount"]
        if entry.get("state") == RefundState.PENDING:
            so_far[4] += amount
    for (row, currency), (count, gross, fees, taxes, pending) in found.items():
        yield row, currency, count, gross, fees, taxes, pending
