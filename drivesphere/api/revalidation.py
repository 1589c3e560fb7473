"""`ETag` and `If-None-Match` of what clients ask for again and again: 304 and no body while it says the same.

The tag is a digest of the answer, and weak: two answers under one tag mean the same, though their bytes may differ. The
database's clock, `server_time`, is not among what an answer says, except beside a hold, where a client counts down
against it. Work is saved for the client and its network and not for us: an answer must be made to be compared.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

from flask import Response, g, request

from drivesphere.api.schemas import PAGINATION_HEADER
from drivesphere.domain.booking import Status

View = TypeVar("View", bound=Callable[..., Any])

DIGEST_CHARACTERS = 32  # 128 bits
CLOCK = "server_time"
ASK_AGAIN = "no-cache"  # it may be kept, and is asked for again with its tag before each use
ASK_AGAIN_IN_PRIVATE = "private, no-cache"

# Not a parameter: programs that are generated from the document would offer what browsers do by themselves.
_UNCHANGED = {"description": "You sent the `ETag` of what you have as `If-None-Match`, and it still says the same."}


def revalidated(view: View) -> View:
    """Answer 304 to whoever has the answer already; stands above `signed_in`, so that nobody learns what is refused."""

    @wraps(view)
    def asked_again(*args: Any, **kwargs: Any) -> Any:
        response = view(*args, **kwargs)
        return _conditional(response) if response.status_code == 200 else response

    documented = asked_again.__dict__.setdefault("_apidoc", {}).setdefault("manual_doc", {}).setdefault("responses", {})
    documented[304] = _UNCHANGED
    return cast(View, asked_again)


def _conditional(response: Response) -> Response:
    response.set_etag(_digest(response), weak=True)
    is_personal = "actor" in g
    response.headers["Cache-Control"] = ASK_AGAIN_IN_PRIVATE if is_personal else ASK_AGAIN
    if is_personal:
        response.vary.add("Authorization")
    return cast(Response, response.make_conditional(request))


def _digest(response: Response) -> str:
    """Of what an answer says, and of which page it is."""
    said = [_timeless(response.get_json()), response.headers.get(PAGINATION_HEADER)]
    text = json.dumps(said, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:DIGEST_CHARACTERS]


def _timeless(said: Any) -> Any:
    """An answer, or the rows of a list, without the clock; a hold keeps it, because it is running."""
    if isinstance(said, list):
        return [_timeless(row) for row in said]
    if not isinstance(said, dict) or said.get("status") == Status.PENDING:
        return said
    return {name: value for name, value in said.items() if name != CLOCK}
