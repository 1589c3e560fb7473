"""The invariants of guarantees.md, read from the database alone after every race.

Nothing here asks the code under test: whether windows overlap and how many places are had is worked out anew, from
bookings and inventory as they stand at one instant.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from bson import ObjectId

from drivesphere.domain.booking import ACTIVE, TRANSITIONS
from drivesphere.infra import mongo
from drivesphere.models import audit_entry, block, booking, idempotency_row, inventory, outbox, refund
from drivesphere.models import payment as payments

Record = dict[str, Any]
Claim = dict[str, Any]
ADDS_OCCUPANCY = ("held", "confirmed_free", "reclaimed")
OWNS = ("confirmed", "completed")


@dataclass(frozen=True)
class Books:
    """Everything that the invariants speak of, at one instant; sound while others write, too."""

    bookings: list[Record]
    blocks: list[Record]
    stock: dict[ObjectId, Record]
    answers: list[Record]
    effects: list[Record]
    payments: list[Record]
    refunds: list[Record]
    changes: Counter[ObjectId]

    @classmethod
    def at_one_instant(cls) -> Books:
        with mongo.one_instant() as session:
            changed = audit_entry.collection().find({"outcome": "done", "booking_id": {"$ne": None}}, session=session)
            return cls(
                bookings=list(booking.collection().find({}, session=session)),
                blocks=list(block.collection().find({}, session=session)),
                stock={row["_id"]: row for row in inventory.collection().find({}, session=session)},
                answers=list(idempotency_row.collection().find({}, session=session)),
                effects=list(outbox.collection().find({}, session=session)),
                payments=list(payments.collection().find({}, session=session)),
                refunds=list(refund.collection().find({}, session=session)),
                changes=Counter(entry["booking_id"] for entry in changed),
            )

    @property
    def active(self) -> list[Record]:
        """Bookings that occupy something; a lapsed hold too, until somebody has ended it."""
        return [found for found in self.bookings if found["status"] in {status.value for status in ACTIVE}]

    def active_claims(self, model: str) -> Iterator[tuple[Record, Claim]]:
        """What active bookings occupy in inventory of `model`."""
        pairs = ((found, claim) for found in self.active for claim in found["claims"])
        return ((found, claim) for found, claim in pairs if self.stock[claim["inventory_id"]]["model"] == model)

    def block_claims(self) -> Iterator[tuple[Record, Claim]]:
        """What the blocks occupy that stand."""
        standing = (found for found in self.blocks if found["state"] == "standing")
        return ((found, claim) for found in standing for claim in found["claims"])

    @cached_property
    def going_back(self) -> Counter[str]:
        """How much of each payment goes back or has gone, save what failed, and what banks take without a limit."""
        by_banks = Counter[str]()
        for row in self.refunds:
            by_banks[row["payment_id"]] += (
                row["amount"] if (row["state"], row["reason"]) == ("succeeded", "dispute") else 0
            )
        return self._refunded("failed", "dropped") - by_banks

    @cached_property
    def promised(self) -> Counter[str]:
        """How much of each payment goes back, has gone or is owed still; what was dropped is not."""
        return self._refunded("dropped")

    def _refunded(self, *but: str) -> Counter[str]:
        sums: Counter[str] = Counter()
        for row in self.refunds:
            sums[row["payment_id"]] += row["amount"] if row["state"] not in but else 0
        return sums

    @cached_property
    def received(self) -> dict[ObjectId, list[Record]]:
        """The payments of each booking."""
        found = defaultdict(list)
        for row in self.payments:
            found[row["booking_id"]].append(row)
        return found


def broken_invariants() -> list[str]:
    """Every broken invariant as a line; an empty list is the only good answer."""
    books = Books.at_one_instant()
    return [f"{name} {line}" for name, check in INVARIANTS for line in check(books)]


def broken(name: str) -> list[str]:
    """How the invariant `name` is broken: what a negative control must see."""
    return [line for line in broken_invariants() if line.split()[0] == name]


def places_had(inventory_id: ObjectId) -> int:
    """How many places of a counted inventory active bookings have."""
    claims = Books.at_one_instant().active_claims("counted")
    return sum(claim["quantity"] for _, claim in claims if claim["inventory_id"] == inventory_id)


def places_left(inventory_id: ObjectId) -> int:
    """How many places the counted inventory says are left."""
    return int(Books.at_one_instant().stock[inventory_id]["remaining"])


def most_at_a_time(inventory_id: ObjectId) -> int:
    """How many active bookings an interval inventory has at its fullest instant."""
    books = Books.at_one_instant()
    claims = [claim for _, claim in books.active_claims("interval") if claim["inventory_id"] == inventory_id]
    return _peak(claims, books.stock[inventory_id]["buffer_us"])


# ------------------------------------------------------------------------------------------- what is had


def _overlaps(books: Books) -> Iterator[str]:
    """I1: at no instant has an interval inventory more active bookings than capacity, the pause behind each included.

    Lapsed holds count: who takes their place ends them in the same commit. A block counts for the whole capacity.
    """
    claims = defaultdict(list)
    for _, claim in books.active_claims("interval"):
        claims[claim["inventory_id"]].append(claim)
    for _, claim in books.block_claims():
        claims[claim["inventory_id"]] += [claim] * (books.stock[claim["inventory_id"]].get("capacity") or 1)
    for inventory_id, there in claims.items():
        row = books.stock[inventory_id]
        most, capacity = _peak(there, row["buffer_us"]), row.get("capacity") or 1
        if most > capacity:
            yield f"{most} bookings of {inventory_id} at one instant, where {capacity} fit"


def _peak(claims: list[Claim], buffer_us: int) -> int:
    """Sweep over starts and ends in order of time; at the same instant what ends makes room for what starts."""
    edges = [(claim["starts_us"], 1) for claim in claims] + [(claim["ends_us"] + buffer_us, -1) for claim in claims]
    there = most = 0
    for _, step in sorted(edges):
        there += step
        most = max(most, there)
    return most


def _claims_that_differ(books: Books) -> Iterator[str]:
    """I16: the ledger holds exactly the claims of active bookings, each once and until the booking's own deadline, and
    those of the blocks that stand.
    """
    wanted = Counter(
        (c["inventory_id"], b["_id"], c["starts_us"], c["ends_us"], b["until"] if b["status"] == "pending" else None)
        for b, c in books.active_claims("interval")
    )
    wanted.update((c["inventory_id"], b["_id"], c["starts_us"], c["ends_us"], None) for b, c in books.block_claims())
    kept = Counter(
        (inventory_id, c["booking_id"], c["starts_us"], c["ends_us"], c["until"])
        for inventory_id, row in books.stock.items()
        for c in row.get("claims", ())
    )
    for entry in ((wanted - kept) + (kept - wanted)).elements():
        yield f"ledger and bookings differ: {entry}"


def _places(books: Books) -> Iterator[str]:
    """I3: of every counted inventory, what is left and what active bookings have are its capacity; never below zero."""
    had: Counter[ObjectId] = Counter()
    for _, claim in books.active_claims("counted"):
        had[claim["inventory_id"]] += claim["quantity"]
    for inventory_id, row in books.stock.items():
        if row["model"] == "counted" and not 0 <= row["remaining"] == row["capacity"] - had[inventory_id]:
            yield f"{inventory_id}: {row['remaining']} left and {had[inventory_id]} had of {row['capacity']}"


def _sole(books: Books) -> Iterator[str]:
    """I4: one active booking for each customer of a listing whose policy, as it was frozen, says so."""
    sole = [found for found in books.active if found["policy"].get("one_per_client")]
    for (customer, listing_id), times in Counter((_customer(b), b["listing_id"]) for b in sole).items():
        if times > 1:
            yield f"{customer} has {listing_id} {times} times"


def _customer(found: Record) -> tuple[str, ...]:
    partner = found.get("partner")
    return (partner["name"], partner["user_id"]) if partner else (str(found["client_id"]),)


def _guard_counts(books: Books) -> Iterator[str]:
    """I2: the guard counts every claim that was ever won."""
    won: Counter[ObjectId] = Counter()
    for found in books.bookings:
        times = sum(entry["trigger"] in ADDS_OCCUPANCY for entry in found["history"])
        for inventory_id in {claim["inventory_id"] for claim in (*found["claims"], *found.get("released", ()))}:
            won[inventory_id] += times
    for found in books.blocks:
        won.update({claim["inventory_id"]: 1 + found["moves"] for claim in found["claims"]})
    for inventory_id, row in books.stock.items():
        if row["claims_made"] != won[inventory_id]:
            yield f"{inventory_id}: {row['claims_made']} claims, {won[inventory_id]} won"


def _references(books: Books) -> Iterator[str]:
    """I14: what a booking or a block occupies belongs to the listing it names, and is something."""
    for found in [*books.bookings, *books.blocks]:
        for claim in found["claims"]:
            belongs = books.stock[claim["inventory_id"]]["listing_id"] == found["listing_id"]
            if not belongs or claim["quantity"] < 1 or claim.get("ends_us", 1) <= claim.get("starts_us", 0):
                yield f"{found['_id']} has {claim}"


# -------------------------------------------------------------------------------------------- its story


def _histories(books: Books) -> Iterator[str]:
    """I9: every history is a way through the transition table, ends in the status, and is as long as the version.

    What is completed was over by then.
    """
    for found in books.bookings:
        last = found["history"][-1]
        is_premature = last["status"] == "completed" and not (found["ends_at"] and found["ends_at"] <= last["at"])
        if is_premature or not _is_legal(found):
            yield str(found["_id"])


def _is_legal(found: Record) -> bool:
    state = None
    for entry in found["history"]:
        sources, target = TRANSITIONS[entry["trigger"]]
        if state not in sources or entry["status"] != (target or state):
            return False
        state = entry["status"]
    stamps = [entry["at"] for entry in found["history"]]
    return state == found["status"] and len(stamps) == found["version"] and stamps == sorted(stamps)


def _hold_lengths(books: Books) -> Iterator[str]:
    """I10: a hold is as long as its policy says, to the millisecond."""
    for found in books.bookings:
        length = found["expires_at"] and (found["expires_at"] - found["held_at"]).total_seconds()
        if length and length != 60 * found["policy"]["hold_minutes"]:
            yield f"{found['_id']} was held for {length} s"


def _keys(books: Books) -> Iterator[str]:
    """I5: one key, one booking or block, and its finished answer is stored; no stored answer names one that is not."""
    made = {found["_id"]: found["origin"]["scope"] for found in [*books.bookings, *books.blocks]}
    scopes = Counter(scope for scope in made.values() if scope)
    answered = {row["_id"]: row["booking_id"] for row in books.answers}
    yield from (f"{times} bookings for {scope}" for scope, times in scopes.items() if times > 1)
    yield from (f"{scope} names no booking" for scope, of in answered.items() if of and of not in made)
    yield from (f"{scope} has no answer" for of, scope in made.items() if scope and answered.get(scope) != of)


def _audit(books: Books) -> Iterator[str]:
    """I13: one audit entry per state change."""
    for found in books.bookings:
        if books.changes[found["_id"]] != found["version"]:
            yield f"{found['_id']}: {books.changes[found['_id']]} audit entries for {found['version']} changes"


# --------------------------------------------------------------------------------------------- its money


def _owners(books: Books) -> Iterator[str]:
    """I6: who owns what has a price has paid that price."""
    for found in books.bookings:
        total = found["quote"]["total"]
        owes = total["amount"] > 0 and not found.get("partner") and found["status"] in OWNS
        payment = found.get("payment") or {}
        left = found.get("remainder") or found["quote"]
        if left["total"]["amount"] > total["amount"]:
            yield f"{found['_id']} costs {left['total']} since places of it were cancelled, and {total} before"
        if owes and (payment.get("amount"), payment.get("currency")) != (total["amount"], total["currency"]):
            yield f"{found['_id']} is {found['status']} and has paid {payment.get('amount')} of {total['amount']}"


def _payers(books: Books) -> Iterator[str]:
    """I7: whoever has paid has the booking, or gets the money back; what a booking promises is asked for."""
    reasons = {(row["booking_id"], row["reason"]) for row in books.refunds}
    for found in books.bookings:
        payment = found.get("payment") or {}
        back = books.promised[payment.get("payment_id", "")]
        if payment and found["status"] == "expired" and back != payment["amount"]:
            yield f"{found['_id']} is paid and expired, and {back} of {payment['amount']} goes back"
        if found["status"] in OWNS and (found["_id"], "cancelled") in reasons:
            yield f"{found['_id']} is {found['status']}, and its payment goes back"
        if (found.get("refund") or {}).get("amount", 0) != back:
            yield f"{found['_id']} promises {found.get('refund')}, and {back} goes back"


def _refunds(books: Books) -> Iterator[str]:
    """I8: no more goes back than was paid, all of what bought nothing does; both ledgers have it, and divide it."""
    for row in (*books.payments, *books.refunds):
        if row["owner_amount"] + row["fee_amount"] + row["tax_amount"] != row["amount"]:
            yield f"the parts of {row['_id']} are not {row['amount']}"
    yield from _payments_that_differ(books)
    yield from _orders_that_differ(books)
    for row in books.payments:
        back = books.going_back[row["_id"]]
        if back > row["amount"] or (row["outcome"] == "returned" and books.promised[row["_id"]] != row["amount"]):
            yield f"{back} of {row['amount']} goes back of {row['_id']}, which was {row['outcome']}"


def _payments_that_differ(books: Books) -> Iterator[str]:
    """The ledger has the payments that bookings know, and which of them bought nothing."""
    for found in books.bookings:
        returned = set(found.get("returned") or [])
        known = returned | ({found["payment"]["payment_id"]} if found.get("payment") else set())
        entered = {row["_id"]: row["outcome"] for row in books.received.get(found["_id"], [])}
        if entered != {each: "returned" if each in returned else "kept" for each in known}:
            yield f"{found['_id']} knows {known} and the ledger {entered}"


def _orders_that_differ(books: Books) -> Iterator[str]:
    """For each refund that we asked for the outbox has one order, of the same amount, that is open as long as it is."""
    rows = [row for row in books.effects if row["effect"] == "refund"]
    orders = Counter((row["payload"].get("key"), row["payload"]["amount"]) for row in rows)
    entered = Counter(
        (row["_id"], row["amount"]) for row in books.refunds if row["reason"] not in ("dashboard", "dispute")
    )
    yield from (f"ledger and outbox differ in {order}" for order in ((orders - entered) + (entered - orders)))
    done = {row["payload"].get("key") for row in rows if row["state"] == "done"}
    for row in books.refunds:
        if row["state"] == "pending" and row["_id"] in done:
            yield f"nobody carries {row['_id']} out any more"


def _open_pages(books: Books) -> Iterator[str]:
    """I12: whoever lost a booking before paying for it has a row that closes the payment page."""
    closing = {row["booking_id"] for row in books.effects if row["effect"] == "close_session"}
    for found in books.bookings:
        has_ended = found["status"] in ("expired", "cancelled")
        if has_ended and found.get("checkout") and not found.get("payment") and found["_id"] not in closing:
            yield f"{found['_id']} has ended and its payment page may be open"


INVARIANTS: list[tuple[str, Callable[[Books], Iterator[str]]]] = [
    ("I1", _overlaps),
    ("I2", _guard_counts),
    ("I3", _places),
    ("I4", _sole),
    ("I5", _keys),
    ("I6", _owners),
    ("I7", _payers),
    ("I8", _refunds),
    ("I9", _histories),
    ("I10", _hold_lengths),
    ("I12", _open_pages),
    ("I13", _audit),
    ("I14", _references),
    ("I16", _claims_that_differ),
]
