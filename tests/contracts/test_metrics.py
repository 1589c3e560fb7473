"""Figures: of the whole installation, whichever process is asked."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from flask import Flask
from prometheus_client.parser import text_string_to_metric_families

from drivesphere.config import Settings
from drivesphere.domain.partner import Scope
from drivesphere.infra import redis
from drivesphere.models import booking, inventory
from drivesphere.services import api_keys, figures
from tests.contracts.conftest import Partner
from tests.contracts.server import Ask, Server
from tests.contracts.test_tickets import EVENTS, TICKETS, concert, sale
from tests.installation import wait_until
from tests.stage import UNREACHABLE, Stage, let_lapse

FAR = {"REMOTE_ADDR": "192.0.2.7"}


def samples(text: str) -> dict[tuple[str, tuple[tuple[str, str], ...]], float]:
    """Every sample, by name and labels, as Prometheus itself would read it."""
    families = list(text_string_to_metric_families(text))
    return {(s.name, tuple(sorted(s.labels.items()))): s.value for family in families for s in family.samples}


def figure(text: str, name: str, **labels: str) -> float | None:
    return samples(text).get((f"drivesphere_{name}", tuple(sorted(labels.items()))))


def asked(app: Flask, key: str | None = None, **more: Any) -> int:
    headers = {"X-API-Key": key} if key else {}
    return app.test_client().get("/metrics", headers=headers | more.pop("headers", {}), **more).status_code


def test_every_figure_of_the_contract_is_there(partner: Partner) -> None:
    event = partner.post(EVENTS, concert(1)).json["data"]
    before = partner.get("/metrics").text  # what this process did for other tests is counted, too
    partner.post(TICKETS, sale(event))
    partner.post(TICKETS, sale(event, user="ben"))

    answer = partner.get("/metrics")

    def grown(name: str, **labels: str) -> float:
        return (figure(answer.text, name, **labels) or 0) - (figure(before, name, **labels) or 0)

    assert answer.content_type.startswith("text/plain")
    assert grown("requests_total", method="POST", route="/bookings", status="201") == 1
    assert grown("request_seconds_count", route="/bookings") == 2
    assert grown("request_seconds_bucket", route="/bookings", le="+Inf") == 2
    assert grown("bookings_total", kind="events", outcome="confirmed") == 1
    assert grown("bookings_total", kind="events", outcome="sold_out") == 1
    assert grown("lock_wait_seconds_count") == 2
    for name in ("holds_alive", "sweep_lag_seconds", "oversold"):
        assert figure(answer.text, name) == 0, name
    assert figure(answer.text, "waiting_tasks") is not None
    assert figure(answer.text, "queue_depth", queue="outbox") == 0
    assert figure(answer.text, "up", part="mongodb") == 1


def test_every_process_of_a_server_answers_with_the_same_figures(server: Server) -> None:
    """Forty requests, dealt out over the processes; both soon know of all of them."""
    server.rush([Ask("GET", "/api/events")] * 40)
    told: set[float | None] = set()

    def is_told_by_all() -> bool:
        told.clear()
        replies = server.rush([Ask("GET", "/metrics")] * 8)
        route = {"method": "GET", "route": "/api/events", "status": "200"}
        told.update(figure(reply.json, "requests_total", **route) for reply in replies)
        return told == {40.0}

    wait_until(is_told_by_all)

    assert told == {40.0}


def test_holds_and_how_late_the_sweep_is_come_from_the_database(stage: Stage) -> None:
    stage.hold(stage.car())
    let_lapse(stage.hold(stage.car()).body["id"])

    found = figures.read().present

    assert found["holds_alive"] == [[{}, 1]]
    assert 50 < found["sweep_lag_seconds"][0][1] < 120


def test_a_section_that_gave_away_too_much_shows(partner: Partner) -> None:
    event = partner.post(EVENTS, concert(2)).json["data"]
    partner.post(TICKETS, sale(event))
    [sold] = booking.collection().find({})
    booking.collection().update_one({}, {"$set": {"claims.0.quantity": 3}})
    try:
        assert figures.read().present["oversold"] == [[{}, 1]]
    finally:
        booking.collection().replace_one({"_id": sold["_id"]}, sold)
    assert inventory.collection().distinct("remaining") == [1]


def test_without_redis_what_was_counted_is_left_out_and_the_rest_is_there(
    partner: Partner, open_settings: Settings
) -> None:
    partner.get("/api/events")
    redis.connect(replace(open_settings, redis_url=UNREACHABLE, broker_url=UNREACHABLE))
    try:
        text = partner.get("/metrics").text
    finally:
        redis.connect(open_settings)

    assert figure(text, "holds_alive") == 0
    assert figure(text, "up", part="redis") == 0
    assert not [name for name, _ in samples(text) if name.startswith("drivesphere_requests")]


# ---------------------------------------------------------------------------------------------- access


def test_from_elsewhere_it_wants_a_key_with_the_scope(acme: Partner) -> None:
    good = api_keys.issue("acme", [Scope.METRICS_READ], by="test")[1]
    poor = api_keys.issue("acme", [Scope.BOOKINGS_READ], by="test")[1]

    assert asked(acme.app, environ_overrides=FAR) == 401
    assert asked(acme.app, poor, environ_overrides=FAR) == 403
    assert asked(acme.app, good, environ_overrides=FAR) == 200


def test_from_loopback_it_wants_none_but_checks_one_that_is_sent(acme: Partner) -> None:
    assert asked(acme.app) == 200
    assert asked(acme.app, "dsk_wrong") == 401


def test_what_came_through_a_proxy_on_this_machine_is_not_from_here(acme: Partner) -> None:
    assert asked(acme.app, headers={"X-Forwarded-For": "192.0.2.7"}) == 401
