"""What the ids in addresses stand for: real things, each of somebody."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from bson import ObjectId

from drivesphere.domain import clock
from drivesphere.domain.idempotency import Attempt
from drivesphere.domain.mismatch import MismatchKind
from drivesphere.domain.photo import file_names
from drivesphere.models import lab_run, mismatch, outbox, payment_event, user
from drivesphere.services import api_keys, blocks, photos, reconciliation, sessions
from drivesphere.services.photos import Own
from tests.api.desk import Desk
from tests.photos import picture
from tests.stage import span


@dataclass
class Circle:
    """A client, an owner, and what is theirs. A property is called like the argument of the addresses that it fills.

    Each is made when it is first asked for.
    """

    desk: Desk
    client: ObjectId
    owner: ObjectId

    @cached_property
    def car_id(self) -> ObjectId:
        return self.desk.car(owner_id=self.owner)

    @cached_property
    def time_slot_id(self) -> ObjectId:
        return self.desk.room(owner_id=self.owner)

    @cached_property
    def event_id(self) -> ObjectId:
        return self.desk.event(owner_id=self.owner)

    @cached_property
    def listing_id(self) -> ObjectId:
        return self.car_id

    @cached_property
    def block_id(self) -> ObjectId:
        wanted = span(20) | {"reason": "own_use"}
        return ObjectId(blocks.put_up(self.owner, self.listing_id, wanted, Attempt(None, "")).body["id"])

    @cached_property
    def photo_id(self) -> ObjectId:
        after = photos.add(Own(self.owner, self.listing_id), picture(size=(8, 8)))
        found: ObjectId = after["photos"][-1]["id"]
        return found

    @cached_property
    def photo_name(self) -> str:
        return file_names(self.photo_id)[0]

    @cached_property
    def booking_id(self) -> ObjectId:
        return ObjectId(self.desk.hold(self.car_id, self.client).body["id"])

    @cached_property
    def key_id(self) -> ObjectId:
        row, _ = api_keys.issue("acme", ["audit:read"], by="test")
        found: ObjectId = row["_id"]
        return found

    @cached_property
    def session_id(self) -> ObjectId:
        ticket = sessions.start(user.find(self.client) or {})
        assert ticket is not None
        return ObjectId(ticket.family_id)

    @cached_property
    def mail_id(self) -> ObjectId:
        row = {"_id": ObjectId(), "effect": "mail", "attempt": str(ObjectId()), "payload": {"template": "confirmed"}}
        outbox.collection().insert_one(row | {"booking_id": self.booking_id, "state": "dead", "tries": 12})
        return row["_id"]

    @cached_property
    def user_id(self) -> ObjectId:
        return self.client

    @cached_property
    def run_id(self) -> ObjectId:
        run = {"_id": ObjectId(), "listing_id": self.car_id, "created_at": clock.now()}
        lab_run.insert(run)
        return run["_id"]

    @cached_property
    def mismatch_id(self) -> ObjectId:
        facts = {"payment_id": "pi_1", "booking_id": self.booking_id, "amount": 1, "currency": "USD", "evidence": []}
        mismatch.note(MismatchKind.DISPUTED, f"dp_{self.booking_id}", facts)
        [row], _ = mismatch.page({}, skip=0, limit=1)
        return ObjectId(row["_id"])

    @cached_property
    def reconciliation_id(self) -> ObjectId:
        return ObjectId(reconciliation.request("test")["_id"])

    @cached_property
    def payment_event_id(self) -> str:
        session = {"id": "cs_1", "object": "checkout.session", "mode": "payment", "metadata": {}}
        payload = {"object": "event", "livemode": False, "id": "evt_1", "created": 1, "data": {"object": session}}
        row = {"_id": f"evt_{self.client}", "type": "checkout.session.completed", "payload": payload}
        payment_event.store(row, clock.now())
        return str(row["_id"])
