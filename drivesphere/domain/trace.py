"""The id of the request or task that the current work belongs to, so that every trace of it names the same one."""

from __future__ import annotations

from contextvars import ContextVar

request_id: ContextVar[str] = ContextVar("request_id", default="-")
