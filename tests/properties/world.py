"""A small world in which everything may happen: things that are hard to get, people who want them, and what befalls."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from threading import Barrier
from typing import Any

from bson import ObjectId

from drivesphere import inventory, kinds
from drivesphere.domain.cancellation import ALL, worth
from drivesphere.domain.errors import DriveSphereError
from drivesphere.domain.idempotency import Attempt
from drivesphere.domain.user import Role
from drivesphere.embedded.stripe_sandbox.errors import StripeError
from drivesphere.infra import checkout as stripe_checkout
from drivesphere.models import block, booking, listing, outbox
from drivesphere.services import (
    block_edits,
    blocks,
    bookings,
    cancelling,
    checkout,
    holds,
    housekeeping,
    partners,
    settlement,
)
from drivesphere.services import outbox as effects
from drivesphere.services.orders import Order, Partner
from tests.properties.wishes import Wish, of_a_partner, of_every_kind
from tests.races.moves import patiently, sweep
from tests.stage import Till, let_lapse

Record = dict[str, Any]
Act = tuple[Any, ...]
"""A method of the world, and the numbers that it takes."""

ACME = "acme"
LONG_PAST = 13  # minutes: a hold, the grace of its payment page, and a little more
PAST = timedelta(days=60)  # further than anything of this world lies ahead
ENDS = ("starts_at", "ends_at")
LATEST = 4  # bookings that something may happen to: fewer leave out races between them, more make stories aimless
HAS_PAGE = {"checkout.session_id": {"$ne": None}}


@dataclass
class World:
    """`people` are clients, and users whom only a partner knows; `answered` are granted orders, with their answers.

    Whatever is refused is refused; every other error is a failure of the test.
    """

    till: Till
    wishes: Sequence[Wish]
    partners_wishes: Sequence[Wish]
    people: Sequence[ObjectId | Partner]
    answered: list[tuple[Order, Record]] = field(default_factory=list)

    @classmethod
    def of(cls, till: Till) -> World:
        """Everything that there is to be had, wanted by three clients and two users of a partner."""
        clients = [till.person(name) for name in ("Ada", "Ben", "Cleo")]
        users = [Partner(ACME, name) for name in ("dora", "eve")]
        return cls(till, of_every_kind(till), of_a_partner(till, ACME), [*clients, *users])

    def happen(self, acts: Sequence[Act]) -> None:
        """All of `acts`, at the same moment where there are several."""
        line = Barrier(len(acts))

        def happen(act: Act) -> None:
            does, *numbers = act
            line.wait()
            with suppress(DriveSphereError, StripeError):
                does(self, *numbers)

        with ThreadPoolExecutor(len(acts)) as threads:
            list(threads.map(happen, acts))

    # ------------------------------------------------------------------------------------- what clients do

    def place(self, who: int, what: int) -> Record:
        """Somebody asks for something, under a key of its own; the booking."""
        person = self.people[who % len(self.people)]
        client, partner = (None, person) if isinstance(person, Partner) else (person, None)
        wishes = self.partners_wishes if partner else self.wishes
        wish = wishes[what % len(wishes)]
        attempt = Attempt(f"{person}|place|{ObjectId()}", f"{wish}")
        order = Order(wish.kind, wish.listing, client, wish.request, attempt, partner)
        answer = holds.place_hold(order)
        self.answered.append((order, answer.body))
        return self.till.booking(ObjectId(answer.body["id"]))

    def go_to_pay(self, who: int, what: int) -> None:
        """Somebody asks for something and goes straight to the payment page."""
        self._open_page(self.place(who, what))

    def repeat(self, which: int) -> None:
        """Somebody has not seen the answer and asks again, whatever has become of the booking since."""
        if self.answered:
            order, first = self.answered[which % len(self.answered)]
            assert holds.place_hold(order).body == first

    def open_page(self, which: int) -> None:
        for found in self._one_of({"status": "pending"}, which):
            self._open_page(found)

    def _open_page(self, found: Record) -> None:
        checkout.open_checkout(found["client_id"], found["_id"])

    def pay(self, which: int) -> None:
        """Stripe takes the money; nobody has told us yet."""
        for found in self._one_of(HAS_PAGE | {"payment": None}, which):
            self.till.sandbox.pay(found["checkout"]["session_id"])

    def come_back(self, which: int) -> None:
        """The client returns from the payment page."""
        for found in self._one_of(HAS_PAGE, which):
            checkout.reconcile(found["client_id"], found["_id"])

    def cancel(self, which: int) -> None:
        for found in self._one_of({}, which):
            if found["client_id"]:
                bookings.cancel(found["client_id"], found["_id"], reason=None, attempt=self.till.no_key())
            else:
                partners.cancel(ACME, found["kind"], found["_id"], version=None, attempt=self.till.no_key())

    def give_back(self, which: int, places: int) -> None:
        """A client cancels some places of the first line of a basket."""
        for found in self._one_of({"kind": "events", "status": "confirmed"}, which):
            line = found["claims"][0]
            some = [{"section_id": line["inventory_id"], "quantity": 1 + places % line["quantity"]}]
            attempt = self.till.no_key()
            bookings.cancel(found["client_id"], found["_id"], reason=None, lines=some, attempt=attempt)

    # ------------------------------------------------------------------------------------- what owners do

    def block(self, what: int) -> None:
        """An owner wants a thing for himself, in the window in which somebody may want it."""
        wish = self.wishes[what % len(self.wishes)]
        if inventory.counts_places(kinds.get(wish.kind).inventory_model):
            return
        window = {end: wish.request[end] for end in ENDS}
        blocks.put_up(self._owner_of(wish), wish.listing, window | {"reason": "own_use"}, self.till.no_key())

    def unblock(self, which: int) -> None:
        """An owner wants one of the things no longer."""
        standing = list(block.collection().find({"state": "standing"}).sort("_id", 1))
        for found in standing[which % max(1, len(standing)) :][:1]:
            blocks.remove(found["owner_id"], found["listing_id"], found["_id"])

    def move_block(self, which: int, what: int) -> None:
        """An owner wants one of the things at another time."""
        wish = self.wishes[what % len(self.wishes)]
        window = {end: wish.request[end] for end in ENDS if end in wish.request}
        standing = list(block.collection().find({"state": "standing"}).sort("_id", 1))
        for found in standing[which % max(1, len(standing)) :][:1]:
            edition = block_edits.Edition(found["owner_id"], found["listing_id"], found["_id"], found["version"])
            block_edits.change(edition, window)

    def _owner_of(self, wish: Wish) -> ObjectId:
        found = listing.collection().find_one({"_id": wish.listing})
        assert found is not None
        return ObjectId(found["owner_id"])

    # ----------------------------------------------------------------------------------- what befalls them

    def cancel_as_owner(self, which: int) -> None:
        """The owner cannot keep the promise."""
        for found in self._one_of({}, which):
            by = cancelling.Canceller(Role.OWNER, found["owner_id"])
            wish = cancelling.Wish(by=by, booking_id=found["_id"], refunding=ALL)
            cancelling.cancel(wish, self.till.no_key())

    def report(self, which: int) -> None:
        """A webhook arrives, early, late or again."""
        for found in self._one_of(HAS_PAGE, which):
            _report(found)

    def lapse(self, which: int) -> None:
        """A hold passes its deadline and the grace behind it."""
        for found in self._one_of({"status": "pending"}, which):
            let_lapse(str(found["_id"]), minutes=LONG_PAST)

    def lose(self, which: int, who: int) -> None:
        """A hold lapses, and somebody else asks for the very same at once."""
        for found in self._one_of({"status": "pending"}, which):
            self._lose(found, who)

    def pay_too_late(self, which: int, who: int) -> None:
        """The same, and the money is on its way."""
        for found in self._one_of(HAS_PAGE | {"status": "pending"}, which):
            self.till.sandbox.pay(found["checkout"]["session_id"])
            self._lose(found, who)

    def _lose(self, found: Record, who: int) -> None:
        let_lapse(str(found["_id"]), minutes=LONG_PAST)
        wanted = next(order for order, body in self.answered if body["id"] == str(found["_id"]))
        self.place(who, [wish.request for wish in self.wishes].index(wanted.request))

    def end(self, which: int) -> None:
        """What was booked is over."""
        for found in self._one_of({"status": "confirmed", "starts_at": {"$ne": None}}, which):
            past = {name: {"$subtract": [f"${name}", PAST // timedelta(milliseconds=1)]} for name in ENDS}
            booking.collection().update_one({"_id": found["_id"], "status": "confirmed"}, [{"$set": past}])
        housekeeping.complete_finished()

    def sweep(self) -> None:
        housekeeping.sweep_holds()

    def drain(self) -> None:
        effects.drain()

    def _one_of(self, those: Record, which: int) -> list[Record]:
        """One of the latest of the clients' bookings that are like `those`; none where there are none."""
        found = list(booking.collection().find({"client_id": {"$ne": None}, **those}).sort("_id", -1).limit(LATEST))
        return found and [found[which % len(found)]]

    # ------------------------------------------------------------------------------------------------ rest

    def come_to_rest(self) -> None:
        """Every webhook arrives, every hold that nobody paid lapses, and the workers do all they have to do."""
        for found in booking.collection().find(HAS_PAGE):
            patiently(lambda found=found: _report(found))
        for found in booking.collection().find({"status": "pending"}):
            let_lapse(str(found["_id"]), minutes=LONG_PAST)
        sweep()
        self.drain()

    def unfinished(self) -> list[Record]:
        """Holds and effects that nobody will ever end."""
        return [
            *booking.collection().find({"status": "pending"}),
            *outbox.collection().find({"state": {"$ne": "done"}}),
        ]

    def money(self) -> tuple[int, int]:
        """What Stripe has of it all, and what the bookings that are owned cost."""
        own = {str(found["_id"]) for found in booking.collection().find(HAS_PAGE)}
        sessions = [s for s in self.till.sandbox.objects("checkout.session") if s["client_reference_id"] in own]
        paid = {s["payment_intent"]: s["amount_total"] for s in sessions if s["payment_status"] == "paid"}
        refunds = [r for r in self.till.sandbox.objects("refund") if r["payment_intent"] in paid]
        owned = booking.collection().find({"status": {"$in": ["confirmed", "completed"]}, "partner": None})
        kept = sum(paid.values()) - sum(refund["amount"] for refund in refunds)
        return kept, sum(worth(found) for found in owned)


def _report(found: Record) -> None:
    settlement.settle(stripe_checkout.retrieve_session(found["checkout"]["session_id"]))
