"""The Idempotency-Key header: read, checked, documented, and the stored answer sent again."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

from flask import Response, jsonify, request

from drivesphere.api.blueprint import takes_header
from drivesphere.api.security import current_user
from drivesphere.domain.errors import Malformed
from drivesphere.domain.idempotency import Answer, Attempt

View = TypeVar("View", bound=Callable[..., Any])

HEADER = "Idempotency-Key"
REPLAYED = "Idempotent-Replayed"
LONGEST_KEY = 255
_KEY = re.compile(rf"[\x21-\x7e]([\x20-\x7e]{{0,{LONGEST_KEY - 2}}}[\x21-\x7e])?", re.ASCII)

_PARAMETER = {
    "in": "header",
    "name": HEADER,
    "required": False,
    "description": (
        "A value of your choice, new for each new request. Repeats with the same key get the first answer "
        f"again, marked `{REPLAYED}: true`, and change nothing."
    ),
    "schema": {"type": "string", "minLength": 1, "maxLength": LONGEST_KEY, "pattern": r"^[\x20-\x7e]+$"},
    "example": "0b0c6a52-6d0e-4d5e-9b6f-2f1d1c9f7a10",
}


def idempotent_for(requester: Callable[[], str]) -> Callable[[View], View]:
    """Hand a view an `attempt`; stands below `arguments`: the fingerprint is of the validated body.

    `requester()` is who asks, because a key means nothing to anybody else.
    """

    def attach(view: View) -> View:
        @wraps(view)
        def with_attempt(*args: Any, **kwargs: Any) -> Any:
            return view(*args, attempt=Attempt(_scope(requester), _fingerprint(args, kwargs)), **kwargs)

        return cast(View, takes_header(with_attempt, _PARAMETER))

    return attach


idempotent = idempotent_for(lambda: str(current_user().id))
"""For views of users who are signed in."""


def answer(result: Answer) -> Response:
    """The answer as stored, marked when it is a repeat."""
    response = jsonify(result.body)
    response.status_code = result.status
    if result.location:
        response.headers["Location"] = result.location
    response.headers.update(repeated(result))
    return response


def repeated(result: Answer) -> dict[str, str]:
    """The header that marks a repeat, for views that have more to say than `answer` does."""
    return {REPLAYED: "true"} if result.replayed else {}


def _scope(requester: Callable[[], str]) -> str | None:
    """Requester, route and key; a key means nothing to somebody else or on another route."""
    key = request.headers.get(HEADER)
    if key is None:
        return None
    if not _KEY.fullmatch(key):
        message = f"Must be 1 to {LONGEST_KEY} printable ASCII characters."
        raise Malformed(f"{HEADER}: {message}", errors={HEADER: [message]})
    return f"{requester()}|{request.method} {request.url_rule}|{key}"


def _fingerprint(args: tuple[Any, ...], kwargs: dict[str, Any]) -> str:
    """SHA-256 of body and path as canonical JSON; times are in UTC by now, however they were spelled."""
    asked = json.dumps([args, kwargs], sort_keys=True, default=str, separators=(",", ":"))
    return hashlib.sha256(asked.encode()).hexdigest()
