"""Who may ask what: no key, a wrong one, a revoked one, one without the scope, somebody else's things."""

from __future__ import annotations

from typing import Any

import pytest
from bson import ObjectId

from drivesphere.domain.partner import Scope
from drivesphere.infra import redis
from drivesphere.models import api_key
from drivesphere.services import api_keys
from tests.contracts.conftest import Partner

SOME = "665f1c2a9d3e4b5a6c7d8e9f"
SLOT = {"title": "Stand-up", "startTime": "2099-12-04T10:00:00Z", "endTime": "2099-12-04T10:30:00Z"}

ROUTES: dict[tuple[str, str], tuple[Scope, str, Any]] = {
    ("POST", "/api/bookings"): (Scope.BOOKINGS_WRITE, "time slots", SLOT),
    ("GET", "/api/bookings"): (Scope.BOOKINGS_READ, "time slots", None),
    ("GET", f"/api/bookings/{SOME}"): (Scope.BOOKINGS_READ, "time slots", None),
    ("DELETE", f"/api/bookings/{SOME}"): (Scope.BOOKINGS_WRITE, "time slots", None),
    ("GET", "/api/audit"): (Scope.AUDIT_READ, "time slots", None),
    ("POST", "/api/concurrency-test"): (Scope.LAB_RUN, "time slots", {"requests": 1}),
    ("POST", "/api/bookings/reserve"): (Scope.BOOKINGS_WRITE, "reservations", {"event_id": 1, "user_id": "ada"}),
    ("POST", "/api/events"): (Scope.EVENTS_WRITE, "reservations", {"name": "Lecture", "total_seats": 2}),
    ("GET", "/api/events/7"): (Scope.EVENTS_READ, "reservations", None),
    ("GET", "/api/events"): (Scope.EVENTS_READ, "tickets", None),
    ("GET", f"/api/events/{SOME}"): (Scope.EVENTS_READ, "tickets", None),
    ("POST", "/bookings"): (Scope.BOOKINGS_WRITE, "tickets", {"eventId": SOME}),
    ("GET", "/bookings"): (Scope.BOOKINGS_READ, "tickets", None),
}
MEMBERS = {"time slots": {"error", "code"}, "reservations": {"error"}, "tickets": {"success", "error", "code"}}


def key_with(partner: Partner, *scopes: Scope) -> Partner:
    return Partner(partner.app, api_keys.issue("acme", scopes, by="test")[1])


def wrong_keys(good: str) -> dict[str, str]:
    start, end = good[:-1], good[-1]
    return {
        "one character off": start + ("a" if end != "a" else "b"),
        "another's prefix": good.replace(good[4:16], "0" * 12),
        "cut off": start,
        "longer": good + "A",
        "no key of ours": "Bearer abc",
        "empty": "",
        "much too long": "dsk_" + "f" * 10_000,
    }


@pytest.mark.parametrize("route", ROUTES, ids=" ".join)
def test_without_a_key_every_route_asks_for_one_in_its_own_words(acme: Partner, route: tuple[str, str]) -> None:
    _, service, body = ROUTES[route]

    answer = Partner(acme.app).send(*route, body)

    assert (answer.status_code, set(answer.json)) == (401, MEMBERS[service])
    assert answer.headers["WWW-Authenticate"].startswith("ApiKey ")


@pytest.mark.parametrize("route", ROUTES, ids=" ".join)
def test_a_key_without_the_scope_is_told_which_it_lacks(acme: Partner, route: tuple[str, str]) -> None:
    scope, service, body = ROUTES[route]

    answer = key_with(acme, *set(Scope) - {scope}).send(*route, body)

    assert (answer.status_code, set(answer.json)) == (403, MEMBERS[service])
    assert scope in answer.json["error"]


@pytest.mark.parametrize("route", ROUTES, ids=" ".join)
def test_a_key_with_nothing_but_the_scope_gets_through(acme: Partner, route: tuple[str, str]) -> None:
    scope, _, body = ROUTES[route]

    key = key_with(acme, scope, *([Scope.BOOKINGS_WRITE] if scope is Scope.LAB_RUN else []))

    assert key.send(*route, body).status_code in (200, 201, 400, 404)


def test_a_wrong_key_is_refused_whatever_is_wrong_with_it(acme: Partner) -> None:
    assert acme.key is not None

    for what, key in wrong_keys(acme.key).items():
        answer = Partner(acme.app).send("GET", "/api/bookings", X_API_Key=key)
        assert answer.status_code == 401, what


def test_a_revoked_key_lets_nobody_in_from_that_moment_on(acme: Partner) -> None:
    row, key = api_keys.issue("acme", list(Scope), by="test")
    assert Partner(acme.app, key).get("/api/bookings").status_code == 200

    api_keys.revoke(row["_id"], by="test")

    assert Partner(acme.app, key).get("/api/bookings").status_code == 401
    assert acme.get("/api/bookings").status_code == 200


def test_where_no_key_is_needed_one_that_is_sent_is_checked_all_the_same(partner: Partner) -> None:
    assert partner.get("/api/bookings").status_code == 200
    assert Partner(partner.app, "dsk_wrong").get("/api/bookings").status_code == 401
    assert key_with(partner, Scope.EVENTS_READ).get("/api/bookings").status_code == 403


def test_a_key_that_was_used_too_often_has_to_wait_and_nobody_else(acme: Partner) -> None:
    globex = acme.another()
    acme.get("/api/bookings")
    _use_up(f"*{api_keys.identify(str(acme.key)).key_id}*")

    refused = acme.get("/bookings")

    assert (refused.status_code, refused.json["code"]) == (429, "too_many_requests")
    assert 1 <= int(refused.headers["Retry-After"]) <= 61
    assert globex.get("/bookings").status_code == 200


def _use_up(pattern: str) -> None:
    """What thousands of requests within the minute do to the counter of a key."""

    def add(server: Any) -> None:
        for name in server.keys(pattern):
            server.incrby(name, 6_000)

    redis.main().call(add)


def test_nobody_can_be_given_the_name_of_the_open_partner(database: None) -> None:
    for name in ("open", "", "Acme", "a:b", "a" * 41, "-a", "ä"):
        with pytest.raises(Exception, match="lower-case"):
            api_keys.issue(name, list(Scope), by="test")


def test_the_database_knows_no_key(acme: Partner) -> None:
    assert acme.key is not None
    [stored] = api_key.collection().find({"partner": "acme"})

    assert acme.key not in str(stored)
    assert acme.key.rpartition("_")[2] not in str(stored)
    assert len(stored["digest"]) == 64


def test_the_last_use_is_noted_once_in_a_while(acme: Partner) -> None:
    for _ in range(3):
        acme.get("/api/bookings")
    [first] = api_key.collection().find({"partner": "acme"})
    acme.get("/api/bookings")
    [later] = api_key.collection().find({"partner": "acme"})

    assert first["last_used_at"] == later["last_used_at"] is not None


def test_a_key_of_one_partner_is_no_other(acme: Partner) -> None:
    globex = acme.another()

    assert api_keys.identify(str(acme.key)).partner == "acme"
    assert api_keys.identify(str(globex.key)).partner == "globex"
    assert ObjectId.is_valid(api_keys.identify(str(globex.key)).key_id)
