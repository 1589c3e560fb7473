"""One server for all contracts of a test process, and an application in this process for everything that needs none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from drivesphere import infra
from drivesphere.app import create_app
from drivesphere.config import Settings
from drivesphere.domain.partner import Scope
from drivesphere.services import api_keys
from tests.api_server import served
from tests.contracts.server import Server
from tests.races.ledger import broken_invariants
from tests.stage import empty, make_settings

SPREADS = [0.0, 0.1, 0.3]
"""Seconds over which arrivals are spread: a single instant hides what the spread ones find."""


@dataclass
class Partner:
    """A back-end with a key, or without one where none is needed."""

    app: Flask
    key: str | None = None

    def send(self, method: str, path: str, body: Any = None, **headers: str) -> TestResponse:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        keyed = {"X-API-Key": self.key} if self.key else {}
        return self.app.test_client().open(path, method=method, json=body, headers={**keyed, **named})

    def raw(self, path: str, body: bytes, content_type: str = "application/json") -> TestResponse:
        keyed = {"X-API-Key": self.key} if self.key else {}
        return self.app.test_client().post(path, data=body, content_type=content_type, headers=keyed)

    def get(self, path: str, **query: Any) -> TestResponse:
        keyed = {"X-API-Key": self.key} if self.key else {}
        return self.app.test_client().get(path, query_string=query, headers=keyed)

    def post(self, path: str, body: Any, **headers: str) -> TestResponse:
        return self.send("POST", path, body, **headers)

    def another(self, name: str = "globex") -> Partner:
        """Somebody else, with a key that may do everything."""
        return Partner(self.app, api_keys.issue(name, list(Scope), by="test")[1])


@pytest.fixture(params=SPREADS, ids=["at once", "over 100 ms", "over 300 ms"])
def spread(request: pytest.FixtureRequest) -> float:
    return float(request.param)


@pytest.fixture(scope="session")
def open_settings(mongo_url: str, redis_url: str, broker_url: str) -> Settings:
    return make_settings(mongo_url, redis_url, broker_url, partner_api_open=True, lab_enabled=True)


@pytest.fixture(scope="session")
def open_app(open_settings: Settings) -> Flask:
    return create_app(open_settings)


@pytest.fixture(scope="session")
def closed_app(open_settings: Settings) -> Flask:
    return create_app(replace(open_settings, partner_api_open=False))


@pytest.fixture
def database(open_settings: Settings) -> Iterator[None]:
    """Empty at first, sound at the end."""
    infra.connect(open_settings)
    empty()
    yield
    assert broken_invariants() == []


@pytest.fixture
def partner(open_app: Flask, database: None) -> Partner:
    """Whoever asks without a key."""
    return Partner(open_app)


@pytest.fixture
def acme(closed_app: Flask, database: None) -> Partner:
    """A partner with a key for everything, where a key is needed."""
    return Partner(closed_app, api_keys.issue("acme", list(Scope), by="test")[1])


@pytest.fixture(scope="session")
def running_server(open_settings: Settings) -> Iterator[Server]:
    infra.connect(open_settings)
    empty()
    with served(open_settings) as url:
        yield Server(url)


@pytest.fixture
def server(running_server: Server, database: None) -> Server:
    """Real processes over an empty database."""
    return running_server
