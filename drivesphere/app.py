"""create_app(): settings, then each part of infra and the API, in the order they need one another."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from drivesphere import api, infra, logs
from drivesphere.api import headers, json_provider, request_scope
from drivesphere.api.public import site
from drivesphere.config import Settings
from drivesphere.services import outbox, reconciliation
from drivesphere.tasks import make_celery
from drivesphere.tasks.jobs import DRAIN_OUTBOX, RECONCILE
from drivesphere.tasks.waking import waker

LARGEST_BODY_BYTES = 64 * 1024  # the largest webhook of Stripe is a third of it
# Of a form, and of a file while it is read: 64 KiB at a time, with what the time before left over.
FORM_MEMORY_BYTES = 4 * LARGEST_BODY_BYTES
LOOPBACK_HOSTS = ("127.0.0.1", "localhost", "[::1]")  # by these names the probe of a container asks


def create_app(settings: Settings | None = None) -> Flask:
    """The application, connected; `SettingsError` when it cannot run with what it was given."""
    settings = settings or Settings.from_env()
    logs.configure(settings)
    app = Flask("drivesphere", static_folder=None, template_folder="api/templates")
    app.config.from_mapping(_flask_config(settings))
    app.json = json_provider.JsonProvider(app)
    infra.connect(settings, app)
    _let_wake(settings)
    api.init_app(app, settings)
    _wrap(app, settings)
    return app


def _let_wake(settings: Settings) -> None:
    """What a request leaves for a worker need not wait for the minute."""
    celery = make_celery(settings)
    outbox.wake_by(waker(celery, DRAIN_OUTBOX))
    reconciliation.wake_by(waker(celery, RECONCILE))


def _flask_config(settings: Settings) -> dict[str, object]:
    return {
        "SECRET_KEY": settings.secret_key,
        "MAX_CONTENT_LENGTH": LARGEST_BODY_BYTES,
        "MAX_FORM_MEMORY_SIZE": FORM_MEMORY_BYTES,
        "TRUSTED_HOSTS": [urlsplit(settings.public_url).hostname or "", *LOOPBACK_HOSTS],
        "TESTING": settings.drivesphere_env == "test",
    }


def _wrap(app: Flask, settings: Settings) -> None:
    """Innermost first: the client's files, headers on everything, the line in the log, the proxy's word."""
    wsgi: Any = site.around(app.wsgi_app, settings)
    wsgi = headers.around(wsgi, settings)
    wsgi = request_scope.around(wsgi)
    if settings.proxy_hops:
        # What known proxies append is believed; X-Forwarded-Host is not, because few of them overwrite it.
        wsgi = ProxyFix(wsgi, x_for=settings.proxy_hops, x_proto=settings.proxy_hops)
    app.wsgi_app = wsgi  # type: ignore[method-assign]
