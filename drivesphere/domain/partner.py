"""Partners: back-ends that keep their users, and their money, to themselves; and what a key of theirs allows."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Scope(StrEnum):
    """What a key may be used for; one without a scope is told which it lacks."""

    BOOKINGS_READ = "bookings:read"
    BOOKINGS_WRITE = "bookings:write"
    EVENTS_READ = "events:read"
    EVENTS_WRITE = "events:write"
    AUDIT_READ = "audit:read"
    METRICS_READ = "metrics:read"
    LAB_RUN = "lab:run"


@dataclass(frozen=True, slots=True)
class Caller:
    """The partner behind a request, and what its key allows; no `key_id` where none was needed."""

    partner: str
    scopes: frozenset[str]
    key_id: Any = None


OPEN = Caller("open", frozenset(Scope))
"""Whoever asks without a key where that is allowed."""

_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")


def is_partner_name(name: str) -> bool:
    """Whether a partner can be called so: it stands in actors and scopes, between colons."""
    return _NAME.fullmatch(name) is not None and name != OPEN.partner
