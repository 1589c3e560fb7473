"""The audit trail over HTTP: found by what one knows of it, and proved."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from bson import ObjectId

from drivesphere.domain import clock
from drivesphere.domain.clock import rfc3339
from drivesphere.infra import mongo
from drivesphere.models import audit_entry, audit_head, user
from drivesphere.services import audit_chain, audit_trail, erasure
from tests.api.desk import Desk, Person
from tests.profiler import Profiled
from tests.stage import sections_of

AUDIT = "/admin/audit"
VERIFY = f"{AUDIT}/verify"
REQUEST = "a-request-of-ada-1"


@pytest.fixture
def iris(desk: Desk) -> Person:
    return desk.sign_in("Iris", "admin")


def actions(person: Person, **query: Any) -> list[str]:
    """What the trail shows, oldest first."""
    answer = person.get(AUDIT, **query)
    assert answer.status_code == 200, answer.json
    return [f"{entry['action']} {entry['outcome']}" for entry in reversed(answer.json)]


def test_a_hold_and_a_refusal_are_found_by_everything_that_is_known_of_them(desk: Desk, iris: Person) -> None:
    car, ada, ben = desk.car(), desk.sign_in("Ada"), desk.sign_in("Ben")
    booking = ada.hold(car).json["id"]
    ben.hold(car)
    desk.sign_in("Cleo").hold(desk.car())

    held, refused = "held done", "held refused"
    assert actions(iris) == [held, refused, held]
    assert actions(iris, listing_id=car) == actions(iris, inventory_id=car) == [held, refused]
    assert actions(iris, booking_id=booking) == [held]
    assert actions(iris, actor=f"client:{ben.id}") == [refused]
    assert actions(iris, outcome="refused", code="window_taken") == [refused]
    assert actions(iris, action="held", outcome="done", actor=f"client:{ada.id}", listing_id=car) == [held]
    assert actions(iris, code="sold_out") == []


def test_an_entry_is_found_by_the_request_that_made_it(desk: Desk, iris: Person) -> None:
    desk.sign_in("Ada").post(f"/cars/{desk.car()}/bookings", {}, X_Request_ID=REQUEST)
    answer = desk.sign_in("Ada").get("/auth/me")
    assert answer.status_code == 200
    key = iris.post("/admin/api-keys", {"partner": "acme", "scopes": ["audit:read"]}, X_Request_ID=REQUEST)
    assert key.status_code == 201

    assert actions(iris, request_id=REQUEST) == ["create_api_key done"]


def test_a_section_leads_to_what_was_tried_with_its_event(desk: Desk, iris: Person) -> None:
    event = desk.event()
    desk.place(event, [("Floor", 1)])

    assert actions(iris, inventory_id=sections_of(event)["Floor"]) == ["held done"]
    assert actions(iris, inventory_id=ObjectId()) == []


def test_from_belongs_to_the_span_and_to_does_not(desk: Desk, iris: Person) -> None:
    at = (clock.now() - timedelta(days=1)).replace(microsecond=0)
    for hours in (0, 1, 2):
        audit_entry.insert(None, {"at": at + timedelta(hours=hours), "action": f"at{hours}", "outcome": "done"})

    span = {"from": rfc3339(at), "to": rfc3339(at + timedelta(hours=2))}

    assert actions(iris, **span) == ["at0 done", "at1 done"]


def test_the_trail_comes_in_pages_newest_first_and_every_entry_has_one_shape(desk: Desk, iris: Person) -> None:
    for _ in range(3):
        desk.hold(desk.car())

    page = iris.get(AUDIT, page=2, page_size=2)

    [oldest] = page.json
    assert '"total": 3' in page.headers["X-Pagination"]
    assert (oldest["before"], oldest["after"], oldest["position"]) == (None, "pending", None)
    assert {"id", "at", "code", "partner", "details", "hash"} <= set(oldest)


def whos(person: Person) -> list[tuple[str, str | None]]:
    """Actors and their names, oldest first."""
    return [(entry["actor"], entry["actor_name"]) for entry in reversed(person.get(AUDIT).json)]


def test_people_are_named_as_they_are_called_now_and_nothing_else_is(desk: Desk, iris: Person) -> None:
    ada = desk.sign_in("Ada")
    ada.hold(desk.car())
    for actor in ("stripe", "system:sweep", "command line", "partner:acme:7", f"client:{ObjectId()}", "client:7", None):
        audit_entry.insert(None, {"at": clock.now(), "action": "paid", "outcome": "done", "actor": actor})
    user.collection().update_one({"_id": ada.id}, {"$set": {"name": "Ada King"}})

    [known, *others] = whos(iris)

    assert known == (f"client:{ada.id}", "Ada King")
    assert {name for _, name in others} == {None}


def test_an_erased_account_is_named_by_nobody_and_its_entries_stay(desk: Desk, iris: Person) -> None:
    ada = desk.sign_in("Ada")
    ada.hold(desk.car())
    with mongo.client().start_session() as session:
        user.erase(session, ada.id, erasure.NAMELESS)

    assert whos(iris) == [(f"client:{ada.id}", None)]


def test_a_page_asks_for_all_names_at_once(desk: Desk, iris: Person, profiled: Profiled) -> None:
    for name in ("Ada", "Ben", "Cleo"):
        desk.sign_in(name).hold(desk.car())

    with profiled() as statements:
        rows, _ = audit_trail.page_of({}, page=1, page_size=20)

    assert [row["actor_name"] for row in rows] == ["Cleo", "Ben", "Ada"]
    assert len([each for each in statements if each["ns"].endswith(".users")]) == 1


@pytest.mark.parametrize(
    "query", [{"actor[$ne]": "x"}, {"outcome": "both"}, {"booking_id": "7"}, {"from": "yesterday"}]
)
def test_what_is_no_filter_is_named(iris: Person, query: dict[str, str]) -> None:
    answer = iris.get(AUDIT, **query)

    assert (answer.status_code, list(answer.json["errors"])) == (422, list(query))


def test_the_trail_is_sealed_on_demand_and_proved(desk: Desk, iris: Person) -> None:
    for _ in range(3):
        desk.hold(desk.car())
    assert iris.get(VERIFY).json["unsealed"] == 3

    assert iris.post(f"{AUDIT}/seal").json == {"sealed": 3}

    report = iris.get(VERIFY).json
    assert (report["checked"], report["fault"], report["unsealed"], report["next_position"]) == (3, None, 0, None)
    assert report["head"]["position"] == iris.get(AUDIT).json[0]["position"] == 3


def test_a_head_that_is_gone_is_named_and_nothing_is_sealed_over_it(desk: Desk, iris: Person) -> None:
    desk.hold(desk.car())
    audit_chain.seal()
    desk.hold(desk.car())
    audit_head.collection().delete_many({})

    sealing, report = iris.post(f"{AUDIT}/seal"), iris.get(VERIFY).json

    assert (sealing.status_code, sealing.json["code"]) == (409, "audit_chain_broken")
    assert "head of the audit trail's chain is gone" in sealing.json["detail"]
    assert report["fault"] == {"position": 1, "what": "headless", "entry_id": None}
    assert (report["checked"], report["unsealed"]) == (1, 1)


def test_it_is_proved_in_steps_up_to_the_entry_that_was_touched(desk: Desk, iris: Person) -> None:
    for _ in range(5):
        desk.hold(desk.car())
    audit_chain.seal()
    touched = audit_entry.collection().find_one_and_update({"position": 4}, {"$set": {"actor": "nobody"}})

    first = iris.get(VERIFY, limit=3).json
    second = iris.get(VERIFY, limit=3, from_position=first["next_position"]).json

    assert (first["checked"], first["fault"], first["next_position"]) == (3, None, 4)
    assert touched is not None
    assert second["fault"] == {"position": 4, "what": "changed", "entry_id": str(touched["_id"])}
    assert second["next_position"] is None
