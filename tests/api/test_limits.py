"""How often somebody may try: by account, by address, with Redis and without."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from drivesphere.api import limits
from drivesphere.app import create_app
from drivesphere.config import Settings
from drivesphere.infra import redis
from drivesphere.services import accounts
from tests.stage import UNREACHABLE, empty

PASSWORD = "blue-harbour-lantern-19"


@pytest.fixture
def app(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Flask]:
    # Else a test that took Redis away would leave the next one counting in memory for some seconds.
    monkeypatch.setattr(limits.limiter, "_storage_dead", False)
    app = create_app(replace(settings, rate_limits_enabled=True))
    empty()
    yield app
    # The next test's Redis is there, however this one left it.
    create_app(settings)


@pytest.fixture
def quick_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hundreds of tries, without a hash for each."""
    monkeypatch.setattr(accounts.passwords, "fits", lambda *_: False)


def log_in(client: FlaskClient, email: str = "ada@example.com", place: str = "192.0.2.1") -> TestResponse:
    body = {"email": email, "password": PASSWORD}
    return client.post("/api/v1/auth/login", json=body, environ_base={"REMOTE_ADDR": place})


def statuses(answers: Any) -> dict[int, int]:
    found = [answer.status_code for answer in answers]
    return {status: found.count(status) for status in set(found)}


@pytest.mark.usefixtures("quick_passwords")
def test_the_eleventh_try_at_an_account_in_a_minute_is_sent_away(client: FlaskClient) -> None:
    answers = [log_in(client) for _ in range(11)]

    refused, problem = answers[-1], answers[-1].get_json()
    assert [answer.status_code for answer in answers[:-1]] == [401] * 10
    assert (refused.status_code, problem["code"]) == (429, "too_many_requests")
    assert refused.mimetype == "application/problem+json"
    assert 1 <= int(refused.headers["Retry-After"]) == problem["retry_after"] <= 61


@pytest.mark.usefixtures("quick_passwords")
def test_other_spellings_of_the_address_are_the_same_account(client: FlaskClient) -> None:
    spellings = ["ada@example.com", "ADA@example.com", "\uff41da@example.com", " ada@example.com"]

    assert statuses(log_in(client, spellings[n % 4]) for n in range(12)) == {401: 10, 429: 2}


@pytest.mark.usefixtures("quick_passwords")
def test_guessing_from_one_place_does_not_lock_the_owner_out_elsewhere(client: FlaskClient) -> None:
    for _ in range(20):
        log_in(client, place="192.0.2.66")

    assert log_in(client, place="192.0.2.1").status_code == 401
    assert log_in(client, "ben@example.com", place="192.0.2.66").status_code == 401


@pytest.mark.usefixtures("quick_passwords")
def test_a_thousand_tries_over_many_accounts_get_thirty_answers(client: FlaskClient) -> None:
    answers = (log_in(client, f"victim-{n}@example.com") for n in range(1_000))

    assert statuses(answers) == {401: 30, 429: 970}


@pytest.mark.usefixtures("quick_passwords")
def test_one_ipv6_subscriber_is_one_place(client: FlaskClient) -> None:
    answers = (log_in(client, f"v-{n}@example.com", place=f"2001:db8:1:2::{n + 1:x}") for n in range(35))

    assert statuses(answers) == {401: 30, 429: 5}
    assert log_in(client, place="2001:db8:1:3::1").status_code == 401


@pytest.mark.usefixtures("quick_passwords")
def test_the_limit_passes_with_its_window(client: FlaskClient) -> None:
    for _ in range(12):
        last = log_in(client)
    assert last.status_code == 429

    redis.main().call(lambda server: server.flushdb())  # what a minute of waiting does

    assert log_in(client).status_code == 401


@pytest.mark.usefixtures("quick_passwords", "app")
def test_with_redis_away_each_process_counts_for_itself(settings: Settings) -> None:
    away = create_app(replace(settings, rate_limits_enabled=True, redis_url=UNREACHABLE)).test_client()

    assert statuses(log_in(away, place="192.0.2.99") for _ in range(15)) == {401: 10, 429: 5}


@pytest.mark.usefixtures("quick_passwords", "app")
@pytest.mark.parametrize("swallows", [True, False], ids=["as it is", "the twin: no limit, no answer"])
def test_whoever_meets_the_outage_at_the_same_moment_as_another_is_served(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, swallows: bool
) -> None:
    away = create_app(replace(settings, rate_limits_enabled=True, redis_url=UNREACHABLE)).test_client()
    counter = limits.limiter._limiter
    assert counter
    hit, met = counter.hit, []

    def hit_beside_another(*args: Any, **options: Any) -> bool:
        limits.limiter._storage_dead = True  # as the other one's thread says while this one waits for Redis
        met.append(args)
        return hit(*args, **options)

    monkeypatch.setattr(counter, "hit", hit_beside_another)
    monkeypatch.setattr(limits.limiter, "_swallow_errors", limits.limiter._swallow_errors and swallows)

    assert log_in(away).status_code == (401 if swallows else 500)
    assert met


def test_registering_is_limited_by_place(client: FlaskClient) -> None:
    answers = (
        client.post("/api/v1/auth/register", json={"email": n}, environ_base={"REMOTE_ADDR": "192.0.2.7"})
        for n in range(65)
    )

    assert statuses(answers) == {422: 60, 429: 5}


@pytest.mark.parametrize("body", [b"", b"{", b"[1]", b'{"email": 7}', b'{"email": {"$ne": 1}}', b"\xff"])
def test_a_strange_body_is_counted_and_answered_like_any_other(client: FlaskClient, body: bytes) -> None:
    sent = {"data": body, "content_type": "application/json"}

    answers = [client.post("/api/v1/auth/login", **sent) for _ in range(11)]

    assert all(400 <= answer.status_code < 423 for answer in answers[:10])
    assert answers[10].status_code == 429


def test_redis_learns_no_addresses_of_people(client: FlaskClient) -> None:
    log_in(client, "ada@example.com")

    keys = redis.main().call(lambda server: b" ".join(server.keys("*")))

    assert b"192.0.2.1" in keys
    assert b"ada" not in keys


@pytest.mark.usefixtures("app")
def test_the_switch_turns_all_of_it_off(settings: Settings) -> None:
    unlimited = create_app(settings).test_client()

    answers = (unlimited.post("/api/v1/auth/register", json={}) for _ in range(70))

    assert statuses(answers) == {422: 70}
