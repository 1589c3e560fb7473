"""Security headers on every answer, request ids, CORS for the listed origins alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient

from drivesphere.api import headers
from drivesphere.config import Settings
from tests.api.conftest import make_probe_app
from tests.stage import PRODUCTION

REQUIRED = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
}
PARTNER = "https://partner.example"


def every_answer(app: Flask) -> Iterator[tuple[str, str]]:
    """A method and a path for every rule; ids that do not exist, nobody signed in: mostly errors."""
    for rule in app.url_map.iter_rules():
        path = "/".join("0" * 24 if part.startswith("<") else part for part in rule.rule.split("/"))
        yield from ((method, path) for method in rule.methods or ())
    yield from (("GET", path) for path in ("/", "/cars", "/assets/none.js", "/api/nothing", "/api/docs/assets/x"))


def test_every_answer_of_every_route_carries_the_headers(app: Flask, client: FlaskClient) -> None:
    for method, path in every_answer(app):
        answer = client.open(path, method=method)
        frames, option = ("self", "SAMEORIGIN") if headers.MAIL.fullmatch(path) else ("none", "DENY")
        assert REQUIRED.items() | {("X-Frame-Options", option)} <= dict(answer.headers).items(), path
        assert f"frame-ancestors '{frames}'" in answer.headers["Content-Security-Policy"], path
        assert {"Permissions-Policy", "Cache-Control", "X-Request-ID"} <= set(answer.headers.keys()), path
        assert answer.headers["Server"] == "DriveSphere", path


def test_files_of_the_client_carry_them_too(site_client: FlaskClient) -> None:
    answer = site_client.get("/assets/index-1a2b3c.js")

    assert answer.headers["X-Frame-Options"] == "DENY"
    assert REQUIRED.items() <= dict(answer.headers).items()
    assert answer.headers["X-Request-ID"]


def test_no_policy_allows_anything_inline() -> None:
    assert "unsafe" not in headers.CSP_OF_API + headers.CSP_OF_PAGES


@pytest.mark.parametrize(
    ("path", "policy"),
    [
        ("/api/health", headers.CSP_OF_API),
        ("/api/docs", headers.CSP_OF_PAGES),
        ("/api/docsy", headers.CSP_OF_API),
        ("/api/v1/photos/1.webp", headers.CSP_OF_PHOTOS),
        ("/api/v1/photosets", headers.CSP_OF_API),
        ("/apis", headers.CSP_OF_PAGES),
        ("/", headers.CSP_OF_PAGES),
        ("/bookings", headers.CSP_OF_API),
        ("/bookings/1", headers.CSP_OF_PAGES),
        ("/health", headers.CSP_OF_API),
        ("/metrics", headers.CSP_OF_API),
    ],
)
def test_each_area_has_its_own_policy(client: FlaskClient, path: str, policy: str) -> None:
    assert client.get(path).headers["Content-Security-Policy"] == policy


def test_an_address_that_is_shared_has_the_policy_of_whoever_answers(client: FlaskClient) -> None:
    page = client.get("/bookings", headers={"Accept": "text/html"})

    assert page.headers["Content-Security-Policy"] == headers.CSP_OF_PAGES


def test_answers_of_the_api_are_kept_nowhere(client: FlaskClient) -> None:
    assert client.get("/api/health").headers["Cache-Control"] == "no-store"


def test_only_production_insists_on_https(settings: Settings, client: FlaskClient) -> None:
    production = headers.around(_silent, replace(settings, **PRODUCTION))
    sent: list[tuple[str, str]] = []

    list(production({"REQUEST_METHOD": "GET", "PATH_INFO": "/"}, lambda _s, found, _e: sent.extend(found)))

    assert "max-age=63072000" in dict(sent)["Strict-Transport-Security"]
    assert "Strict-Transport-Security" not in client.get("/api/health").headers


def test_the_clients_own_request_id_is_kept(client: FlaskClient) -> None:
    answer = client.get("/api/health", headers={"X-Request-ID": "ada-42-and-more"})

    assert answer.headers["X-Request-ID"] == "ada-42-and-more"


@pytest.mark.parametrize("sent", ["short", "x" * 65, "has space in it", "ünïcödé-id", '"><script>'])
def test_an_odd_request_id_is_replaced(client: FlaskClient, sent: str) -> None:
    given = client.get("/api/health", headers={"X-Request-ID": sent}).headers["X-Request-ID"]

    assert given != sent
    assert len(given) == 32


def test_a_listed_origin_may_read_answers(client: FlaskClient) -> None:
    answer = client.get("/api/health", headers={"Origin": PARTNER})

    assert answer.headers["Access-Control-Allow-Origin"] == PARTNER
    assert answer.headers["Vary"] == "Origin"


def test_the_preflight_of_a_listed_origin_is_granted(client: FlaskClient) -> None:
    asked = {"Origin": PARTNER, "Access-Control-Request-Method": "POST"}
    answer = client.options("/api/v1/auth/login", headers=asked)

    assert answer.status_code == 204
    assert "Idempotency-Key" in answer.headers["Access-Control-Allow-Headers"]


@pytest.mark.parametrize(
    "origin",
    [
        "null",
        "https://partner.example.evil.example",
        "https://evilpartner.example",
        "https://sub.partner.example",
        "http://partner.example",
        "https://partner.example:444",
        "https://PARTNER.example",
        "https://partner.example/",
        "https://partner.example\\@evil.example",
        "https://partnerXexample",
        "*",
        "",
    ],
)
def test_any_other_origin_gets_nothing(client: FlaskClient, origin: str) -> None:
    asked = {"Origin": origin, "Access-Control-Request-Method": "POST"}

    for answer in (client.get("/api/health", headers=asked), client.options("/api/health", headers=asked)):
        assert "Access-Control-Allow-Origin" not in answer.headers


SPOOFED = {"X-Forwarded-For": "6.6.6.6, 203.0.113.7", "X-Forwarded-Host": "evil.example"}


@pytest.mark.parametrize(("hops", "address"), [(0, "127.0.0.1"), (1, "203.0.113.7")])
def test_only_what_the_known_proxies_say_is_believed(settings: Settings, hops: int, address: str) -> None:
    client = make_probe_app(replace(settings, proxy_hops=hops)).test_client()

    assert client.get("/api/probe/address", headers=SPOOFED).json == {"address": address, "host": "localhost"}


def _silent(_environ: object, start_response: object) -> list[bytes]:
    start_response("200 OK", [])  # type: ignore[operator]
    return []
