"""The partner's own test: it fires at the address that it is asked at, and leaves nothing behind."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from drivesphere.app import create_app
from drivesphere.config import Settings
from drivesphere.domain.partner import Scope
from drivesphere.models import booking, listing
from drivesphere.services import api_keys
from tests.api_server import served
from tests.contracts.conftest import Partner
from tests.contracts.server import Ask, Server
from tests.contracts.test_bad_input import is_time_slot_refusal
from tests.contracts.test_time_slots import slot

TEST = "/api/concurrency-test"


def window() -> dict[str, str]:
    return {name: slot()[name] for name in ("startTime", "endTime")}


def test_of_ten_one_wins_in_the_documented_shape(server: Server) -> None:
    answer = server.ask("POST", TEST, {})

    assert (answer.status, set(answer.json)) == (200, {"total", "success", "failed", "durationMs", "results"})
    assert [answer.json[name] for name in ("total", "success", "failed")] == [10, 1, 9]
    assert [row["index"] for row in answer.json["results"]] == list(range(10))
    assert all(set(row) == {"index", "status", "code", "durationMs"} for row in answer.json["results"])
    assert sorted(row["status"] for row in answer.json["results"]) == [201] + [409] * 9
    assert {row["code"] for row in answer.json["results"]} == {"created", "window_taken"}
    assert answer.json["durationMs"] > 0


def test_number_and_window_are_the_askers_choice(server: Server) -> None:
    answer = server.ask("POST", TEST, {"requests": 25, **window()})

    assert [answer.json[name] for name in ("total", "success", "failed")] == [25, 1, 24]
    [won] = booking.collection().find({})
    assert won["starts_at"].strftime("%Y-%m-%dT%H:%M:%SZ") == window()["startTime"]


def test_what_was_won_is_cancelled_and_its_resource_taken_down(server: Server) -> None:
    server.ask("POST", TEST, {"requests": 2, **window()})
    again = server.ask("POST", TEST, {"requests": 2, **window()})

    assert again.json["success"] == 1
    assert booking.collection().distinct("status") == ["cancelled"]
    assert listing.collection().distinct("visibility") == ["retired"]


def test_two_at_once_would_measure_each_other(server: Server) -> None:
    replies = sorted(server.rush([Ask("POST", TEST, {"requests": 20})] * 2), key=lambda reply: reply.status)

    assert replies[0].status == 200
    assert (replies[1].status, replies[1].json.get("code")) in [(200, None), (429, "lab_busy")]


@pytest.mark.parametrize(
    "body",
    [
        {"requests": 1},
        {"requests": 101},
        {"requests": "10"},
        {"startTime": "2001-01-01T10:00:00Z"},
        {"startTime": slot()["endTime"], "endTime": slot()["startTime"]},
        {"endTime": "soon"},
        {"extra": 1},
    ],
)
def test_what_is_wrong_is_400(partner: Partner, body: dict[str, Any]) -> None:
    answer = partner.post(TEST, body)

    assert (answer.status_code, is_time_slot_refusal(answer.json)) == (400, True)
    assert booking.collection().count_documents({}) == 0


@pytest.fixture
def closed_server(open_settings: Settings, database: None) -> Iterator[Server]:
    with served(replace(open_settings, partner_api_open=False)) as url:
        yield Server(url)


def test_with_a_key_the_rivals_are_that_partners(closed_server: Server) -> None:
    key = api_keys.issue("acme", [Scope.LAB_RUN, Scope.BOOKINGS_WRITE], by="test")[1]

    [answer] = closed_server.rush([Ask("POST", TEST, {"requests": 5}, {"X-API-Key": key})])

    assert (answer.status, answer.json["success"]) == (200, 1)
    assert booking.collection().distinct("partner.name") == ["acme"]


@pytest.mark.parametrize("scope", [Scope.LAB_RUN, Scope.BOOKINGS_WRITE])
def test_a_key_needs_both_scopes(acme: Partner, scope: Scope) -> None:
    poor = Partner(acme.app, api_keys.issue("acme", [scope], by="test")[1])

    assert poor.post(TEST, {}).status_code == 403
    assert Partner(acme.app).post(TEST, {}).status_code == 401


def test_where_there_is_no_lab_there_is_no_test(open_settings: Settings, database: None) -> None:
    answer = Partner(create_app(replace(open_settings, lab_enabled=False))).post(TEST, {})

    assert (answer.status_code, is_time_slot_refusal(answer.json)) == (404, True)
