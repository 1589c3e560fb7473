"""What the invariants read: the database as it was at one instant, row by row.

Everything comes from one snapshot session, so that all reads, however many batches they take, see what was committed
at the instant of the first. The server keeps that instant for five minutes (minSnapshotHistoryWindowInSeconds); a look
that takes longer fails and says so, it never mixes two instants. No row is kept longer than a check needs it: what is
remembered are counts and ids.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from typing import Any

from bson import ObjectId

from drivesphere.domain.block import State
from drivesphere.domain.booking import ACTIVE, Trigger
from drivesphere.domain.payment import DASHBOARD, NEVER_ARRIVES, RefundState
from drivesphere.models import (
    api_key,
    audit_entry,
    block,
    booking,
    idempotency_row,
    inventory,
    listing,
    outbox,
    payment,
    payment_event,
    refresh_family,
    refund,
    user,
    whole,
)

Record = dict[str, Any]
Claim = dict[str, Any]
ACTIVE_STATES = [status.value for status in ACTIVE]
STOCK = ("listing_id", "model", "buffer_us", "capacity", "remaining", "claims_made")
MONEY = ("amount", "currency", "owner_amount", "fee_amount", "tax_amount", "booking_id")


class Books:
    """Everything that there is, at one instant. Each method reads anew, each property once."""

    def __init__(self, session: Any) -> None:
        self._session = session

    def bookings(self, *fields: str, **computed: Any) -> Iterator[Record]:
        """Every booking with these fields, and those that the database computes."""
        return self._rows(booking.Booking, fields, computed)

    def blocks(self, *fields: str, **computed: Any) -> Iterator[Record]:
        return self._rows(block.Block, fields, computed)

    def active(self, *fields: str) -> Iterator[Record]:
        """Bookings that occupy something; a lapsed hold too, until somebody has ended it."""
        return self._rows(booking.Booking, fields, {}, {"status": {"$in": ACTIVE_STATES}})

    def standing(self, *fields: str) -> Iterator[Record]:
        """Blocks that keep their window."""
        return self._rows(block.Block, fields, {}, {"state": State.STANDING.value})

    def ledgers(self) -> Iterator[Record]:
        """Interval inventory, each with its claims."""
        return self._rows(inventory.Inventory, ("listing_id", "claims"), {}, {"model": "interval"})

    def answers(self) -> Iterator[Record]:
        """Stored answers, without their bodies."""
        return self._rows(idempotency_row.IdempotencyRow, ("booking_id", "status"), {})

    def orders(self, *effects: str) -> Iterator[Record]:
        """Rows of the outbox with one of these effects."""
        fields = ("booking_id", "payload", "state")
        return self._rows(outbox.OutboxRow, fields, {}, {"effect": {"$in": list(effects)}})

    def unfinished(self, late_ms: int) -> Iterator[Record]:
        """Whatever somebody should have ended more than `late_ms` ago: {_id, what, listing_id}."""
        for document, since, where, what in _UNFINISHED:
            is_late = {"$expr": {"$lte": [{"$add": [f"${since}", late_ms]}, "$$NOW"]}}
            found = self._rows(document, ("listing_id",), {}, {**where, **is_late})
            yield from (row | {"what": what} for row in found)

    def webhooks(self) -> Iterator[Record]:
        """Payment events that are done with."""
        fields = ("outcome", "booking_id", "session_id")
        return self._rows(payment_event.PaymentEventRow, fields, {}, {"handled_at": {"$ne": None}})

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
    def payments(self) -> dict[str, Record]:
        """The ledger of payments, by Stripe's id."""
        fields = (*MONEY, "outcome", "session_id", "listing_id")
        return {row["_id"]: row for row in self._rows(payment.PaymentRow, fields, {})}

    @cached_property
    def refunds(self) -> dict[str, Record]:
        """The ledger of refunds, by key."""
        fields = (*MONEY, "payment_id", "state", "reason", "listing_id")
        return {row["_id"]: row for row in self._rows(refund.RefundRow, fields, {})}

    @cached_property
    def received(self) -> dict[ObjectId, list[Record]]:
        """The payments of each booking."""
        found = defaultdict(list)
        for row in self.payments.values():
            found[row["booking_id"]].append(row)
        return found

    @cached_property
    def going_back(self) -> Counter[str]:
        """How much of each payment we have asked to go back; what failed at Stripe does not."""
        return self._refunded(lambda row: row["state"] not in NEVER_ARRIVES and row["reason"] != DASHBOARD)

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

    @cached_property
    def changes(self) -> dict[ObjectId, int]:
        """How many changes of each booking stand in the audit trail."""
        changing = [trigger.value for trigger in Trigger]
        done = {"outcome": "done", "action": {"$in": changing}, "booking_id": {"$ne": None}}
        return dict(whole.counted(self._session, audit_entry.AuditEntry, "booking_id", done))

    def _rows(
        self, document: Any, fields: Iterable[str], computed: Record, where: Record | None = None
    ) -> Iterator[Record]:
        return whole.rows(self._session, document, {"_id": 1, **dict.fromkeys(fields, 1), **computed}, where)


_UNFINISHED: list[tuple[Any, str, Record, str]] = [
    (booking.Booking, "until", {"status": "pending"}, "hold that has lapsed and was not ended"),
    (booking.Booking, "ends_at", {"status": "confirmed", "ends_at": {"$type": "date"}}, "booking that is over"),
    (block.Block, "ends_at", {"state": State.STANDING.value}, "block that is over"),
    (outbox.OutboxRow, "due_at", {"state": "pending"}, "effect that nobody carries out"),
    (outbox.OutboxRow, "due_at", {"state": "dead"}, "effect that was given up"),
    (payment_event.PaymentEventRow, "received_at", {"handled_at": None}, "webhook that nobody has dealt with"),
]
"""What is waited for, since when, where it is still open, and what to call it."""
