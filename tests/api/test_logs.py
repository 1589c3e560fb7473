"""One line per request, and no secret in any line."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask.testing import FlaskClient

from drivesphere import logs
from drivesphere.api import request_scope
from drivesphere.config import Settings
from tests.stage import PRODUCTION

CANARY = "canary9f8e7d6c5b4a"


@pytest.fixture
def production_log(settings: Settings) -> Iterator[io.StringIO]:
    stream = io.StringIO()
    logs.configure(replace(settings, **PRODUCTION), stream)
    yield stream
    logs.configure(settings)


@pytest.fixture
def development_log(settings: Settings) -> Iterator[io.StringIO]:
    stream = io.StringIO()
    logs.configure(settings, stream)
    yield stream
    logs.configure(settings)


def test_a_request_is_one_line_of_json(production_log: io.StringIO, client: FlaskClient) -> None:
    answer = client.get("/api/v1/bookings/" + "0" * 24)

    [line] = [json.loads(text) for text in production_log.getvalue().splitlines()]
    assert (line["event"], line["method"], line["status"]) == ("request", "GET", 401)
    assert line["route"] == "/api/v1/bookings/<id:booking_id>"
    assert line["request_id"] == answer.headers["X-Request-ID"]
    assert line["ms"] > 0


def test_the_line_names_who_asked(production_log: io.StringIO, probe: FlaskClient) -> None:
    probe.post("/api/probe/cars/" + "0" * 24, json={})

    assert json.loads(production_log.getvalue())["user"] == "665f1c2a9d3e4b5a6c7d8e9f"


def test_a_fault_is_logged_with_its_stack_and_the_id_that_the_client_has(
    production_log: io.StringIO, probe: FlaskClient
) -> None:
    answer = probe.get("/api/probe/broken")

    fault = json.loads(production_log.getvalue().splitlines()[0])
    assert fault["request_id"] == answer.json["request_id"]
    assert "Traceback" in fault["exception"]


def test_no_secret_of_a_request_reaches_the_log(production_log: io.StringIO, probe: FlaskClient) -> None:
    headers = {
        "Authorization": f"Bearer {CANARY}",
        "Cookie": f"refresh_token={CANARY}",
        "Stripe-Signature": f"t=1,v1={CANARY}",
        "Idempotency-Key": "key",
    }
    for path in ("/api/probe/broken", "/api/v1/auth/login", "/api/v1/payments/webhook", "/api/probe/echo"):
        probe.post(f"{path}?token={CANARY}", json={"password": CANARY, "email": "a@b.c"}, headers=headers)

    assert production_log.getvalue()
    assert CANARY not in production_log.getvalue()


@pytest.mark.parametrize(
    "message",
    [
        f"Authorization: Bearer {CANARY}",
        f"got {{'password': '{CANARY}', 'email': 'a'}}",
        f'{{"refresh_token": "{CANARY}"}}',
        f"key sk_live_{CANARY} and whsec_{CANARY}",
        f"dsk_3f2a9c0d4b5e_{CANARY}-and_more",
        f"mongodb://ada:{CANARY}@10.0.0.1/drivesphere",
        f"redis://:{CANARY}@localhost:6379/0",
        f"jwt eyJhbGciOiJIUzI1NiJ9.{CANARY}.{CANARY}",
        f"t=1700000000,v1={CANARY.replace('canary', '')}",
        f"$argon2id$v=19$m=19456,t=2,p=1${CANARY}",
    ],
)
def test_text_that_looks_like_a_secret_is_blanked(production_log: io.StringIO, message: str) -> None:
    logging.getLogger("some.library").error(message)

    assert "[redacted]" in production_log.getvalue()
    assert CANARY.replace("canary", "") not in production_log.getvalue()


def test_nobody_can_forge_a_line(development_log: io.StringIO, client: FlaskClient) -> None:
    logging.getLogger("x").warning("Ada\r\n2026-01-01 [info] forged\x1b[31m")
    client.get("/api/x%0d%0aforged")

    lines = development_log.getvalue().splitlines()
    assert len(lines) == 2
    assert "\x1b[31m" not in development_log.getvalue()


def test_a_message_inside_a_stack_cannot_forge_a_line_either(development_log: io.StringIO) -> None:
    try:
        raise ValueError("first\n2026-01-01 [info] forged")
    except ValueError:
        logging.getLogger("x").exception("failed")

    assert not any(line.startswith("2026-01-01 [info]") for line in development_log.getvalue().splitlines())


@pytest.mark.parametrize(
    ("status", "seconds", "level"),
    [(200, 0.1, "info"), (404, 0.1, "info"), (500, 0.1, "warning"), (503, 0.1, "warning"), (200, 1.1, "warning")],
)
def test_a_failure_or_a_slow_answer_is_a_warning(
    production_log: io.StringIO, status: int, seconds: float, level: str
) -> None:
    request_scope._log_line({"REQUEST_METHOD": "GET", "PATH_INFO": "/cars"}, status, seconds)

    assert json.loads(production_log.getvalue())["level"] == level


@pytest.mark.parametrize(("status", "level"), [(201, "info"), (503, "warning")])
def test_a_run_of_the_lab_may_take_its_time(production_log: io.StringIO, status: int, level: str) -> None:
    environ = {"REQUEST_METHOD": "POST", "PATH_INFO": "/api/v1/lab/concurrency-runs"}

    request_scope._log_line(environ, status, seconds=4.0)

    assert json.loads(production_log.getvalue())["level"] == level
