"""The protections that negative controls take away. A setup runs once in each process of a crew."""

from __future__ import annotations

import os
import signal
import time
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from typing import Any

from bson import ObjectId
from pymongo.errors import CollectionInvalid, OperationFailure

from drivesphere import inventory, kinds
from drivesphere.domain.demand import Demand, Stock
from drivesphere.domain.errors import InUse
from drivesphere.domain.payment import DASHBOARD, PaymentSession, Refund
from drivesphere.infra import checkout as stripe_checkout
from drivesphere.infra import mongo
from drivesphere.inventory import counted, interval
from drivesphere.inventory.protocol import Occupied, Stamp, Taken
from drivesphere.models import audit_head, refund, user
from drivesphere.models import booking as bookings
from drivesphere.models import inventory as ledger
from drivesphere.models import outbox as outbox_rows
from drivesphere.services import notices, outbox, refunds, repeats, reserving, settlement, transitions

ROUNDS = 8  # of a race without its guard, which is usually harmed in the first
SLOW_SECONDS = 0.9  # how long a stalling claim dawdles
FOR_EVER_SECONDS = 60  # longer than any test waits for a process that is about to be killed
MOMENT_SECONDS = 0.05  # between look and write where there is no guard, as every loaded machine has
SHORT_LEASE_MS = 400  # a lease that runs out meanwhile


class InPlaceOf:
    """A model that differs from a real one in how it claims; a look before the lock would spare it the claim."""

    def __init__(self, model: Any, stall_seconds: float = 0.0) -> None:
        self._model = model
        self._stall_seconds = stall_seconds

    def shortage(self, _: Demand) -> None:
        return None

    def __getattr__(self, name: str) -> Any:
        return getattr(self._model, name)


# ------------------------------------------------------------------------------------ windows without a guard


class UnguardedWindows(InPlaceOf):
    """The usual way: look for an overlap, then insert. Each in the transaction, and still no guard.

    Claims stand in documents of their own, so two rivals change nothing in common and both commit.
    """

    def __init__(self, stall_seconds: float) -> None:
        super().__init__(interval, stall_seconds)
        # Made beforehand: two transactions that both make a collection conflict, which would be a guard after all.
        with suppress(CollectionInvalid, OperationFailure):  # another process may be making it
            mongo.client().get_default_database().create_collection("unguarded_claims")

    def claim(self, session: Any, demand: Demand, booking_id: ObjectId, hold_time: timedelta | None) -> Stamp:
        chosen = self._first_free(session, demand)
        time.sleep(self._stall_seconds)
        claim = {"inventory_id": chosen.inventory_id, "booking_id": booking_id, **_span(chosen)}
        _apart().insert_one(claim, session=session)
        return _stamp(chosen, hold_time)

    def _first_free(self, session: Any, demand: Demand) -> Demand:
        """Of the inventories that would do, one on which fewer claims overlap the window than it has capacity."""
        span, row = _span(demand), ledger.collection()
        for each in demand.any_of or (demand.inventory_id,):
            capacity = row.find_one({"_id": ObjectId(each)})["capacity"]  # type: ignore[index]
            overlap = {"starts_us": {"$lt": span["ends_us"]}, "ends_us": {"$gt": span["starts_us"]}}
            if _apart().count_documents({"inventory_id": each, **overlap}, session=session) < capacity:
                return replace(demand, inventory_id=each, any_of=())
        raise Taken(demand)

    def busy(self, *_: Any) -> list[Any]:
        return []


def _apart() -> Any:
    return mongo.client().get_default_database()["unguarded_claims"]


def _span(demand: Demand) -> dict[str, int]:
    assert demand.window is not None
    return {"starts_us": demand.window.starts_us, "ends_us": demand.window.ends_us}


def _stamp(demand: Demand, hold_time: timedelta | None) -> Stamp:
    at = mongo.client().admin.command("hello")["localTime"]
    return Stamp(at=at, until=at + hold_time if hold_time else None, claimed=(demand,))


def without_guard() -> None:
    """Setup: look for an overlap, then insert."""
    inventory.install("interval", UnguardedWindows(MOMENT_SECONDS))


def stalling_without_guard() -> None:
    """Setup: the lock alone, and a process that dawdles until its lease has run out."""
    inventory.install("interval", UnguardedWindows(SLOW_SECONDS))


def without_guard_and_stored_answers() -> None:
    """Setup: nothing but the client's word that its requests are one."""
    without_guard()
    without_client_guard()
    repeats.keep = lambda *_, **__: None


# ------------------------------------------------------------------------------------- places without a guard


class UnguardedPlaces(InPlaceOf):
    """The usual way: add up what is booked, then book. Both in the transaction, and still no guard.

    The section itself is only read, so two rivals change nothing in common and both commit.
    """

    def claim(self, session: Any, demand: Demand, _: ObjectId, hold_time: timedelta | None) -> Stamp:
        section = ObjectId(demand.inventory_id)
        row = ledger.collection().find_one({"_id": section}, session=session)
        assert row is not None
        if row["capacity"] - _booked(session, section) < demand.quantity:
            raise Taken(demand)
        time.sleep(self._stall_seconds)
        return _stamp(demand, hold_time)


def _booked(session: Any, section: ObjectId) -> int:
    """SELECT sum(quantity): the places of the section in active bookings."""
    active = {"status": {"$in": bookings.STORED_ACTIVE}, "claims.inventory_id": section}
    rows = bookings.collection().find(active, {"claims": 1}, session=session)
    return sum(c["quantity"] for row in rows for c in row["claims"] if c["inventory_id"] == section)


class UncommittedPlaces(InPlaceOf):
    """The real conditional decrement, outside of any transaction: nobody undoes half a basket."""

    def claim(self, _: Any, demand: Demand, booking_id: ObjectId, hold_time: timedelta | None) -> Stamp:
        return self._model.claim(None, demand, booking_id, hold_time)


def without_place_guard() -> None:
    """Setup: add up, then book."""
    inventory.install("counted", UnguardedPlaces(counted, MOMENT_SECONDS))


def without_one_commit() -> None:
    """Setup: each section of a basket is taken by itself."""
    inventory.install("counted", UncommittedPlaces(counted))


def ending_blindly() -> None:
    """Setup: the sweep looks whether a hold is overdue, gives its places back, and then writes down that it has ended.

    Without compare-and-set two sweeps that look at the same moment both give the places back.
    """

    def lapse(booking: dict[str, Any], **_: Any) -> bool:
        found = bookings.find(booking["_id"])
        if found is None or found["status"] != "pending":
            return False
        time.sleep(MOMENT_SECONDS)
        transitions.release(None, found)
        bookings.collection().update_one({"_id": found["_id"]}, {"$set": {"status": "expired"}})
        return True

    settlement.lapse = lapse


# --------------------------------------------------------------------------------------------- owners who edit


class UnguardedRefit(InPlaceOf):
    """The real engine, whose capacity and buffer follow the listing by looking first and writing then.

    Both outside of the transaction, as a program does that has never heard of one.
    """

    def refit(self, _: Any, stock: Stock) -> None:
        row = ledger.collection().find_one({"_id": ObjectId(stock.inventory_id)})
        assert row is not None
        taken = row["capacity"] - row["remaining"] if self.COUNTS_PLACES else _longest_queue(row, stock.buffer)
        if taken > stock.capacity:
            raise Occupied(stock, taken)
        time.sleep(MOMENT_SECONDS)
        fields = {"capacity": stock.capacity, "buffer_us": stock.buffer // timedelta(microseconds=1)}
        left = {"remaining": stock.capacity - taken} if self.COUNTS_PLACES else {}
        ledger.collection().update_one({"_id": row["_id"]}, {"$set": fields | left})


def _longest_queue(row: dict[str, Any], buffer: timedelta) -> int:
    """How many claims of the ledger meet at one instant, with the buffer behind each."""
    pause = buffer // timedelta(microseconds=1)
    spans = [(claim["starts_us"], claim["ends_us"] + pause) for claim in row["claims"]]
    return max((sum(start <= at < end for start, end in spans) for at, _ in spans), default=0)


def refitting_blindly() -> None:
    """Setup: what an owner changes is looked at first, and written then."""
    for name, model in {"interval": interval, "counted": counted}.items():
        inventory.install(name, UnguardedRefit(model))


def moving_events_in_place() -> None:
    """Setup: an event that nobody has booked is moved, and its sections stay the ones that they were."""

    def restate(listing: Any, changes: dict[str, Any]) -> dict[str, Any]:
        if bookings.active_on(listing["_id"]):
            raise InUse("Somebody has booked it.")
        time.sleep(MOMENT_SECONDS)
        return events.draw_up({**listing, **changes})

    events = kinds.registry()["events"]
    kinds.registry()["events"] = replace(events, editing=replace(events.editing, restate=restate))


# ------------------------------------------------------------------------------------------ customers, money


def without_client_guard() -> None:
    """Setup: nothing makes two requests of one client conflict."""
    reserving.user.touch = lambda *_: True


def without_sole_key() -> None:
    """Setup: look for the customer's booking of the same listing, then book; no index that lets one exist."""
    without_client_guard()
    insert = bookings.insert

    def insert_unindexed(session: Any, record: dict[str, Any]) -> None:
        insert(session, record | {"sole_key": None, "looked_for": record.get("sole_key")})

    def active_with(session: Any, sole_key: str) -> dict[str, Any] | None:
        query = {"looked_for": sole_key, "status": {"$in": bookings.STORED_ACTIVE}}
        found = bookings.collection().find_one(query, session=session)
        time.sleep(MOMENT_SECONDS)
        return found and found | {"is_overdue": False}

    bookings.insert, bookings.active_with = insert_unindexed, active_with


def confirming_blindly() -> None:
    """Setup: a paid report confirms whatever it finds, without looking at the state it leaves."""

    def settle_blindly(session: PaymentSession) -> settlement.Settled:
        found = {"_id": ObjectId(session.booking_id)}
        bookings.collection().update_one(found, {"$set": {"status": "confirmed"}})
        return settlement.Settled.CONFIRMED

    settlement.settle = settle_blindly


def counting_admins_without_a_write() -> None:
    """Setup: the admins who are left are counted, and who acts is looked up, as any program would: by reading."""

    def count_admins(session: Any) -> int:
        left = user.collection().count_documents({"role": "admin", "disabled": False}, session=session)
        time.sleep(MOMENT_SECONDS)
        return left

    user.count_admins = count_admins
    user.confirm_role = lambda *_: True


def sealing_without_a_transaction() -> None:
    """Setup: the head is read, entries get their places one after the other, and then the head is written."""

    def take(_: Any) -> dict[str, Any]:
        head = audit_head.find()
        time.sleep(MOMENT_SECONDS)
        return head

    audit_head.take = take
    mongo.transaction = lambda work, **_: work(None)


def giving_back_blindly() -> None:
    """Setup: a booking is changed whatever its version is by now, a moment after it was looked at."""
    advance = bookings.advance

    def advance_blindly(session: Any, booking_id: ObjectId, trigger: Any, **more: Any) -> dict[str, Any] | None:
        return advance(session, booking_id, trigger, **more | {"only_if": None})

    bookings.advance = advance_blindly


# ---------------------------------------------------------------------------------------- slow and dying rivals


# ------------------------------------------------------------------------------- refunds without a common commit


def looking_before_writing_refunds_down() -> None:
    """Setup: look for Stripe's refund in the ledger, then enter it, under a key that is new each time."""

    def follow(payment: dict[str, Any], made: Refund, reason: str = DASHBOARD) -> bool:
        if refund.among([made.id]):
            return False
        time.sleep(MOMENT_SECONDS)
        keyed = replace(made, key=f"refund:{ObjectId()}")
        mongo.transaction(
            lambda session: refunds._note(session, refunds._adopt(session, payment, [], keyed, reason)["_id"], made)
        )
        return True

    refunds.follow = follow


class Stalling(InPlaceOf):
    """The real engine that dawdles inside the transaction, until the lock's lease has run out."""

    def claim(self, session: Any, demand: Demand, booking_id: ObjectId, hold_time: timedelta | None) -> Stamp:
        # The look that a slow process bases its decision on, then the pause, then the claim.
        ledger.collection().find_one({"_id": ObjectId(demand.inventory_id)}, session=session)
        time.sleep(self._stall_seconds)
        return self._model.claim(session, demand, booking_id, hold_time)


class StallingAfterClaim(InPlaceOf):
    """The real engine in a process that stops to a crawl with its transaction open."""

    def claim(self, session: Any, demand: Demand, booking_id: ObjectId, hold_time: timedelta | None) -> Stamp:
        stamp = self._model.claim(session, demand, booking_id, hold_time)
        time.sleep(self._stall_seconds)
        return stamp


def stalling() -> None:
    """Setup: every claim takes longer than the lease."""
    inventory.install("interval", Stalling(interval, SLOW_SECONDS))


def stalling_after_claim() -> None:
    """Setup: whoever claims never gets to commit."""
    for name, model in {"interval": interval, "counted": counted}.items():
        inventory.install(name, StallingAfterClaim(model, FOR_EVER_SECONDS))


# --------------------------------------------------------------------------------------------- sudden deaths


def _dying(module: Any, name: str, *, after: bool = False) -> None:
    """Kill this process with SIGKILL where it calls `name`, or where it comes back from there."""
    call = getattr(module, name)

    def die(*given: Any, **more: Any) -> None:
        if after:
            call(*given, **more)
        os.kill(os.getpid(), signal.SIGKILL)

    setattr(module, name, die)


def dying_inside_the_cancellation() -> None:
    """Setup: the refund stands in the ledger, and the transaction is open."""
    _dying(notices, "cancelled")


def dying_after_the_cancellation() -> None:
    """Setup: it is committed, and nobody has been told; or, on a busy machine, nobody knows whether it is."""
    _dying(outbox, "wake")
    _dying(repeats, "replay")


def dying_before_stripe_is_asked() -> None:
    """Setup: the order is taken from the outbox."""
    _dying(stripe_checkout, "refund")


def dying_when_stripe_has_answered() -> None:
    """Setup: the money is on its way, and nothing of it is written down."""
    _dying(stripe_checkout, "refund", after=True)


def dying_inside_the_note() -> None:
    """Setup: the answer stands in the ledger, and the transaction is open."""
    _dying(refund, "move_on", after=True)


def dying_before_the_order_is_ticked_off() -> None:
    """Setup: the answer is written down, and the order looks undone."""
    _dying(outbox_rows, "mark_done")
