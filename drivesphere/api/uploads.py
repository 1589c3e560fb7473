"""Files in a request: the routes that take them say so, and may be sent more than all others."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from flask import Flask, current_app, request

View = TypeVar("View", bound=Callable[..., Any])

ENVELOPE_BYTES = 64 * 1024  # what multipart/form-data puts around a file
_LIMIT = "largest_body"


def takes_file(largest: int, *, envelope: int = ENVELOPE_BYTES) -> Callable[[View], View]:
    """Let the body of a view hold a file of `largest` bytes; one that is nothing but the file has no `envelope`."""

    def attach(view: View) -> View:
        view.__dict__[_LIMIT] = largest + envelope
        return view

    return attach


def init_app(app: Flask) -> None:
    """Widen the limit before the body is read; where files were sent, close them with the answer."""
    app.before_request(_widen_limit)
    app.teardown_request(_close_files)


def _widen_limit() -> None:
    view = current_app.view_functions.get(request.endpoint or "")
    largest = getattr(view, _LIMIT, None)
    if largest is not None:
        request.max_content_length = largest


def _close_files(_: BaseException | None) -> None:
    """What does not fit into memory is a temporary file; it shall not wait for the garbage collector."""
    request.close()
