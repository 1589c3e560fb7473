"""`ETag` and `If-Match`: an edit says which version it was made for, so nobody overwrites what he has not seen.

The tag is the version of the stored record and not a digest of the answer, because it is the record that an edit
changes: what is left of a section may move on while its price is edited. For the same reason nothing is answered with
304: an answer may differ from the one before under the same tag.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

from flask import request

from drivesphere.api.blueprint import takes_header
from drivesphere.api.errors import declares
from drivesphere.domain.errors import Malformed, PreconditionRequired, Stale

View = TypeVar("View", bound=Callable[..., Any])

HEADER = "If-Match"
# A proxy that compresses makes a tag weak on its way; the version in it is the same.
_TAG = re.compile(r'(?:W/)?"(0|[1-9][0-9]{0,9})"', re.ASCII)

ETAG = {"ETag": {"description": "The version, for `If-Match`.", "schema": {"type": "string", "example": '"7"'}}}
"""For `@blp.response(…, headers=ETAG)` of what can be edited."""

_PARAMETER = {
    "in": "header",
    "name": HEADER,
    "required": True,
    "description": "The `ETag` of what you have read: the edit is made only if nobody has changed it since.",
    "schema": {"type": "string", "pattern": f"^{_TAG.pattern}$"},
    "example": '"7"',
}
_OPTIONAL = _PARAMETER | {
    "required": False,
    "description": "Not needed, for it is right in any version; with the `ETag` of what you have read, in that alone.",
}


def for_version(view: View) -> View:
    """Hand an edit the `version` that it was made for, and document the header with its refusals."""

    @wraps(view)
    def expecting(*args: Any, **kwargs: Any) -> Any:
        version = _expected_version()
        if version is None:
            message = "Send the ETag of what you have read."
            raise PreconditionRequired(f"{HEADER}: {message}", errors={HEADER: [message]})
        return view(*args, version=version, **kwargs)

    return cast(View, declares(Malformed, PreconditionRequired, Stale)(takes_header(expecting, _PARAMETER)))


def for_version_if_any(view: View) -> View:
    """The same for a change that is right in any version: None unless the client says which, and then it must be."""

    @wraps(view)
    def expecting(*args: Any, **kwargs: Any) -> Any:
        return view(*args, version=_expected_version(), **kwargs)

    return cast(View, declares(Malformed, Stale)(takes_header(expecting, _OPTIONAL)))


def tagged(shown: Any, version: int) -> tuple[Any, dict[str, str]]:
    """What a view returns to answer `shown` with the tag of its `version`."""
    return shown, {"ETag": f'"{version}"'}


def _expected_version() -> int | None:
    """The version in the header; None where there is none."""
    header = request.headers.get(HEADER)
    if header is None:
        return None
    found = _TAG.fullmatch(header.strip())
    if not found:
        message = 'Not one version in quotes, like "7".'
        raise Malformed(f"{HEADER}: {message}", errors={HEADER: [message]})
    return int(found[1])
