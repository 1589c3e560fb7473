"""How fast are reports that come from no cache? Fills a database with 200,000 bookings and their money, and asks.

    python -m bench.reports                       # servers of its own, some minutes to fill
    python -m bench.reports --bookings 20000      # smaller

The demo fleet has 3,000 owners of one to some dozens of cars. A tenth of the cars is given to one more owner, so that
there is one who is large. Bookings are spread over the year after today, payments, refunds and attempts that were
refused over the year before it; so use and what is to come are asked for ahead, all else backwards. Each row below is a
report for ranges of a month, a quarter and a year in turn, ending on different days, with nothing in the cache; for the
platform also right after a payment has purged what was there. Payments are added up as the worker does it each minute,
and of the rows by owner the first page is made, as for a request. It shows what they took, what processor time of ours
and of MongoDB's that was, and at what MongoDB looked for one year of it, in keys and in documents.

Goal with 200,000 bookings on two cores that do nothing else: p95 < 300 ms for each. On a machine that has more to do
the processor's time says what they would take on one that has not.
"""

from __future__ import annotations

import argparse
import gc
import random
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import cycle, islice
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import psutil
from bson import ObjectId
from pymongo import MongoClient
from pymongo.database import Database

from bench import fill_bookings
from bench.servers import DATABASE, own_servers
from drivesphere import embedded, infra
from drivesphere.api.report_shapes import MOST_ROWS
from drivesphere.domain import split
from drivesphere.domain.days import Days
from drivesphere.domain.errors import Unavailable
from drivesphere.infra import cache, redis
from drivesphere.migrations import migrate
from drivesphere.services import fleet_import
from drivesphere.services.reports import earnings, keeping, lost_demand, occupancy, upcoming
from drivesphere.services.reports.kept import Whose
from drivesphere.services.transitions import availability_changed

Record = dict[str, Any]
Report = Callable[[Days], object]
Prepare = Callable[[Days], None]

ROUNDS = 60  # of each report: twenty of each length
RANGES = (31, 92, 366)  # days: a month, a quarter, a year
SHARE_OF_THE_LARGE_OWNER = 10  # one car in so many
REFUNDED_SHARE, REFUSED_SHARE = 0.1, 0.25  # of all bookings
YEAR_SECONDS = 365 * 24 * 60 * 60
BATCH = 5_000
PROFILE_BYTES = 64 * 1024 * 1024  # by default it forgets the first of some statements that name thousands of ids
SEATTLE = ZoneInfo("America/Los_Angeles")
FLEET = Path(embedded.__file__).parent / "demo" / "fleet.csv"


def main() -> None:
    args = _arguments()
    with own_servers() as servers, MongoClient(servers.root_url, tz_aware=True) as client:
        infra.connect(servers.settings)
        gc.collect()
        gc.freeze()  # as wsgi.py does
        db = client[DATABASE]
        migrate(db)
        owners = _fill(db, args.bookings)
        keeping.keep()
        for name, report in _reports(owners).items():
            _show(name, _measured(report, args.rounds, _empty_cache), _examined(db, report, _empty_cache))
        for name, report in _revenue().items():
            paid = partial(_after_a_payment, db, report)
            _show(f"{name}, after a payment", _measured(report, args.rounds, paid), _examined(db, report, paid))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bookings", type=int, default=fill_bookings.BOOKINGS, help="default: %(default)s")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="of each report (default: %(default)s)")
    return parser.parse_args()


# ---------------------------------------------------------------------------------------------------- filling


def _fill(db: Database[Record], bookings: int) -> Sequence[ObjectId]:
    """Owners, the large one first, with their bookings, their money and what was refused."""
    fleet_import.import_fleet(FLEET)
    large = _make_one_large(db)
    cars = list(db.listings.find({"kind": "cars"}))
    fill_bookings.fill(db, cars, bookings)
    dice = random.Random(fill_bookings.SEED)
    for batch in _in_batches(db.bookings.find({}, {"kind": 1, "listing_id": 1, "owner_id": 1, "quote": 1})):
        paid = [_payment(booking, dice) for booking in batch]
        refused = [row for row in paid if dice.random() < REFUNDED_SHARE]
        db.payments.insert_many(paid, ordered=False)
        db.refunds.insert_many([_refund(row) for row in refused], ordered=False)
        db.audit.insert_many([_refusal(row, dice) for row in paid if dice.random() < REFUSED_SHARE], ordered=False)
    return [large, *dice.sample(sorted({car["owner_id"] for car in cars} - {large}), ROUNDS)]


def _make_one_large(db: Database[Record]) -> ObjectId:
    large = ObjectId()
    ids = [row["_id"] for row in db.listings.find({"kind": "cars"}, {"_id": 1}).sort("_id", 1)]
    db.listings.update_many({"_id": {"$in": ids[::SHARE_OF_THE_LARGE_OWNER]}}, {"$set": {"owner_id": large}})
    return large


def _in_batches(rows: Iterator[Record]) -> Iterator[list[Record]]:
    while batch := list(islice(rows, BATCH)):
        yield batch


def _payment(booking: Record, dice: random.Random) -> Record:
    total, names = booking["quote"]["total"], ("listing_id", "owner_id", "kind")
    return {
        "_id": f"pi_{booking['_id']}",
        "booking_id": booking["_id"],
        "session_id": f"cs_{booking['_id']}",
        **{name: booking[name] for name in names},
        "amount": total["amount"],
        "currency": total["currency"],
        **split.of_quote(booking["quote"]).as_fields(),
        "received_at": datetime.now(UTC) - timedelta(seconds=dice.random() * YEAR_SECONDS),
        "outcome": "kept",
    }


def _refund(paid: Record) -> Record:
    """All of a payment, a day later."""
    same = {name: value for name, value in paid.items() if name not in ("session_id", "received_at", "outcome")}
    return same | {
        "_id": f"refund:{paid['booking_id']}:{paid['_id']}",
        "payment_id": paid["_id"],
        "reason": "cancelled",
        "actor": "client:bench",
        "requested_at": paid["received_at"] + timedelta(days=1),
        "state": "succeeded",
    }


def _refusal(paid: Record, dice: random.Random) -> Record:
    return {
        "at": paid["received_at"],
        "action": "held",
        "outcome": "refused",
        "code": dice.choice(["window_taken", "window_taken", "too_soon", "inventory_busy"]),
        "actor": f"client:{dice.randrange(fill_bookings.CLIENTS)}",
        "kind": paid["kind"],
        "listing_id": paid["listing_id"],
    }


# -------------------------------------------------------------------------------------------------- measuring


def _revenue() -> dict[str, Report]:
    return {
        "revenue of the platform, by day": lambda days: earnings.report(Whose(), days, group_by="day"),
        "revenue of the platform, by kind": lambda days: earnings.report(Whose(), days, group_by="kind"),
        "revenue of the platform, by owner": lambda days: earnings.report(
            Whose(), days, group_by="owner", rows=slice(MOST_ROWS)
        ),
    }


def _reports(owners: Sequence[ObjectId]) -> dict[str, Report]:
    large, others = owners[0], cycle(owners[1:])
    return _revenue() | {
        "lost demand of the platform": lost_demand.of_platform,
        "earnings of an owner, by day": lambda days: earnings.report(Whose(next(others)), days, group_by="day"),
        "earnings of the large one, by day": lambda days: earnings.report(Whose(large), days, group_by="day"),
        "earnings of the large one, by listing": lambda days: earnings.report(Whose(large), days, group_by="listing"),
        "occupancy of an owner, by listing": lambda days: occupancy.report(
            next(others), _ahead(days), group_by="listing"
        ),
        "occupancy of the large one, by listing": lambda days: occupancy.report(
            large, _ahead(days), group_by="listing"
        ),
        "occupancy of the large one, by day": lambda days: occupancy.report(large, _ahead(days), group_by="day"),
        "upcoming of an owner, by week": lambda days: upcoming.report(next(others), _ahead(days), group_by="week"),
        "upcoming of the large one, by week": lambda days: upcoming.report(large, _ahead(days), group_by="week"),
        "lost demand of an owner": lambda days: lost_demand.of_owner(next(others), days),
        "lost demand of the large one": lambda days: lost_demand.of_owner(large, days),
    }


def _days(length: int, number: int) -> Days:
    last = datetime.now(UTC).date() - timedelta(days=number % 7)
    return Days(last - timedelta(days=length - 1), last, SEATTLE)


def _ahead(days: Days) -> Days:
    """As many days from today on."""
    today = datetime.now(UTC).date()
    return Days(today, today + timedelta(days=len(days) - 1), days.zone)


def _empty_cache(_: Days) -> None:
    redis.main().call(lambda client: client.flushdb())


def _after_a_payment(db: Database[Record], report: Report, days: Days) -> None:
    """Somebody has read the report, and then a payment was committed."""
    with suppress(Unavailable):
        report(days)
    [booking] = db.bookings.aggregate([{"$sample": {"size": 1}}])
    paid = _payment(booking, random.Random())
    db.payments.insert_one(paid | {"_id": f"pi_{ObjectId()}", "received_at": datetime.now(UTC)})
    cache.purge([availability_changed(booking)])


def _measured(report: Report, rounds: int, prepare: Prepare) -> tuple[list[float], list[float]]:
    """Milliseconds of each round, and those of the processor in it; the shortest first."""
    times, busy = [], []
    for number, length in zip(range(rounds), cycle(RANGES), strict=False):
        days = _days(length, number)
        prepare(days)
        started, was_busy = time.perf_counter(), _busy_seconds()
        with suppress(Unavailable):  # what MongoDB had no time for counts with the time that it was given
            report(days)
        times.append((time.perf_counter() - started) * 1000)
        busy.append((_busy_seconds() - was_busy) * 1000)
    return sorted(times), sorted(busy)


def _busy_seconds() -> float:
    """What this process and its servers have had of the processor."""
    here = psutil.Process()
    times = [each.cpu_times() for each in (here, *here.children(recursive=True))]
    return sum(each.user + each.system for each in times)


def _examined(db: Database[Record], report: Report, prepare: Prepare) -> tuple[int, int]:
    """Keys and documents that MongoDB looked at for one year."""
    year = _days(RANGES[-1], 0)
    prepare(year)
    db.create_collection("system.profile", capped=True, size=PROFILE_BYTES)
    db.command("profile", 2)
    with suppress(Unavailable):
        report(year)
    db.command("profile", 0)
    seen = list(db["system.profile"].find({"keysExamined": {"$exists": True}}))
    db.drop_collection("system.profile")
    return sum(each["keysExamined"] for each in seen), sum(each["docsExamined"] for each in seen)


def _show(name: str, measured: tuple[Sequence[float], Sequence[float]], examined: tuple[int, int]) -> None:
    (p50, p95), (_, busy) = ([times[int(len(times) * share)] for share in (0.50, 0.95)] for times in measured)
    keys, documents = examined
    took = f"p50 {p50:7.1f} ms   p95 {p95:7.1f} ms   processor p95 {busy:6.0f} ms"
    print(f"{name:50} {took}   {keys:8} keys {documents:7} documents", flush=True)


if __name__ == "__main__":
    main()
