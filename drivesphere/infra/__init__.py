"""One module per outside thing, and the only one that knows its library."""

from __future__ import annotations

from flask import Flask

from drivesphere.config import Settings


def connect(settings: Settings, app: Flask | None = None) -> None:
    """Connect this process to everything outside; only MongoDB is asked for an answer now."""
    from drivesphere.infra import cache, checkout, locks, mail, mongo, redis, rivals, seal, storage

    mongo.connect(settings)
    redis.connect(settings)
    locks.connect(settings)
    checkout.connect(settings, in_requests=app is not None)
    mail.connect(settings)
    seal.connect(settings)
    storage.connect(settings)
    rivals.connect(settings)
    cache.init_app(app)
