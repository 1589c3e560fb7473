"""People over HTTP, as an admin finds and changes them."""

from __future__ import annotations

from typing import Any

import pytest
from bson import ObjectId
from werkzeug.test import TestResponse

from tests.api.desk import Desk, Person

USERS = "/admin/users"
WHY = {"reason": "Because."}


def patch(person: Person, path: str, body: Any) -> TestResponse:
    headers = {"Authorization": f"Bearer {person.token}"}
    return person.app.test_client().patch(f"/api/v1{path}", json=body, headers=headers)


def test_a_suspended_persons_token_is_worth_nothing_from_the_next_request_on(desk: Desk) -> None:
    iris, ada = desk.sign_in("Iris", "admin"), desk.sign_in("Ada")
    assert ada.get("/auth/me").status_code == 200

    answer = iris.post(f"{USERS}/{ada.id}/suspend", WHY)

    assert (answer.status_code, answer.json["state"], answer.json["sessions"]) == (200, "suspended", 0)
    assert ada.get("/auth/me").status_code == 401


def test_a_new_role_ends_the_token_that_says_the_old_one(desk: Desk) -> None:
    iris, ada = desk.sign_in("Iris", "admin"), desk.sign_in("Ada")

    answer = patch(iris, f"{USERS}/{ada.id}", {"role": "owner", **WHY})

    assert (answer.status_code, answer.json["role"]) == (200, "owner")
    assert ada.get("/bookings").status_code == 401


def test_the_last_admin_is_told_why_not(desk: Desk) -> None:
    iris = desk.sign_in("Iris", "admin")

    answers = [
        patch(iris, f"{USERS}/{iris.id}", {"role": "client", **WHY}),
        iris.post(f"{USERS}/{iris.id}/suspend", WHY),
    ]

    assert [(answer.status_code, answer.json["code"]) for answer in answers] == [(409, "last_admin")] * 2
    assert iris.get(USERS).status_code == 200


def test_the_list_shows_what_admins_need_and_nothing_secret(desk: Desk) -> None:
    iris = desk.sign_in("Iris", "admin")
    desk.person("Ada")

    page = iris.get(USERS, q="ada", role="client", state="active", page_size=1)

    [ada] = page.json
    assert set(ada) == {"id", "email", "name", "role", "state", "created_at", "last_login_at"}
    assert '"total": 1' in page.headers["X-Pagination"]


def test_who_is_restored_may_sign_in_again(desk: Desk) -> None:
    iris, ada = desk.sign_in("Iris", "admin"), desk.person("Ada")
    iris.post(f"{USERS}/{ada}/suspend", WHY)

    assert iris.post(f"{USERS}/{ada}/restore", WHY).json["state"] == "active"
    assert iris.get(f"{USERS}/{ada}").json["state"] == "active"


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"role": "root", **WHY}, "role"),
        ({"role": "owner"}, "reason"),
        ({"role": "owner", "reason": ""}, "reason"),
        ({"role": "owner", "reason": "  "}, "reason"),
        ({**WHY}, "role"),
        ({"role": "owner", "password": "blue-harbour-lantern-19", **WHY}, "password"),
        ({"role": "owner", "disabled": False, **WHY}, "disabled"),
    ],
)
def test_what_is_wrong_is_named_and_changes_nobody(desk: Desk, body: dict[str, Any], field: str) -> None:
    iris, ada = desk.sign_in("Iris", "admin"), desk.person("Ada")

    answer = patch(iris, f"{USERS}/{ada}", body)

    assert (answer.status_code, list(answer.json["errors"])) == (422, [field])
    assert iris.get(f"{USERS}/{ada}").json["role"] == "client"


def test_nobody_there_is_not_found(desk: Desk) -> None:
    iris = desk.sign_in("Iris", "admin")

    assert iris.get(f"{USERS}/{ObjectId()}").status_code == 404
    assert iris.post(f"{USERS}/{ObjectId()}/suspend", WHY).status_code == 404
