"""The Idempotency-Key header."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.api.conftest import ADA

CAR = "0" * 24


def book(client: FlaskClient, key: str | None, car: str = CAR, **body: Any) -> Any:
    headers = {} if key is None else {"Idempotency-Key": key}
    return client.post(f"/api/probe/cars/{car}", json=body, headers=headers)


def test_a_key_belongs_to_one_user_and_one_route(probe: FlaskClient) -> None:
    scope = book(probe, "key-1").json["scope"]

    assert scope == f"{ADA}|POST /api/probe/cars/<id:car_id>|key-1"


def test_without_a_key_there_is_no_scope(probe: FlaskClient) -> None:
    assert book(probe, None).json["scope"] is None


def test_two_spellings_of_one_request_have_one_fingerprint(probe: FlaskClient) -> None:
    first = book(probe, "key-1", name="Ada", at="2026-05-01T10:00:00+02:00").json["fingerprint"]

    assert book(probe, "key-1", at="2026-05-01T08:00:00.000Z", name="Ada").json["fingerprint"] == first


def test_another_body_or_another_car_is_another_request(probe: FlaskClient) -> None:
    first = book(probe, "key-1", count=1).json["fingerprint"]

    assert book(probe, "key-1", count=2).json["fingerprint"] != first
    assert book(probe, "key-1", car="1" * 24, count=1).json["fingerprint"] != first


@pytest.mark.parametrize("key", ["", " ", "x" * 256, "tab\there", "ünïcödé", "10 MB" * 10_000])
def test_an_odd_key_is_400_and_names_the_header(probe: FlaskClient, key: str) -> None:
    answer = book(probe, key)

    assert (answer.status_code, list(answer.json["errors"])) == (400, ["Idempotency-Key"])


def test_a_stored_answer_is_marked(probe: FlaskClient) -> None:
    first, again = book(probe, "key-1"), book(probe, "key-1", sure=True)

    assert (first.status_code, again.status_code) == (201, 201)
    assert again.headers["Idempotent-Replayed"] == "true"
    assert "Idempotent-Replayed" not in first.headers
    assert first.headers["Location"] == "/api/v1/bookings/1"
