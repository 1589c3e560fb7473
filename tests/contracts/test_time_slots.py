"""The time-slot service, as its own acceptance runs have it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from drivesphere.models import booking, inventory, listing
from tests.contracts.conftest import Partner
from tests.contracts.server import Ask, Reply, Server
from tests.stage import span

SLOTS = "/api/bookings"
MEMBERS = {"id", "title", "startTime", "endTime", "status", "version", "resourceId", "userId", "createdAt"}


def slot(day: int = 10, *, minutes: int = 30, later: int = 0, **more: Any) -> dict[str, Any]:
    start = span(day)["starts_at"] + timedelta(minutes=later)
    window = {"startTime": _spelled(start), "endTime": _spelled(start + timedelta(minutes=minutes))}
    return {"title": "Stand-up", **window, **more}


def _spelled(instant: datetime) -> str:
    return instant.strftime("%Y-%m-%dT%H:%M:%SZ")


def statuses(replies: list[Reply]) -> list[int]:
    return sorted(reply.status for reply in replies)


# --------------------------------------------------------------------------------------------- booking


def test_a_booking_is_confirmed_at_once_in_the_documented_shape(partner: Partner) -> None:
    asked = slot(resourceId="room-7", userId="ada")

    made = partner.post(SLOTS, asked)

    assert (made.status_code, made.mimetype, set(made.json)) == (201, "application/json", MEMBERS)
    assert made.json == {**made.json, **asked, "status": "CONFIRMED", "version": 1}
    assert made.headers["Location"] == f"{SLOTS}/{made.json['id']}"
    assert partner.get(made.headers["Location"]).json == made.json


def test_without_a_resource_it_is_the_default_one_and_without_a_user_nobodys(partner: Partner) -> None:
    made = partner.post(SLOTS, slot()).json

    assert (made["resourceId"], made["userId"]) == ("default", None)


def test_an_overlap_is_409_with_the_window_in_the_way(partner: Partner) -> None:
    first = partner.post(SLOTS, slot()).json

    refused = partner.post(SLOTS, slot(later=15))

    assert (refused.status_code, refused.json["code"]) == (409, "window_taken")
    assert refused.json["conflict"] == {"startTime": first["startTime"], "endTime": first["endTime"]}


def test_windows_that_touch_and_other_resources_do_not_overlap(partner: Partner) -> None:
    bodies = [slot(), slot(later=30), slot(later=-30), slot(resourceId="room-7")]

    assert [partner.post(SLOTS, body).status_code for body in bodies] == [201] * 4


def test_times_with_another_offset_are_the_same_instants(partner: Partner) -> None:
    asked = slot()
    there = {name: _elsewhere(asked[name]) for name in ("startTime", "endTime")}

    made = partner.post(SLOTS, asked | there).json

    assert (made["startTime"], made["endTime"]) == (asked["startTime"], asked["endTime"])


def _elsewhere(instant: str) -> str:
    return (datetime.fromisoformat(instant) + timedelta(hours=9)).strftime("%Y-%m-%dT%H:%M:%S+09:00")


def test_a_repeat_with_its_key_gets_the_first_answer_again(partner: Partner) -> None:
    first, again = (partner.post(SLOTS, slot(), Idempotency_Key="one") for _ in range(2))

    assert (again.status_code, again.json) == (201, first.json)
    assert again.headers["Idempotent-Replayed"] == "true"
    assert partner.post(SLOTS, slot(11), Idempotency_Key="one").status_code == 422


def test_a_key_of_one_partner_means_nothing_to_another(acme: Partner) -> None:
    first = acme.post(SLOTS, slot(), Idempotency_Key="one")

    second = acme.another().post(SLOTS, slot(), Idempotency_Key="one")

    assert (first.status_code, second.status_code) == (201, 201)
    assert first.json["id"] != second.json["id"]


# --------------------------------------------------------------------------------------------- looking


def test_the_list_is_newest_first_in_pages_by_status(partner: Partner) -> None:
    ids = [partner.post(SLOTS, slot(day)).json["id"] for day in range(10, 15)]
    partner.send("DELETE", f"{SLOTS}/{ids[0]}")

    page = partner.get(SLOTS, page=2, limit=2)

    assert [row["id"] for row in page.json] == [ids[2], ids[1]]
    assert '"total": 5' in page.headers["X-Pagination"]
    assert [row["id"] for row in partner.get(SLOTS, status="CANCELLED").json] == [ids[0]]
    assert len(partner.get(SLOTS, status="CONFIRMED").json) == 4


def test_a_partner_sees_and_cancels_nothing_of_another(acme: Partner) -> None:
    theirs = f"{SLOTS}/{acme.post(SLOTS, slot()).json['id']}"
    globex = acme.another()

    assert globex.get(SLOTS).json == []
    assert [globex.send(method, theirs).status_code for method in ("GET", "DELETE")] == [404, 404]
    assert acme.get(theirs).json["status"] == "CONFIRMED"


def test_two_partners_may_call_their_resources_the_same(acme: Partner) -> None:
    assert acme.post(SLOTS, slot(resourceId="room-7")).status_code == 201
    assert acme.another().post(SLOTS, slot(resourceId="room-7")).status_code == 201


def test_what_is_a_partners_can_be_found_and_booked_by_nobody_else(acme: Partner) -> None:
    acme.post(SLOTS, slot())
    [resource] = listing.collection().find({})
    public = f"/api/v1/time-slots/{resource['_id']}"

    assert (resource["visibility"], resource["partner"]) == ("unlisted", "acme")
    assert acme.app.test_client().get("/api/v1/time-slots").json == []
    assert acme.app.test_client().get(public).status_code == 404
    assert listing.find_bookable("time_slots", resource["_id"]) is None
    assert listing.find_bookable("time_slots", resource["_id"], "globex") is None


# ------------------------------------------------------------------------------------------ cancelling


def test_a_cancelled_booking_frees_its_window_and_cannot_be_cancelled_again(partner: Partner) -> None:
    made = partner.post(SLOTS, slot()).json

    cancelled = partner.send("DELETE", f"{SLOTS}/{made['id']}")
    again = partner.send("DELETE", f"{SLOTS}/{made['id']}")

    assert (cancelled.status_code, cancelled.json) == (200, {**made, "status": "CANCELLED", "version": 2})
    assert (again.status_code, again.json["code"]) == (409, "illegal_transition")
    assert partner.post(SLOTS, slot()).status_code == 201


@pytest.mark.parametrize("version", ["1", '"1"', "*"])
def test_a_version_that_is_right_lets_the_cancellation_through(partner: Partner, version: str) -> None:
    made = partner.post(SLOTS, slot()).json

    assert partner.send("DELETE", f"{SLOTS}/{made['id']}", If_Match=version).status_code == 200


@pytest.mark.parametrize("version", ["2", '"2"', "0", "-1", 'W/"1"', "1.0", "one", "9" * 30, '"1'])
def test_any_other_version_is_412_and_changes_nothing(partner: Partner, version: str) -> None:
    made = partner.post(SLOTS, slot()).json

    refused = partner.send("DELETE", f"{SLOTS}/{made['id']}", If_Match=version)

    assert (refused.status_code, refused.json["code"]) == (412, "precondition_failed")
    assert partner.get(f"{SLOTS}/{made['id']}").json == made


def test_after_a_cancellation_the_old_version_is_stale_and_the_new_one_too_late(partner: Partner) -> None:
    there = f"{SLOTS}/{partner.post(SLOTS, slot()).json['id']}"
    version = partner.send("DELETE", there).headers["ETag"]

    assert partner.send("DELETE", there, If_Match='"1"').status_code == 412
    assert partner.send("DELETE", there, If_Match=version).status_code == 409


def test_a_booking_that_has_begun_is_not_cancelled(partner: Partner) -> None:
    made = partner.post(SLOTS, slot()).json
    booking.collection().update_one({}, [{"$set": {"starts_at": {"$subtract": ["$$NOW", 60_000]}}}])

    assert partner.send("DELETE", f"{SLOTS}/{made['id']}").status_code == 409


def test_a_cancellation_that_is_repeated_with_its_key_is_answered_like_the_first(partner: Partner) -> None:
    there = f"{SLOTS}/{partner.post(SLOTS, slot()).json['id']}"

    first, again = (partner.send("DELETE", there, Idempotency_Key="two") for _ in range(2))

    assert (again.status_code, again.json) == (200, first.json)
    assert again.headers["Idempotent-Replayed"] == "true"


# ----------------------------------------------------------------------------------------------- races


def test_ten_at_once_for_one_window_make_one_booking(server: Server, spread: float) -> None:
    replies = server.rush([Ask("POST", SLOTS, slot(userId=f"user-{n}")) for n in range(10)], spread)

    assert statuses(replies) == [201] + [409] * 9
    won = next(reply.json for reply in replies if reply.status == 201)
    window = {"startTime": won["startTime"], "endTime": won["endTime"]}
    assert all(reply.json["conflict"] == window for reply in replies if reply.status == 409)
    assert booking.collection().count_documents({}) == 1


def test_ten_at_once_for_a_resource_that_nobody_named_before_make_one_resource(server: Server, spread: float) -> None:
    asks = [Ask("POST", SLOTS, slot(10 + n, resourceId="new room")) for n in range(10)]

    assert statuses(server.rush(asks, spread)) == [201] * 10

    assert listing.collection().count_documents({}) == 1
    assert inventory.collection().count_documents({}) == 1


def test_one_key_ten_times_at_once_makes_one_booking_and_ten_equal_answers(server: Server, spread: float) -> None:
    replies = server.rush([Ask("POST", SLOTS, slot(), {"Idempotency-Key": "one"})] * 10, spread)

    assert statuses(replies) == [201] * 10
    assert len({reply.json["id"] for reply in replies}) == 1


def test_ten_who_cancel_the_version_they_saw_change_it_once(server: Server, spread: float) -> None:
    made = server.ask("POST", SLOTS, slot()).json

    replies = server.rush([Ask("DELETE", f"{SLOTS}/{made['id']}", headers={"If-Match": '"1"'})] * 10, spread)

    assert statuses(replies) == [200] + [412] * 9
    assert booking.collection().distinct("version") == [2]


def test_a_cancellation_and_those_who_wait_for_its_window_make_one_booking_at_most(
    server: Server, spread: float
) -> None:
    made = server.ask("POST", SLOTS, slot()).json
    waiting = [Ask("POST", SLOTS, slot(userId=f"user-{n}")) for n in range(6)]

    replies = server.rush([*waiting[:3], Ask("DELETE", f"{SLOTS}/{made['id']}"), *waiting[3:]], spread)

    assert replies[3].status == 200
    assert statuses(replies).count(201) <= 1
    assert booking.collection().count_documents({"status": "confirmed"}) == statuses(replies).count(201)
