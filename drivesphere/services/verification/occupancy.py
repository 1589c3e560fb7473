"""What is had: nothing twice, and ledgers, guards and bookings say the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from bson import ObjectId

from drivesphere.domain.booking import Status, Trigger
from drivesphere.services.verification.beside import place
from drivesphere.services.verification.books import Books, Claim, Record
from drivesphere.services.verification.rule import Judged, Rule, judged

ADDS = (Trigger.HELD, Trigger.CONFIRMED_FREE, Trigger.RECLAIMED)
"""What a claim is made for."""
Entry = tuple[Any, ...]


def disjoint(books: Books) -> Judged:
    """I1: lapsed holds count, because who takes their place ends them in the same commit; so no clock is asked."""
    booked, blocked = books.windows(), books.blocked()
    for inventory_id, row in sorted(books.stock.items()):
        if row["model"] == "interval":
            key, capacity = place(inventory_id), _capacity(row)
            most = _peak(_windows(booked.at(key)) + _windows(blocked.at(key)) * capacity, row["buffer_us"])
            yield judged(most <= capacity, row, f"{most} at one instant where {capacity} fit")


def guards_count(books: Books) -> Judged:
    """I2: a path that forgot the guard shows as a difference."""
    won = books.won(ADDS)
    for block, claim in _claims(books.blocks("claims.inventory_id", "moves")):
        won[claim["inventory_id"]] += 1 + block.get("moves", 0)
    for inventory_id, row in books.stock.items():
        made, counted = row["claims_made"], won[inventory_id]
        yield judged(made == counted, row, f"the guard counts {made} claims, bookings and blocks {counted}")


def places_add_up(books: Books) -> Judged:
    """I3: of every counted inventory, what is left and what active bookings have are its capacity."""
    had: Counter[ObjectId] = Counter()
    for _, claim in _claims(books.active("claims")):
        had[claim["inventory_id"]] += claim["quantity"]
    for inventory_id, row in books.stock.items():
        if row["model"] == "counted":
            left, capacity = row["remaining"], row["capacity"]
            is_right = 0 <= left == capacity - had[inventory_id]
            yield judged(is_right, row, f"{left} left and {had[inventory_id]} had of {capacity}")


def one_each(books: Books) -> Judged:
    """I4: by the policy that is frozen in the booking."""
    first: dict[tuple[Any, ...], Any] = {}
    for booking in books.active("policy.one_per_client", "client_id", "partner", "listing_id"):
        if booking["policy"].get("one_per_client"):
            partner = booking.get("partner") or {}
            customer = (booking["listing_id"], booking.get("client_id"), partner.get("name"), partner.get("user_id"))
            other = first.setdefault(customer, booking["_id"])
            yield judged(other == booking["_id"], booking, f"the same customer has {other} too")


def ledgers_agree(books: Books) -> Judged:
    """I16: each active booking and standing block once, until its own deadline, and nothing else."""
    booked, blocked = books.windows(), books.blocked()
    for row in books.ledgers():
        key = place(row["_id"])
        wanted = Counter(_wanted(each) for each in (*booked.at(key), *blocked.at(key)))
        kept = Counter(_entry(claim["booking_id"], claim, claim["until"]) for claim in row["claims"])
        odd = (kept - wanted) + (wanted - kept)
        yield judged(not odd, row, f"ledger and bookings differ in {sorted({str(entry[0]) for entry in odd})}")


def _claims(rows: Iterable[Record]) -> Iterator[tuple[Record, Claim]]:
    return ((row, claim) for row in rows for claim in row["claims"])


def _capacity(stock: Record) -> int:
    """Of an inventory; one from before there were capacities takes one at a time."""
    return int(stock.get("capacity") or 1)


def _windows(rows: Iterable[Record]) -> list[Claim]:
    return [row["claims"] for row in rows]


def _peak(windows: Iterable[Claim], buffer_us: int) -> int:
    """Sweep over starts and ends in order of time; at the same instant what ends makes room for what starts."""
    edges = [(claim["starts_us"], 1) for claim in windows] + [(claim["ends_us"] + buffer_us, -1) for claim in windows]
    there = most = 0
    for _, step in sorted(edges):
        there += step
        most = max(most, there)
    return most


def _wanted(row: Record) -> Entry:
    """What the ledger should hold for a row of `windows`: only a hold, which no block is, has a deadline."""
    return _entry(row["_id"], row["claims"], row["until"] if row.get("status") == Status.PENDING else None)


def _entry(of: ObjectId, claim: Claim, until: Any) -> Entry:
    return of, claim.get("starts_us"), claim.get("ends_us"), until


RULES = (
    Rule(
        name="I1",
        sentence="No window is sold to more than fit in at one instant, the pause between two included.",
        judge=disjoint,
        stops_sales=True,
    ),
    Rule(
        name="I2",
        sentence="Each guard has counted exactly the claims that bookings and blocks have won.",
        judge=guards_count,
        stops_sales=True,
    ),
    Rule(
        name="I3",
        sentence="Places that are left and places that are had are the capacity, and neither is below zero.",
        judge=places_add_up,
        stops_sales=True,
    ),
    Rule(
        name="I4",
        sentence="Where there is one for each customer, nobody has two.",
        judge=one_each,
        stops_sales=True,
    ),
    Rule(
        name="I16",
        sentence="Ledgers hold the claims of active bookings and standing blocks, and no others.",
        judge=ledgers_agree,
        stops_sales=True,
    ),
)
