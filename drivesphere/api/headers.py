"""Security headers on every answer, whoever made it, and CORS for an exact list of origins."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from drivesphere.api import areas
from drivesphere.config import Settings

Wsgi = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
Header = tuple[str, str]

DOCS = "/api/docs"
REPORTS = f"{areas.API}/v1/csp-reports"
HSTS_SECONDS = 2 * 365 * 24 * 3600  # what browsers' preload lists ask for
PREFLIGHT_SECONDS = 600  # browsers forget a refusal that was a mistake of ours within ten minutes

CSP_OF_API = "default-src 'none'; frame-ancestors 'none'"
# Of a photo opened by itself nothing may run, whatever somebody finds to put into one.
CSP_OF_PHOTOS = f"{CSP_OF_API}; sandbox"
CSP_OF_PAGES = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data: blob:",  # Swagger UI draws its arrows so; photos are shown before they are sent
        "connect-src 'self'",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        f"report-uri {REPORTS}",  # for browsers that do not know the next
        "report-to csp",
    )
)
REPORTING: Header = ("Reporting-Endpoints", f'csp="{REPORTS}"')
CSP_OF_MAILS = "; ".join(
    (
        "default-src 'none'",  # a mail loads nothing, from anywhere
        "style-src 'unsafe-inline'",  # and brings its looks along, because no mail program asks for them
        "frame-ancestors 'self'",
        "sandbox allow-popups allow-popups-to-escape-sandbox",  # its links open, each in a page of its own
    )
)
MAIL = re.compile(r"/mailbox/[0-9a-f]{24}/html")

_EVERYWHERE: tuple[Header, ...] = (
    # The server would name its own software here if we named nothing.
    ("Server", "DriveSphere"),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "strict-origin-when-cross-origin"),
    ("Permissions-Policy", "camera=(), geolocation=(self), microphone=(), payment=(), usb=()"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
)
_HSTS: Header = ("Strict-Transport-Security", f"max-age={HSTS_SECONDS}; includeSubDomains")
_NOT_KEPT: Header = ("Cache-Control", "no-store")

_ALLOWED_METHODS = "GET, HEAD, POST, PUT, PATCH, DELETE"
_ALLOWED_HEADERS = "Authorization, Content-Type, Idempotency-Key, If-Match, If-None-Match, X-Request-ID, X-CSRF-TOKEN"
_EXPOSED_HEADERS = "ETag, Idempotent-Replayed, Location, Retry-After, Server-Timing, X-Pagination, X-Request-ID"


def around(app: Wsgi, settings: Settings) -> Wsgi:
    """`app` with the headers; a preflight of an allowed origin is answered here."""
    always = (*_EVERYWHERE, _HSTS) if settings.is_production else _EVERYWHERE
    origins = frozenset(settings.cors_origins)

    def with_headers(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        added = [*always, *_policies_of(environ)]
        if environ.get("PATH_INFO", "") == areas.SHARED:
            added.append(("Vary", "Accept"))
        if origins and areas.is_for_api(environ):
            added += _cors(environ, origins)

        def start(status: str, headers: list[Header], exc_info: Any = None) -> Any:
            return start_response(status, _completed(headers, added), exc_info)

        if _is_preflight(environ) and ("Access-Control-Allow-Credentials", "true") in added:
            start("204 No Content", [])
            return []
        return app(environ, start)

    return with_headers


def _policies_of(environ: dict[str, Any]) -> Iterator[Header]:
    """What a page may load, and who may frame it; old browsers know the latter by a header of its own."""
    is_mail = MAIL.fullmatch(environ.get("PATH_INFO", "")) is not None
    policy = CSP_OF_MAILS if is_mail else _policy_of(environ)
    yield "Content-Security-Policy", policy
    if policy == CSP_OF_PAGES:
        yield REPORTING
    yield "X-Frame-Options", "SAMEORIGIN" if is_mail else "DENY"


def _policy_of(environ: dict[str, Any]) -> str:
    if areas.is_under(environ.get("PATH_INFO", ""), areas.PHOTOS):
        return CSP_OF_PHOTOS
    shows_pages = areas.is_under(environ.get("PATH_INFO", ""), DOCS) or not areas.is_for_api(environ)
    return CSP_OF_PAGES if shows_pages else CSP_OF_API


def _completed(headers: Sequence[Header], added: Sequence[Header]) -> list[Header]:
    """Both; private answers are kept nowhere unless the view said how long."""
    said = any(name.lower() == "cache-control" for name, _ in headers)
    return [*headers, *added] if said else [*headers, *added, _NOT_KEPT]


def _cors(environ: dict[str, Any], origins: frozenset[str]) -> list[Header]:
    """Headers for an origin of the list, compared whole; any other learns only that the answer varies."""
    origin, varies = environ.get("HTTP_ORIGIN"), ("Vary", "Origin")
    if origin not in origins:
        return [varies]
    allowed = [
        varies,
        ("Access-Control-Allow-Origin", str(origin)),
        ("Access-Control-Allow-Credentials", "true"),
        ("Access-Control-Expose-Headers", _EXPOSED_HEADERS),
    ]
    return [*allowed, *_PREFLIGHT_ANSWER] if _is_preflight(environ) else allowed


_PREFLIGHT_ANSWER: tuple[Header, ...] = (
    ("Access-Control-Allow-Methods", _ALLOWED_METHODS),
    ("Access-Control-Allow-Headers", _ALLOWED_HEADERS),
    ("Access-Control-Max-Age", str(PREFLIGHT_SECONDS)),
)


def _is_preflight(environ: dict[str, Any]) -> bool:
    return environ["REQUEST_METHOD"] == "OPTIONS" and "HTTP_ACCESS_CONTROL_REQUEST_METHOD" in environ
