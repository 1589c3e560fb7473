"""Which requests are for the API, and which for the client's pages."""

from __future__ import annotations

from typing import Any

API = "/api"
PHOTOS = f"{API}/v1/photos"
PROBES = ("/health", "/metrics")
"""What probes and Prometheus ask for at the root."""
SHARED = "/bookings"
"""The ticket service's bookings to programs, and a page of the client to browsers."""
READS = ("GET", "HEAD")


def is_for_api(environ: dict[str, Any]) -> bool:
    """Whether the API answers this request."""
    path = environ.get("PATH_INFO", "")
    return is_under(path, API) or path in PROBES or (path == SHARED and not _is_navigation(environ))


def is_under(path: str, area: str) -> bool:
    """Whether `path` is `area` or something in it."""
    return path == area or path.startswith(area + "/")


def _is_navigation(environ: dict[str, Any]) -> bool:
    """Whether a browser wants a page to show: no program asks for HTML."""
    return environ["REQUEST_METHOD"] in READS and "text/html" in environ.get("HTTP_ACCEPT", "").lower()
