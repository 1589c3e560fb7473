"""The probe: is this installation well?"""

from __future__ import annotations

import time
from typing import Any

import marshmallow as ma
from marshmallow import validate

from drivesphere import __version__
from drivesphere.api.blueprint import Blueprint
from drivesphere.services import health
from drivesphere.services.health import Health, Part
from drivesphere.shapes.fields import Instant, Number, Text, Whole
from drivesphere.shapes.schemas import Shown

_started = time.monotonic()
WELL, UNWELL = "healthy", "unhealthy"

blp = Blueprint("health", __name__, description="Whether the installation is well.")


class PartSchema(Shown):
    """One part of the installation."""

    status = Text(validate=validate.OneOf([WELL, UNWELL]))
    latency_ms = Number(data_key="latencyMs", metadata={"description": "How long the question took."})


class ServicesSchema(Shown):
    """The parts."""

    mongodb = ma.fields.Nested(PartSchema)
    redis = ma.fields.Nested(PartSchema)
    celery = ma.fields.Nested(PartSchema)


class HealthSchema(Shown):
    """`degraded` still books; `unhealthy` does not."""

    status = Text(validate=validate.OneOf([WELL, "degraded", UNWELL]))
    services = ma.fields.Nested(ServicesSchema)
    uptime = Whole(metadata={"description": "Seconds since this process started."})
    version = Text()
    verified_at = Instant(
        allow_none=True, data_key="verifiedAt", metadata={"description": "When every promise was last found to hold."}
    )


EXAMPLE = {
    "status": WELL,
    "services": {name: {"status": WELL, "latencyMs": 0.6} for name in ("mongodb", "redis", "celery")},
    "uptime": 86400,
    "version": __version__,
    "verifiedAt": "2026-11-21T12:00:00Z",
}
AWAY = EXAMPLE | {"status": UNWELL, "verifiedAt": None}


def _offer(path: str, operation_id: str) -> None:
    @blp.route(path, endpoint=operation_id)
    @blp.response(200, HealthSchema, example=EXAMPLE)
    @blp.alt_response(503, schema=HealthSchema, example=AWAY, description="MongoDB is away.")
    @blp.doc(operationId=operation_id)
    def get_health() -> tuple[dict[str, Any], int]:
        """Ask how the installation is"""
        found = health.check()
        return _shown(found), 503 if found.status == UNWELL else 200


_offer("/api/health", "getHealth")
_offer("/health", "getHealthAtRoot")


def _shown(found: Health) -> dict[str, Any]:
    parts = {"mongodb": found.mongodb, "redis": found.redis, "celery": found.celery}
    return {
        "status": found.status,
        "services": {name: _shown_part(part) for name, part in parts.items()},
        "uptime": int(time.monotonic() - _started),
        "version": __version__,
        "verified_at": found.verified_at,
    }


def _shown_part(part: Part) -> dict[str, Any]:
    return {"status": WELL if part.is_healthy else UNWELL, "latency_ms": part.latency_ms}
