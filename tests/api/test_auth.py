"""Accounts and sessions over HTTP: what is answered, and what is set and taken back."""

from __future__ import annotations

import time
from dataclasses import replace
from http.cookies import SimpleCookie
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from drivesphere.app import create_app
from drivesphere.config import Settings
from drivesphere.domain.user import Role
from drivesphere.infra import redis
from drivesphere.models import refresh_family, user
from drivesphere.services import accounts
from tests.stage import PRODUCTION, UNREACHABLE, empty
from tests.unseen import UNSEEN

PASSWORD = "blue-harbour-lantern-19"
ADA = {"email": "ada@example.com", "password": PASSWORD, "name": "Ada", "role": "client"}
LOGIN = {"email": "ada@example.com", "password": PASSWORD}


@pytest.fixture
def app(settings: Settings) -> Flask:
    app = create_app(settings)
    empty()
    return app


@pytest.fixture
def ada(client: FlaskClient) -> FlaskClient:
    """A browser in which Ada has just signed in; `session` is the answer."""
    assert post(client, "register", ADA).status_code == 201
    return client


def post(client: FlaskClient, action: str, body: Any = None, **headers: str) -> TestResponse:
    return client.post(
        f"/api/v1/auth/{action}", json=body, headers={k.replace("_", "-"): v for k, v in headers.items()}
    )


def sign_in(client: FlaskClient) -> dict[str, Any]:
    answer = post(client, "login", LOGIN)
    assert answer.status_code == 200
    return answer.get_json()


def me(client: FlaskClient, token: str) -> TestResponse:
    return client.get("/api/v1/auth/me", headers={"Authorization": f"Bearer {token}"})


def cookie_of(answer: TestResponse) -> SimpleCookie:
    return SimpleCookie(answer.headers["Set-Cookie"])


def test_a_new_account_is_shown_without_anything_secret(client: FlaskClient) -> None:
    answer = post(client, "register", ADA)

    assert answer.status_code == 201
    body = answer.get_json()
    shown = {"email": "ada@example.com", "name": "Ada", "role": "client", "email_verified": False}
    assert body == {"id": body["id"], **shown}


def test_a_second_account_with_the_address_is_a_conflict(ada: FlaskClient) -> None:
    answer = post(ada, "register", ADA | {"email": "ADA@example.com"})

    assert (answer.status_code, answer.get_json()["code"]) == (409, "email_taken")


def test_signing_in_gives_an_access_token_and_a_cookie_that_scripts_cannot_read(ada: FlaskClient) -> None:
    answer = post(ada, "login", LOGIN)

    body, cookie = answer.get_json(), cookie_of(answer)["refresh_token"]
    assert (body["expires_in"], body["user"]["email"]) == (900, "ada@example.com")
    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Strict", "/api/v1/auth")
    assert 29 * 86_400 < int(cookie["max-age"]) <= 30 * 86_400
    assert cookie.value not in answer.text
    assert me(ada, body["access_token"]).get_json() == body["user"]


def test_in_production_the_cookie_travels_over_https_only(settings: Settings) -> None:
    production = replace(settings, **PRODUCTION)
    client = create_app(production).test_client()
    empty()
    accounts.register(**ADA)

    answer = client.post("/api/v1/auth/login", json=LOGIN, base_url="https://drivesphere.example")

    cookie = cookie_of(answer)["__Secure-refresh_token"]
    assert (cookie["secure"], cookie["httponly"], cookie["samesite"]) == (True, True, "Strict")


@pytest.mark.parametrize("change", [{"password": "wrong-harbour-lantern"}, {"email": "ben@example.com"}])
def test_a_failed_login_is_the_same_401_whatever_was_wrong(ada: FlaskClient, change: dict[str, str]) -> None:
    answer = post(ada, "login", LOGIN | change)

    problem = answer.get_json()
    assert (answer.status_code, problem["code"]) == (401, "unauthenticated")
    assert problem["detail"] == "E-mail or password is wrong."
    assert answer.headers["WWW-Authenticate"].startswith("Bearer")
    assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize("name", [*UNSEEN, "Win at http://evil.example", "www.evil.example"])
def test_nobody_is_called_nothing_or_as_a_page(client: FlaskClient, name: str) -> None:
    answer = post(client, "register", ADA | {"name": name})

    assert (answer.status_code, list(answer.get_json()["errors"])) == (422, ["name"])
    assert user.collection().count_documents({}) == 0


@pytest.mark.parametrize("field", ["email", "password", "name", "role"])
@pytest.mark.parametrize("value", [None, 7, True, {"$ne": None}, ["ada@example.com"], "", "\u202eada\n", "x" * 300])
def test_registering_with_nonsense_names_the_field(client: FlaskClient, field: str, value: Any) -> None:
    answer = post(client, "register", ADA | {field: value})

    assert answer.status_code == 422
    assert [name.split(".")[0] for name in answer.get_json()["errors"]] == [field]
    assert user.collection().count_documents({}) == 0


@pytest.mark.parametrize("extra", ["disabled", "_id", "password_hash", "$set", "__raw__", "set__role", "import_key"])
@pytest.mark.parametrize("action", ["register", "login"])
def test_unknown_fields_are_refused_by_name(client: FlaskClient, action: str, extra: str) -> None:
    body = ADA if action == "register" else LOGIN

    answer = post(client, action, {**body, extra: "admin"})

    assert (answer.status_code, list(answer.get_json()["errors"])) == (422, [extra])


@pytest.mark.parametrize("value", [{"$ne": None}, {"$gt": ""}, [], 1, None, True])
@pytest.mark.parametrize("field", ["email", "password"])
def test_operators_do_not_sign_in(ada: FlaskClient, field: str, value: Any) -> None:
    answer = post(ada, "login", LOGIN | {field: value})

    assert (answer.status_code, list(answer.get_json()["errors"])) == (422, [field])


def test_nobody_registers_as_admin(client: FlaskClient) -> None:
    answer = post(client, "register", ADA | {"role": "admin"})

    assert (answer.status_code, list(answer.get_json()["errors"])) == (422, ["role"])


def test_a_refresh_replaces_the_cookie_and_gives_a_new_access_token(ada: FlaskClient) -> None:
    before = post(ada, "login", LOGIN)

    after = post(ada, "refresh")

    assert after.status_code == 200
    assert cookie_of(after)["refresh_token"].value != cookie_of(before)["refresh_token"].value
    assert after.get_json()["access_token"] != before.get_json()["access_token"]
    assert me(ada, after.get_json()["access_token"]).status_code == 200


def test_a_repeated_refresh_gets_the_same_cookie_again(ada: FlaskClient) -> None:
    old = cookie_of(post(ada, "login", LOGIN))["refresh_token"].value

    values = []
    for _ in range(3):
        ada.set_cookie("refresh_token", old, path="/api/v1/auth")
        values.append(cookie_of(post(ada, "refresh"))["refresh_token"].value)

    assert len(set(values)) == 1


def test_a_stolen_cookie_used_later_throws_both_out(ada: FlaskClient) -> None:
    old = cookie_of(post(ada, "login", LOGIN))["refresh_token"].value
    post(ada, "refresh")
    access = post(ada, "refresh").get_json()["access_token"]
    thief = ada.application.test_client()
    thief.set_cookie("refresh_token", old, path="/api/v1/auth")

    answers = [post(thief, "refresh"), post(ada, "refresh"), me(ada, access)]

    assert [answer.status_code for answer in answers] == [401, 401, 401]


def test_a_demoted_user_gets_the_new_role_at_the_next_refresh(ada: FlaskClient) -> None:
    sign_in(ada)
    user.collection().update_one({"email_key": "ada@example.com"}, {"$set": {"role": "owner"}})

    assert post(ada, "refresh").get_json()["user"]["role"] == "owner"


@pytest.mark.parametrize("redis_is_away", [False, True])
def test_after_a_logout_the_access_token_is_dead_within_a_second(
    ada: FlaskClient, settings: Settings, redis_is_away: bool
) -> None:
    token = sign_in(ada)["access_token"]
    assert me(ada, token).status_code == 200
    if redis_is_away:
        redis.connect(replace(settings, redis_url=UNREACHABLE))
    started = time.monotonic()

    answer = post(ada, "logout")

    assert (answer.status_code, answer.data) == (204, b"")
    assert cookie_of(answer)["refresh_token"]["expires"].startswith("Thu, 01 Jan 1970")
    assert me(ada, token).status_code == 401
    assert time.monotonic() - started < 3  # the Redis client's own retries take three for each call
    redis.connect(settings)


def test_a_logout_works_by_the_access_token_alone(ada: FlaskClient) -> None:
    token = sign_in(ada)["access_token"]
    stranger = ada.application.test_client()

    assert post(stranger, "logout", Authorization=f"Bearer {token}").status_code == 204
    assert me(ada, token).status_code == 401
    assert post(ada, "refresh").status_code == 401


def test_a_second_logout_is_fine_and_one_without_a_session_is_401(ada: FlaskClient) -> None:
    token = sign_in(ada)["access_token"]

    outcomes = [post(ada, "logout", Authorization=f"Bearer {token}").status_code for _ in range(2)]

    assert [*outcomes, post(ada, "logout").status_code] == [204, 204, 401]


@pytest.mark.parametrize("action", ["refresh", "logout"])
@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://["},
        {"Origin": "http://localhost:666"},
        {"Origin": "http://localhost.evil.example"},
        {"Origin": "https://evil.example", "Sec_Fetch_Site": "cross-site"},
        {"Sec_Fetch_Site": "cross-site"},
        {"Sec_Fetch_Site": "same-site"},
        {"Origin": "http://localhost", "Sec_Fetch_Site": "cross-site"},
    ],
)
def test_other_sites_cannot_use_the_cookie(ada: FlaskClient, action: str, headers: dict[str, str]) -> None:
    sign_in(ada)

    assert post(ada, action, **headers).status_code == 403
    assert refresh_family.collection().count_documents({"generation": 0, "revoked_at": None}) == 1


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Origin": "http://localhost"},
        {"Origin": "http://localhost:8000"},
        {"Sec_Fetch_Site": "same-origin"},
        {"Origin": "https://partner.example", "Sec_Fetch_Site": "cross-site"},
    ],
)
def test_our_own_pages_and_plain_programs_can(ada: FlaskClient, headers: dict[str, str]) -> None:
    sign_in(ada)

    assert post(ada, "refresh", **headers).status_code == 200


def test_no_access_token_is_401_and_says_how_to_do_better(client: FlaskClient) -> None:
    answer = client.get("/api/v1/auth/me")

    assert (answer.status_code, answer.get_json()["code"]) == (401, "unauthenticated")
    assert answer.headers["WWW-Authenticate"] == 'Bearer realm="drivesphere"'


def test_passwords_and_tokens_stay_out_of_the_log(ada: FlaskClient, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG")
    token = sign_in(ada)["access_token"]
    post(ada, "login", LOGIN | {"password": "canary-canary-canary"})
    me(ada, token[:-4])

    assert "canary-canary" not in caplog.text
    assert PASSWORD not in caplog.text
    assert token[:40] not in caplog.text


def test_the_documentation_says_who_may_and_what_is_refused(client: FlaskClient) -> None:
    document = client.get("/api/openapi.json").get_json()
    paths, schemes = document["paths"], document["components"]["securitySchemes"]

    operations = {path: next(iter(methods.values())) for path, methods in paths.items() if "/auth/" in path}
    names = {operation["operationId"] for operation in operations.values()}
    assert names >= {"register", "login", "refresh", "logout", "getMe"}
    assert operations["/api/v1/auth/me"]["security"] == [{"bearer": []}]
    assert {"200", "401", "403"} <= set(operations["/api/v1/auth/me"]["responses"])
    assert schemes["refreshCookie"] == {"type": "apiKey", "in": "cookie", "name": "refresh_token"}
    assert "409" in operations["/api/v1/auth/register"]["responses"]


def test_only_the_roles_named_may_pass(app: Flask, ada: FlaskClient) -> None:
    from drivesphere.api.security import current_user, signed_in

    @signed_in("owner", "admin")
    def fleet() -> dict[str, str]:
        return {"role": current_user().role}

    app.view_functions["auth.get_me"] = fleet
    token = sign_in(ada)["access_token"]

    answer = me(ada, token)

    assert (answer.status_code, answer.get_json()["code"]) == (403, "not_allowed")
    assert fleet.roles == {Role.OWNER, Role.ADMIN}  # type: ignore[attr-defined]
