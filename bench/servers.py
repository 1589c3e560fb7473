"""Servers of a benchmark's own: MongoDB and Redis on free ports, gone at the end with everything in them."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from drivesphere.config import Settings
from drivesphere.embedded.mongod import Mongod
from drivesphere.embedded.redis_server import RedisServer

DATABASE = "bench"


@dataclass(frozen=True)
class Servers:
    """`settings` let the product use them; `root_url` is MongoDB as its administrator sees it."""

    settings: Settings
    root_url: str


@contextmanager
def own_servers() -> Iterator[Servers]:
    with tempfile.TemporaryDirectory() as folder:
        mongod, redis = Mongod(Path(folder) / "mongo"), RedisServer(Path(folder) / "redis")
        try:
            mongod.start()
            redis.start()
            mongod.allow(DATABASE)
            yield Servers(_settings(mongod, redis), mongod.root_url())
        finally:
            mongod.kill()
            redis.kill()


def _settings(mongod: Mongod, redis: RedisServer) -> Settings:
    return Settings(
        secret_key=os.urandom(32).hex(),
        mongo_url=mongod.url(DATABASE),
        redis_url=redis.url(0),
        broker_url=redis.url(1),
        stripe_secret_key="sk_test_bench",  # noqa: S106 - never used
        stripe_webhook_secret="whsec_bench",  # noqa: S106 - never used
        log_level="WARNING",
    )
