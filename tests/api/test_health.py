"""The probe: what is away, and how soon it is said."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient

from drivesphere.app import create_app
from drivesphere.config import Settings
from drivesphere.embedded.mongod import Mongod
from drivesphere.embedded.redis_server import RedisServer
from drivesphere.infra import mongo, redis
from drivesphere.models import heartbeat
from drivesphere.services import health

PARTS = {"mongodb", "redis", "celery"}
PROBE_SECONDS = 1.5
DRIVER_PAUSE_SECONDS = 0.5  # between two looks for a lost server


@pytest.fixture
def worker_beats(app: Flask) -> Iterator[None]:
    del app  # it has connected
    heartbeat.beat(health.WORKER)
    yield
    heartbeat.collection().delete_many({})


@pytest.mark.usefixtures("worker_beats")
def test_an_installation_whose_parts_all_answer_is_healthy(client: FlaskClient) -> None:
    answer = client.get("/api/health")

    assert (answer.status_code, answer.json["status"]) == (200, "healthy")
    assert set(answer.json["services"]) == PARTS
    assert all(part["latencyMs"] >= 0 for part in answer.json["services"].values())
    assert {"uptime", "version"} <= set(answer.json)


def test_without_a_worker_it_is_degraded_and_still_200(client: FlaskClient) -> None:
    heartbeat.collection().delete_many({})

    answer = client.get("/api/health")

    assert (answer.status_code, answer.json["status"]) == (200, "degraded")
    assert answer.json["services"]["celery"]["status"] == "unhealthy"


@pytest.mark.usefixtures("worker_beats")
def test_a_worker_that_has_been_silent_for_long_counts_as_away(client: FlaskClient) -> None:
    silent = [{"$set": {"at": {"$subtract": ["$$NOW", 200_000]}}}]
    heartbeat.collection().update_one({"_id": health.WORKER}, silent)

    assert client.get("/api/health").json["status"] == "degraded"


@pytest.mark.usefixtures("worker_beats")
def test_without_redis_it_is_degraded(settings: Settings, client: FlaskClient, own_redis: RedisServer) -> None:
    redis.connect(replace(settings, redis_url=own_redis.url()))
    try:
        answer = client.get("/api/health")
    finally:
        redis.connect(settings)

    assert (answer.status_code, answer.json["services"]["redis"]["status"]) == (200, "unhealthy")


def test_without_mongodb_it_is_503_within_a_second_and_a_half(settings: Settings, own_mongod: Mongod) -> None:
    own_mongod.start()
    client = create_app(replace(settings, mongo_url=own_mongod.url("drivesphere"))).test_client()
    own_mongod.kill()
    started = time.monotonic()
    try:
        answer = client.get("/api/health")
        took = time.monotonic() - started
    finally:
        mongo.connect(settings)

    assert (answer.status_code, answer.json["status"]) == (503, "unhealthy")
    assert health.DATABASE_DEADLINE_SECONDS + DRIVER_PAUSE_SECONDS + redis.TIMEOUT_SECONDS < PROBE_SECONDS
    assert took < 4 * PROBE_SECONDS  # a busy machine adds to the waits; the driver by itself takes half a minute
