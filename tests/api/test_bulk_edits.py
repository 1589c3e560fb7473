"""One change for many of an owner's listings: a row for each, and each by itself."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from time import sleep
from typing import Any

import pytest
from bson import ObjectId
from werkzeug.test import TestResponse

from drivesphere import kinds
from drivesphere.models import audit_entry, idempotency_row, inventory, listing
from drivesphere.services import bulk_edits, repeats
from drivesphere.services.bulk_edits import Change
from tests.api.desk import Desk, Gateless, Person
from tests.races.conftest import SPREADS
from tests.races.controls import ROUNDS
from tests.races.ledger import broken_invariants

ANYBODY = "6743d0a9a1b2c3d4e5f60001"  # the same in each worker, which all must find the same tests

CHEAP = {"amount": 7_500, "currency": "USD"}


@pytest.fixture
def omar(desk: Desk) -> Person:
    return desk.sign_in("Omar", "owner")


def cars_of(desk: Desk, owner: Person, *rates: int) -> list[ObjectId]:
    return [desk.car(owner_id=owner.id, daily_rate=rate, policy={"buffer_minutes": 0}) for rate in rates]


def put_up(owner: Person, *rates: int) -> list[ObjectId]:
    """Cars as their owner states them, with all that follows from that."""
    stated = [kinds.get("cars").editing.asked | {"daily_rate": {"amount": rate, "currency": "USD"}} for rate in rates]
    return [ObjectId(owner.post("/owner/cars", each).json["id"]) for each in stated]


def bulk(owner: Person, ids: list[ObjectId], /, **changes: Any) -> TestResponse:
    return send(owner, {"ids": [str(each) for each in ids], "changes": changes})


def send(owner: Person, body: dict[str, Any], key: str | None = None) -> TestResponse:
    """Under a key of its own, unless one is given."""
    return owner.patch("/owner/cars/bulk", body, Idempotency_Key=key or str(ObjectId()))


def rates(ids: list[ObjectId]) -> list[int]:
    rows = listing.find_many(ids)
    return [rows[each]["daily_rate"] for each in ids]


def outcomes(answer: TestResponse) -> list[tuple[str, str | None]]:
    return [(row["outcome"], row["code"]) for row in answer.json["rows"]]


def test_one_rate_for_all_of_them(omar: Person) -> None:
    cars = put_up(omar, 10_000, 7_500)

    answer = bulk(omar, cars, daily_rate=CHEAP)

    assert (answer.status_code, outcomes(answer)) == (200, [("changed", None), ("unchanged", None)])
    assert (answer.json["changed"], answer.json["unchanged"], answer.json["refused"]) == (1, 1, 0)
    assert rates(cars) == [7_500, 7_500]


def test_so_many_percent_are_of_what_each_costs_to_a_whole_cent(desk: Desk, omar: Person) -> None:
    cars = cars_of(desk, omar, 10_000, 9_990, 3_333)

    bulk(omar, cars, percent=-15)

    assert rates(cars) == [8_500, 8_492, 2_833]  # 8491.5 and 2833.05


RAISE = {"filter": {}, "changes": {"percent": 10}}


def test_a_percentage_that_is_sent_again_raises_prices_once(desk: Desk, omar: Person) -> None:
    cars = cars_of(desk, omar, 10_000, 2_000)

    first, again = send(omar, RAISE, "autumn"), send(omar, RAISE, "autumn")

    assert rates(cars) == [11_000, 2_200]
    assert again.json == first.json
    assert (first.headers.get("Idempotent-Replayed"), again.headers["Idempotent-Replayed"]) == (None, "true")
    assert send(omar, RAISE, "winter").json["changed"] == 2
    assert rates(cars) == [12_100, 2_420]


def test_what_died_halfway_is_finished_by_sending_it_again(desk: Desk, omar: Person) -> None:
    """The first of two was changed, then the process died before it changed the second, and before any answer."""
    cars = cars_of(desk, omar, 10_000, 2_000)
    send(omar, {"ids": [str(each) for each in cars], "changes": {"percent": 10}}, "autumn")
    whole = idempotency_row.collection().delete_many({"_id": {"$regex": "autumn$"}})
    of_second = idempotency_row.collection().delete_one({"_id": {"$regex": f"{cars[1]}$"}})
    listing.collection().update_one({"_id": cars[1]}, {"$set": {"daily_rate": 2_000}})

    answer = send(omar, {"ids": [str(each) for each in cars], "changes": {"percent": 10}}, "autumn")

    assert (whole.deleted_count, of_second.deleted_count) == (1, 1)
    assert outcomes(answer) == [("changed", None), ("changed", None)]
    assert rates(cars) == [11_000, 2_200]


def test_one_percentage_sent_ten_times_at_once_raises_prices_once(desk: Desk, omar: Person) -> None:
    cars = cars_of(desk, omar, 10_000, 2_000, 3_000)
    barrier = threading.Barrier(10)

    def rival(_: int) -> int:
        barrier.wait()
        return send(omar, RAISE, "autumn").status_code

    with ThreadPoolExecutor(10) as pool:
        statuses = set(pool.map(rival, range(10)))

    assert statuses <= {200, 409}
    assert rates(cars) == [11_000, 2_200, 3_300]


DEARER: dict[str, Any] = {"daily_rate": {**CHEAP, "amount": 11_000}}


@pytest.mark.parametrize("spread", SPREADS)
@pytest.mark.parametrize("changes", [DEARER, {"visibility": "retired"}], ids=str)
def test_one_request_sent_to_several_processes_at_once_is_told_alike_by_all(
    omar: Person, monkeypatch: pytest.MonkeyPatch, changes: dict[str, Any], spread: float
) -> None:
    """What another has changed a moment before was changed by this very request: it is no refusal."""
    cars, last = put_up(omar, *[10_000] * 12), put_up(omar, 11_000)
    bulk(omar, last, visibility="published")
    monkeypatch.setattr(repeats, "_gate", Gateless())

    answers = sent_to_six(omar, {"ids": [str(each) for each in [*cars, *last]], "changes": changes}, spread)

    first, *others = (answer.json for answer in answers)
    assert [answer.status_code for answer in answers] == [200] * 6
    assert outcomes(answers[0])[:12] == [("changed", None)] * 12
    assert (first["refused"], others) == (0, [first] * 5)
    assert [row["version"] for row in first["rows"]] == [
        listing.find_many([each])[each]["version"] for each in cars + last
    ]
    assert {listing.find_many([each])[each]["version"] for each in cars} == {2}


def test_whoever_does_not_look_again_calls_its_own_changes_refused(
    omar: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The twin: a loser that takes what it meets for somebody else's change."""
    monkeypatch.setattr(repeats, "_gate", Gateless())
    monkeypatch.setattr(repeats, "_replay_latest", lambda _: None)
    bodies = ({"ids": [str(each) for each in put_up(omar, *[10_000] * 12)], "changes": DEARER} for _ in range(ROUNDS))
    rounds = (sent_to_six(omar, body, 0.0) for body in bodies)

    assert any(answer.status_code != 200 or answer.json["refused"] for answers in rounds for answer in answers)


def sent_to_six(owner: Person, body: dict[str, Any], spread: float) -> list[TestResponse]:
    """The answers to one request that comes six times within `spread` seconds."""
    barrier, key = threading.Barrier(6), str(ObjectId())

    def rival(number: int) -> TestResponse:
        barrier.wait()
        sleep(number * spread / 5)
        return send(owner, body, key)

    with ThreadPoolExecutor(6) as pool:
        return list(pool.map(rival, range(6)))


def test_one_key_is_no_two_changes_and_a_percentage_needs_one(desk: Desk, omar: Person) -> None:
    cars = cars_of(desk, omar, 10_000)
    send(omar, RAISE, "autumn")

    reused = send(omar, {"filter": {}, "changes": {"percent": 20}}, "autumn")
    keyless = omar.patch("/owner/cars/bulk", RAISE)
    without_percent = omar.patch("/owner/cars/bulk", {"filter": {}, "changes": {"daily_rate": CHEAP}})

    assert (reused.status_code, reused.json["code"]) == (422, "key_reused")
    assert (keyless.status_code, list(keyless.json["errors"])) == (422, ["Idempotency-Key"])
    assert (without_percent.status_code, rates(cars)) == (200, [7_500])


def test_what_one_refuses_is_no_matter_to_the_others(desk: Desk, omar: Person) -> None:
    cars = cars_of(desk, omar, 10_000, 2, 9_999_999)
    retired, theirs = desk.car(owner_id=omar.id, visibility="retired"), desk.car()
    nowhere = ObjectId()

    answer = bulk(omar, [*cars, retired, theirs, nowhere], percent=-90)

    assert outcomes(answer) == [
        ("changed", None),
        ("refused", "validation"),
        ("changed", None),
        ("refused", "listing_retired"),
        ("refused", "not_found"),
        ("refused", "not_found"),
    ]
    assert rates([*cars, retired, theirs]) == [1_000, 2, 1_000_000, 10_000, 10_000]
    assert [row["title"] for row in answer.json["rows"][-2:]] == [None, None]


def test_rules_reach_the_inventory_where_bookings_let_them(desk: Desk, omar: Person) -> None:
    free, dense = cars_of(desk, omar, 10_000, 10_000)
    for day in (10, 11):
        desk.hold(dense, day=day)

    answer = bulk(omar, [free, dense], policy={"buffer_minutes": 30})

    rows = {row["_id"]: row["buffer_us"] for row in inventory.collection().find()}
    assert outcomes(answer) == [("changed", None), ("refused", "in_use")]
    assert rows == {free: 1_800_000_000, dense: 0}
    assert broken_invariants() == []


def test_a_filter_chooses_as_the_list_does(desk: Desk, omar: Person) -> None:
    ford, paused, _ = (
        desk.car(owner_id=omar.id, words=["ford"]),
        desk.car(owner_id=omar.id, words=["ford"], visibility="paused"),
        desk.car(words=["ford"]),
    )
    body = {"filter": {"q": "for", "visibility": "published"}, "changes": {"visibility": "paused"}}

    answer = send(omar, body)

    assert [row["id"] for row in answer.json["rows"]] == [str(ford)]
    assert listing.collection().count_documents({"visibility": "paused"}) == 2
    assert listing.find_many([paused])[paused]["version"] == 1


def test_more_than_can_be_changed_at_once_are_refused_before_any_is(
    desk: Desk, omar: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    cars = cars_of(desk, omar, 10_000, 10_000, 10_000)
    monkeypatch.setattr(bulk_edits, "MOST_AT_ONCE", 2)

    answer = send(omar, {"filter": {}, "changes": {"percent": 10}})

    assert (answer.status_code, list(answer.json["errors"])) == (422, ["filter"])
    assert rates(cars) == [10_000] * 3


def test_each_is_changed_in_the_version_that_was_found(desk: Desk, omar: Person) -> None:
    """Of two who change the same one at the same moment, one is told."""
    [car] = cars_of(desk, omar, 10_000)
    [found], _ = listing.own_page("cars", omar.id, {}, "newest", skip=0, limit=1)
    listing.edit(None, car, omar.id, 1, {"daily_rate": 20_000})

    row = bulk_edits.changed(kinds.get("cars"), omar.id, car, found, Change(stated={"daily_rate": 1}))

    assert (row["outcome"], row["code"], rates([car])) == ("refused", "precondition_failed", [20_000])


def test_what_the_auditor_has_closed_is_opened_neither_in_bulk_nor_by_a_file(desk: Desk, omar: Person) -> None:
    [car] = put_up(omar, 10_000)
    listing.collection().update_one({}, {"$set": {"stopped": {"rules": ["I1"]}}})
    published = omar.get("/owner/cars/export").text.replace(",paused,", ",published,")

    answer = bulk(omar, [car], visibility="published")
    brought = omar.send("/owner/cars/import", published.encode(), "text/csv")

    assert outcomes(answer) == [("refused", "sales_stopped")]
    assert (brought.json["refused"], listing.find_many([car])[car]["visibility"]) == (1, "paused")


def test_every_change_stands_in_the_audit_trail(omar: Person) -> None:
    cars = put_up(omar, 10_000, 10_000, 7_500)

    bulk(omar, cars, daily_rate=CHEAP)

    entries = list(audit_entry.collection().find({"action": "bulk_edit", "actor": f"owner:{omar.id}"}))
    assert {entry["details"]["listing_id"] for entry in entries} == {str(each) for each in cars[:2]}


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"changes": {"percent": 5}}, "ids"),
        ({"ids": [], "changes": {"percent": 5}}, "ids"),
        ({"ids": ["x"], "changes": {"percent": 5}}, "ids.0"),
        ({"ids": [ANYBODY], "filter": {}, "changes": {"percent": 5}}, "ids"),
        ({"filter": {"visibility": "hidden"}, "changes": {"percent": 5}}, "filter.visibility"),
        ({"filter": {}}, "changes"),
        ({"filter": {}, "changes": {}}, "changes"),
        ({"filter": {}, "changes": {"percent": -91}}, "changes.percent"),
        ({"filter": {}, "changes": {"percent": 5, "daily_rate": CHEAP}}, "changes.percent"),
        ({"filter": {}, "changes": {"daily_rate": {**CHEAP, "amount": 0}}}, "changes.daily_rate.amount"),
        ({"filter": {}, "changes": {"policy": {"hold_minutes": 61}}}, "changes.policy.hold_minutes"),
        ({"filter": {}, "changes": {"make": "Tesla"}}, "changes.make"),
        ({"filter": {}, "changes": {"visibility": "unlisted"}}, "changes.visibility"),
        ({"filter": {}, "changes": {"owner_id": ANYBODY}}, "changes.owner_id"),
    ],
    ids=str,
)
def test_what_makes_no_sense_is_named_and_changes_nothing(
    desk: Desk, omar: Person, body: dict[str, Any], field: str
) -> None:
    cars = cars_of(desk, omar, 10_000)

    answer = send(omar, body)

    assert (answer.status_code, list(answer.json["errors"])) == (422, [field]), answer.text
    assert (rates(cars), listing.find_many(cars)[cars[0]]["version"]) == ([10_000], 1)
