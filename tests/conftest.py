"""One mongod and one Redis per test run, shared by all pytest-xdist workers, gone when it ends."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from drivesphere.embedded.mongod import Mongod
from drivesphere.embedded.redis_server import RedisServer

pytest_plugins = ["tests.stage", "tests.api.desk", "tests.mailroom", "tests.profiler"]

REDIS_DATABASES = 64  # Two for each of up to 31 workers, two for a run without workers.
CACHE_GIGABYTES = 0.5  # The largest test database is the demo fleet with its bookings.
# An example takes as long as a busy machine lets it; how long is nothing that a test here is about.
settings.register_profile("patient", deadline=None, print_blob=True)
settings.load_profile("patient")

LOOPBACK_HOSTS = frozenset({"127.0.0.1", "::1", "localhost", None})


@dataclass(frozen=True)
class Servers:
    """Where this run's servers are; every worker process gets a copy."""

    folder: str
    mongo_port: int
    redis_port: int

    @property
    def mongod(self) -> Mongod:
        """Addresses and grants. Do not stop it: the other workers use it too; start your own for that."""
        return Mongod(Path(self.folder) / "mongo", port=self.mongo_port)

    @property
    def redis(self) -> RedisServer:
        """Addresses. Do not stop it: the other workers use it too; start your own for that."""
        return RedisServer(Path(self.folder) / "redis", port=self.redis_port)


class ServersOfThisRun:
    """Starts the servers when first asked, in the process that the user started."""

    def __init__(self) -> None:
        self._running: tuple[Mongod, RedisServer] | None = None
        self._folder = Path()

    def get(self) -> Servers:
        if self._running is None:
            self._start()
        assert self._running is not None
        mongod, redis = self._running
        return Servers(str(self._folder), mongod.port, redis.port)

    def _start(self) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="drivesphere-tests-"))
        # With them a transaction can be made to fail at a chosen statement.
        failpoints = ["enableTestCommands=1"]
        mongod = Mongod(self._folder / "mongo", cache_gigabytes=CACHE_GIGABYTES, parameters=failpoints)
        redis = RedisServer(self._folder / "redis", databases=REDIS_DATABASES)
        self._running = mongod, redis
        mongod.launch()
        redis.start()
        mongod.await_ready()

    def stop(self) -> None:
        if self._running is not None:
            for server in self._running:
                server.kill()
            shutil.rmtree(self._folder, ignore_errors=True)
            self._running = None


_servers_of_this_run = ServersOfThisRun()


def pytest_configure() -> None:
    sys.addaudithook(_refuse_the_internet)


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """Runs in the xdist controller, once before each worker starts."""
    node.workerinput["servers"] = asdict(_servers_of_this_run.get())


def pytest_unconfigure() -> None:
    """Runs at the end in any case, also after Ctrl-C."""
    _servers_of_this_run.stop()


def _refuse_the_internet(event: str, arguments: tuple[Any, ...]) -> None:
    """Tests open no socket but to this machine."""
    if event != "socket.connect" or not isinstance(arguments[1], tuple):
        return
    if arguments[1][0] not in LOOPBACK_HOSTS:
        raise RuntimeError(f"a test tried to reach {arguments[1][0]}")


@pytest.fixture(scope="session")
def servers(request: pytest.FixtureRequest) -> Servers:
    """This run's MongoDB and Redis: ports, passwords, the administrator's address."""
    given = getattr(request.config, "workerinput", {}).get("servers")
    return Servers(**given) if given else _servers_of_this_run.get()


@pytest.fixture(scope="session")
def worker_number(request: pytest.FixtureRequest) -> int:
    """0 without xdist, 1 for its worker gw0, and so on."""
    worker = getattr(request.config, "workerinput", {}).get("workerid", "")
    return int(worker.removeprefix("gw")) + 1 if worker else 0


@pytest.fixture(scope="session")
def mongo_url(servers: Servers, worker_number: int) -> str:
    """This worker's own database, seen as the application's user; the fixture never empties it."""
    database = f"drivesphere_{worker_number}"
    servers.mongod.allow(database)
    return servers.mongod.url(database)


@pytest.fixture(scope="session")
def redis_url(servers: Servers, worker_number: int) -> str:
    """This worker's own Redis database for locks and cache."""
    return servers.redis.url(2 * worker_number)


@pytest.fixture(scope="session")
def broker_url(servers: Servers, worker_number: int) -> str:
    """This worker's own Redis database for Celery."""
    return servers.redis.url(2 * worker_number + 1)


@pytest.fixture
def own_mongod(tmp_path: Path) -> Iterator[Mongod]:
    """A mongod that the test may kill and pause; not started yet."""
    mongod = Mongod(tmp_path / "mongo", cache_gigabytes=0.25)
    yield mongod
    mongod.kill()


@pytest.fixture
def own_redis(tmp_path: Path) -> Iterator[RedisServer]:
    """A Redis that the test may kill and pause; not started yet."""
    redis = RedisServer(tmp_path / "redis")
    yield redis
    redis.kill()
