"""Fills a fleet's calendars with confirmed bookings, straight into MongoDB: what `bench.search` measures against.

    python -m bench.fill_bookings --mongo-url mongodb://… [--bookings 200000]

Run it against an installation of its own, never against one that people use. Every car gets about the same number of
bookings over the coming year, of one to nine days with pauses between them, so that half of the fleet is taken at
any time. `--remove` takes out what earlier runs have filled in, and nothing else.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from bson import Int64, ObjectId
from pymongo import MongoClient, UpdateOne
from pymongo.database import Database

from drivesphere.domain.booking import PaymentStatus, Trigger
from drivesphere.domain.window import Window
from drivesphere.kinds.cars import KIND
from drivesphere.models.booking import opened
from drivesphere.services.transitions import as_claims

Record = dict[str, Any]

MARK = "bench.fill_bookings"
BOOKINGS = 200_000
CLIENTS = 2_000  # a hundred bookings each
SPAN = timedelta(days=364)  # within the horizon of every policy
BUSY_SHARE = 0.5
BATCH_CARS = 100
SEED = 20_200_701  # the same calendars in every run


def main() -> None:
    args = _arguments()
    db: Database[Record] = MongoClient(args.mongo_url, tz_aware=True).get_default_database("drivesphere")
    if args.remove:
        return _remove(db)
    cars = list(db.listings.find({"kind": "cars"}))
    if not cars:
        raise SystemExit("No cars here: run `drivesphere import-fleet` first.")
    fill(db, cars, args.bookings)
    return None


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--mongo-url", required=True, help="with the database in its path, as MONGO_URL has it")
    parser.add_argument("--bookings", type=int, default=BOOKINGS, help="how many in all (default: %(default)s)")
    parser.add_argument("--remove", action="store_true", help="remove what earlier runs have filled in")
    return parser.parse_args()


def _remove(db: Database[Record]) -> None:
    ours = [row["_id"] for row in db.bookings.find({"origin.scope": MARK}, {"_id": 1})]
    db.inventory.update_many({}, {"$pull": {"claims": {"booking_id": {"$in": ours}}}})
    db.bookings.delete_many({"origin.scope": MARK})
    print(f"{len(ours)} bookings removed")


def fill(db: Database[Record], cars: list[Record], bookings: int) -> None:
    dice = random.Random(SEED)
    clients = [ObjectId() for _ in range(CLIENTS)]
    per_car, more = divmod(bookings, len(cars))
    done = 0
    for start in range(0, len(cars), BATCH_CARS):
        made = []
        for index, car in enumerate(cars[start : start + BATCH_CARS], start=start):
            made += [_booking(car, window, dice.choice(clients)) for window in _windows(dice, per_car + (index < more))]
        _write(db, made)
        done += len(made)
        print(f"\r{done} of {bookings} bookings", end="", flush=True)
    print()


def _windows(dice: random.Random, count: int) -> Iterator[Window]:
    """`count` windows one after the other, in whole hours, with the buffer between them."""
    stride = SPAN / max(1, count)
    start = datetime.now(UTC).replace(minute=0, second=0, microsecond=0) + timedelta(hours=2)
    for _ in range(count):
        length = stride * BUSY_SHARE * dice.uniform(0.2, 1.6)
        begins = start + (stride - length - timedelta(hours=2)) * dice.random()
        yield Window(begins.replace(minute=0, second=0, microsecond=0), (begins + length).replace(microsecond=0))
        start += stride


def _booking(car: Record, window: Window, client: ObjectId) -> Record:
    span = {"starts_at": window.starts_at, "ends_at": window.ends_at}
    at = datetime.now(UTC)
    return {
        "_id": ObjectId(),
        "kind": KIND.name,
        "listing_id": car["_id"],
        "owner_id": car["owner_id"],
        "client_id": client,
        "listing": KIND.summary(car),
        "payment_status": PaymentStatus.PAID.value,
        "claims": as_claims(list(KIND.demands(car, span))),
        **span,
        "quote": KIND.quote(car, span).as_dict(),
        "policy": KIND.policy(car).as_dict(),
        "held_at": at,
        "expires_at": None,
        "until": None,
        "origin": {"scope": MARK},
    } | opened(Trigger.CONFIRMED_FREE, at, MARK)


def _write(db: Database[Record], made: list[Record]) -> None:
    by_car: dict[ObjectId, list[Record]] = {}
    for booking in made:
        [claim] = booking["claims"]
        times = {name: Int64(claim[name]) for name in ("starts_us", "ends_us")}
        by_car.setdefault(booking["listing_id"], []).append({"booking_id": booking["_id"], **times, "until": None})
    db.inventory.bulk_write([_push(car, claims) for car, claims in by_car.items()], ordered=False)
    db.bookings.insert_many(made, ordered=False)


def _push(car: ObjectId, claims: list[Record]) -> UpdateOne:
    counted = {"claims_made": len(claims), "version": 1}
    return UpdateOne({"_id": car}, {"$push": {"claims": {"$each": claims}}, "$inc": counted})


if __name__ == "__main__":
    main()
