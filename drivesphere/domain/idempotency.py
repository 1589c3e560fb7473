"""One request, sent again: what identifies it, and the answer it gets every time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Attempt:
    """A request that may be a repeat.

    `scope` names user, route and key, or is None when the client sent no key. `fingerprint` is the SHA-256 of
    what was asked, so that one key cannot stand for two different requests.
    """

    scope: str | None
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Answer:
    """A finished answer: HTTP `status`, JSON-able `body`, and whether it was given before."""

    status: int
    body: dict[str, Any]
    replayed: bool = False
    location: str | None = None
