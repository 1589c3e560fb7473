"""Reads what mongod writes: one JSON document per line, or the loader's complaint before its first."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any

SEVERITIES = {"W": "warning", "E": "error", "F": "fatal"}
MISSING_LIBRARY = re.compile(r"error while loading shared libraries: (?P<library>\S+):")
PACKAGES = {
    "libcurl.so.4": "libcurl4",
    "libcrypto.so.3": "libssl3",
    "libssl.so.3": "libssl3",
    "liblzma.so.5": "liblzma5",
}


def readable(line: str) -> str | None:
    """A line of mongod's JSON log as a sentence; None for what is not at least a warning."""
    entry = _entry(line)
    if not entry:
        return line
    if entry.get("s") not in SEVERITIES or "startupWarnings" in entry.get("tags", ()):
        return None
    attributes = entry.get("attr", {})
    cause = attributes.get("error") or attributes.get("reason") or ""
    return f"{SEVERITIES[entry['s']]}: {entry['msg']} {cause}".rstrip()


def explain(lines: Iterable[str]) -> str | None:
    """Why mongod stopped, from its last output, and what to do; None when the output does not tell."""
    for line in lines:
        missing = MISSING_LIBRARY.search(line)
        if missing:
            library = missing["library"]
            package = PACKAGES.get(library)
            advice = f"on Debian or Ubuntu: apt-get install {package}" if package else "install its package"
            return f"{library} is missing; {advice}"
    errors = [readable(line) for line in lines if _entry(line).get("s") in ("E", "F")]
    return errors[0] if errors else None


def _entry(line: str) -> dict[str, Any]:
    try:
        entry = json.loads(line)
    except ValueError:
        return {}
    return entry if isinstance(entry, dict) else {}
