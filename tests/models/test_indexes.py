"""No query of the product reads a whole collection, and every index that a model declares exists."""

from __future__ import annotations

import json
import pkgutil
from collections.abc import Callable
from datetime import timedelta
from importlib import import_module
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from bson import ObjectId
from mongoengine import Document

from drivesphere import inventory, models
from drivesphere.domain import clock
from drivesphere.domain.booking import Status
from drivesphere.domain.errors import NotFound, WindowTaken
from drivesphere.domain.geo import Point
from drivesphere.domain.mismatch import MismatchKind
from drivesphere.kinds.cars import KIND as CARS
from drivesphere.kinds.cars.search import SORTS
from drivesphere.kinds.events import KIND as EVENTS
from drivesphere.kinds.events.search import SORTS as SORTS_OF_EVENTS
from drivesphere.kinds.time_slots import KIND as TIME_SLOTS
from drivesphere.kinds.time_slots.search import SORTS as SORTS_OF_SLOTS
from drivesphere.models import (
    account_token,
    api_key,
    audit_entry,
    block,
    booked,
    booking,
    booking_search,
    counter,
    heartbeat,
    idempotency_row,
    listing,
    listing_owner,
    mismatch,
    outbox,
    owner_booking,
    payment,
    payment_event,
    photo_file,
    reconciliation_run,
    refresh_family,
    refund,
    user,
)
from drivesphere.models import inventory as ledger
from drivesphere.services import audit_chain, availability, holds, housekeeping, listings, places
from tests.fleet import bring, dates, row
from tests.profiler import Profiled, scans
from tests.stage import Stage, order_places

for found in pkgutil.iter_modules(models.__path__):
    import_module(f"{models.__name__}.{found.name}")
DOCUMENTS = [each for each in Document.__subclasses__() if each.__module__.startswith(models.__name__)]
SOME = ObjectId()

FILTERS: dict[str, dict[str, Any]] = {
    "nothing": {},
    "city": {"city": "Seattle"},
    "state": {"state": "WA"},
    "city and state": {"city": "Seattle", "state": "WA"},
    "make": {"make": "Tesla"},
    "type": {"vehicle_type": "suv"},
    "fuel": {"fuel": "electric"},
    "year": {"year_min": 2015},
    "price": {"price_min": 1, "price_max": 20_000},
    "rating": {"rating_min": 4.0},
    "words": {"q": "tes mod"},
    "near": {"near": Point(47.6, -122.3), "radius_km": 100},
    "everything": {"city": "Seattle", "make": "Tesla", "fuel": "electric", "rating_min": 4.0, "q": "tesla"},
}

FILTERS_OF_SLOTS: dict[str, dict[str, Any]] = {
    "nothing": {},
    "group": {"group": "Pier 70"},
    "city": {"city": "Seattle"},
    "state": {"state": "WA"},
    "price": {"price_max": 5_000},
    "words": {"q": "harb roo"},
    "everything": {"group": "Pier 70", "city": "Seattle", "state": "WA", "price_max": 5_000, "q": "harbour"},
}

FILTERS_OF_EVENTS: dict[str, dict[str, Any]] = {
    "nothing": {},
    "city": {"city": "Seattle"},
    "state": {"state": "WA"},
    "price": {"price_max": 5_000},
    "words": {"q": "late lan"},
    "times": {"starts_from": clock.now(), "starts_to": clock.now() + timedelta(days=30)},
    "places": {"quantity": 4},
    "everything": {"city": "Seattle", "state": "WA", "q": "late", "price_max": 5_000, "quantity": 4},
}


def refused(ask: Callable[[], object]) -> None:
    """Ask in vain: what matters here is how it was looked for."""
    with pytest.raises(NotFound):
        ask()


NARROWED = listing.with_words("tes") | listing.with_photos(False)
READS: dict[str, Callable[[], object]] = {
    "listing.find_bookable": lambda: listing.find_bookable("cars", SOME),
    "listing.find_bookable of a partner": lambda: listing.find_bookable("cars", SOME, "acme"),
    "listing.find_numbered": lambda: listing.find_numbered("cars", "acme", 1),
    "listing.of_partner": lambda: listing.of_partner("cars", "acme", skip=0, limit=20),
    "listing.find_own": lambda: refused(lambda: listing.find_own(None, "cars", SOME, SOME)),
    "listing.own_page": lambda: listing.own_page("cars", SOME, {}, "newest", skip=0, limit=20),
    "listing.own_page narrowed": lambda: listing.own_page("cars", SOME, NARROWED, "title", skip=0, limit=20),
    "listing.all_own": lambda: listing.all_own("cars", SOME),
    "listing.own_among": lambda: listing.own_among(None, "cars", SOME, [SOME]),
    "listing.imported": lambda: listing.imported(None, "cars", ["own:omar:plate-7"]),
    "listing.edit": lambda: refused(lambda: listing.edit(None, SOME, SOME, 1, {})),
    "listing.find_many": lambda: listing.find_many([SOME]),
    "listing.known_import_keys": lambda: listing.known_import_keys(["demo:events:late-set:2026-12-04"]),
    "listing.policies_of": lambda: listing.policies_of([SOME]),
    "listing.on_calendar": lambda: listing.on_calendar(SOME, ["cars"], "tesla", skip=0, limit=20),
    "owner_booking.page": lambda: owner_booking.page(SOME, {}, "newest", skip=0, limit=20),
    "owner_booking.page next": lambda: owner_booking.page(
        SOME, booking.shown_as("confirmed") | {"starts_at": {"$gte": clock.now()}}, "next", skip=0, limit=20
    ),
    "owner_booking.expired": lambda: owner_booking.page(SOME, booking.shown_as("expired"), "newest", skip=0, limit=20),
    "owner_booking.on_calendar": lambda: owner_booking.on_calendar([SOME], [SOME], clock.now(), clock.now()),
    "user.contacts": lambda: user.contacts([SOME]),
    "listing.of_owner": lambda: listing.of_owner(SOME, SOME),
    "listing.titles": lambda: listing.titles([SOME]),
    "listing.ids_of": lambda: listing.ids_of(SOME),
    "listing.on_offer": lambda: listing.on_offer(SOME),
    "listing.first_time_zone": lambda: listing.first_time_zone(SOME),
    "user.names": lambda: user.names([SOME]),
    "user.still_called": lambda: user.still_called([SOME]),
    "booked.places": lambda: booked.places([SOME]),
    "places": lambda: places.places("cars", "sea"),
    "places of all": lambda: places.places("cars", ""),
    "map": lambda: places.on_map(CARS, {}),
    "map of dates": lambda: places.on_map(CARS, {"city": "Seattle", **dates()}),
    "block.find": lambda: block.find(SOME, SOME, SOME),
    "block.standing": lambda: block.standing(SOME, SOME, skip=0, limit=20),
    "block.of_listings": lambda: block.of_listings([SOME]),
    "block.past": lambda: block.past(10),
    "block.within": lambda: block.within([SOME], clock.now(), clock.now()),
    "booking.find_many": lambda: booking.find_many([SOME]),
    "booking.find": lambda: booking.find(SOME),
    "booking.first_of": lambda: booking.first_of(SOME, [SOME]),
    "owner_booking.cancelled_by": lambda: owner_booking.cancelled_by(SOME),
    "booking.of_client": lambda: booking.of_client(SOME, {}, skip=0, limit=20),
    "booking.of_client pending": lambda: booking.of_client(SOME, booking.shown_as("pending"), skip=0, limit=20),
    "booking.of_client expired": lambda: booking.of_client(SOME, booking.shown_as("expired"), skip=0, limit=20),
    "booking.of_client completed": lambda: booking.of_client(SOME, booking.shown_as("completed"), skip=0, limit=20),
    "booking.of_client by kind": lambda: booking.of_client(SOME, {"kind": "cars"}, skip=0, limit=20),
    "booking.find_of_partner": lambda: booking.find_of_partner(SOME, "acme", "cars"),
    "booking.of_partner": lambda: booking.of_partner("acme", "cars", {}, skip=0, limit=20),
    "booking.of_partner by user": lambda: booking.of_partner(
        "acme", "cars", {"partner.user_id": "ada"}, skip=0, limit=20
    ),
    "booking.of_partner by listing": lambda: booking.of_partner("acme", "cars", {"listing_id": SOME}, skip=0, limit=20),
    "booking.all_live_holds": booking.all_live_holds,
    "booking.longest_overdue_seconds": booking.longest_overdue_seconds,
    "booking.live_holds": lambda: booking.live_holds(None, SOME, 3),
    "booking.overdue_places": lambda: booking.overdue_places([SOME]),
    "booking.active_with": lambda: booking.active_with(None, "listing|client:ada"),
    "inventory.places_left": lambda: inventory.places_left("counted", [str(SOME)]),
    "inventory.with_places": lambda: inventory.with_places("counted", [SOME], 4),
    "booking.overdue_holds": lambda: list(booking.overdue_holds(10)),
    "booking.finished": lambda: list(booking.finished(10)),
    "booking.of_session": lambda: booking.of_session("cs_1"),
    "booking_search.page": lambda: booking_search.page({}, skip=0, limit=20),
    "booking_search.page by status": lambda: booking_search.page(booking.shown_as("expired"), skip=0, limit=20),
    "booking_search.page by kind": lambda: booking_search.page({"kind": "cars"}, skip=0, limit=20),
    "booking_search.page by owner": lambda: booking_search.page({"owner_id": SOME}, skip=0, limit=20),
    "booking_search.page by listing": lambda: booking_search.page({"listing_id": SOME}, skip=0, limit=20),
    "outbox.of_booking": lambda: outbox.of_booking(SOME),
    "payment_event.of_booking": lambda: payment_event.of_booking(str(SOME)),
    "payment.find": lambda: payment.find("pi_1"),
    "payment.of_booking": lambda: payment.of_booking(SOME),
    "outbox.longest_due_seconds": outbox.longest_due_seconds,
    "payment_event.latest_age_seconds": payment_event.latest_age_seconds,
    "outbox.take_due": outbox.take_due,
    "booking.all_of_client": lambda: booking.all_of_client(SOME),
    "booking.standing_of": lambda: booking.standing_of(None, SOME, 20),
    "booking.forget_words": lambda: booking.forget_words(None, SOME),
    "payment_event.forget_payers": lambda: payment_event.forget_payers(None, [SOME]),
    "outbox.page": lambda: outbox.page("dead", "mail", skip=0, limit=20),
    "outbox.find": lambda: outbox.find(SOME, "mail"),
    "outbox.forget": lambda: outbox.forget(None, SOME, [SOME]),
    "idempotency_row.forget": lambda: idempotency_row.forget(None, SOME),
    "block.forget_notes": lambda: block.forget_notes(None, [SOME]),
    "listing_owner.take_photos_down": lambda: listing_owner.take_photos_down(None, SOME),
    "listing_owner.offered_by": lambda: listing_owner.offered_by(None, SOME, 20),
    "account_token.forget": lambda: account_token.forget(None, SOME),
    "refresh_family.forget": lambda: refresh_family.forget(None, SOME),
    "audit_entry.about": lambda: audit_entry.about(["client:1"], "1"),
    "booking.to_remind_of": lambda: booking.to_remind_of(timedelta(days=1), 10),
    "account_token.find": lambda: account_token.find("0" * 64, "verify_email"),
    "account_token.become_newest": lambda: account_token.become_newest("0" * 64, "verify_email", SOME, clock.now()),
    "account_token.hand_out": lambda: account_token.hand_out("0" * 64, "verify_email", SOME),
    "refresh_family.page": lambda: refresh_family.page(SOME, skip=0, limit=20),
    "user.mail_address": lambda: user.mail_address(SOME),
    "outbox.depth": lambda: outbox.depth("dead"),
    "api_key.find": lambda: api_key.find("3f2a9c0d4b5e"),
    "api_key.page": lambda: api_key.page(skip=0, limit=20),
    "audit_entry.page": lambda: audit_entry.page({}, skip=0, limit=20),
    "audit_entry.page by actor": lambda: audit_entry.page({"actor": "stripe"}, skip=0, limit=20),
    "audit_entry.page by action": lambda: audit_entry.page({"action": "paid"}, skip=0, limit=20),
    "audit_entry.page by code": lambda: audit_entry.page({"code": "sold_out"}, skip=0, limit=20),
    "audit_entry.page by outcome": lambda: audit_entry.page({"outcome": "done"}, skip=0, limit=20),
    "audit_entry.page by request": lambda: audit_entry.page({"request_id": "some"}, skip=0, limit=20),
    "audit_entry.page by listing": lambda: audit_entry.page({"listing_id": SOME}, skip=0, limit=20),
    "audit_entry.of_booking": lambda: audit_entry.of_booking(SOME),
    "audit_entry.unsealed": lambda: audit_entry.unsealed(None, 20),
    "audit_entry.count_unsealed": audit_entry.count_unsealed,
    "audit_entry.sealed": lambda: audit_entry.sealed(1, 20),
    "audit_entry.hash_at": lambda: audit_entry.hash_at(7),
    "audit_chain.verify": lambda: audit_chain.verify(limit=20),
    "audit_chain.seal": audit_chain.seal,
    "inventory.listing_of": lambda: ledger.listing_of(SOME),
    "audit_entry.of_partner": lambda: audit_entry.of_partner("acme", 20),
    "counter.take": lambda: counter.take("boats"),
    "payment_event.depth": payment_event.depth,
    "payment_event.find": lambda: payment_event.find("evt_1"),
    "payment_event.mark_handled": lambda: payment_event.mark_handled("evt_1", "done"),
    "payment_event.unhandled": lambda: list(payment_event.unhandled(10)),
    "payment_event.page": lambda: payment_event.page({}, skip=0, limit=20),
    "payment_event.page by state": lambda: payment_event.page({"state": "failed"}, skip=0, limit=20),
    "payment_event.page by all": lambda: payment_event.page(
        {"state": "open", "type": "charge.refunded", "booking_id": str(SOME)}, skip=0, limit=20
    ),
    "payment_event.mark_failed": lambda: payment_event.mark_failed("evt_1", "KeyError"),
    "listing.stopped": lambda: listing.stopped(10),
    "mismatch.note": lambda: mismatch.note(MismatchKind.DISPUTED, "dp_1", {"payment_id": "pi_1"}),
    "mismatch.leave": lambda: mismatch.leave(MismatchKind.DISPUTED, "dp_1"),
    "mismatch.page": lambda: mismatch.page({"state": "open", "kind": "disputed"}, skip=0, limit=20),
    "mismatch.page by kind": lambda: mismatch.page({"kind": "disputed"}, skip=0, limit=20),
    "mismatch.still_open": lambda: mismatch.still_open(10),
    "mismatch.look_at": lambda: mismatch.look_at(SOME),
    "mismatch.open_by_kind": mismatch.open_by_kind,
    "reconciliation_run.request": lambda: reconciliation_run.request("test"),
    "reconciliation_run.start": lambda: reconciliation_run.start("test"),
    "reconciliation_run.take": reconciliation_run.take,
    "reconciliation_run.is_due": reconciliation_run.is_due,
    "reconciliation_run.abandon_silent": reconciliation_run.abandon_silent,
    "reconciliation_run.mark": reconciliation_run.mark,
    "reconciliation_run.lag_seconds": reconciliation_run.lag_seconds,
    "reconciliation_run.page": lambda: reconciliation_run.page(skip=0, limit=20),
    "payment.among": lambda: payment.among(["pi_1"]),
    "payment.received_within": lambda: payment.received_within(clock.now(), clock.now()),
    "refund.among": lambda: refund.among(["re_1"]),
    "refund.waiting": lambda: refund.waiting(10),
    "refund.look_at": lambda: refund.look_at("refund:1:pi_1"),
    "booking.with_status": lambda: booking.with_status([SOME], Status.PENDING),
    "idempotency_row.find": lambda: idempotency_row.find("a|b|c"),
    "heartbeat.age_seconds": lambda: heartbeat.age_seconds("beat"),
    "user.page": lambda: user.page({}, None, skip=0, limit=20),
    "user.page by words": lambda: user.page({}, "ada love", skip=0, limit=20),
    "user.page by role": lambda: user.page({"role": "client"}, None, skip=0, limit=20),
    "user.page by state": lambda: user.page({"disabled": True}, None, skip=0, limit=20),
    "user.page by everything": lambda: user.page({"role": "client", "disabled": True}, "ada", skip=0, limit=20),
    "refresh_family.count_alive": lambda: refresh_family.count_alive(SOME),
    "refund.find": lambda: refund.find("refund:1:pi_1"),
    "refund.of_booking": lambda: refund.of_booking(SOME),
    "refund.of_payment": lambda: refund.of_payment(None, "pi_1"),
    "photo_file.announce": lambda: photo_file.announce(SOME, SOME),
    "photo_file.doom": lambda: photo_file.doom(None, SOME),
    "photo_file.doom_all": lambda: photo_file.doom_all(None, [SOME]),
    "photo_file.doomed": lambda: photo_file.doomed(10),
    "photo_file.forget": lambda: photo_file.forget(SOME),
    "user.find": lambda: user.find(SOME),
    "user.find_by_email": lambda: user.find_by_email("ada@example.com"),
    "user.owner_of_partner": lambda: user.owner_of_partner("acme", clock.now()),
    "user.upsert_imported": lambda: user.upsert_imported({"7": "Owner 7"}),
}


@pytest.fixture
def fleet(stage: Stage, tmp_path: Path) -> Stage:
    bring(tmp_path, row(), row(year="2018"))
    return stage


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.__name__)
def test_every_declared_index_exists(stage: Stage, document: Any) -> None:
    existing = document._get_collection().index_information().keys() - {"_id_"}

    assert len(existing) == len(document._meta.get("indexes", []))


def test_near_searches_have_a_2dsphere_index(stage: Stage) -> None:
    keys = [index["key"] for index in listing.collection().index_information().values()]

    assert ("location", "2dsphere") in [pair for key in keys for pair in key]


@pytest.mark.parametrize(("name", "with_dates"), list(product(FILTERS, [False, True])))
def test_no_search_scans_a_collection(fleet: Stage, profiled: Profiled, name: str, with_dates: bool) -> None:
    args = {**FILTERS[name], **(dates() if with_dates else {}), "page": 1, "page_size": 20}

    with profiled() as statements:
        for sort in [*SORTS, "distance"] if "near" in args else SORTS:
            listings.search(CARS, {**args, "sort": sort})

    assert len(statements) > len(SORTS)
    assert scans(statements) == []


@pytest.mark.parametrize("name", FILTERS_OF_SLOTS)
def test_no_search_of_time_slots_scans_a_collection(stage: Stage, profiled: Profiled, name: str) -> None:
    stage.room(group="Pier 70")
    stage.room(group="Pier 70")

    with profiled() as statements:
        for sort in SORTS_OF_SLOTS:
            rows, total = listings.search(
                TIME_SLOTS, {**FILTERS_OF_SLOTS[name], "sort": sort, "page": 1, "page_size": 20}
            )
            assert (len(json.loads(rows)), total) == (2, 2)

    assert len(statements) > len(SORTS_OF_SLOTS)
    assert scans(statements) == []


@pytest.mark.parametrize("name", FILTERS_OF_EVENTS)
def test_no_search_of_events_scans_a_collection(stage: Stage, profiled: Profiled, name: str) -> None:
    stage.event()
    stage.event(starts_at=None, ends_at=None)

    with profiled() as statements:
        for sort in SORTS_OF_EVENTS:
            listings.search(EVENTS, {**FILTERS_OF_EVENTS[name], "sort": sort, "page": 1, "page_size": 20})

    assert len(statements) > len(SORTS_OF_EVENTS)
    assert scans(statements) == []


@pytest.mark.parametrize("name", READS)
def test_no_query_of_a_model_scans_a_collection(fleet: Stage, profiled: Profiled, name: str) -> None:
    with profiled() as statements:
        READS[name]()

    assert statements
    assert scans(statements) == []


def test_holding_lapsing_and_sweeping_scan_nothing(fleet: Stage, profiled: Profiled) -> None:
    car = listing.collection().find_one({})
    assert car is not None

    with profiled() as statements:
        fleet.hold(car["_id"])
        past = {"$set": {"expires_at": clock.now() - timedelta(hours=1)}}
        booking.collection().update_one({"listing_id": car["_id"]}, past)
        housekeeping.sweep_holds()

    assert len(statements) > 5
    assert scans(statements) == []


def test_taking_any_room_and_looking_at_its_slots_scans_nothing(stage: Stage, profiled: Profiled) -> None:
    room, _ = stage.room(group="Pier 70"), stage.room(group="Pier 70")

    with profiled() as statements:
        for _ in range(2):
            stage.take(room, any_of_group=True)
        with pytest.raises(WindowTaken):
            stage.take(room, any_of_group=True)
        availability.calendar(TIME_SLOTS, room, {})

    assert len(statements) > 10
    assert scans(statements) == []


def test_making_room_in_a_full_section_scans_nothing(stage: Stage, profiled: Profiled) -> None:
    event = stage.event(policy={"one_per_client": True})
    holds.place_hold(order_places(event, stage.person(), [("Floor", 4), ("Balcony", 6)]))
    booking.collection().update_many({}, {"$set": dict.fromkeys(("expires_at", "until"), clock.now())})

    with profiled() as statements:
        holds.place_hold(order_places(event, stage.person(), [("Balcony", 6)]))

    assert booking.collection().count_documents({"status": "expired"}) == 1
    assert scans(statements) == []


def test_the_profiler_would_have_seen_a_scan(fleet: Stage, profiled: Profiled) -> None:
    with profiled() as statements:
        listing.collection().find_one({"model": "Model X"})

    assert len(scans(statements)) == 1
