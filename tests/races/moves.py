"""What rivals do, and the guards that a negative control takes away. Runs inside the crew's processes."""

from __future__ import annotations

import time
from contextlib import suppress
from datetime import timedelta
from typing import Any

from bson import ObjectId
from pymongo.errors import CollectionInvalid, OperationFailure

from drivesphere import inventory
from drivesphere.domain.demand import Demand
from drivesphere.domain.idempotency import Attempt
from drivesphere.domain.payment import PaymentSession, SessionState
from drivesphere.infra import mongo
from drivesphere.inventory import interval
from drivesphere.inventory.protocol import Stamp, Taken
from drivesphere.models import booking as bookings
from drivesphere.models import inventory as ledger
from drivesphere.services import holds, housekeeping, repeats, reserving, settlement

SLOW_SECONDS = 0.9  # how long a stalling claim dawdles
FOR_EVER_SECONDS = 60  # longer than any test waits for a process that is about to be killed
MOMENT_SECONDS = 0.05  # between look and insert where there is no guard
SHORT_LEASE_MS = 400  # a lease that runs out meanwhile
_stall_seconds = 0.0
_settle = settlement.settle


def hold(car: ObjectId, client: ObjectId, window: dict[str, Any], key: str | None = None) -> dict[str, Any]:
    """Place a hold; the answer's body."""
    scope = f"{client}|createCarBooking|{key}" if key else None
    order = holds.Order("cars", car, client, window, Attempt(scope, f"{car}{window}"))
    return holds.place_hold(order).body


def report_paid(session_id: str, booking_id: str, amount: int) -> str:
    """Settle a payment as a webhook would."""
    return _settle(paid_session(session_id, booking_id, amount)).value


def paid_session(session_id: str, booking_id: str, amount: int) -> PaymentSession:
    return PaymentSession(
        id=session_id,
        state=SessionState.COMPLETE,
        is_paid=True,
        booking_id=booking_id,
        amount=amount,
        currency="USD",
        expires_at=0,
        payment_id=f"pi_{session_id}",
    )


def sweep() -> int:
    return housekeeping.sweep_holds()


def lapse(booking_id: str) -> bool:
    """End a hold as the sweep does once the payment page is closed."""
    found = bookings.find(ObjectId(booking_id))
    assert found is not None
    return settlement.lapse(found, actor="system:sweep")


class Unguarded:
    """The usual way: look for an overlap, then insert. Each in the transaction, and still no guard.

    Claims stand in documents of their own, so two rivals change nothing in common and both commit.
    """

    LOCK_WAIT = timedelta(seconds=1)

    def __init__(self) -> None:
        # Made beforehand: two transactions that both make a collection conflict, which would be a guard after all.
        with suppress(CollectionInvalid, OperationFailure):  # another process may be making it
            mongo.client().get_default_database().create_collection("unguarded_claims")

    def claim(self, session: Any, demand: Demand, booking_id: ObjectId, hold_time: timedelta | None) -> Stamp:
        assert demand.window is not None
        apart = mongo.client().get_default_database()["unguarded_claims"]
        overlap = {
            "inventory_id": demand.inventory_id,
            "starts_us": {"$lt": demand.window.ends_us},
            "ends_us": {"$gt": demand.window.starts_us},
        }
        if apart.find_one(overlap, session=session):
            raise Taken(demand)
        time.sleep(_stall_seconds)
        window = {"starts_us": demand.window.starts_us, "ends_us": demand.window.ends_us}
        apart.insert_one({"inventory_id": demand.inventory_id, "booking_id": booking_id, **window}, session=session)
        at = bookings.collection().database.client.admin.command("hello")["localTime"]
        return Stamp(at=at, until=at + (hold_time or timedelta(0)), claimed=(demand,))

    def shortage(self, _: Demand) -> None:
        return None

    def busy(self, *_: Any) -> list[Any]:
        return []

    def __getattr__(self, name: str) -> Any:
        return getattr(interval, name)


def without_guard() -> None:
    """Setup of the negative control: a moment between look and insert, as every loaded machine has."""
    global _stall_seconds
    _stall_seconds = MOMENT_SECONDS
    inventory.install("interval", Unguarded())


def without_guard_and_stored_answers() -> None:
    """Setup: nothing but the client's word that its requests are one."""
    without_guard()
    without_client_guard()
    repeats.keep = lambda *_, **__: None


def without_client_guard() -> None:
    """Setup: nothing makes two requests of one client conflict."""
    reserving.user.touch = lambda *_: None


class Stalling:
    """The real engine that dawdles inside the transaction, until the lock's lease has run out."""

    def claim(self, session: Any, demand: Demand, booking_id: ObjectId, hold_time: timedelta | None) -> Stamp:
        # The look that a slow process bases its decision on, then the pause, then the claim.
        ledger.collection().find_one({"_id": ObjectId(demand.inventory_id)}, session=session)
        time.sleep(SLOW_SECONDS)
        return interval.claim(session, demand, booking_id, hold_time)

    def shortage(self, _: Demand) -> None:
        return None

    def __getattr__(self, name: str) -> Any:
        return getattr(interval, name)


def stalling() -> None:
    """Setup: every claim takes longer than the lease."""
    inventory.install("interval", Stalling())


class StallingAfterClaim(Stalling):
    """The real engine in a process that stops to a crawl with its transaction open."""

    def claim(self, session: Any, demand: Demand, booking_id: ObjectId, hold_time: timedelta | None) -> Stamp:
        stamp = interval.claim(session, demand, booking_id, hold_time)
        time.sleep(FOR_EVER_SECONDS)
        return stamp


def stalling_after_claim() -> None:
    """Setup: whoever claims never gets to commit."""
    inventory.install("interval", StallingAfterClaim())


def stalling_without_guard() -> None:
    """Setup of its negative control: the lock alone."""
    global _stall_seconds
    _stall_seconds = SLOW_SECONDS
    inventory.install("interval", Unguarded())


def confirming_blindly() -> None:
    """Setup: a paid report confirms whatever it finds, without looking at the state it leaves."""

    def settle_blindly(session: PaymentSession) -> settlement.Settled:
        found = {"_id": ObjectId(session.booking_id)}
        bookings.collection().update_one(found, {"$set": {"status": "confirmed"}})
        return settlement.Settled.CONFIRMED

    global _settle
    _settle = settle_blindly
