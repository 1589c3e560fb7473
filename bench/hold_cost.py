"""What a hold costs: CPU of the API processes per booking, against a bare PyMongo loop doing the same transaction.

    python -m bench.hold_cost                  # 600 holds on distinct cars, servers of its own
    python -m bench.hold_cost --bookings 2000

Starts its own MongoDB, Redis and API on free ports and removes everything afterwards. Both sides run in the same
minute on the same database; what counts is their ratio, the times alone say more about the machine. The bare loop
makes one booking after the other, and so does the client that is compared with it; the row below shows what the
switching between threads adds when several clients come at once.
"""

from __future__ import annotations

import argparse
import copy
import http.client
import json
import multiprocessing
import os
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import psutil
import pymongo
from bson import ObjectId
from pymongo import MongoClient
from pymongo.read_concern import ReadConcern
from pymongo.write_concern import WriteConcern

from bench.servers import own_servers
from drivesphere.api.security import access_token
from drivesphere.app import create_app
from drivesphere.config import Settings
from drivesphere.domain.window import Window
from drivesphere.embedded.ports import free_port
from drivesphere.embedded.process import Process
from drivesphere.infra.mongo import DEADLINE_SECONDS
from drivesphere.inventory import interval
from drivesphere.migrations import migrate
from drivesphere.models import inventory, listing, user
from drivesphere.services import sessions

GOAL = 3.0  # CPU of a hold through HTTP, in CPUs of the bare transaction
MEMORY_GOAL_MB = 150
WARM_UP = 50  # bookings on each side that are not counted: pools, plans and bytecode


def main() -> int:
    options = _options()
    with own_servers() as servers:
        settings = servers.settings
        print(f"preparing {options.bookings} cars and clients …", flush=True)
        work = _prepare(settings, 2 * (options.bookings + WARM_UP))
        bare = _in_own_process(settings, options.bookings)
        print(f"{'bare transaction':<20}{bare * 1e3:5.2f} ms CPU per booking", flush=True)
        with _api(settings) as (port, process):
            half = len(work) // 2
            alone = _through_http(port, process, work[:half], 1)
            together = _through_http(port, process, work[half:], options.concurrency)
            resident = max(child.memory_info().rss for child in _family(process)) / 2**20
    _row("one client", alone, bare, f"goal: at most {GOAL}")
    _row(f"{options.concurrency} clients at once", together, bare, "")
    print(f"resident            {resident:6.0f} MB, the largest API process; goal: below {MEMORY_GOAL_MB}")
    return 0


def _row(name: str, cost: float, bare: float, goal: str) -> None:
    print(f"{name:<20}{cost * 1e3:5.2f} ms CPU per booking in the API processes, ratio {cost / bare:4.2f}  {goal}")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bookings", type=int, default=600, help="counted bookings on each side (600)")
    parser.add_argument("--concurrency", type=int, default=4, help="clients of the last row (4)")
    return parser.parse_args()


def _prepare(settings: Settings, count: int) -> list[tuple[str, str]]:
    """Pairs of (car id, access token of a client of its own)."""
    app = create_app(settings)
    migrate(inventory.collection().database)
    owner = user.insert(None, _person("owner", "owner"))["_id"]
    cars = [ObjectId() for _ in range(count)]
    listing.collection().insert_many([_car(car, owner) for car in cars])
    inventory.open_intervals("cars", [(car, 0, 1) for car in cars])
    clients = [user.insert(None, _person(str(number), "client")) for number in range(count)]
    with app.test_request_context():
        tickets = [sessions.start(client) for client in clients]
        return [(str(car), access_token(ticket)) for car, ticket in zip(cars, tickets, strict=True) if ticket]


def _person(name: str, role: str) -> dict[str, Any]:
    email = f"{name}@bench.example"
    return {"email": email, "email_key": email, "name": name, "role": role}


def _car(car: ObjectId, owner: ObjectId) -> dict[str, Any]:
    return {
        "_id": car,
        "kind": "cars",
        "owner_id": owner,
        "title": "Tesla Model X 2019",
        "visibility": "published",
        "vehicle_type": "suv",
        "city": "Seattle",
        "city_key": "seattle",
        "state": "WA",
        "time_zone": "America/Los_Angeles",
        "daily_rate": 13_500,
        "currency": "USD",
        "policy": {"buffer_minutes": 0},
    }


def _in_own_process(settings: Settings, count: int) -> float:
    """CPU seconds per booking of the bare loop, in a process that does nothing else."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(bare_loop, (settings.mongo_url, count))


def bare_loop(url: str, count: int) -> float:
    """The statements of a hold's transaction on documents of its size, and nothing around them."""
    client: MongoClient[dict[str, Any]] = MongoClient(url, w="majority", retryWrites=True)
    db = client.get_default_database()
    stock = db.bare_inventory
    stock.drop()
    ids = [ObjectId() for _ in range(count + WARM_UP)]
    stock.insert_many([{"_id": i, "buffer_us": 0, "claims": [], "claims_made": 0, "version": 0} for i in ids])
    db.bare_users.drop()
    db.bare_users.insert_many([{"_id": i, "version": 1} for i in ids])
    db.bare_bookings.create_index("client_id")
    for name in ("bare_bookings", "bare_audit", "bare_idempotency"):
        db[name].insert_one({})
    for inventory_id in ids[:WARM_UP]:
        _bare_hold(client, db, inventory_id)
    started = time.process_time()
    for inventory_id in ids[WARM_UP:]:
        _bare_hold(client, db, inventory_id)
    return (time.process_time() - started) / count


def _bare_hold(client: Any, db: Any, inventory_id: ObjectId) -> None:
    window = Window(*_span())
    booking_id = ObjectId()

    def work(session: Any) -> None:
        db.bare_users.update_one({"_id": inventory_id}, {"$inc": {"version": 1}}, session=session)
        db.bare_bookings.count_documents({"client_id": inventory_id, **LIVE}, limit=3, session=session)
        db.bare_inventory.find_one_and_update(
            {"_id": inventory_id, **interval.free(window)},
            interval._taking(window, booking_id, timedelta(minutes=10)),
            projection={"last_claim": 1},
            session=session,
        )
        record = copy.deepcopy(BOOKING)
        db.bare_bookings.insert_one({"_id": booking_id, **record}, session=session)
        db.bare_audit.insert_one({"booking_id": booking_id, **AUDIT}, session=session)
        db.bare_idempotency.insert_one({"_id": str(booking_id), "body": record}, session=session)

    with pymongo.timeout(DEADLINE_SECONDS), client.start_session() as session:
        session.with_transaction(work, ReadConcern("snapshot"), WriteConcern("majority"))


def _span() -> tuple[datetime, datetime]:
    start = datetime.now(UTC).replace(minute=0, second=0, microsecond=0) + timedelta(days=10)
    return start, start + timedelta(days=2)


LIVE = {"status": "pending", "$expr": {"$gt": ["$until", "$$NOW"]}}
MONEY = {"amount": 32_735, "currency": "USD"}
BOOKING: dict[str, Any] = {
    "kind": "cars",
    "listing_id": ObjectId(),
    "owner_id": ObjectId(),
    "client_id": ObjectId(),
    "listing": {"id": "6743d0a9a1b2c3d4e5f60001", "title": "Tesla Model X 2019", "city": "Seattle", "state": "WA"},
    "status": "pending",
    "claims": [{"inventory_id": ObjectId(), "starts_us": 1, "ends_us": 2, "quantity": 1}],
    "quote": {
        "lines": [{"code": c, "label": c, "amount": MONEY} for c in ("rental", "service_fee", "tax")],
        "total": MONEY,
        "rules": [{"rule": "daily_rate", "amount": 13_500}],
    },
    "policy": {"lead_time_minutes": 60, "horizon_days": 365, "longest_days": 90, "hold_minutes": 10},
    "history": [{"status": "pending", "trigger": "held", "actor": "client:6743d0a9a1b2c3d4e5f60001"}],
}
AUDIT = {"action": "held", "outcome": "done", "actor": "client:6743d0a9a1b2c3d4e5f60001", "request_id": "0" * 32}


@contextmanager
def _api(settings: Settings) -> Iterator[tuple[int, Process]]:
    port = free_port()
    flags = ("--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port), "--workers", "2")
    argv = (sys.executable, "-m", "granian", *flags, "--blocking-threads", "8", "--log-level", "warning")
    process = Process("api", (*argv, "wsgi:application"), env=_environ(settings), cwd=Path(__file__).parents[1])
    process.start()
    try:
        process.await_ready(lambda: _get(port, "/api/health") in (200, 503), 30)
        yield port, process
    finally:
        process.stop(10)


def _environ(settings: Settings) -> dict[str, str]:
    names = ("secret_key", "mongo_url", "redis_url", "broker_url", "stripe_secret_key", "stripe_webhook_secret")
    given = {name.upper(): getattr(settings, name) for name in names}
    return {**os.environ, **given, "LOG_LEVEL": "WARNING", "RATE_LIMITS_ENABLED": "false"}


def _get(port: int, path: str) -> int:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", path)
        return connection.getresponse().status
    except OSError:
        return 0
    finally:
        connection.close()


def _through_http(port: int, process: Process, work: Sequence[tuple[str, str]], concurrency: int) -> float:
    _book(port, work[:WARM_UP], concurrency)
    before = _cpu(process)
    _book(port, work[WARM_UP:], concurrency)
    return (_cpu(process) - before) / (len(work) - WARM_UP)


def _book(port: int, work: Sequence[tuple[str, str]], concurrency: int) -> None:
    with ThreadPoolExecutor(concurrency) as threads:
        list(threads.map(_book_share, [port] * concurrency, [work[n::concurrency] for n in range(concurrency)]))


def _book_share(port: int, work: Sequence[tuple[str, str]]) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    starts_at, ends_at = (instant.isoformat() for instant in _span())
    body = json.dumps({"starts_at": starts_at, "ends_at": ends_at})
    for car, token in work:
        headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json", "Idempotency-Key": car}
        connection.request("POST", f"/api/v1/cars/{car}/bookings", body, headers)
        answer = connection.getresponse()
        found = answer.read()
        if answer.status != 201:
            raise SystemExit(f"a booking was answered {answer.status}: {found.decode()}")
    connection.close()


def _family(process: Process) -> list[psutil.Process]:
    parent = psutil.Process(process.pid)
    return [parent, *parent.children(recursive=True)]


def _cpu(process: Process) -> float:
    return sum(sum(child.cpu_times()[:2]) for child in _family(process))


if __name__ == "__main__":
    raise SystemExit(main())
