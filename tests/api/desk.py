"""The booking desk: the application with a Stripe sandbox, and people who are signed in."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from bson import ObjectId
from flask import Flask
from werkzeug.test import TestResponse

from drivesphere.api.security import access_token
from drivesphere.app import create_app
from drivesphere.config import Settings
from drivesphere.embedded.stripe_sandbox import StripeSandbox
from drivesphere.models import booking, user
from drivesphere.services import effects, sessions
from tests.stage import Till, empty, span

API = "/api/v1"


@dataclass
class Person:
    """Somebody with an access token."""

    app: Flask
    id: ObjectId
    token: str

    def get(self, path: str, **query: Any) -> TestResponse:
        return self.app.test_client().get(f"{API}{path}", query_string=query, headers=self._headers({}))

    def post(self, path: str, body: Any = None, **headers: str) -> TestResponse:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.app.test_client().post(f"{API}{path}", json=body, headers=self._headers(named))

    def patch(self, path: str, body: Any, **headers: str) -> TestResponse:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.app.test_client().patch(f"{API}{path}", json=body, headers=self._headers(named))

    def delete(self, path: str, **headers: str) -> TestResponse:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.app.test_client().delete(f"{API}{path}", headers=self._headers(named))

    def send(self, path: str, raw: bytes, content_type: str = "application/json") -> TestResponse:
        return self.app.test_client().post(
            f"{API}{path}", data=raw, content_type=content_type, headers=self._headers({})
        )

    def hold(self, car: ObjectId, **changes: Any) -> TestResponse:
        key = changes.pop("key", None)
        return self.post(f"/cars/{car}/bookings", wanted(**changes), **({"Idempotency_Key": key} if key else {}))

    def _headers(self, more: dict[str, str]) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}", **more}


class Gateless:
    """Lets repeats of one request pass side by side, as they do that reach different processes."""

    def passing(self, _: str) -> AbstractContextManager[None]:
        return nullcontext()


@dataclass
class Desk(Till):
    """A till with the API in front."""

    app: Flask

    def sign_in(self, name: str = "Ada", role: str = "client") -> Person:
        return self.sign_in_as(self.person(name, role))

    def sign_in_as(self, user_id: ObjectId) -> Person:
        holder = user.find(user_id)
        assert holder is not None
        ticket = sessions.start(holder)
        assert ticket is not None
        with self.app.test_request_context():
            return Person(self.app, holder["_id"], access_token(ticket))


def wanted(day: int = 10, days: int = 1, **changes: Any) -> dict[str, Any]:
    """A body that asks for a car, as JSON."""
    return {name: at.isoformat() for name, at in span(day, days).items()} | changes


def nothing_written() -> bool:
    return booking.collection().count_documents({}) == 0


@pytest.fixture
def desk(settings: Settings, tmp_path: Path) -> Iterator[Desk]:
    keys = {"secret_key": settings.stripe_secret_key, "webhook_secret": settings.stripe_webhook_secret}
    nowhere, paused = "http://127.0.0.1:1/", {"webhook_paused": True}
    with StripeSandbox(tmp_path / "stripe", webhook_url=nowhere, switches=paused, **keys) as sandbox:
        settings = replace(settings, stripe_api_base=sandbox.url, photo_dir=str(tmp_path / "photos"))
        app = create_app(settings)
        effects.register()
        empty()
        yield Desk(settings, sandbox, app)
