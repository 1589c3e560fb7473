"""The JSON bodies of /_sandbox; Stripe's own API takes forms."""

from typing import Any

from flask import request

from .errors import JSON, StripeError


def body() -> JSON:
    """A page of another origin cannot send this content type unasked, so it cannot move a switch."""
    if not request.content_length:
        return {}
    body: Any = request.get_json(silent=True)
    if not isinstance(body, dict):
        raise StripeError("The body is a JSON object with the content type application/json.")
    return body
