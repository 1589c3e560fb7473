"""Accounts and sessions over HTTP."""

from __future__ import annotations

from typing import Any

import marshmallow as ma
from flask.blueprints import BlueprintSetupState
from marshmallow import validate

from drivesphere.api import devices, limits, security
from drivesphere.api.blueprint import Blueprint
from drivesphere.api.errors import declares
from drivesphere.api.security import current_user, same_origin, signed_in
from drivesphere.domain.errors import EmailTaken, Rejected, TooManyRequests, Unauthenticated, Unavailable
from drivesphere.domain.user import REGISTRABLE, Role
from drivesphere.services import accounts, passwords, sessions
from drivesphere.services.sessions import Ticket
from drivesphere.shapes.fields import Flag, Id, Text, Whole
from drivesphere.shapes.schemas import Shown, Strict

COOKIE_SCHEME = "refreshCookie"
LONGEST_EMAIL = 254  # RFC 5321 allows no longer path

blp = Blueprint("auth", __name__, url_prefix="/api/v1/auth", description="Accounts and sessions.")

ADA = {
    "id": "665f1c2a9d3e4b5a6c7d8e9f",
    "email": "ada@example.com",
    "name": "Ada",
    "role": "client",
    "email_verified": True,
}
SESSION = {"access_token": "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.…", "expires_in": 900, "user": ADA}
CREDENTIALS = {"email": "ada@example.com", "password": "blue-harbour-lantern-19"}


@blp.record
def _describe_cookie(state: BlueprintSetupState) -> None:
    """The second way of showing who one is stands beside the only views that take it."""
    documentation = state.app.extensions["flask-smorest"]["apis"][""]["ext_obj"]
    cookie = {"type": "apiKey", "in": "cookie", "name": state.app.config["JWT_REFRESH_COOKIE_NAME"]}
    documentation.spec.components.security_scheme(COOKIE_SCHEME, cookie)


class RegistrationSchema(Strict):
    """A new account."""

    email = Text(required=True, max=LONGEST_EMAIL)
    password = ma.fields.String(
        required=True, validate=validate.Length(min=passwords.SHORTEST, max=passwords.LONGEST), load_only=True
    )
    name = Text(required=True, min=1, max=accounts.LONGEST_NAME)
    role = ma.fields.String(required=True, validate=validate.OneOf([role.value for role in REGISTRABLE]))


class CredentialsSchema(Strict):
    """What somebody signs in with; its limits tell nothing about which passwords exist."""

    email = Text(required=True, min=1, max=LONGEST_EMAIL)
    password = ma.fields.String(required=True, validate=validate.Length(min=1, max=passwords.LONGEST), load_only=True)


class UserSchema(Shown):
    """Somebody with an account."""

    id = Id()
    email = Text(max=LONGEST_EMAIL)
    name = Text()
    role = ma.fields.String(validate=validate.OneOf([role.value for role in Role]))
    email_verified = Flag(metadata={"description": "Whether the address is known to be the user's own."})


class SessionSchema(Shown):
    """A session; its refresh token is in the cookie."""

    access_token = ma.fields.String(metadata={"description": "For the Authorization header: `Bearer …`."})
    expires_in = Whole(metadata={"description": "Seconds for which the access token is good."})
    user = ma.fields.Nested(UserSchema)


@blp.route("/register", methods=["POST"])
@limits.limit_register
@blp.arguments(RegistrationSchema, example={**CREDENTIALS, "name": "Ada", "role": "client"})
@blp.response(201, UserSchema, example={**ADA, "email_verified": False})
@blp.doc(operationId="register")
@declares(EmailTaken, Rejected, TooManyRequests, Unavailable)
def register(body: dict[str, Any]) -> dict[str, Any]:
    """Open an account; a mail asks whether the address is yours"""
    return accounts.public(accounts.register(**body))


@blp.route("/login", methods=["POST"])
@limits.limit_login
@limits.limit_login_of_account
@blp.arguments(CredentialsSchema, example=CREDENTIALS)
@blp.response(200, SessionSchema, example=SESSION)
@blp.doc(operationId="login")
@declares(Unauthenticated, Rejected, TooManyRequests, Unavailable)
def login(body: dict[str, Any]) -> dict[str, Any]:
    """Sign in"""
    return _shown(accounts.log_in(**body, seen=devices.seen()))


@blp.route("/refresh", methods=["POST"])
@limits.limit_refresh
@same_origin
@blp.response(200, SessionSchema, example=SESSION)
@blp.doc(operationId="refresh", security=[{COOKIE_SCHEME: []}])
@declares(Unauthenticated, TooManyRequests, Unavailable)
def refresh() -> dict[str, Any]:
    """Get a new access token for the refresh cookie, which is replaced"""
    return _shown(sessions.renew(*security.presented_refresh(), devices.seen()))


@blp.route("/logout", methods=["POST"])
@same_origin
@blp.response(204)
@blp.doc(operationId="logout", security=[{COOKIE_SCHEME: []}, {security.SCHEME: []}])
@declares(Unauthenticated, Unavailable)
def logout() -> None:
    """End the session, on every server within a second"""
    sessions.end(security.presented_session())
    security.take_back()


@blp.route("/me", methods=["GET"])
@signed_in()
@blp.response(200, UserSchema, example=ADA)
@blp.doc(operationId="getMe")
@declares(Unavailable)
def get_me() -> dict[str, Any]:
    """Who am I?"""
    return accounts.public(accounts.find(current_user().id))


def _shown(ticket: Ticket) -> dict[str, Any]:
    security.hand_over(ticket)
    return {
        "access_token": security.access_token(ticket),
        "expires_in": int(security.ACCESS_LIFETIME.total_seconds()),
        "user": accounts.public(ticket.holder),
    }
