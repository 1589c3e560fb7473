"""The audit trail of a partner: every attempt, whatever became of it."""

from __future__ import annotations

from collections import Counter
from typing import Any

from drivesphere.domain.partner import Scope
from drivesphere.models import audit_entry
from drivesphere.services import api_keys
from tests.contracts.conftest import Partner
from tests.contracts.server import Ask, Server
from tests.contracts.test_time_slots import SLOTS, slot

AUDIT = "/api/audit"


def trail(partner: Partner) -> list[tuple[Any, ...]]:
    """What happened, oldest first: action, outcome, reason, user."""
    return [
        (entry["action"], entry["outcome"], entry["reason"], entry["user"])
        for entry in reversed(partner.get(AUDIT).json)
    ]


def test_an_attempt_says_when_who_what_and_what_became_of_it(partner: Partner) -> None:
    made = partner.post(SLOTS, slot(userId="ada")).json

    [entry] = partner.get(AUDIT).json

    assert set(entry) == {"time", "action", "outcome", "reason", "booking", "user"}
    assert entry == {**entry, "action": "book", "outcome": "done", "reason": None, "booking": made["id"], "user": "ada"}
    assert entry["time"] == made["createdAt"]


def test_bookings_and_cancellations_stand_in_it_refused_ones_too(partner: Partner) -> None:
    there = f"{SLOTS}/{partner.post(SLOTS, slot(userId='ada')).json['id']}"
    partner.post(SLOTS, slot(userId="ben"))
    partner.send("DELETE", there, If_Match="7")
    partner.send("DELETE", there)
    partner.send("DELETE", there)
    partner.send("DELETE", f"{SLOTS}/{'f' * 24}")

    assert trail(partner) == [
        ("book", "done", None, "ada"),
        ("book", "refused", "window_taken", "ben"),
        ("cancel", "refused", "precondition_failed", "ada"),
        ("cancel", "done", None, "ada"),
        ("cancel", "refused", "illegal_transition", "ada"),
        ("cancel", "refused", "not_found", None),
    ]


def test_what_was_refused_before_it_was_understood_stands_in_it_too(partner: Partner) -> None:
    partner.raw(SLOTS, b"{")
    partner.post(SLOTS, slot(userId="ada") | {"title": ""})
    partner.post(SLOTS, slot(userId="ben") | {"endTime": slot(50)["endTime"]})
    partner.post("/api/bookings/reserve", {"event_id": 99, "user_id": "cleo"})
    partner.post("/bookings", {"eventId": "no id", "sectionId": "no id", "qty": 1, "userId": "dora"})
    partner.post("/bookings", {"qty": 0})

    assert trail(partner) == [
        ("book", "refused", "malformed", None),
        ("book", "refused", "validation", "ada"),
        ("book", "refused", "window_too_long", "ben"),
        ("book", "refused", "not_found", "cleo"),
        ("book", "refused", "not_found", "dora"),
        ("book", "refused", "validation", None),
    ]


def test_a_key_without_the_scope_leaves_a_trace_and_one_that_is_wrong_has_no_trail(acme: Partner) -> None:
    reader = Partner(acme.app, api_keys.issue("acme", [Scope.BOOKINGS_READ], by="test")[1])
    reader.post(SLOTS, slot())
    Partner(acme.app, "dsk_wrong").post(SLOTS, slot())

    assert trail(acme) == [("book", "refused", "not_allowed", None)]


def test_a_partner_reads_its_own_trail_alone(acme: Partner) -> None:
    globex = acme.another()
    there = f"{SLOTS}/{acme.post(SLOTS, slot()).json['id']}"
    globex.send("DELETE", there)

    assert trail(acme) == [("book", "done", None, None)]
    assert trail(globex) == [("cancel", "refused", "not_found", None)]


def test_the_limit_cuts_the_oldest(partner: Partner) -> None:
    for day in range(10, 14):
        partner.post(SLOTS, slot(day, userId=f"user-{day}"))

    assert [entry["user"] for entry in partner.get(AUDIT, limit=2).json] == ["user-13", "user-12"]


def test_looking_leaves_no_trace(partner: Partner) -> None:
    for path in (SLOTS, f"{SLOTS}/{'f' * 24}", AUDIT, "/bookings", "/api/events"):
        partner.get(path)

    assert audit_entry.collection().count_documents({}) == 0


def test_after_a_race_there_is_one_entry_for_each_who_took_part(server: Server, spread: float) -> None:
    server.rush([Ask("POST", SLOTS, slot(userId=f"user-{n}")) for n in range(10)], spread)

    entries = server.ask("GET", f"{AUDIT}?limit=100").json

    assert Counter((entry["outcome"], entry["reason"]) for entry in entries) == {
        ("done", None): 1,
        ("refused", "window_taken"): 9,
    }
    assert {entry["user"] for entry in entries} == {f"user-{n}" for n in range(10)}
