"""How fast does one hot section drain? The engine against a bare PyMongo loop on the same database, in the same run.

    python -m bench.hot_section                 # 500 places, 64 rivals, servers of its own
    python -m bench.hot_section --rounds 5

Starts its own MongoDB and Redis on free ports and removes everything afterwards. Each round has three sales of one
section that everybody wants, each drained by as many threads:

    bare     one transaction a place: a conditional decrement and an insert; nothing else is done, checked or kept
    partner  `services.holds.place_hold` for users of a partner: the booking is confirmed at once
    client   `services.holds.place_hold` for clients: a hold, counted against the client's other holds

and after each of the two sales of the engine as many threads ask again and again for what is sold out. The times say
more about the machine than about the engine, so what counts are the ratios within a round; printed is their median.
The exit code is 1 where a fact is wrong, whatever the times: oversold, a refusal that cost a transaction (MongoDB
itself counts them), or an attempt that the audit trail does not have.
"""

from __future__ import annotations

import argparse
import itertools
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from statistics import median
from typing import Any

import pymongo
from bson import ObjectId
from pymongo import MongoClient
from pymongo.read_concern import ReadConcern
from pymongo.write_concern import WriteConcern
from rich.progress import Progress

from bench.rivals import at_once
from bench.servers import Servers, own_servers
from drivesphere import infra, kinds
from drivesphere.domain.errors import Busy, SoldOut
from drivesphere.domain.idempotency import Attempt
from drivesphere.infra import mongo
from drivesphere.migrations import migrate
from drivesphere.models import audit_entry, booking, inventory, user
from drivesphere.services import holds
from drivesphere.services.orders import Order, Partner
from drivesphere.services.publishing import publish

PLACES, RIVALS, REFUSALS, ROUNDS = 500, 64, 4_000, 3
ACCEPTED_GOAL = 0.5  # of the bare loop's rate
REFUSED_GOAL = 3.0  # of the rate of accepted requests
BARE_DEADLINE_SECONDS = 120  # the bare loop may retry for as long as the driver does

Record = dict[str, Any]


@dataclass(frozen=True)
class Sale:
    """One section drained and then asked for in vain: rates a second, and what the database says."""

    accepted: float
    refused: float
    sold: int
    remaining: int
    transactions_of_refusals: int
    unrecorded: int

    def faults(self, places: int) -> list[str]:
        found = {
            f"{self.sold} of {places} places sold, {self.remaining} left": (self.sold, self.remaining) != (places, 0),
            f"{self.transactions_of_refusals} transactions for refusals": self.transactions_of_refusals > 0,
            f"{self.unrecorded} refusals are not in the audit trail": self.unrecorded != 0,
        }
        return [fault for fault, is_so in found.items() if is_so]


def main() -> int:
    options = _options()
    with own_servers() as servers:
        infra.connect(servers.settings)
        migrate(mongo.client().get_default_database())
        rounds = list(_rounds(servers, options))
    bare = median(each["bare"] for each in rounds)
    print(f"{options.places} places, {options.rivals} rivals; medians of {options.rounds} rounds\n")
    print(f"{'bare loop':<10}{bare:7.0f} a second")
    faults = []
    for name in ("partner", "client"):
        _print_row(name, rounds)
        faults += [f"{name}: {fault}" for each in rounds for fault in each[name].faults(options.places)]
    print(
        "\n".join(faults) or "sold exactly what there was; refusals cost no transaction; every attempt is in the trail"
    )
    return 1 if faults else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--places", type=int, default=PLACES, help="capacity of the section (%(default)s)")
    parser.add_argument("--rivals", type=int, default=RIVALS, help="threads (%(default)s)")
    parser.add_argument("--refusals", type=int, default=REFUSALS, help="requests after sell-out (%(default)s)")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="how often everything is done (%(default)s)")
    return parser.parse_args()


def _rounds(servers: Servers, options: argparse.Namespace) -> Iterator[dict[str, Any]]:
    with Progress(transient=True) as progress, MongoClient(servers.root_url) as root:
        task = progress.add_task("selling …", total=3 * options.rounds)
        for _ in range(options.rounds):
            found: dict[str, Any] = {"bare": _drain_bare(servers, options)}
            progress.advance(task)
            for name, (partner, customers) in {"partner": _users(), "client": _clients(options)}.items():
                found[name] = _sell(root, partner, customers, options)
                progress.advance(task)
            yield found


def _print_row(name: str, rounds: list[dict[str, Any]]) -> None:
    sales = [each[name] for each in rounds]
    accepted, refused = (median(rates) for rates in zip(*((s.accepted, s.refused) for s in sales), strict=True))
    to_bare = median(each[name].accepted / each["bare"] for each in rounds)
    to_accepted = median(sale.refused / sale.accepted for sale in sales)
    print(f"{name:<10}{accepted:7.0f} accepted a second   {to_bare:5.2f} of the bare loop   goal: {ACCEPTED_GOAL}")
    print(f"{'':<10}{refused:7.0f} refused a second    {to_accepted:5.2f} of the accepted    goal: {REFUSED_GOAL}")


# ------------------------------------------------------------------------------------------- the engine


def _sell(
    root: MongoClient[Record], partner: str | None, customers: Iterator[Record], options: argparse.Namespace
) -> Sale:
    """A new event, of the `partner` or for our own clients, sold out and asked for in vain."""
    owner = {"_id": ObjectId(), "name": "Omar"}
    event = publish(kinds.get("events"), owner, _stated(options.places), partner=partner)
    lock, section_id = threading.Lock(), event["sections"][0]["id"]

    def order() -> Order:
        with lock:
            customer = next(customers)
        request = {"lines": [{"section_id": section_id, "quantity": 1}]}
        return Order("events", event["_id"], request=request, attempt=Attempt(None, ""), **customer)

    accepted = _drain(lambda: _is_granted(order()), options.rivals)
    before = _transactions(root)
    refused = _ask_in_vain(lambda: _is_granted(order()), options)
    return Sale(
        accepted=accepted,
        refused=refused,
        sold=booking.collection().count_documents({"listing_id": event["_id"], "status": {"$ne": "cancelled"}}),
        remaining=inventory.collection().find_one({"_id": section_id})["remaining"],
        transactions_of_refusals=_transactions(root) - before,
        # Every rival was refused once at the end of the sale.
        unrecorded=options.rivals + options.refusals - _recorded_refusals(event["_id"]),
    )


def _stated(places: int) -> Record:
    return {
        "title": "One night only",
        "starts_at": None,
        "ends_at": None,
        "time_zone": "America/Los_Angeles",
        "venue": "The Hall",
        "city": "Seattle",
        "state": "WA",
        "sections": [{"name": "Floor", "price": 5_000, "capacity": places}],
        "currency": "USD",
        "policy": {},
    }


def _users() -> tuple[str, Iterator[Record]]:
    """A partner, and for each order the user that it is for."""
    orders = ({"client_id": None, "partner": Partner("bench", f"user-{number}")} for number in itertools.count())
    return "bench", orders


def _clients(options: argparse.Namespace) -> tuple[None, Iterator[Record]]:
    """No partner, and for each order the client: another one each time, because one alone could not hold so many."""
    ids = [ObjectId() for _ in range(options.places + options.rivals)]
    people = [{"_id": each, "email": f"{each}@bench.example", "email_key": str(each), "name": "Ada"} for each in ids]
    user.collection().insert_many([person | {"role": "client", "version": 1} for person in people])
    return None, ({"client_id": each} for each in itertools.cycle(ids))


def _is_granted(order: Order) -> bool:
    while True:
        try:
            holds.place_hold(order)
        except SoldOut:
            return False
        except Busy:  # told to come back, and does
            continue
        return True


def _ask_in_vain(is_granted: Callable[[], bool], options: argparse.Namespace) -> float:
    """Refusals a second once nothing is left."""
    turns = deque(range(options.refusals))

    def ask_on() -> None:
        with suppress(IndexError):  # nobody has a turn left
            while True:
                turns.pop()
                is_granted()

    return options.refusals / _seconds(ask_on, options.rivals)


def _transactions(root: MongoClient[Record]) -> int:
    """Every transaction that MongoDB has begun since it was started, whatever became of it."""
    return int(root.admin.command("serverStatus")["transactions"]["totalStarted"])


def _recorded_refusals(listing_id: ObjectId) -> int:
    return audit_entry.collection().count_documents(
        {"listing_id": listing_id, "outcome": "refused", "code": SoldOut.code}
    )


# --------------------------------------------------------------------------------------- the bare loop


def _drain_bare(servers: Servers, options: argparse.Namespace) -> float:
    """Places a second of the bare loop."""
    with MongoClient(servers.settings.mongo_url, w="majority", maxPoolSize=100) as client:
        database = client.get_default_database()
        stock = {"_id": ObjectId(), "remaining": options.places, "version": 0}
        database.bare_stock.insert_one(stock)
        database.bare_bookings.insert_one({})
        return _drain(lambda: _took_bare(client, database, stock["_id"]), options.rivals)


def _took_bare(client: Any, database: Any, stock_id: ObjectId) -> bool:
    def work(session: Any) -> bool:
        left, one_less = {"_id": stock_id, "remaining": {"$gte": 1}}, {"$inc": {"remaining": -1, "version": 1}}
        if not database.bare_stock.update_one(left, one_less, session=session).modified_count:
            return False
        database.bare_bookings.insert_one({"stock_id": stock_id}, session=session)
        return True

    with pymongo.timeout(BARE_DEADLINE_SECONDS), client.start_session() as session:
        return session.with_transaction(work, ReadConcern("snapshot"), WriteConcern("majority"))


# ------------------------------------------------------------------------------------------ the rivals


def _drain(is_granted: Callable[[], bool], rivals: int) -> float:
    """Let every rival take places until it is refused: places a second, until the last one."""
    granted_at: list[float] = []

    def take_all() -> None:
        while is_granted():
            granted_at.append(time.perf_counter())

    started = time.perf_counter()
    at_once([take_all] * rivals)
    return len(granted_at) / (max(granted_at) - started)


def _seconds(work: Callable[[], None], rivals: int) -> float:
    """How long it takes until all of `rivals` threads have done `work`."""
    started = time.perf_counter()
    at_once([work] * rivals)
    return time.perf_counter() - started


if __name__ == "__main__":
    sys.exit(main())
