"""Who is asking? Access tokens come in the Authorization header, refresh tokens in one cookie."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any, TypeVar, cast
from urllib.parse import urlsplit

import jwt
from bson import ObjectId
from flask import Flask, Response, after_this_request, current_app, g, request
from flask_jwt_extended import (
    JWTManager,
    create_access_token,
    create_refresh_token,
    set_refresh_cookies,
    unset_refresh_cookies,
    verify_jwt_in_request,
)
from flask_jwt_extended.exceptions import JWTExtendedException
from jwt.exceptions import PyJWTError

from drivesphere.api.errors import declares
from drivesphere.config import Settings
from drivesphere.domain.errors import NotAllowed, Unauthenticated
from drivesphere.domain.user import Actor, Role
from drivesphere.services import sessions
from drivesphere.services.sessions import Ticket

View = TypeVar("View", bound=Callable[..., Any])
Claims = Mapping[str, Any]

ACCESS_LIFETIME = timedelta(minutes=15)  # what a stolen token is worth while its session is not ended
LEEWAY_SECONDS = 5  # between the clocks of our own machines
ALGORITHM = "HS256"
ISSUER, AUDIENCE = "drivesphere", "drivesphere-api"
COOKIE, COOKIE_PATH = "refresh_token", "/api/v1/auth"
SCHEME = "bearer"
"""The name of the security scheme in the OpenAPI document."""

_UNREADABLE = (JWTExtendedException, PyJWTError, ValueError, TypeError, OverflowError, RecursionError)
"""What a made-up token can raise; the last ones come from its JSON, which is read before its signature."""

_TEXTS = dict.fromkeys(("sub", "sid", "jti", "typ", "iss", "aud"), str)
_NUMBERS = dict.fromkeys(("iat", "exp"), int)
_SHAPES: dict[str, dict[str, type]] = {
    "access": {**_TEXTS, **_NUMBERS, "role": str},
    "refresh": {**_TEXTS, **_NUMBERS, "gen": int},
}
"""The claims each token must have; PyJWT by itself takes a token without `exp`, and one with exp = 10³⁰."""


def init_app(app: Flask, settings: Settings) -> None:
    """Fix every choice that a token could otherwise make for itself."""
    app.config.from_mapping(
        JWT_SECRET_KEY=settings.secret_key,
        JWT_ALGORITHM=ALGORITHM,
        JWT_DECODE_ALGORITHMS=[ALGORITHM],
        JWT_DECODE_LEEWAY=LEEWAY_SECONDS,
        JWT_ACCESS_TOKEN_EXPIRES=ACCESS_LIFETIME,
        JWT_ENCODE_ISSUER=ISSUER,
        JWT_DECODE_ISSUER=ISSUER,
        JWT_ENCODE_AUDIENCE=AUDIENCE,
        JWT_DECODE_AUDIENCE=AUDIENCE,
        JWT_ENCODE_NBF=False,
        JWT_TOKEN_LOCATION=["headers"],
        JWT_COOKIE_CSRF_PROTECT=False,  # SameSite=Strict and `same_origin` do that work
        JWT_COOKIE_SECURE=settings.is_production,
        JWT_COOKIE_SAMESITE="Strict",
        JWT_REFRESH_COOKIE_NAME=f"__Secure-{COOKIE}" if settings.is_production else COOKIE,
        JWT_REFRESH_COOKIE_PATH=COOKIE_PATH,
        TRUSTED_ORIGINS=frozenset({_origin(settings.public_url), *settings.cors_origins}),
    )
    JWTManager(app)
    app.after_request(_challenge)


def signed_in(*roles: str) -> Callable[[View], View]:
    """Let users of these roles pass, of any role when none is named; documents itself and its refusals."""
    allowed = frozenset(map(Role, roles or Role))

    def attach(view: View) -> View:
        @functools.wraps(view)
        def guarded(*args: Any, **kwargs: Any) -> Any:
            g.actor = _identify()
            if g.actor.role not in allowed:
                raise NotAllowed(f"This is for {' and '.join(sorted(allowed))} accounts.")
            return view(*args, **kwargs)

        documented = declares(Unauthenticated, NotAllowed)(guarded)
        documented.__dict__["_apidoc"]["manual_doc"]["security"] = [{SCHEME: []}]
        documented.__dict__["roles"] = allowed
        return cast(View, documented)

    return attach


def same_origin(view: View) -> View:
    """Let no other site's page use the cookie: browsers say whose page asks, and no page can change that."""

    @functools.wraps(view)
    def guarded(*args: Any, **kwargs: Any) -> Any:
        if not _is_same_origin():
            raise NotAllowed("Only DriveSphere's own pages may do this.")
        return view(*args, **kwargs)

    return cast(View, declares(NotAllowed)(guarded))


def current_user() -> Actor:
    """Who makes this request; only inside a view that is `signed_in`."""
    return cast(Actor, g.actor)


def acting_user() -> str:
    """Who makes this request, as the audit trail names them: `admin:<id>`."""
    return f"{current_user().role}:{current_user().id}"


def access_token(ticket: Ticket) -> str:
    """A token for the Authorization header of the next 15 minutes."""
    claims = {"role": ticket.holder["role"], "sid": str(ticket.family_id), "typ": "access"}
    token: str = create_access_token(str(ticket.holder["_id"]), additional_claims=claims)
    return token


def hand_over(ticket: Ticket) -> None:
    """Put the refresh token of `ticket` into the cookie of this request's answer."""
    token = _refresh_token(ticket)
    seconds = int((ticket.expires_at - ticket.issued_at).total_seconds())

    @after_this_request
    def attach(response: Response) -> Response:
        set_refresh_cookies(response, token, max_age=seconds)
        return response


def take_back() -> None:
    """Remove the cookie with this request's answer."""

    @after_this_request
    def attach(response: Response) -> Response:
        unset_refresh_cookies(response)
        return response


def presented_refresh() -> tuple[ObjectId, int]:
    """Session and generation of the refresh token in the cookie; `Unauthenticated` without a good one."""
    claims = _claims("refresh")
    return ObjectId(claims["sid"]), claims["gen"]


def presented_session() -> ObjectId:
    """The session of this request, by its cookie or else by its access token, even if it has ended."""
    try:
        return presented_refresh()[0]
    except Unauthenticated:
        return ObjectId(_claims("access")["sid"])


def _refresh_token(ticket: Ticket) -> str:
    """Made of nothing but the ticket: the same ticket gives the same token, to the byte."""
    claims = {
        "sid": str(ticket.family_id),
        "gen": ticket.generation,
        "typ": "refresh",
        "jti": f"{ticket.family_id}.{ticket.generation}",
        "iat": int(ticket.issued_at.timestamp()),
        "exp": int(ticket.expires_at.timestamp()),
    }
    token: str = create_refresh_token(str(ticket.holder["_id"]), additional_claims=claims)
    return token


def _identify() -> Actor:
    claims = _claims("access")
    role, family_id = Role(claims["role"]), ObjectId(claims["sid"])
    # An admin's session is read from MongoDB itself: for it not even a lost mark in Redis may count.
    if not sessions.is_live(family_id, certain=role is Role.ADMIN):
        raise Unauthenticated("The session is over. Sign in again.")
    return Actor(ObjectId(claims["sub"]), role, family_id)


def _claims(kind: str) -> Claims:
    """The verified claims of the one token of this `kind` at its one place in the request."""
    try:
        claims = _refresh_claims() if kind == "refresh" else _access_claims()
        fits = _has_shape(claims, kind)
    except _UNREADABLE:
        fits = False
    if not fits:
        raise Unauthenticated("Sign in: the token is missing, expired or not ours.")
    return claims


def _refresh_claims() -> Claims:
    verified = verify_jwt_in_request(refresh=True, locations=["cookies"], skip_revocation_check=True)
    return verified[1] if verified else {}


def _access_claims() -> Claims:
    """One decoding, on the path of every request; flask-jwt-extended takes a token apart three times to check it."""
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme != "Bearer":
        return {}
    return jwt.decode(
        token,
        current_app.config["JWT_SECRET_KEY"],
        algorithms=[ALGORITHM],
        issuer=ISSUER,
        audience=AUDIENCE,
        leeway=LEEWAY_SECONDS,
        options={"require": list(_SHAPES["access"])},
    )


def _has_shape(claims: Claims, kind: str) -> bool:
    typed = all(type(claims.get(name)) is shape for name, shape in _SHAPES[kind].items())
    if not typed or claims["typ"] != kind or claims.get("type", kind) != kind:
        return False
    if not (ObjectId.is_valid(claims["sub"]) and ObjectId.is_valid(claims["sid"])):
        return False
    # PyJWT checks that `iat` is not in the future; together this bounds the lifetime, whoever signed it.
    lasts = claims["exp"] - claims["iat"]
    return kind == "refresh" or (claims["role"] in set(Role) and 0 < lasts <= ACCESS_LIFETIME.total_seconds())


def _is_same_origin() -> bool:
    """What the browser says (Sec-Fetch-Site), else where the page is from; other programs say neither."""
    origin, site = request.headers.get("Origin"), request.headers.get("Sec-Fetch-Site")
    if origin in current_app.config["TRUSTED_ORIGINS"]:
        return True
    if site is not None:
        return site == "same-origin"
    return origin is None or origin == f"{request.scheme}://{request.host}"


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def _challenge(response: Response) -> Response:
    """RFC 9110: a 401 says how to do better."""
    if response.status_code == 401:
        response.headers.setdefault("WWW-Authenticate", 'Bearer realm="drivesphere"')
    return response
