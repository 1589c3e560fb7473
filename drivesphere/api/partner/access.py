"""Which partner is asking? The key comes in one header, and says itself what it may be used for."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any, TypeVar, cast

from flask import Flask, current_app, g, request

from drivesphere.api import limits
from drivesphere.api.idempotent import idempotent_for
from drivesphere.config import Settings
from drivesphere.domain.booking import Trigger
from drivesphere.domain.errors import NotAllowed, Unauthenticated
from drivesphere.domain.partner import OPEN, Caller, Scope
from drivesphere.services import api_keys
from drivesphere.services.orders import Partner

View = TypeVar("View", bound=Callable[..., Any])

HEADER = "X-API-Key"
SCHEME = "apiKey"
"""The name of the security scheme in the OpenAPI document."""


def init_app(app: Flask, settings: Settings) -> None:
    """Say whether partners need a key at all."""
    app.config["PARTNER_API_OPEN"] = settings.partner_api_open


def partner_may(
    *scopes: Scope, tries: Trigger | None = None, unless: Callable[[], bool] = lambda: False
) -> Callable[[View], View]:
    """Let partners pass whose key has all `scopes`; without a key where the API is open, or `unless()` one is needed.

    `tries` is what a refused request goes into the audit trail as.
    """

    def attach(view: View) -> View:
        counted = limits.limit_key(view)

        @functools.wraps(view)
        def guarded(*args: Any, **kwargs: Any) -> Any:
            g.tries, g.caller = tries, _identify(unless)
            missing = next((scope for scope in scopes if scope not in g.caller.scopes), None)
            if missing:
                raise NotAllowed(f"This API key lacks the scope {missing}.")
            return counted(*args, **kwargs)

        documented = guarded.__dict__.setdefault("_apidoc", {}).setdefault("manual_doc", {})
        documented["security"] = [{SCHEME: []}]
        return cast(View, guarded)

    return attach


def caller() -> Caller:
    """Who makes this request; only inside a view of `partner_may`."""
    return cast(Caller, g.caller)


def on_behalf_of(user_id: str | None) -> Partner:
    """The partner who asks, for this user of its own."""
    return Partner(caller().partner, user_id)


idempotent = idempotent_for(lambda: f"partner:{caller().partner}")


def _identify(needs_no_key: Callable[[], bool]) -> Caller:
    """A key that was sent is checked, also where none is needed."""
    presented = request.headers.get(HEADER)
    if presented is not None:
        return api_keys.identify(presented)
    if current_app.config["PARTNER_API_OPEN"] or needs_no_key():
        return OPEN
    raise Unauthenticated(f"Send an API key as {HEADER}.")
