"""The stage most tests stand on: this worker's own empty databases, a few people, cars, rooms and events."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest
from bson import ObjectId

from drivesphere import infra, kinds
from drivesphere import inventory as engine
from drivesphere.config import Settings
from drivesphere.domain.idempotency import Answer, Attempt
from drivesphere.embedded.stripe_sandbox import StripeSandbox
from drivesphere.infra import checkout as stripe_checkout
from drivesphere.infra import mongo, redis
from drivesphere.migrations import migrate
from drivesphere.models import booking, inventory, listing, user
from drivesphere.services import checkout, effects, holds, housekeeping, outbox, publishing, settlement

PRODUCTION: dict[str, Any] = {
    "drivesphere_env": "production",
    "public_url": "https://drivesphere.example",
    "smtp_url": "smtp://mail.example:587",
    "stripe_secret_key": "sk_live_of_the_tests",
    "stripe_webhook_secret": "whsec_of_the_tests_0123456789abcdef",
    "stripe_api_base": "https://api.stripe.com",
    "rate_limits_enabled": True,
}
"""What turns settings of a test into settings that production would start with."""

UNREACHABLE = "redis://127.0.0.1:1/0"  # port 1 refuses at once
Lines = Sequence[tuple[str | ObjectId, int]]
"""So many places in each section, which is given by its name or its id."""
SEATTLE = {"city": "Seattle", "city_key": "seattle", "state": "WA", "time_zone": "America/Los_Angeles"}


def make_settings(mongo: str, redis_server: str, broker: str, /, **changes: Any) -> Settings:
    """Settings of this worker; `changes` replace single ones."""
    given: dict[str, Any] = {
        "drivesphere_env": "test",
        "secret_key": "only for tests: 0123456789abcdefghijklmnop",
        "mongo_url": mongo,
        "redis_url": redis_server,
        "broker_url": broker,
        "stripe_secret_key": "sk_test_0123456789",
        "stripe_webhook_secret": "whsec_0123456789",
        "stripe_api_base": "http://127.0.0.1:1",
        "photo_dir": "/dev/null/photos",  # a test that sends photos has a folder of its own for them
    }
    return Settings(**(given | changes))


@dataclass
class Stage:
    """Makes people, cars, rooms and events, and places holds for them."""

    settings: Settings

    def person(self, name: str = "Ada", role: str = "client") -> ObjectId:
        key = f"{name.lower()}-{ObjectId()}@example.com"
        return user.insert(None, {"email": key, "email_key": key, "name": name, "role": role})["_id"]

    def car(self, **changes: Any) -> ObjectId:
        """A published car in Seattle for 100 dollars a day, without buffer unless `changes` say so."""
        record = {
            "_id": ObjectId(),
            "kind": "cars",
            "owner_id": changes.pop("owner_id", None) or self.person("Omar", "owner"),
            "owner_name": "Omar",
            "title": "Tesla Model X 2019",
            "visibility": "published",
            "make": "Tesla",
            "model": "Model X",
            "year": 2019,
            "vehicle_type": "suv",
            "daily_rate": 10_000,
            "currency": "USD",
            "policy": {"buffer_minutes": 0},
            "version": 1,
            "location": {"type": "Point", "coordinates": [-122.3, 47.4]},
            **SEATTLE,
        }
        listing.collection().insert_one(record | changes)
        buffer_us = (record | changes)["policy"].get("buffer_minutes", 0) * 60_000_000
        inventory.open_intervals("cars", [(record["_id"], buffer_us, 1)])
        return record["_id"]

    @cached_property
    def omar(self) -> ObjectId:
        """The owner of all rooms and events, so that some rooms can be a group."""
        return self.person("Omar", "owner")

    def room(self, **changes: Any) -> ObjectId:
        """A published room in Seattle, always open, by the half hour for 10 dollars, without buffer.

        `changes` replace what Omar states of it; `owner_id` and `visibility` are what they may say beside that.
        """
        owner, visibility = changes.pop("owner_id", None) or self.omar, changes.pop("visibility", "published")
        stated = {"title": "Harbour Room", "slot_minutes": 30, "price": 1_000, **SEATTLE} | changes
        return publishing.publish(
            kinds.get("time_slots"), {"_id": owner, "name": "Omar"}, stated, visibility=visibility
        )["_id"]

    def take(self, room: ObjectId, client: ObjectId | None = None, **wanted: Any) -> Answer:
        """Hold a room from noon UTC in ten days for an hour, unless `wanted` says otherwise; book it if it is free."""
        return holds.place_hold(slot_order(room, client or self.person(), **wanted))

    def event(self, **changes: Any) -> ObjectId:
        """An event of Omar's in Seattle, ten days from now: 10 places on the floor for $45, 6 in the balcony for $30.

        `changes` replace what he states of it; `owner_id`, `visibility` and `partner` are what they may say too.
        """
        visibility = changes.pop("visibility", "published")
        beside = {"partner": changes.pop("partner")} if "partner" in changes else {}
        owner = {"_id": changes.pop("owner_id", None) or self.omar, "name": "Omar"}
        evening = span(10)["starts_at"]
        stated = {
            "title": "Late Set at the Lantern",
            "starts_at": evening,
            "ends_at": evening + timedelta(hours=3),
            "venue": "The Lantern Room",
            "city": "Seattle",
            "state": "WA",
            "time_zone": "America/Los_Angeles",
            "sections": [section("Floor", 4_500, 10), section("Balcony", 3_000, 6)],
            "policy": {},
        }
        return publishing.publish(kinds.get("events"), owner, stated | changes, visibility=visibility, **beside)["_id"]

    def hold(self, car: ObjectId, client: ObjectId | None = None, *, key: str | None = None, **span: Any) -> Answer:
        return holds.place_hold(order(car, client or self.person(), key=key, **span))

    def place(self, event: ObjectId, lines: Lines, client: ObjectId | None = None, *, key: str | None = None) -> Answer:
        return holds.place_hold(order_places(event, client or self.person(), lines, key=key))


def order(car: ObjectId, client: ObjectId, *, key: str | None = None, day: int = 10, days: int = 1) -> holds.Order:
    """An order for `days` days from noon UTC, `day` days from now."""
    window = span(day, days)
    scope = f"{client}|createCarBooking|{key}" if key else None
    return holds.Order("cars", car, client, window, Attempt(scope, f"{car}{window}"))


def slot_order(
    room: ObjectId, client: ObjectId, *, key: str | None = None, day: int = 10, hours: float = 1, **more: Any
) -> holds.Order:
    """An order for `hours` hours from noon UTC, `day` days from now; `more` stands in the body too."""
    request = span(day, hours / 24) | more
    scope = f"{client}|createTimeSlotBooking|{key}" if key else None
    return holds.Order("time_slots", room, client, request, Attempt(scope, f"{room}{request}"))


def section(name: str, price: int, capacity: int) -> dict[str, Any]:
    """What an organiser states of a section; `price` in minor units."""
    return {"name": name, "price": price, "capacity": capacity}


def sections_of(event: ObjectId) -> dict[str, ObjectId]:
    """The ids of the event's sections, by name."""
    found = listing.collection().find_one({"_id": event})
    assert found is not None
    return {each["name"]: each["id"] for each in found["sections"]}


def left_of(event: ObjectId) -> dict[str, int]:
    """What is left of each section now, by name."""
    ids = sections_of(event)
    places = engine.places_left("counted", [str(each) for each in ids.values()])
    return {name: places[str(section_id)] for name, section_id in ids.items()}


def order_places(event: ObjectId, client: ObjectId, lines: Lines, *, key: str | None = None) -> holds.Order:
    """An order for a basket."""
    ids = sections_of(event)
    wanted = [{"section_id": ids.get(str(each), each), "quantity": quantity} for each, quantity in lines]
    scope = f"{client}|createEventBooking|{key}" if key else None
    return holds.Order("events", event, client, {"lines": wanted}, Attempt(scope, f"{event}{wanted}"))


def span(day: int, days: float = 1) -> dict[str, datetime]:
    start = datetime.now(UTC).replace(hour=12, minute=0, second=0, microsecond=0) + timedelta(days=day)
    return {"starts_at": start, "ends_at": start + timedelta(days=days)}


@pytest.fixture
def settings(mongo_url: str, redis_url: str, broker_url: str) -> Settings:
    return make_settings(mongo_url, redis_url, broker_url)


@pytest.fixture
def stage(settings: Settings) -> Iterator[Stage]:
    """Connected and empty, with all indexes."""
    infra.connect(settings)
    empty()
    yield Stage(settings)
    redis.disconnect()
    mongo.disconnect()


@dataclass
class Till(Stage):
    """A stage with a Stripe sandbox of its own; webhooks go nowhere, tests hand events over themselves."""

    sandbox: StripeSandbox

    def unpaid(self, client: ObjectId | None = None, car: ObjectId | None = None) -> tuple[ObjectId, ObjectId]:
        """A hold with its payment page open: (client id, booking id)."""
        client = client or self.person()
        answer = self.hold(car or self.car(), client)
        booking_id = ObjectId(answer.body["id"])
        self.open_page(client, booking_id)
        return client, booking_id

    def unpaid_basket(self, event: ObjectId, lines: Lines) -> tuple[ObjectId, ObjectId]:
        """Places that are held, with their payment page open: (client id, booking id)."""
        client = self.person()
        booking_id = ObjectId(self.place(event, lines, client).body["id"])
        self.open_page(client, booking_id)
        return client, booking_id

    def open_page(self, client: ObjectId, booking_id: ObjectId) -> str:
        """The address of the hold's payment page."""
        return str(checkout.open_checkout(client, booking_id)["checkout_url"])

    def session_of(self, booking_id: ObjectId) -> str:
        return str(self.booking(booking_id)["checkout"]["session_id"])

    def booking(self, booking_id: ObjectId) -> dict[str, Any]:
        found = booking.collection().find_one({"_id": booking_id})
        assert found is not None
        return found

    def report(self, booking_id: ObjectId) -> str:
        """Settle what Stripe says about the booking's session now, as a webhook would."""
        return settlement.settle(stripe_checkout.retrieve_session(self.session_of(booking_id))).value

    def no_key(self) -> Attempt:
        """A request without Idempotency-Key."""
        return Attempt(None, "")

    def refunds(self) -> list[dict[str, Any]]:
        """Refunds at Stripe, after the outbox was carried out."""
        outbox.drain()
        return list(self.sandbox.objects("refund"))


@pytest.fixture
def till(settings: Settings, tmp_path: Path) -> Iterator[Till]:
    """Connected and empty, with a Stripe sandbox."""
    keys = {"secret_key": settings.stripe_secret_key, "webhook_secret": settings.stripe_webhook_secret}
    nowhere = "http://127.0.0.1:1/"
    with StripeSandbox(tmp_path / "stripe", webhook_url=nowhere, **keys, switches={"webhook_paused": True}) as sandbox:
        infra.connect(dataclasses.replace(settings, stripe_api_base=sandbox.url))
        effects.register()
        empty()
        yield Till(settings, sandbox)
        redis.disconnect()
        mongo.disconnect()


def status_of(booking_id: str) -> str:
    """As it is stored, swept or not."""
    found = booking.collection().find_one({"_id": ObjectId(booking_id)})
    assert found is not None
    return str(found["status"])


def let_lapse(booking_id: str, minutes: int = 11) -> None:
    """Move a hold into the past, in the booking and in the ledger, as `minutes` of waiting would.

    Each is moved by the same span from where it stands, so that a ledger that disagrees with its booking stays so.
    Counted inventory has no ledger: who holds its places until when stands in the bookings alone.
    """
    passed = minutes * 60_000
    back = {field: {"$subtract": [f"${field}", passed]} for field in ("held_at", "expires_at", "until")}
    booking.collection().update_one({"_id": ObjectId(booking_id)}, [{"$set": back}])
    own = {"$eq": ["$$claim.booking_id", ObjectId(booking_id)]}
    earlier = {"$mergeObjects": ["$$claim", {"until": {"$subtract": ["$$claim.until", passed]}}]}
    moved = {"$map": {"input": "$claims", "as": "claim", "in": {"$cond": [own, earlier, "$$claim"]}}}
    inventory.collection().update_one({"claims.booking_id": ObjectId(booking_id)}, [{"$set": {"claims": moved}}])


def expire_unasked(till: Till, held: ObjectId) -> None:
    """End the hold as if Stripe could not be asked until its grace was over."""
    let_lapse(str(held), minutes=13)
    till.sandbox.switch(down=True)
    housekeeping.sweep_holds()
    till.sandbox.switch(down=False)
    assert status_of(str(held)) == "expired"


def empty() -> None:
    """Remove every document but keep collections and indexes, which take seconds to make."""
    database = mongo.client().get_default_database()
    migrate(database)
    for name in database.list_collection_names(filter={"name": {"$nin": ["migrations"]}}):
        database[name].delete_many({})
    redis.main().call(lambda client: client.flushdb())
