"""The anomalies that docs/adr/0012 excludes, made by hand.

Each is refused to the engine's statement, and had by the naive one in the same interleaving.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from bson import ObjectId
from pymongo.client_session import ClientSession

from drivesphere import inventory
from drivesphere.domain.demand import Demand
from drivesphere.infra import mongo
from drivesphere.models import booking as bookings
from drivesphere.models import inventory as ledger
from drivesphere.models import user
from tests.races.interleaved import (
    DAY,
    OVERLAPPING_DAY,
    a_room,
    a_section,
    again,
    claim,
    open_transactions,
    outcome,
    row,
)
from tests.stage import Stage

pytestmark = pytest.mark.usefixtures("stage")


# --------------------------------------------------------------------------------------------- write skew


def test_write_skew_two_who_both_saw_the_window_free_do_not_both_get_it() -> None:
    room = a_room()
    with open_transactions() as (ada, ben):
        assert row(room, ada)["claims"] == row(room, ben)["claims"] == []
        claim(ada, room)
        ada.commit_transaction()

        lost = outcome(lambda: claim(ben, replace(room, window=OVERLAPPING_DAY)))

        assert lost == "conflict"
        assert outcome(lambda: claim(again(ben), replace(room, window=OVERLAPPING_DAY))) == "taken"
        assert len(row(room)["claims"]) == 1


def test_write_skew_is_had_by_looking_for_an_overlap_and_inserting() -> None:
    """The twin: the same snapshots, and each writes a document of its own."""
    room = a_room()
    with open_transactions() as (ada, ben):
        assert naive_overlaps(room, ada) == naive_overlaps(room, ben) == 0
        for session in (ada, ben):
            bookings.collection().insert_one(naive_booking(room), session=session)

        ada.commit_transaction()
        ben.commit_transaction()

    assert naive_overlaps(room, None) == 2


def test_write_skew_a_guard_that_is_touched_and_not_changed_lets_both_in() -> None:
    """The other twin: MongoDB drops a write that changes nothing, and with it the conflict."""
    room = a_room()
    with open_transactions() as (ada, ben):
        for session in (ada, ben):
            ledger.collection().update_one(
                {"_id": ObjectId(room.inventory_id)}, {"$set": {"version": 0}}, session=session
            )
            bookings.collection().insert_one(naive_booking(room), session=session)

        ada.commit_transaction()
        ben.commit_transaction()

    assert naive_overlaps(room, None) == 2


def test_write_skew_on_a_client_two_requests_at_once_do_not_both_count_too_few_holds(stage: Stage) -> None:
    client = stage.person("Ada")
    with open_transactions() as (first, second):
        user.touch(first, client)
        first.commit_transaction()

        assert outcome(lambda: user.touch(second, client)) == "conflict"


# -------------------------------------------------------------------------------------------- lost update


def test_a_lost_update_nobodys_places_are_forgotten() -> None:
    section = a_section(places=5, quantity=3)
    with open_transactions() as (ada, ben):
        assert row(section, ada)["remaining"] == row(section, ben)["remaining"] == 5
        claim(ada, section)
        ada.commit_transaction()

        lost = outcome(lambda: claim(ben, section))

        assert lost == "conflict"
        assert outcome(lambda: claim(again(ben), section)) == "taken"
        assert row(section)["remaining"] == 2


def test_a_lost_update_is_had_by_reading_and_setting() -> None:
    """The twin: six of five places, and the counter shows two left."""
    section = a_section(places=5, quantity=3)
    seen_by_ada, seen_by_ben = row(section)["remaining"], row(section)["remaining"]

    sold = [naive_set(section, seen) for seen in (seen_by_ada, seen_by_ben)]

    assert sum(sold) == 6
    assert row(section)["remaining"] == 2


def naive_set(section: Demand, seen: int) -> int:
    """Places sold by a program that decides on what it has read a moment ago."""
    if seen < section.quantity:
        return 0
    left = {"$set": {"remaining": seen - section.quantity}}
    ledger.collection().update_one({"_id": ObjectId(section.inventory_id)}, left)
    return section.quantity


# ------------------------------------------------------------------------------------------------ phantom


def test_a_phantom_booking_that_was_not_there_when_the_places_were_added_up_oversells_nothing() -> None:
    section = a_section(places=1)
    with open_transactions() as (ada, ben):
        assert naive_sum(section, ada) == naive_sum(section, ben) == 0
        for session in (ada, ben):
            bookings.collection().insert_one(naive_booking(section), session=session)

        claim(ada, section)
        ada.commit_transaction()

        assert outcome(lambda: claim(ben, section)) == "conflict"
    assert naive_sum(section, None) == 1


def test_a_phantom_is_had_by_adding_up_and_inserting() -> None:
    """The twin: the sum is right for each snapshot, and wrong for both."""
    section = a_section(places=1)
    with open_transactions() as (ada, ben):
        for session in (ada, ben):
            assert naive_sum(section, session) < row(section, session)["capacity"]
            bookings.collection().insert_one(naive_booking(section), session=session)

        ada.commit_transaction()
        ben.commit_transaction()

    assert naive_sum(section, None) == 2


def test_a_phantom_second_booking_of_one_customer_meets_the_unique_index() -> None:
    section = a_section(places=9)
    with open_transactions() as (first, second):
        assert sole_bookings(first) == sole_bookings(second) == 0
        book_sole(section, first)
        first.commit_transaction()

        assert outcome(lambda: book_sole(section, second)) == "conflict"
        assert outcome(lambda: book_sole(section, again(second))) == "duplicate"
    assert sole_bookings(None) == 1


def test_a_phantom_second_booking_conflicts_with_one_that_is_not_committed() -> None:
    section = a_section(places=9)
    with open_transactions() as (first, second):
        book_sole(section, first)

        assert outcome(lambda: book_sole(section, second)) == "conflict"
        first.abort_transaction()
        assert outcome(lambda: book_sole(section, again(second))) == "done"


def test_a_phantom_second_booking_is_had_where_nothing_is_unique() -> None:
    """The twin: both look first, and no index tells them of each other."""
    section = a_section(places=9)
    with open_transactions() as (first, second):
        for session in (first, second):
            assert sole_bookings(session) == 0
            unindexed = sole_booking(section) | {"status": "no index covers this"}
            bookings.collection().insert_one(unindexed, session=session)

        first.commit_transaction()
        second.commit_transaction()

    assert bookings.collection().count_documents({"sole_key": "one|ada"}) == 2


def book_sole(section: Demand, session: ClientSession) -> None:
    bookings.collection().insert_one(sole_booking(section), session=session)


def sole_booking(section: Demand) -> dict[str, Any]:
    return naive_booking(section) | {"sole_key": "one|ada"}


def sole_bookings(session: ClientSession | None) -> int:
    return bookings.collection().count_documents({"sole_key": "one|ada"}, session=session)


# --------------------------------------------------------------------------------------------- dirty read


def test_a_hold_that_is_not_committed_is_seen_by_nobody() -> None:
    section = a_section(places=1)
    with open_transactions() as (ada, ben):
        claim(ada, section)

        assert row(section, ben)["remaining"] == 1
        assert inventory.places_left("counted", [section.inventory_id]) == {section.inventory_id: 1}
        assert inventory.shortages("counted", [section]) == []


def test_nobody_is_refused_for_a_hold_that_never_comes_about() -> None:
    """While Ada's transaction is open, Ben is told neither yes nor no; when it is undone, he has the place."""
    section = a_section(places=1)
    with open_transactions() as (ada, ben):
        claim(ada, section)
        assert outcome(lambda: claim(ben, section)) == "conflict"
        ada.abort_transaction()

        ben = again(ben)
        assert outcome(lambda: claim(ben, section)) == "done"
        ben.commit_transaction()
    assert row(section)["remaining"] == 0


def test_a_dirty_read_is_had_by_taking_the_place_first_and_booking_later() -> None:
    """The twin: without a transaction the decrement is seen at once, and Ben is refused for nobody's booking."""
    section = a_section(places=1)
    with open_transactions() as (_, ben):
        inventory.claim(None, "counted", [section], ObjectId(), None, make_room=lambda *_: False)  # type: ignore[arg-type]

        assert outcome(lambda: claim(again(ben), section)) == "taken"
    assert bookings.collection().count_documents({}) == 0


# ------------------------------------------------------------------------- non-repeatable read and read skew


def test_what_was_read_once_reads_the_same_again_and_is_not_decided_upon_when_it_is_old() -> None:
    section = a_section(places=5)
    with open_transactions() as (ada, ben):
        first = row(section, ben)["remaining"]
        claim(ada, section)
        ada.commit_transaction()

        assert row(section, ben)["remaining"] == first == 5
        assert outcome(lambda: claim(ben, section)) == "conflict"


def test_a_non_repeatable_read_is_had_without_a_transaction() -> None:
    """The twin: two looks of one program, and a sale between them."""
    section = a_section(places=5)
    first = row(section)["remaining"]
    claim_and_commit(section)

    assert row(section)["remaining"] != first


def test_read_skew_a_basket_sees_two_sections_as_they_were_at_one_instant() -> None:
    stalls, balcony = a_section(places=1), a_section(places=1)
    with open_transactions() as (ada, ben):
        assert row(stalls, ben)["remaining"] == 1
        claim(ada, stalls, balcony)
        ada.commit_transaction()

        assert row(balcony, ben)["remaining"] == 1
        assert outcome(lambda: claim(ben, balcony)) == "conflict"


def test_read_skew_is_had_without_a_transaction() -> None:
    """The twin: one section before the sale of a basket and one after it, a pair that never was."""
    stalls, balcony = a_section(places=1), a_section(places=1)
    left_in_stalls = row(stalls)["remaining"]
    claim_and_commit(stalls, balcony)

    assert (left_in_stalls, row(balcony)["remaining"]) == (1, 0)


def claim_and_commit(*demands: Demand) -> None:
    mongo.transaction(lambda session: claim(session, *demands))


# --------------------------------------------------------------------------------------------- the naive way


def naive_booking(demand: Demand) -> dict[str, Any]:
    claimed = {"inventory_id": ObjectId(demand.inventory_id), "quantity": demand.quantity}
    times = {"starts_at": DAY.starts_at, "ends_at": DAY.ends_at}
    return {"_id": ObjectId(), "status": "pending", "claims": [claimed], **times}


def naive_overlaps(room: Demand, session: ClientSession | None) -> int:
    """SELECT count(*) of active bookings of the room that overlap the day."""
    overlap = {"starts_at": {"$lt": DAY.ends_at}, "ends_at": {"$gt": DAY.starts_at}}
    query = {"claims.inventory_id": ObjectId(room.inventory_id), "status": "pending", **overlap}
    return bookings.collection().count_documents(query, session=session)


def naive_sum(section: Demand, session: ClientSession | None) -> int:
    """SELECT sum(quantity) of the section's active bookings."""
    active = {"claims.inventory_id": ObjectId(section.inventory_id), "status": "pending"}
    return sum(found["claims"][0]["quantity"] for found in bookings.collection().find(active, session=session))
