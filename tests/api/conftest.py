"""The application on this worker's own servers, and one with probe views that go wrong on purpose."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import marshmallow as ma
import pytest
from bson import ObjectId
from flask import Flask, Response, g, request
from flask.testing import FlaskClient
from pymongo.errors import ServerSelectionTimeoutError

from drivesphere import infra
from drivesphere.api.blueprint import Blueprint
from drivesphere.api.errors import declares
from drivesphere.api.etags import ETAG, for_version, tagged
from drivesphere.api.idempotent import answer, idempotent
from drivesphere.api.schemas import paged
from drivesphere.app import create_app
from drivesphere.config import Settings
from drivesphere.domain.errors import Busy, Rejected, WindowTaken
from drivesphere.domain.idempotency import Answer, Attempt
from drivesphere.domain.user import Actor, Role
from drivesphere.shapes.fields import Flag, Id, Instant, Number, Text, Whole
from drivesphere.shapes.schemas import PageArgs, Strict

ADA = ObjectId("665f1c2a9d3e4b5a6c7d8e9f")


@pytest.fixture(scope="session")
def settings(mongo_url: str, redis_url: str, broker_url: str) -> Settings:
    return Settings(
        drivesphere_env="test",
        secret_key="a test key of at least thirty-two bytes",
        mongo_url=mongo_url,
        redis_url=redis_url,
        broker_url=broker_url,
        stripe_secret_key="sk_test_of_the_tests",
        stripe_webhook_secret="whsec_of_the_tests",
        public_url="http://localhost:8000",
        cors_origins=("https://partner.example",),
        client_dist="no-such-folder",
        rate_limits_enabled=False,
    )


class ReadingClient(FlaskClient):
    """Reads each answer to its end, so that files behind it are closed."""

    def open(self, *args: Any, **kwargs: Any) -> Any:
        return super().open(*args, **{"buffered": True, **kwargs})


@pytest.fixture(scope="session")
def app(settings: Settings) -> Flask:
    app = create_app(settings)
    app.test_client_class = ReadingClient
    return app


@pytest.fixture(autouse=True)
def _connected(settings: Settings) -> None:
    """Other tests of this worker connect elsewhere and disconnect; the applications here live longer than those."""
    infra.connect(settings)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture(scope="session")
def probe_app(settings: Settings) -> Flask:
    return make_probe_app(settings)


def make_probe_app(settings: Settings) -> Flask:
    """The application with the views below, under /api/probe."""
    app = create_app(settings)
    app.extensions["flask-smorest"]["apis"][""]["ext_obj"].register_blueprint(_probe_views())
    app.test_client_class = ReadingClient
    return app


@pytest.fixture
def probe(probe_app: Flask) -> FlaskClient:
    return probe_app.test_client()


class RowSchema(Strict):
    size = Whole(required=True, min=1)


class EchoSchema(Strict):
    name = Text(max=20)
    count = Whole(min=0, max=10)
    ratio = Number()
    sure = Flag()
    at = Instant()
    car = Id()
    rows = ma.fields.List(ma.fields.Nested(RowSchema))


class SearchArgs(PageArgs):
    year_min = Whole()
    extras = ma.fields.List(Text())
    at = Instant()


def _probe_views() -> Blueprint:
    blp = Blueprint("probe", __name__, url_prefix="/api/probe")

    @blp.route("/echo", methods=["POST"])
    @blp.arguments(EchoSchema)
    @blp.response(200, EchoSchema)
    def echo(body: dict[str, Any]) -> dict[str, Any]:
        return body

    @blp.route("/search")
    @blp.arguments(SearchArgs, location="query")
    @blp.response(200, EchoSchema(many=True))
    def search(args: dict[str, Any]) -> Any:
        return paged([{"count": 1}], 45, args)

    @blp.route("/taken")
    @declares(WindowTaken)
    def taken() -> None:
        raise WindowTaken("Ben was faster.", alternatives=[{"reason": "similar_car"}], links={"self": "/cars/1"})

    @blp.route("/busy")
    @declares(Busy)
    def busy() -> None:
        raise Busy("One moment.", retry_after=7)

    @blp.route("/rejected")
    @declares(Rejected, "too_soon")
    def rejected() -> None:
        raise Rejected("Tomorrow at the earliest.", code="too_soon", errors={"starts_at": ["Too soon."]})

    @blp.route("/broken", methods=["GET", "POST"])
    def broken() -> None:
        raise KeyError("pymongo /srv/secret/path")

    @blp.route("/outage")
    def outage() -> None:
        raise ServerSelectionTimeoutError("mongodb://user:canary@10.0.0.1 is away")

    @blp.route("/address")
    def address() -> dict[str, Any]:
        return {"address": request.remote_addr, "host": request.host}

    @blp.route("/cars/<id:car_id>", methods=["POST"])
    @_as_ada
    @blp.arguments(EchoSchema)
    @blp.response(201, EchoSchema)
    @idempotent
    def book(body: dict[str, Any], attempt: Attempt, car_id: ObjectId) -> Response:
        shown = {"scope": attempt.scope, "fingerprint": attempt.fingerprint, "car": str(car_id)}
        return answer(Answer(201, shown, replayed=body.get("sure", False), location="/api/v1/bookings/1"))

    @blp.route("/notes/<id:note_id>", methods=["PATCH"])
    @blp.arguments(EchoSchema)
    @blp.response(200, EchoSchema, headers=ETAG)
    @for_version
    def edit_note(body: dict[str, Any], note_id: ObjectId, version: int) -> Any:
        return tagged(body | {"car": note_id, "count": version}, version + 1)

    return blp


def _as_ada(view: Any) -> Any:
    def signed_in(*args: Any, **kwargs: Any) -> Any:
        g.actor = Actor(ADA, Role.CLIENT, family_id=None)
        return view(*args, **kwargs)

    signed_in.__dict__.update(view.__dict__)
    signed_in.__name__ = view.__name__
    return signed_in


@pytest.fixture(scope="session")
def built_client(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder like `client/dist`."""
    folder = tmp_path_factory.mktemp("dist")
    (folder / "assets").mkdir()
    (folder / "index.html").write_text("<!doctype html><title>DriveSphere</title>")
    (folder / "theme.js").write_text("document.documentElement.dataset.theme = 'light'")
    (folder / "assets" / "index-1a2b3c.js").write_text("console.log('plain')")
    (folder / "assets" / "index-1a2b3c.js.br").write_bytes(b"brotli")
    return folder


@pytest.fixture(scope="session")
def site_client(settings: Settings, built_client: Path) -> FlaskClient:
    """A client of an installation whose own client is built."""
    app = create_app(replace(settings, client_dist=str(built_client)))
    app.test_client_class = ReadingClient
    return app.test_client()
