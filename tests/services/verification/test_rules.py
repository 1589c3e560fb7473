"""Each rule finds what breaks it, in a database that was broken by hand, and nothing in one that was not."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from bson import ObjectId

from drivesphere.domain import clock
from drivesphere.domain.grain import Grain, following_month
from drivesphere.domain.idempotency import Attempt
from drivesphere.domain.window import Window
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
    payment_sum,
    refund,
    user,
)
from drivesphere.services import accounts, api_keys, blocks, bookings, sessions
from drivesphere.services.verification import MOST_NAMED, RULES, Result, chosen, verify
from tests.stage import Till, let_lapse, span

HOUR_US = 3_600_000_000
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
BLOCKED, REFUND, EVE = "omar|block|one", {"effect": "refund"}, {"email": "eve@example.com"}
PASSWORD = "correct horse battery staple"
Record = dict[str, Any]


@pytest.fixture
def busy(till: Till) -> Record:
    """Some of everything, and Ada's booking, paid for under a key."""
    ada, car = till.person("Ada"), till.car(owner_id=till.omar)
    booked = ObjectId(till.hold(car, ada, key="one-intent").body["id"])
    till.open_page(ada, booked)
    till.sandbox.pay(till.session_of(booked))
    till.report(booked)
    _cancelled(till)
    till.unpaid()
    till.place(till.event(policy={"one_per_client": True}), [("Floor", 2)], till.person("Ben"))
    wanted = span(20) | {"reason": "own_use"}
    blocks.put_up(till.omar, car, wanted, Attempt(BLOCKED, "block"))
    api_keys.issue("acme", ["audit:read"], by="test")
    person = accounts.register(email="eve@example.com", name="Eve", password=PASSWORD, role="client")
    sessions.start(user.find(ObjectId(person["_id"])) or {})
    event = {"_id": "evt_1", "type": "checkout.session.completed", "booking_id": str(booked), "payload": {}}
    payment_event.store(event | {"session_id": till.session_of(booked)}, clock.now())
    payment_event.mark_handled("evt_1", "confirmed")
    _added_up()
    return till.booking(booked)


def _cancelled(till: Till) -> None:
    """A booking that was paid for and cancelled, so that its money goes back."""
    client, booked = till.unpaid()
    till.sandbox.pay(till.session_of(booked))
    till.report(booked)
    bookings.cancel(client, booked, reason=None, attempt=till.no_key())


def _added_up() -> None:
    """As if all of it had been a day ago."""
    for grain in Grain:
        month = Grain.MONTH.start_of(clock.now())
        payment_sum.keep(grain, Window(month, following_month(month)))


def result_of(name: str) -> Result:
    [result] = verify(chosen([name])).results
    return result


def change(document: Any, query: Record, **fields: Any) -> None:
    assert document.collection().update_one(query, {"$set": fields}).matched_count == 1


def alter(found: Record, **fields: Any) -> None:
    change(booking, {"_id": found["_id"]}, **fields)


def of(found: Record) -> Record:
    return {"booking_id": found["_id"]}


def held_at(found: Record) -> Record:
    return {"_id": found["claims"][0]["inventory_id"]}


def book_again(found: Record, **fields: Any) -> None:
    booking.collection().insert_one(found | {"_id": ObjectId(), "origin": {"scope": None}} | fields)


def the(document: Any, **query: Any) -> Record:
    found = document.collection().find_one(query)
    assert found is not None
    return dict(found)


def twice_where_one_is_allowed(_: Record) -> None:
    found = the(booking, kind="events")
    booking.collection().insert_one(found | {"_id": ObjectId(), "sole_key": None})


def raise_buffer(found: Record) -> None:
    """Two bookings with less than an hour between them, where an hour must be kept free."""
    change(inventory, held_at(found), buffer_us=HOUR_US)
    [claim] = found["claims"]
    start = claim["ends_us"] + HOUR_US - 1
    book_again(found, claims=[claim | {"starts_us": start, "ends_us": start + HOUR_US}])


LAPSING = {"status": "pending", "checkout.attempt": 1}
"""The hold of which the payment page is open."""

BREAKS: list[tuple[str, str, Callable[[Record], object]]] = [
    ("I1", "a window that is booked twice", book_again),
    ("I1", "a microsecond too little between two", raise_buffer),
    ("I1", "a block over a booking", lambda found: change(block, {}, claims=found["claims"])),
    ("I2", "a claim without a booking", lambda found: change(inventory, held_at(found), claims_made=7)),
    ("I3", "a place that is lost", lambda _: change(inventory, {"model": "counted", "capacity": 10}, remaining=7)),
    ("I4", "two where there is one for each", twice_where_one_is_allowed),
    ("I5", "an answer that is lost", lambda _: idempotency_row.collection().delete_many({})),
    ("I5", "one key for two", lambda found: book_again(found, origin=found["origin"])),
    ("I5", "a block's answer that is lost", lambda _: idempotency_row.collection().delete_one({"_id": BLOCKED})),
    ("I5", "one key for booking and block", lambda found: change(block, {}, origin=found["origin"])),
    ("I5", "an answer for nothing", lambda _: change(idempotency_row, {"_id": BLOCKED}, booking_id=ObjectId())),
    ("I6", "a price that was not paid", lambda found: payment.collection().delete_many(of(found))),
    ("I6", "another amount", lambda found: change(payment, of(found), amount=1)),
    ("I7", "money for nothing", lambda found: alter(found, status="expired")),
    ("I7", "money for a lost booking", lambda found: booking.collection().delete_one({"_id": found["_id"]})),
    ("I7", "a refund that nobody asked for", lambda _: refund.collection().delete_many({})),
    ("I7", "money that stays", lambda found: change(payment, of(found), outcome="returned")),
    ("I8", "more than was paid", lambda _: change(refund, {}, amount=99_999_999)),
    ("I8", "a cent that is nobody's", lambda found: change(payment, of(found), tax_amount=0)),
    ("I8", "a refund of another's payment", lambda found: change(refund, {}, booking_id=found["_id"])),
    ("I8", "a sum that is wrong", lambda _: change(payment_sum, {"grain": Grain.HALF_HOUR}, amount=1)),
    ("I8", "a total that is wrong", lambda _: change(payment_sum, {"grain": Grain.MONTH}, count=3)),
    ("I8", "a total that is lost", lambda _: payment_sum.collection().delete_one({"grain": Grain.MONTH})),
    ("I8", "a payment that no sum has", lambda found: change(payment, of(found), owner_id=ObjectId())),
    ("I9", "a change without its step", lambda found: alter(found, version=7)),
    ("I9", "a state that nothing led to", lambda found: alter(found, status="cancelled")),
    ("I9", "done before it is over", lambda found: alter(found, status="completed")),
    ("I10", "a hold a second too long", lambda found: alter(found, held_at=found["held_at"] - timedelta(seconds=1))),
    ("I10", "a step before the first", lambda found: alter(found, **{"history.1.at": LONG_AGO})),
    ("I11", "a webhook that did nothing", lambda _: change(payment_event, {}, session_id="cs_lost")),
    ("I12", "a page that stays open", lambda _: change(booking, LAPSING, status="expired")),
    ("I12", "a refund that nobody carries out", lambda _: outbox.collection().delete_many(REFUND)),
    ("I12", "an order that was called done", lambda _: change(outbox, REFUND, state="done")),
    ("I13", "a change that nobody noted", lambda found: audit_entry.collection().delete_one(of(found))),
    ("I14", "a listing that is gone", lambda found: listing.collection().delete_one({"_id": found["listing_id"]})),
    ("I14", "a client who is gone", lambda found: user.collection().delete_one({"_id": found["client_id"]})),
    ("I14", "a claim on another's inventory", lambda found: change(inventory, held_at(found), listing_id=ObjectId())),
    ("I14", "lines that are not the total", lambda found: alter(found, **{"quote.total.amount": 1})),
    ("I14", "a role that there is not", lambda _: change(user, EVE, role="king")),
    ("I15", "a session of somebody suspended", lambda _: change(user, EVE, disabled=True)),
    ("I15", "a password in clear", lambda _: change(user, EVE, password_hash=PASSWORD)),
    ("I15", "a key in clear", lambda _: change(api_key, {}, digest="dsk_3f2a9c0d4b5e")),
    ("I16", "a claim that is lost", lambda found: change(inventory, held_at(found), claims=[])),
    ("I16", "a claim for nothing", lambda found: booking.collection().delete_one({"_id": found["_id"]})),
    ("I17", "a lapsed hold that nobody ended", lambda _: change(booking, LAPSING, until=LONG_AGO)),
    ("I17", "an effect that was given up", lambda _: change(outbox, REFUND, state="dead", due_at=LONG_AGO)),
    ("I17", "a webhook nobody dealt with", lambda _: change(payment_event, {}, handled_at=None, received_at=LONG_AGO)),
]
"""The rule that is broken, by what, and how that comes about."""


def test_a_sound_database_breaks_no_rule_and_each_has_something_to_judge(busy: Record) -> None:
    report = verify(chosen(at_rest=True))

    assert [(result.rule.name, result.findings) for result in report.results if result.broken] == []
    assert [result.rule.name for result in report.results if not result.checked] == []
    assert report.is_clean


@pytest.mark.parametrize(("name", "what", "sabotage"), BREAKS, ids=[f"{name}: {what}" for name, what, _ in BREAKS])
def test_a_rule_finds_what_breaks_it(busy: Record, name: str, what: str, sabotage: Callable[[Record], object]) -> None:
    assert not result_of(name).broken

    sabotage(busy)

    result = result_of(name)
    assert result.broken
    assert all(finding.id and finding.problem for finding in result.findings)


def test_every_rule_has_a_break_and_a_name_of_its_own() -> None:
    names = [rule.name for rule in RULES]

    assert names == [f"I{number}" for number in range(1, 18)]
    assert {name for name, _, _ in BREAKS} == set(names)


def test_of_many_findings_twenty_are_named_and_all_are_counted(busy: Record) -> None:
    for _ in range(MOST_NAMED + 5):
        book_again(busy, listing_id=ObjectId())

    result = result_of("I14")

    assert result.broken == MOST_NAMED + 5
    assert len(result.findings) == MOST_NAMED


def test_answers_may_be_gone_when_they_are_older_than_they_are_kept(busy: Record) -> None:
    idempotency_row.collection().delete_many({})
    long_ago = clock.now() - timedelta(days=100)
    booking.collection().update_many({}, {"$set": {"created_at": long_ago}})
    block.collection().update_many({}, {"$set": {"created_at": long_ago}})

    assert not result_of("I5").broken


def test_what_is_changed_during_a_look_is_not_seen_by_it(busy: Record) -> None:
    """All rules judge one instant: what the first has not seen, the last has not seen either."""
    report = verify(progress=lambda rule: book_again(busy) if rule.name == "I1" else None)

    assert report.is_clean
    assert result_of("I14").checked > next(r.checked for r in report.results if r.rule.name == "I14")


def test_a_lapsed_hold_breaks_nothing_before_its_place_is_taken_nor_after(till: Till) -> None:
    car = till.car()
    let_lapse(till.hold(car).body["id"])
    before = verify()
    till.hold(car)

    assert before.is_clean
    assert verify().is_clean
