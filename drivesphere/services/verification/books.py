"""What the invariants read: the database as it was at one instant, row by row.

Everything comes from one snapshot session, so that all reads, however many batches they take, see what was committed
at the instant of the first. The server keeps that instant for five minutes (minSnapshotHistoryWindowInSeconds); a look
that takes longer fails and says so, it never mixes two instants. So the server counts what it can count exactly, what
belongs to a booking comes in the order of bookings, beside them, and bookings are read whole once for all rules that
judge them one by one (`cases`). What is remembered are sums, and the few rows that no order brings together.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from functools import cached_property
from heapq import merge
from typing import Any, NamedTuple

from bson import ObjectId

from drivesphere.domain.block import State
from drivesphere.domain.booking import ACTIVE, Trigger
from drivesphere.domain.grain import Grain
from drivesphere.domain.mismatch import MismatchKind, MismatchState
from drivesphere.domain.payment import BY_OTHERS, NEVER_ARRIVES, RefundState
from drivesphere.models import (
    api_key,
    audit_entry,
    block,
    booking,
    idempotency_row,
    inventory,
    listing,
    mismatch,
    outbox,
    payment,
    payment_event,
    payment_sum,
    refresh_family,
    refund,
    user,
    whole,
)
from drivesphere.services.outbox import Effect
from drivesphere.services.verification.beside import Beside, place

Record = dict[str, Any]
Claim = dict[str, Any]
ACTIVE_STATES = [status.value for status in ACTIVE]
STOCK = ("listing_id", "model", "buffer_us", "capacity", "remaining", "claims_made")
MONEY = ("amount", "currency", "owner_amount", "fee_amount", "tax_amount", "booking_id")
OF_A_CASE = (
    *("listing_id", "owner_id", "client_id", "partner", "status", "version", "claims", "ends_at"),
    *("held_at", "expires_at", "policy.hold_minutes", "quote.total", "payment.payment_id", "checkout.attempt"),
    "refund.amount",
)
COMPUTED = {
    "lines_sum": {"$sum": "$quote.lines.amount.amount"},
    **{"triggers": "$history.trigger", "statuses": "$history.status", "last_at": {"$last": "$history.at"}},
    "is_in_order": {"$eq": ["$history.at", {"$sortArray": {"input": "$history.at", "sortBy": 1}}]},
}
"""What history and lines come to, so that there is less of them to send and to read."""
AGE_MS = {"$subtract": ["$$NOW", "$created_at"]}


class Case(NamedTuple):
    """A booking, its payments, how many changes of it were audited, and whether its payment page is to be closed."""

    booking: Record
    payments: list[Record]
    changes: int
    is_closed: bool


class Books:
    """Everything that there is, at one instant. Each method reads anew, each property once."""

    def __init__(self, session: Any) -> None:
        self._session = session
        self.lost_payments: list[Record] = []

    def cases(self) -> Iterator[Case]:
        """Every booking with what belongs to it; `lost_payments` are complete when the last one has come."""
        payments = Beside(self.payments("booking_id"), _of_booking, keeps_strays=True)
        closing = Beside(self._closing(), _of_booking)
        changes = Beside(self._changes(), _own)
        for row in self._rows(booking.Booking, OF_A_CASE, COMPUTED, by="_id"):
            key = _own(row)
            audited = sum(each["rows"] for each in changes.at(key))
            yield Case(row, payments.at(key), audited, bool(closing.at(key)))
        self.lost_payments = payments.drain()

    def made(self) -> Iterator[Record]:
        """Bookings and blocks in the order of their ids, with how old they are by the database's clock."""
        fields, computed = ("origin.scope", "listing_id"), {"age_ms": AGE_MS}
        each = (self._rows(document, fields, computed, by="_id") for document in (booking.Booking, block.Block))
        return merge(*each, key=_own)

    def shared_keys(self) -> dict[str, ObjectId]:
        """The keys that made more than one thing, and the first thing that each has made."""
        scopes: list[Record] = [{"$match": {"origin.scope": {"$type": "string"}}}, {"$project": {"origin.scope": 1}}]
        blocks = {"$unionWith": {"coll": block.Block._get_collection().name, "pipeline": scopes}}
        group = {"$group": {"_id": "$origin.scope", "first": {"$min": "$_id"}, "rows": {"$sum": 1}}}
        stages = [*scopes, blocks, group, {"$match": {"rows": {"$gt": 1}}}]
        return {row["_id"]: row["first"] for row in whole.derived(self._session, booking.Booking, stages)}

    def won(self, triggers: Iterable[str]) -> Counter[ObjectId]:
        """How often bookings have won a claim of each inventory, by these triggers; what was given back too."""
        winning = {"input": "$history.trigger", "cond": {"$in": ["$$this", list(triggers)]}}
        ever = {"$setUnion": ["$claims.inventory_id", {"$ifNull": ["$released.inventory_id", []]}]}
        stages: list[Record] = [
            {"$project": {"times": {"$size": {"$filter": winning}}, "of": ever}},
            {"$unwind": "$of"},
            {"$group": {"_id": "$of", "times": {"$sum": "$times"}}},
        ]
        return Counter({row["_id"]: row["times"] for row in whole.derived(self._session, booking.Booking, stages)})

    def blocks(self, *fields: str) -> Iterator[Record]:
        return self._rows(block.Block, fields, {})

    def active(self, *fields: str) -> Iterator[Record]:
        """Bookings that occupy something; a lapsed hold too, until somebody has ended it."""
        return self._rows(booking.Booking, fields, {}, {"status": {"$in": ACTIVE_STATES}})

    def standing(self, *fields: str) -> Iterator[Record]:
        """Blocks that keep their window."""
        return self._rows(block.Block, fields, {}, {"state": State.STANDING.value})

    def windows(self) -> Beside:
        """What active bookings have of interval inventory, by `place` of the inventory: {_id, status, until, claims}.

        Here `claims` is a single one: a row for each.
        """
        return self._windows(booking.Booking, {"status": {"$in": ACTIVE_STATES}})

    def blocked(self) -> Beside:
        """As `windows`, of blocks that keep theirs."""
        return self._windows(block.Block, {"state": State.STANDING.value})

    def _windows(self, document: Any, where: Record) -> Beside:
        stages: list[Record] = [
            {"$match": where},
            {"$project": {"status": 1, "until": 1, "claims": 1}},
            {"$unwind": "$claims"},
            {"$match": {"claims.starts_us": {"$exists": True}}},
            {"$sort": {"claims.inventory_id": 1}},
        ]
        found = whole.derived(self._session, document, stages)
        return Beside(found, lambda row: place(row["claims"]["inventory_id"]))

    def ledgers(self) -> Iterator[Record]:
        """Interval inventory in the order of its ids, each with its claims."""
        return self._rows(inventory.Inventory, ("listing_id", "claims"), {}, {"model": "interval"}, by="_id")

    def answers(self) -> Beside:
        """Stored answers about bookings and blocks, by `place` of those, without their bodies."""
        of_something = {"$match": {"booking_id": {"$ne": None}}}
        stages: list[Record] = [of_something, {"$project": {"booking_id": 1}}, {"$sort": {"booking_id": 1}}]
        found = whole.derived(self._session, idempotency_row.IdempotencyRow, stages)
        return Beside(found, _of_booking, keeps_strays=True)

    def orders(self, effect: str) -> Iterator[Record]:
        """Rows of the outbox with this effect."""
        return self._rows(outbox.OutboxRow, ("booking_id", "payload", "state"), {}, {"effect": effect})

    def payments(self, by: str | None = None) -> Iterator[Record]:
        """The ledger of payments."""
        fields = (*MONEY, "outcome", "session_id", "listing_id")
        return self._rows(payment.PaymentRow, fields, {}, by=by)

    def kept_sums(self, grain: Grain) -> Iterator[Record]:
        """What payments come to, less what the sums that are kept say of it: nought, where these are right."""
        known = next(self._rows(payment_sum.PaymentSum, ("until",), {}, {"_id": grain.value}), None)
        if known is None:
            return iter(())
        stages: list[Record] = [
            {"$match": {"received_at": {"$lt": known["until"]}}},
            {"$group": {"_id": _told_apart(grain, _STRETCH[grain]), **_ADDED_UP, "count": {"$sum": 1}}},
            *_less_what_is_kept(grain, known["until"]),
            {"$group": {"_id": "$_id", **_ADDED_UP}},
        ]
        return whole.derived(self._session, payment.PaymentRow, stages)

    def unfinished(self, late_ms: int) -> Iterator[Record]:
        """Whatever somebody should have ended more than `late_ms` ago: {_id, what, listing_id}."""
        for document, since, where, what in _UNFINISHED:
            is_late = {"$expr": {"$lte": [{"$add": [f"${since}", late_ms]}, "$$NOW"]}}
            found = self._rows(document, ("listing_id",), {}, {**where, **is_late})
            yield from (row | {"what": what} for row in found)

    def webhooks(self) -> Iterator[Record]:
        """Payment events that are done with, in the order of their bookings' ids, which are texts here."""
        fields = ("outcome", "booking_id", "session_id")
        return self._rows(payment_event.PaymentEventRow, fields, {}, {"handled_at": {"$ne": None}}, "booking_id")

    def sessions(self) -> Iterator[Record]:
        """Sessions that are open."""
        alive = {"revoked_at": None, "$expr": {"$gt": ["$expires_at", "$$NOW"]}}
        return self._rows(refresh_family.RefreshFamily, ("user_id", "generation"), {}, alive)

    def api_keys(self) -> Iterator[Record]:
        return self._rows(api_key.ApiKey, ("digest",), {})

    def people(self) -> Iterator[Record]:
        return self._rows(user.User, ("role", "disabled", "password_hash"), {})

    @cached_property
    def stock(self) -> dict[ObjectId, Record]:
        """Inventory by id, without the claims."""
        return {row["_id"]: row for row in self._rows(inventory.Inventory, STOCK, {})}

    @cached_property
    def listings(self) -> set[ObjectId]:
        return {row["_id"] for row in self._rows(listing.Listing, (), {})}

    @cached_property
    def users(self) -> set[ObjectId]:
        return {row["_id"] for row in self._rows(user.User, (), {})}

    @cached_property
    def differences(self) -> dict[str, Record]:
        """By payment: that Stripe took another amount than is written down, and what a person has decided about it."""
        fields = ("subject", "details", "decision", "decided_by", "closed_at", "note")
        decided = {"state": MismatchState.RESOLVED.value, "kind": MismatchKind.AMOUNT_DIFFERS.value}
        return {row["subject"]: row for row in self._rows(mismatch.MismatchRow, fields, {}, decided)}

    @cached_property
    def refunds(self) -> dict[str, Record]:
        """The ledger of refunds, by key."""
        fields = (*MONEY, "payment_id", "state", "reason", "listing_id")
        return {row["_id"]: row for row in self._rows(refund.RefundRow, fields, {})}

    @cached_property
    def going_back(self) -> Counter[str]:
        """How much of each payment we have asked to go back; what failed at Stripe does not."""
        return self._refunded(lambda row: row["state"] not in NEVER_ARRIVES and row["reason"] not in BY_OTHERS)

    @cached_property
    def promised(self) -> Counter[str]:
        """How much of each payment goes back, has gone or is owed still; what was dropped is not."""
        return self._refunded(lambda row: row["state"] != RefundState.DROPPED)

    @cached_property
    def asked(self) -> Counter[str]:
        """How much of each payment was ever to go back, whatever became of it."""
        return self._refunded(lambda _: True)

    def _refunded(self, counts: Callable[[Record], bool]) -> Counter[str]:
        sums: Counter[str] = Counter()
        for row in self.refunds.values():
            sums[row["payment_id"]] += row["amount"] if counts(row) else 0
        return sums

    def _closing(self) -> Iterator[Record]:
        """Bookings of which the payment page is closed, in their order; the index that orders them holds all of it."""
        fields, closing = {"_id": 0, "booking_id": 1}, {"effect": Effect.CLOSE_SESSION}
        return whole.rows(self._session, outbox.OutboxRow, fields, closing, "booking_id")

    def _changes(self) -> Iterator[Record]:
        """How many changes of each booking stand in the audit trail, in the order of bookings."""
        changing = [trigger.value for trigger in Trigger]
        done = {"outcome": "done", "action": {"$in": changing}, "booking_id": {"$ne": None}}
        return whole.counted(self._session, audit_entry.AuditEntry, "booking_id", done)

    def _rows(
        self,
        document: Any,
        fields: Iterable[str],
        computed: Record,
        where: Record | None = None,
        by: str | None = None,
    ) -> Iterator[Record]:
        return whole.rows(self._session, document, {"_id": 1, **dict.fromkeys(fields, 1), **computed}, where, by)


def _own(row: Record) -> bytes:
    return place(row["_id"])


def _of_booking(row: Record) -> bytes:
    return place(row.get("booking_id"))


_ADDED_UP = {name: {"$sum": f"${name}"} for name in ("count", "amount", "fee_amount", "tax_amount")}
_STRETCH: dict[Grain, Record] = {
    Grain.HALF_HOUR: {"$subtract": ["$received_at", {"$mod": [{"$toLong": "$received_at"}, 30 * 60 * 1000]}]},
    Grain.MONTH: {
        "$dateFromParts": {"year": {"$year": "$received_at"}, "month": {"$add": [{"$month": "$received_at"}, 1]}}
    },
}
"""When the half hour began that a payment is in, or when its month ends."""


def _told_apart(grain: Grain, at: Any) -> Record:
    of = {"at": at, "kind": "$kind", "currency": "$currency"}
    return of | {"owner_id": "$owner_id"} if grain is Grain.MONTH else of


def _less_what_is_kept(grain: Grain, until: datetime) -> list[Record]:
    """Stages that take off the sums; of totals the growth, for each has in it the one of the month before."""
    if grain is Grain.HALF_HOUR:
        return [_kept(grain, {"$lt": until}, "$at", -1)]
    following = {"$dateAdd": {"startDate": "$at", "unit": "month", "amount": 1}}
    return [_kept(grain, {"$lte": until}, "$at", -1), _kept(grain, {"$lt": until}, following, 1)]


def _kept(grain: Grain, at: Record, told_as: Any, times: int) -> Record:
    amounts = {name: {"$multiply": [times, f"${name}"]} for name in _ADDED_UP}
    pipeline = [
        {"$match": {"grain": grain.value, "at": at}},
        {"$project": {"_id": _told_apart(grain, told_as), **amounts}},
    ]
    return {"$unionWith": {"coll": payment_sum.collection().name, "pipeline": pipeline}}


_UNFINISHED: list[tuple[Any, str, Record, str]] = [
    (booking.Booking, "until", {"status": "pending"}, "hold that has lapsed and was not ended"),
    (booking.Booking, "ends_at", {"status": "confirmed", "ends_at": {"$type": "date"}}, "booking that is over"),
    (block.Block, "ends_at", {"state": State.STANDING.value}, "block that is over"),
    (outbox.OutboxRow, "due_at", {"state": "pending"}, "effect that nobody carries out"),
    (outbox.OutboxRow, "due_at", {"state": "dead"}, "effect that was given up"),
    (payment_event.PaymentEventRow, "received_at", {"handled_at": None}, "webhook that nobody has dealt with"),
]
"""What is waited for, since when, where it is still open, and what to call it."""
