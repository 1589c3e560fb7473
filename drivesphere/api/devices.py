"""What a request tells of the device that it comes from, in words that a person knows a device by."""

from __future__ import annotations

from functools import lru_cache

from flask import request
from ua_parser import parse

from drivesphere.api import limits
from drivesphere.domain.user import Seen

LONGEST_AGENT = 300  # characters; the longest of a real browser has 250, and reading one takes time
UNKNOWN = "an unknown device"


def seen() -> Seen:
    """From where this request comes."""
    return Seen(in_words(request.headers.get("User-Agent", "")[:LONGEST_AGENT]), limits.address())


@lru_cache(maxsize=1_000)
def in_words(agent: str) -> str:
    """`Firefox on Linux`, as far as the agent says so."""
    told = parse(agent)
    browser, system = (part.family if part else "" for part in (told.user_agent, told.os))
    return " on ".join(filter(None, (browser, system))) or UNKNOWN
