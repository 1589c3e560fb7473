"""The ledgers are filled from what the release before wrote: bookings, and what their outbox was asked to give back."""

from __future__ import annotations

from typing import Any

from bson import ObjectId

from drivesphere.infra import mongo
from drivesphere.migrations import SCRIPTS, _load
from drivesphere.models import outbox, payment, refund
from drivesphere.services import bookings, settlement
from tests.races.moves import paid_session
from tests.stage import Till, expire_unasked

NOT_KEPT = ("received_at", "requested_at", "settled_at", "looked_at")
"""Times that the release before did not write down; the ledger has the nearest that it knows."""


def test_the_ledgers_of_an_old_database_are_those_of_a_new_one(till: Till) -> None:
    kept(till), cancelled(till), on_its_way_back(till), late(till), paid_twice(till)
    written = ledgers()
    forget()

    for _ in range(2):
        upgrade()

    assert ledgers() == written
    assert len(written[0]) == 6


def test_what_the_new_release_wrote_meanwhile_stays(till: Till) -> None:
    kept(till), cancelled(till)
    before = list(payment.collection().find()), list(refund.collection().find())

    upgrade()

    assert (list(payment.collection().find()), list(refund.collection().find())) == before


def test_times_come_from_the_history_and_from_the_outbox(till: Till) -> None:
    held = cancelled(till)
    forget()

    upgrade()

    _, paid, ended = till.booking(held)["history"]
    [received], [asked] = payment.of_booking(held), refund.of_booking(held)
    assert (received["received_at"], asked["requested_at"]) == (paid["at"], ended["at"])
    assert asked["settled_at"] >= asked["requested_at"]


def kept(till: Till) -> ObjectId:
    _, held = till.unpaid()
    till.sandbox.pay(till.session_of(held))
    till.report(held)
    return held


def cancelled(till: Till) -> ObjectId:
    """Paid, cancelled and refunded."""
    held = on_its_way_back(till)
    till.refunds()
    return held


def on_its_way_back(till: Till) -> ObjectId:
    held = kept(till)
    bookings.cancel(till.booking(held)["client_id"], held, reason=None, attempt=till.no_key())
    return held


def late(till: Till) -> None:
    """Paid when somebody else had it."""
    _, held = till.unpaid()
    till.sandbox.pay(till.session_of(held))
    expire_unasked(till, held)
    till.hold(till.booking(held)["listing_id"], till.person("Ben"))
    till.report(held)


def paid_twice(till: Till) -> None:
    held = kept(till)
    amount = till.booking(held)["quote"]["total"]["amount"]
    settlement.settle(paid_session(till.session_of(held), str(held), amount))


def upgrade() -> None:
    script = next(SCRIPTS.glob("0010_*.py"))
    _load(script)(mongo.client().get_default_database())


def forget() -> None:
    """What the release before did not know: the ledgers, and the key that an order for a refund names."""
    payment.collection().delete_many({})
    refund.collection().delete_many({})
    outbox.collection().update_many({"effect": "refund"}, {"$unset": {"payload.key": ""}})


def ledgers() -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Both, without what nobody knew."""
    without = dict.fromkeys(NOT_KEPT, 0)
    return tuple(list(each.collection().find({}, without).sort("_id")) for each in (payment, refund))  # type: ignore[return-value]
