"""The inbox of mismatches, the runs and the webhook inbox, as an admin uses them."""

from __future__ import annotations

from typing import Any

import pytest
from bson import ObjectId

from drivesphere.infra import redis
from drivesphere.models import audit_entry, booking, outbox, payment, payment_event, refund
from drivesphere.services import figures, reconciliation
from tests.api.desk import Desk, Person
from tests.api.test_payments import deliver, paid_event
from tests.services.test_reconciliation import (
    cancelled,
    open_kinds,
    paid,
    payment_of,
    run,
    without_booking,
)

A_DAY_SECONDS = 24 * 60 * 60  # whatever the machine does meanwhile
STANDING, RUNS = "/admin/reconciliation", "/admin/reconciliation-runs"
MISMATCHES, EVENTS = "/admin/mismatches", "/admin/payment-events"


@pytest.fixture
def iris(desk: Desk) -> Person:
    return desk.sign_in("Iris", "admin")


def listed(iris: Person) -> dict[str, Any]:
    """The one open mismatch, after a run."""
    run()
    [found] = iris.get(MISMATCHES, state="open").json
    return dict(found)


def decide(iris: Person, mismatch: dict[str, Any], decision: str, **more: Any) -> Any:
    return iris.post(f"{MISMATCHES}/{mismatch['id']}/resolve", {"decision": decision, **more})


# ------------------------------------------------------------------------------------------------ runs


def test_a_run_is_asked_for_and_followed(desk: Desk, iris: Person) -> None:
    asked, again = iris.post(RUNS), iris.post(RUNS)
    reconciliation.run_due()

    done = iris.get(f"{RUNS}/{asked.json['id']}").json
    assert (asked.status_code, asked.json["state"], again.json["id"]) == (202, "requested", asked.json["id"])
    assert (done["state"], done["paid_without_booking"], done["problem"]) == ("done", 0, None)
    assert iris.get(RUNS).json == [done]


def test_what_is_open_is_told_as_of_now(desk: Desk, iris: Person) -> None:
    before = iris.get(STANDING).json
    without_booking(desk)
    run()

    after = iris.get(STANDING).json

    assert before == {
        "compared_until": None,
        "latest_run": None,
        "open_mismatches": 0,
        "paid_without_booking": 0,
    }
    assert (after["open_mismatches"], after["paid_without_booking"]) == (1, 1)
    assert after["compared_until"] == after["latest_run"]["until"]


def test_the_figures_tell_how_far_stripe_and_we_agree(desk: Desk) -> None:
    before = figures.read().present
    without_booking(desk)
    run()
    redis.main().call(lambda client: client.flushdb())

    after = figures.read().present

    assert "paid_without_booking" not in before
    assert [after[name][0][1] for name in ("paid_without_booking", "open_mismatches")] == [1, 1]
    assert after["reconciliation_lag_seconds"][0][1] < A_DAY_SECONDS


def test_a_run_that_nobody_made_is_not_found(desk: Desk, iris: Person) -> None:
    assert iris.get(f"{RUNS}/{ObjectId()}").status_code == 404


# ------------------------------------------------------------------------------------------- decisions


def test_a_mismatch_says_what_is_wrong_and_what_may_be_decided(desk: Desk, iris: Person) -> None:
    held = paid(desk)
    desk.sandbox.dispute(payment_of(desk, held))

    found = listed(iris)

    assert (found["kind"], found["booking_id"], found["decisions"]) == (
        "disputed",
        str(held),
        ["cancel_booking", "accept"],
    )
    assert found["evidence"][0] == "The client's bank wants $121.24 back, because: fraudulent."
    assert iris.get(f"{MISMATCHES}/{found['id']}").json == found
    assert iris.get(MISMATCHES, kind="amount_differs").json == []


def test_money_without_a_booking_goes_back_once_however_often_that_is_decided(desk: Desk, iris: Person) -> None:
    without_booking(desk)
    found = listed(iris)

    answers = [decide(iris, found, "refund").json for _ in range(3)]

    assert [made["amount"] for made in desk.refunds()] == [12_124]
    assert answers[0] == answers[2]
    assert (answers[0]["state"], answers[0]["decided_by"]) == ("resolved", f"admin:{iris.id}")
    assert answers[0]["decided_by_name"] == iris.get(MISMATCHES).json[0]["decided_by_name"] == "Iris"
    assert run()["paid_without_booking"] == 0
    assert audit_entry.collection().count_documents({"action": "resolve_mismatch"}) == 1


def test_money_without_a_booking_that_does_not_arrive_is_listed_and_sent_again(desk: Desk, iris: Person) -> None:
    payment_id = without_booking(desk)
    decide(iris, listed(iris), "refund")
    [made] = desk.refunds()
    desk.sandbox.settle_refund(made["id"], succeeded=False)

    failed = listed(iris)
    answers = [decide(iris, failed, "refund").json for _ in range(2)]

    assert (failed["kind"], failed["payment_id"], failed["booking_id"]) == ("refund_failed", payment_id, None)
    assert sorted(made["status"] for made in desk.refunds()) == ["failed", "succeeded"]
    assert answers[0] == answers[1]
    assert (run()["new_mismatches"], open_kinds()) == (0, [])


@pytest.mark.parametrize(("by_hand", "back"), [(5_000, [5_000, 7_124]), (12_124, [12_124])])
def test_money_without_a_booking_goes_back_as_far_as_nobody_else_has_given_it_back(
    desk: Desk, iris: Person, by_hand: int, back: list[int]
) -> None:
    payment_id = without_booking(desk)
    found = listed(iris)
    desk.sandbox.refund(payment_id, by_hand)

    decide(iris, found, "refund")

    assert sorted(made["amount"] for made in desk.refunds()) == back
    assert outbox.collection().count_documents({"effect": "refund", "state": "pending"}) == 0


def test_money_without_a_booking_can_be_attached_to_another_hold(desk: Desk, iris: Person) -> None:
    without_booking(desk)
    found = listed(iris)
    _, held = desk.unpaid()

    answer = decide(iris, found, "attach", booking_id=str(held))

    assert (answer.status_code, answer.json["decision"]) == (200, "attach")
    assert desk.booking(held)["status"] == "confirmed"
    assert payment.of_booking(held)[0]["_id"] == found["payment_id"]
    assert (run()["repaired"], desk.refunds(), open_kinds()) == ({"page_closed": 1}, [], [])


def test_a_payment_that_is_attached_says_to_what_and_belongs_to_nothing_else(desk: Desk, iris: Person) -> None:
    without_booking(desk)
    found = listed(iris)
    _, held = desk.unpaid()
    decide(iris, found, "attach", booking_id=str(held))

    again, other = (
        decide(iris, found, "attach", booking_id=each) for each in (str(held), desk.hold(desk.car()).body["id"])
    )

    assert (again.status_code, again.json["booking_id"]) == (200, str(held))
    assert (other.status_code, other.json["code"]) == (409, "conflict")
    [entry] = audit_entry.collection().find({"action": "resolve_mismatch"})
    assert entry["details"]["booking"] == str(held)


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"decision": "cancel_booking"}, "decision"),
        ({"decision": "guess"}, "decision"),
        ({}, "decision"),
        ({"decision": "attach"}, "booking_id"),
        ({"decision": "refund", "booking_id": str(ObjectId())}, "booking_id"),
        ({"decision": "attach", "booking_id": str(ObjectId())}, "booking_id"),
        ({"decision": "refund", "note": "x" * 501}, "note"),
        ({"decision": "refund", "amount": 1}, "amount"),
    ],
)
def test_a_decision_that_does_not_fit_is_refused_by_name(
    desk: Desk, iris: Person, body: dict[str, Any], field: str
) -> None:
    without_booking(desk)
    found = listed(iris)

    answer = iris.post(f"{MISMATCHES}/{found['id']}/resolve", body)

    assert (answer.status_code, list(answer.json["errors"])) == (422, [field])
    assert open_kinds() == ["payment_without_booking"]
    assert desk.refunds() == []


def test_a_payment_is_not_attached_where_it_would_only_be_sent_back(desk: Desk, iris: Person) -> None:
    without_booking(desk)
    found = listed(iris)
    dearer = ObjectId(desk.hold(desk.car(), days=2).body["id"])

    refused = [decide(iris, found, "attach", booking_id=str(each)) for each in (paid(desk), dearer)]

    assert [list(answer.json["errors"].values()) for answer in refused] == [
        [["The booking was paid for already."]],
        [["The booking costs $242.48, which was not paid."]],
    ]
    assert desk.booking(dearer)["status"] == "pending"


def test_a_refunded_booking_that_is_cancelled_frees_its_place_and_refunds_nothing_more(
    desk: Desk, iris: Person
) -> None:
    held = paid(desk)
    desk.sandbox.refund(payment_of(desk, held))
    found = listed(iris)

    answer = decide(iris, found, "cancel_booking", note="Refunded by phone")

    cancelled_one = desk.booking(held)
    assert (answer.json["state"], cancelled_one["status"]) == ("resolved", "cancelled")
    assert cancelled_one["history"][-1]["actor"] == f"admin:{iris.id}"
    assert len(desk.refunds()) == 1
    assert desk.hold(cancelled_one["listing_id"], desk.person("Ben")).status == 201


def test_what_is_accepted_stays_as_it_is_and_is_not_listed_again(desk: Desk, iris: Person) -> None:
    held = paid(desk)
    desk.sandbox.refund(payment_of(desk, held))
    found = listed(iris)

    decide(iris, found, "accept")
    run()

    assert (desk.booking(held)["status"], open_kinds()) == ("confirmed", [])


def test_a_second_person_who_decides_otherwise_is_told(desk: Desk, iris: Person) -> None:
    held = paid(desk)
    desk.sandbox.dispute(payment_of(desk, held))
    found = listed(iris)
    decide(iris, found, "accept")

    late = iris.post(f"{MISMATCHES}/{found['id']}/resolve", {"decision": "cancel_booking"})

    assert (late.status_code, late.json["code"], desk.booking(held)["status"]) == (409, "conflict", "confirmed")


def test_a_refund_that_failed_is_asked_for_again_under_a_new_key(desk: Desk, iris: Person) -> None:
    held = cancelled(desk)
    [made] = desk.refunds()
    desk.sandbox.settle_refund(made["id"], succeeded=False)
    found = listed(iris)

    decide(iris, found, "refund")

    assert [each["status"] for each in desk.refunds()] == ["failed", "succeeded"]
    assert [row["state"] for row in refund.of_booking(held)] == ["dropped", "succeeded"]
    assert desk.booking(held)["payment_status"] == "refunded"
    assert run()["new_mismatches"] == 0


def test_a_refund_that_was_paid_by_other_means_is_owed_no_longer(desk: Desk, iris: Person) -> None:
    held = cancelled(desk)
    desk.sandbox.refund(payment_of(desk, held), 12_000)
    found = listed(iris)

    decide(iris, found, "accept", note="124 cents in cash")

    assert found["kind"] == "refund_stuck"
    assert len(desk.refunds()) == 1
    assert desk.booking(held)["payment_status"] == "partially_refunded"


def test_of_an_amount_that_differs_what_was_really_taken_goes_back(desk: Desk, iris: Person) -> None:
    held = paid(desk)
    payment.collection().update_one({}, {"$set": {"amount": 12_125}})
    found = listed(iris)

    decide(iris, found, "cancel_booking")

    assert [made["amount"] for made in desk.refunds()] == [12_124]
    assert desk.booking(held)["status"] == "cancelled"


# ---------------------------------------------------------------------------------------- webhook inbox


def test_a_dispute_is_listed_the_moment_stripe_tells_us(desk: Desk, iris: Person) -> None:
    held = paid(desk)
    desk.sandbox.dispute(payment_of(desk, held))
    event = next(each for each in desk.sandbox.objects("event") if each["type"] == "charge.dispute.created")

    assert deliver(desk, event).status_code == 200

    [stored] = iris.get(EVENTS, type="charge.dispute.created").json
    assert (stored["outcome"], stored["booking_id"], stored["state"]) == ("listed", str(held), "handled")
    assert open_kinds() == ["disputed"]


def test_events_are_found_by_state_type_and_booking(desk: Desk, iris: Person) -> None:
    held, event = paid_event(desk)
    other = next(each for each in desk.sandbox.objects("event") if each["type"] == "charge.succeeded")
    for each in (event, other):
        deliver(desk, each)

    assert {row["id"] for row in iris.get(EVENTS, booking_id=str(held)).json} == {event["id"], other["id"]}
    assert iris.get(EVENTS, booking_id=str(ObjectId())).json == []
    assert [row["id"] for row in iris.get(EVENTS, type=event["type"], state="handled").json] == [event["id"]]
    assert iris.get(EVENTS, state="failed").json == []


def test_an_event_that_failed_says_why_and_works_when_it_is_replayed(desk: Desk, iris: Person) -> None:
    held, event = paid_event(desk)
    kept = booking.collection().find_one_and_delete({"_id": held})
    assert kept is not None
    deliver(desk, event)
    [failed] = iris.get(EVENTS, state="failed").json
    booking.collection().insert_one(kept)

    answers = [iris.post(f"{EVENTS}/{event['id']}/replay").json for _ in range(2)]

    assert "not known yet" in failed["last_error"]
    assert [(each["state"], each["outcome"]) for each in answers] == [
        ("handled", "confirmed"),
        ("handled", "nothing_to_do"),
    ]
    assert desk.booking(held)["version"] == 2
    assert audit_entry.collection().count_documents({"action": "replay_payment_event"}) == 2


def test_money_whose_booking_does_not_show_up_becomes_a_matter_for_people(desk: Desk, iris: Person) -> None:
    held, event = paid_event(desk)
    booking.collection().delete_one({"_id": held})
    deliver(desk, event)
    payment_event.collection().update_one({}, {"$set": {"tries": 10}})

    answer = iris.post(f"{EVENTS}/{event['id']}/replay").json

    assert (answer["state"], answer["outcome"], open_kinds()) == ("handled", "listed", ["payment_without_booking"])


def test_a_payload_is_shown_without_what_its_reader_could_use(desk: Desk, iris: Person) -> None:
    _, event = paid_event(desk)
    event["data"]["object"] |= {"client_secret": "cs_secret", "url": "https://pay.example/1"}
    deliver(desk, event)

    shown = iris.get(f"{EVENTS}/{event['id']}")

    assert shown.json["payload"]["data"]["object"]["client_secret"] == "[hidden]"
    assert "cs_secret" not in shown.text
    assert "pay.example" not in shown.text
    assert shown.json["payload"]["data"]["object"]["id"] == event["data"]["object"]["id"]


@pytest.mark.parametrize("query", [{"state": "lost"}, {"booking_id": "7"}, {"page": 0}, {"colour": "red"}])
def test_a_filter_that_is_none_is_refused_by_name(desk: Desk, iris: Person, query: dict[str, Any]) -> None:
    answer = iris.get(EVENTS, **query)

    assert (answer.status_code, list(answer.json["errors"])) == (422, list(query))


def test_an_event_that_nobody_sent_is_not_found(desk: Desk, iris: Person) -> None:
    assert iris.get(f"{EVENTS}/evt_0").status_code == 404
    assert iris.post(f"{EVENTS}/evt_0/replay").status_code == 404
