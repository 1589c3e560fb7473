"""Keys of partners, as an admin makes and takes them."""

from __future__ import annotations

import pytest
from bson import ObjectId

from drivesphere.models import api_key, audit_entry
from drivesphere.services import api_keys
from tests.api.desk import Desk, Person

KEYS = "/admin/api-keys"
ACME = {"partner": "acme", "scopes": ["bookings:read", "audit:read"]}


def delete(person: Person, key_id: str) -> int:
    headers = {"Authorization": f"Bearer {person.token}"}
    return person.app.test_client().delete(f"/api/v1{KEYS}/{key_id}", headers=headers).status_code


def test_an_admin_makes_a_key_and_sees_it_once(desk: Desk) -> None:
    iris = desk.sign_in("Iris", "admin")

    made = iris.post(KEYS, ACME)
    [listed] = iris.get(KEYS).json

    assert made.status_code == 201
    assert made.json["key"].startswith(f"dsk_{listed['prefix']}_")
    assert listed == {name: value for name, value in made.json.items() if name != "key"}
    assert (listed["partner"], listed["scopes"]) == ("acme", ["audit:read", "bookings:read"])


def test_a_key_that_was_taken_back_stays_in_the_list_and_cannot_be_taken_twice(desk: Desk) -> None:
    iris = desk.sign_in("Iris", "admin")
    made = iris.post(KEYS, ACME).json

    assert [delete(iris, made["id"]) for _ in range(2)] == [204, 404]

    [listed] = iris.get(KEYS).json
    assert listed["revoked_at"] is not None


def test_the_list_comes_in_pages_newest_first(desk: Desk) -> None:
    iris = desk.sign_in("Iris", "admin")
    made = [iris.post(KEYS, ACME).json["id"] for _ in range(3)]

    page = iris.get(KEYS, page=1, page_size=2)

    assert [row["id"] for row in page.json] == made[:0:-1]
    assert '"total": 3' in page.headers["X-Pagination"]


@pytest.mark.parametrize("role", ["client", "owner"])
def test_nobody_else_may(desk: Desk, role: str) -> None:
    ada = desk.sign_in("Ada", role)

    assert (ada.post(KEYS, ACME).status_code, ada.get(KEYS).status_code) == (403, 403)
    assert delete(ada, str(ObjectId())) == 403
    assert api_key.collection().count_documents({}) == 0


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"partner": "Acme Inc.", "scopes": ["audit:read"]}, "partner"),
        ({"partner": "open", "scopes": ["audit:read"]}, "partner"),
        ({"partner": "acme", "scopes": []}, "scopes"),
        ({"partner": "acme", "scopes": ["everything"]}, "scopes.0"),
        ({"partner": "acme"}, "scopes"),
        ({**ACME, "key": "dsk_mine"}, "key"),
    ],
)
def test_what_is_wrong_is_named(desk: Desk, body: dict[str, object], field: str) -> None:
    answer = desk.sign_in("Iris", "admin").post(KEYS, body)

    assert (answer.status_code, list(answer.json["errors"])) == (422, [field])


def test_both_acts_stand_in_the_audit_trail(desk: Desk) -> None:
    iris = desk.sign_in("Iris", "admin")
    made = iris.post(KEYS, ACME).json
    delete(iris, made["id"])

    entries = list(audit_entry.collection().find({}, {"_id": 0, "at": 0, "request_id": 0}).sort("at", 1))

    about = {"outcome": "done", "actor": f"admin:{iris.id}", "details": {"partner": "acme", "prefix": made["prefix"]}}
    assert entries == [{"action": "create_api_key", **about}, {"action": "revoke_api_key", **about}]
    assert api_keys.page_of(1, 10)[0][0]["created_by"] == f"admin:{iris.id}"
