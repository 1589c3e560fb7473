"""Tokens that somebody made up, bent or took from elsewhere: every one is a 401."""

from __future__ import annotations

import base64
import json
import time
from collections.abc import Callable
from typing import Any

import jwt
import pytest
from bson import ObjectId
from flask import Flask
from flask.testing import FlaskClient

from drivesphere.app import create_app
from drivesphere.config import Settings
from drivesphere.services import accounts
from drivesphere.services.sessions import Ticket
from tests.stage import empty

PASSWORD = "blue-harbour-lantern-19"
ADA = {"email": "ada@example.com", "password": PASSWORD}
Claims = dict[str, Any]
Forge = Callable[..., str]


@pytest.fixture(scope="module")
def app(settings: Settings) -> Flask:
    app = create_app(settings)
    empty()
    accounts.register(name="Ada", role="client", **ADA)
    return app


@pytest.fixture(scope="module")
def ticket(app: Flask) -> Ticket:
    with app.app_context():
        return accounts.log_in(**ADA)


@pytest.fixture
def good(ticket: Ticket) -> Claims:
    """The claims of an access token that would be let in."""
    now = int(time.time())
    return {
        "sub": str(ticket.holder["_id"]),
        "sid": str(ticket.family_id),
        "role": "client",
        "typ": "access",
        "type": "access",
        "jti": "0f8e1c2d",
        "iss": "drivesphere",
        "aud": "drivesphere-api",
        "iat": now,
        "exp": now + 900,
    }


@pytest.fixture
def forge(settings: Settings) -> Forge:
    """Signs claims with the real key, unless told otherwise."""

    def sign(claims: Claims, key: str = settings.secret_key, algorithm: str = "HS256", **header: Any) -> str:
        # PyJWS, because PyJWT itself refuses to sign some of the nonsense.
        return jwt.PyJWS().encode(json.dumps(claims).encode(), key, algorithm, headers=header or None)

    return sign


def status(client: FlaskClient, token: str) -> int:
    return client.get("/api/v1/auth/me", headers={"Authorization": f"Bearer {token}"}).status_code


def raw(header: Any, payload: Any, signature: str = "") -> str:
    parts = (json.dumps(part).encode() if not isinstance(part, bytes) else part for part in (header, payload))
    return ".".join([*(base64.urlsafe_b64encode(part).rstrip(b"=").decode() for part in parts), signature])


def test_the_token_that_the_others_are_bent_from_is_let_in(client: FlaskClient, good: Claims, forge: Forge) -> None:
    assert status(client, forge(good)) == 200


@pytest.mark.parametrize("missing", ["sub", "sid", "role", "typ", "jti", "iss", "aud", "iat", "exp"])
def test_every_claim_is_needed(client: FlaskClient, good: Claims, forge: Forge, missing: str) -> None:
    del good[missing]

    assert status(client, forge(good)) == 401


NOW = int(time.time())
BENT: list[Claims] = [
    {"exp": 10**30},
    {"exp": float("inf")},
    {"exp": NOW + 86_400},
    {"exp": str(NOW + 600)},
    {"exp": NOW + 600.5},
    {"exp": NOW - 6},
    {"exp": None},
    {"exp": True},
    {"iat": NOW + 86_400, "exp": NOW + 86_500},
    {"iat": NOW - 86_400},
    {"iat": 0},
    {"nbf": NOW + 86_400},
    {"role": "admins"},
    {"role": ["admin"]},
    {"role": {"$ne": 1}},
    {"typ": "refresh"},
    {"type": "refresh"},
    {"typ": None},
    {"iss": "https://evil.example"},
    {"iss": ["drivesphere"]},
    {"aud": "another-api"},
    {"aud": ["drivesphere-api", "another-api"]},
    {"sub": 7},
    {"sub": "ada"},
    {"sub": {"$ne": None}},
    {"sid": "x" * 24},
    {"sid": str(ObjectId())},
    {"sid": {"$ne": None}},
    {"jti": 7},
]


@pytest.mark.parametrize("bent", BENT, ids=range(len(BENT)))
def test_a_bent_claim_is_refused_even_with_the_right_key(
    client: FlaskClient, good: Claims, forge: Forge, bent: Claims
) -> None:
    assert status(client, forge(good | bent)) == 401


@pytest.mark.parametrize("algorithm", ["HS384", "HS512"])
def test_no_other_algorithm_is_taken(client: FlaskClient, good: Claims, forge: Forge, algorithm: str) -> None:
    key = "a test key of at least thirty-two bytes" * 2

    assert status(client, forge(good, key=key, algorithm=algorithm)) == 401


@pytest.mark.parametrize("name", ["none", "None", "NONE", "nOnE", "", "RS256", "HS256 ", 7, None, ["HS256"], {}])
@pytest.mark.parametrize("signature", ["", "AAAA"])
def test_an_unsigned_token_is_refused(client: FlaskClient, good: Claims, name: Any, signature: str) -> None:
    assert status(client, raw({"alg": name, "typ": "JWT"}, good, signature)) == 401


def test_a_foreign_key_is_refused(client: FlaskClient, good: Claims, forge: Forge) -> None:
    assert status(client, forge(good, key="another key of at least thirty-two bytes")) == 401


def test_a_changed_payload_is_refused(client: FlaskClient, good: Claims, forge: Forge) -> None:
    head, _, signature = forge(good).split(".")
    other = raw({}, good | {"role": "admin"}).split(".")[1]

    assert status(client, f"{head}.{other}.{signature}") == 401
    assert status(client, f"{head}.{other}.") == 401


@pytest.mark.parametrize(
    "header",
    [
        {"kid": "../../dev/null"},
        {"jku": "https://evil.example/keys"},
        {"x5u": "https://evil.example"},
        {"jwk": {"k": "x"}},
    ],
)
def test_a_header_cannot_choose_the_key(client: FlaskClient, good: Claims, forge: Forge, header: Claims) -> None:
    assert status(client, forge(good, key="x" * 40, **header)) == 401


def test_critical_extensions_nobody_knows_are_refused(client: FlaskClient, good: Claims, forge: Forge) -> None:
    assert status(client, forge(good, crit=["exp-is-optional"])) == 401


@pytest.mark.parametrize(
    "token",
    [
        "",
        "x",
        "a.b",
        "a.b.c.d",
        "....",
        raw(b"[" * 5_000, b"{}", "AAAA"),
        raw(b'{"alg":' * 3_000, b"{}", "AAAA"),
        raw(b"\xff\xfe", b"{}", "AAAA"),
        raw([], {}, "AAAA"),
        raw({"alg": "HS256"}, b"[" * 5_000, "AAAA"),
        raw({"alg": "HS256", "kid": {"a": 1}}, {}, "AAAA"),
        "é.é.é",
        "x" * 6_000,
    ],
    ids=range(13),
)
def test_what_is_no_token_is_refused_without_a_fault(client: FlaskClient, token: str) -> None:
    assert status(client, token) == 401


@pytest.mark.parametrize(
    "value", ["Bearer", "bearer", "Basic YWRhOngx", "Bearer a b", ",", "Bearer ,Bearer x", "Bearer\tx y"]
)
def test_a_strange_authorization_header_is_401(client: FlaskClient, value: str) -> None:
    assert client.get("/api/v1/auth/me", headers={"Authorization": value}).status_code == 401


def test_a_refresh_token_opens_nothing_but_a_refresh(client: FlaskClient) -> None:
    answer = client.post("/api/v1/auth/login", json=ADA)
    cookie = client.get_cookie("refresh_token", path="/api/v1/auth")
    assert cookie is not None

    assert status(client, cookie.value) == 401
    assert answer.get_json()["access_token"] != cookie.value


def test_an_access_token_refreshes_nothing(client: FlaskClient, good: Claims, forge: Forge) -> None:
    client.set_cookie("refresh_token", forge(good), path="/api/v1/auth")

    assert client.post("/api/v1/auth/refresh").status_code == 401


@pytest.mark.parametrize("claims", [{"gen": None}, {"gen": "0"}, {"gen": True}, {"gen": {"$ne": 0}}, {"gen": 0.0}])
def test_a_bent_refresh_token_is_refused(client: FlaskClient, good: Claims, forge: Forge, claims: Claims) -> None:
    bent = good | {"typ": "refresh", "type": "refresh"} | claims
    client.set_cookie("refresh_token", forge(bent), path="/api/v1/auth")

    assert client.post("/api/v1/auth/refresh").status_code == 401


def test_tokens_count_in_their_own_place_only(client: FlaskClient, good: Claims, forge: Forge) -> None:
    token = forge(good)
    client.set_cookie("access_token_cookie", token)
    client.set_cookie("access_token", token)

    assert client.get(f"/api/v1/auth/me?jwt={token}&access_token={token}").status_code == 401


def test_an_admins_token_with_a_dead_session_is_refused(client: FlaskClient, good: Claims, forge: Forge) -> None:
    assert status(client, forge(good | {"role": "admin", "sid": str(ObjectId())})) == 401
