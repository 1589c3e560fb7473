"""JSON as we write it: compact, times in RFC 3339 with Z, ids as text, no NaN."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from bson import ObjectId
from flask import Response
from flask.json.provider import DefaultJSONProvider

from drivesphere.domain.clock import rfc3339


class JsonProvider(DefaultJSONProvider):
    """Flask's provider without its sorting, its HTTP dates, and NaN; one encoder serves all requests."""

    def dumps(self, obj: Any, **kwargs: Any) -> str:
        return json.dumps(obj, default=_plain, allow_nan=False, **kwargs) if kwargs else _encoder.encode(obj)

    def response(self, *args: Any, **kwargs: Any) -> Response:
        body = _encoder.encode(self._prepare_response_obj(args, kwargs))
        return Response(body, content_type=self.mimetype)


def _plain(value: Any) -> str:
    if isinstance(value, datetime):
        return rfc3339(value)
    if isinstance(value, ObjectId):
        return str(value)
    raise TypeError(f"{type(value).__name__} does not belong in an answer.")


_encoder = json.JSONEncoder(default=_plain, allow_nan=False, separators=(",", ":"))
