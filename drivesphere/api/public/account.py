"""What people do with their own account: show that the address is theirs, choose passwords, end sessions."""

from __future__ import annotations

from typing import Any

import marshmallow as ma
from bson import ObjectId
from marshmallow import validate

from drivesphere.api import limits, security
from drivesphere.api.blueprint import Blueprint
from drivesphere.api.errors import declares
from drivesphere.api.public.auth import ADA, LONGEST_EMAIL, UserSchema
from drivesphere.api.schemas import paged
from drivesphere.api.security import current_user, signed_in
from drivesphere.domain import errors
from drivesphere.services import accounts, erasure, own_account, own_data, passwords, proofs
from drivesphere.shapes.fields import Flag, Id, Instant, Text
from drivesphere.shapes.schemas import PageArgs, Shown, Strict

LONGEST_TOKEN = 100
TOKEN = "3q2-7wF8kXv0ZbYcD1eGhA"  # noqa: S105 - an example
NEW_PASSWORD = "amber-lighthouse-ferry-27"  # noqa: S105 - an example

blp = Blueprint("account", __name__, url_prefix="/api/v1/auth", description="One's own account.")


def _password(shortest: int = 1) -> ma.fields.String:
    """A password that is shown to be known, or with `passwords.SHORTEST` one that is chosen."""
    return ma.fields.String(
        required=True, validate=validate.Length(min=shortest, max=passwords.LONGEST), load_only=True
    )


class TokenSchema(Strict):
    """What the link in a mail holds."""

    token = Text(required=True, min=1, max=LONGEST_TOKEN)


class EmailSchema(Strict):
    """Whose password is forgotten."""

    email = Text(required=True, min=1, max=LONGEST_EMAIL)


class ResetSchema(TokenSchema):
    """A new password in place of a forgotten one."""

    password = _password(passwords.SHORTEST)


class ChangeSchema(Strict):
    """A new password in place of a known one."""

    current = _password()
    new = _password(passwords.SHORTEST)


class NameSchema(Strict):
    """What one is called."""

    name = Text(required=True, min=1, max=accounts.LONGEST_NAME)


class OpenSessionSchema(Shown):
    """A session that is open: a device on which somebody has signed in."""

    id = Id()
    device = Text(allow_none=True, metadata={"description": "As far as the browser says."})
    address = Text(allow_none=True, metadata={"description": "The network address that it was last used from."})
    created_at = Instant(metadata={"description": "When the password was given, to the minute."})
    last_used_at = Instant(metadata={"description": "To the minute; a client in use asks every 15 minutes."})
    is_current = Flag(metadata={"description": "Whether it is the session that asks."})


class ProfileSchema(UserSchema):
    """An account, for its user."""

    created_at = Instant(allow_none=True)
    last_login_at = Instant(allow_none=True)


class DeedSchema(Shown):
    """What the audit trail says of the account."""

    at = Instant()
    action = Text()
    outcome = Text()
    code = Text(allow_none=True)
    actor = Text(metadata={"description": "The role of whoever did it."})
    booking_id = Id(allow_none=True)
    before = Text(allow_none=True)
    after = Text(allow_none=True)


class ExportSchema(Shown):
    """Everything that is known of a person."""

    exported_at = Instant()
    profile = ma.fields.Nested(ProfileSchema)
    sessions = ma.fields.List(ma.fields.Nested(OpenSessionSchema))
    bookings = ma.fields.List(
        ma.fields.Dict(), metadata={"description": "As `GET /bookings` shows them, with `cancel_reason`."}
    )
    cancelled = ma.fields.List(
        ma.fields.Dict(), metadata={"description": "Bookings of own listings that one cancelled as owner, and why."}
    )
    listings = ma.fields.List(ma.fields.Dict(), metadata={"description": "As they are stored."})
    blocks = ma.fields.List(
        ma.fields.Dict(),
        metadata={"description": "As `GET /owner/listings/{listing_id}/blocks` shows them; ended ones too."},
    )
    audit = ma.fields.List(ma.fields.Nested(DeedSchema))


class EraseSchema(Strict):
    """Whoever erases an account has to know its password."""

    password = _password()


OPEN_SESSION = {
    "id": "665f1c2a9d3e4b5a6c7d8e9e",
    "device": "Firefox on Linux",
    "address": "203.0.113.7",
    "created_at": "2026-11-21T12:00:00Z",
    "last_used_at": "2026-11-22T08:15:00Z",
    "is_current": True,
}


DEED = {
    "at": "2026-11-21T12:00:00Z",
    "action": "change_password",
    "outcome": "done",
    "code": None,
    "actor": "client",
    "booking_id": None,
    "before": None,
    "after": None,
}
EXPORT = {
    "exported_at": "2026-11-22T08:15:30Z",
    "profile": {**ADA, "created_at": "2026-11-20T18:00:00Z", "last_login_at": "2026-11-21T12:00:00Z"},
    "sessions": [OPEN_SESSION],
    "bookings": [],
    "cancelled": [],
    "listings": [],
    "blocks": [],
    "audit": [DEED],
}


@blp.route("/verify-email", methods=["POST"])
@limits.limit_proofs
@blp.arguments(TokenSchema, example={"token": TOKEN})
@blp.response(204)
@blp.doc(operationId="verifyEmail")
@declares(errors.Rejected, "token_no_good", errors.TooManyRequests, errors.Unavailable)
def verify_email(body: dict[str, Any]) -> None:
    """Show that the address is yours, with the token of the mail"""
    proofs.verify(body["token"])


@blp.route("/resend-verification", methods=["POST"])
@signed_in()
@limits.limit_own_mails
@blp.response(204)
@blp.doc(operationId="resendVerification")
@declares(errors.TooManyRequests, errors.Unavailable)
def resend_verification() -> None:
    """Ask for the mail again; where the address is verified already, nothing is sent"""
    proofs.ask_again(current_user().id)


@blp.route("/forgot-password", methods=["POST"])
@limits.limit_proofs
@limits.limit_mails_to_account
@blp.arguments(EmailSchema, example={"email": ADA["email"]})
@blp.response(204)
@blp.doc(operationId="forgotPassword")
@declares(errors.Rejected, errors.TooManyRequests, errors.Unavailable)
def forgot_password(body: dict[str, Any]) -> None:
    """Ask for a mail to choose a new password; the answer is the same whether there is such an account or not"""
    proofs.ask_to_reset(body["email"])


@blp.route("/reset-password", methods=["POST"])
@limits.limit_proofs
@blp.arguments(ResetSchema, example={"token": TOKEN, "password": NEW_PASSWORD})
@blp.response(204)
@blp.doc(operationId="resetPassword")
@declares(errors.Rejected, "token_no_good", errors.TooManyRequests, errors.Unavailable)
def reset_password(body: dict[str, Any]) -> None:
    """Choose a new password with the token of the mail; all sessions end"""
    proofs.reset(body["token"], body["password"])


@blp.route("/change-password", methods=["POST"])
@signed_in()
@limits.limit_own_passwords
@blp.arguments(ChangeSchema, example={"current": "blue-harbour-lantern-19", "new": NEW_PASSWORD})
@blp.response(204)
@blp.doc(operationId="changePassword")
@declares(errors.Conflict, errors.Rejected, errors.TooManyRequests, errors.Unavailable)
def change_password(body: dict[str, Any]) -> None:
    """Choose a new password; all other sessions end"""
    own_account.change_password(current_user(), body["current"], body["new"])


@blp.route("/me", methods=["PATCH"])
@signed_in()
@blp.arguments(NameSchema, example={"name": "Ada L."})
@blp.response(200, UserSchema, example={**ADA, "name": "Ada L."})
@blp.doc(operationId="changeMe")
@declares(errors.NotFound, errors.Rejected, errors.Unavailable)
def change_me(body: dict[str, Any]) -> dict[str, Any]:
    """Change your name"""
    return accounts.public(own_account.rename(current_user(), body["name"]))


@blp.route("/sessions")
@signed_in()
@blp.arguments(PageArgs, location="query")
@blp.response(200, OpenSessionSchema(many=True), example=[OPEN_SESSION])
@blp.doc(operationId="listSessions")
@declares(errors.Rejected, errors.Unavailable)
def list_sessions(args: dict[str, Any]) -> Any:
    """See where you are signed in, the session used last first"""
    return paged(*own_account.sessions_of(current_user(), **args), args)


@blp.route("/sessions", methods=["DELETE"])
@signed_in()
@blp.response(204)
@blp.doc(operationId="endOtherSessions")
@declares(errors.Unavailable)
def end_other_sessions() -> None:
    """Sign out everywhere else, within a second"""
    own_account.end_other_sessions(current_user())


@blp.route("/sessions/<id:session_id>", methods=["DELETE"])
@signed_in()
@blp.response(204)
@blp.doc(operationId="endSession")
@declares(errors.NotFound, errors.Unavailable)
def end_session(session_id: ObjectId) -> None:
    """Sign out on one device, within a second"""
    own_account.end_session(current_user(), session_id)


@blp.route("/export")
@signed_in()
@limits.limit_exports
@blp.response(200, ExportSchema, example=EXPORT)
@blp.doc(operationId="exportMyData")
@declares(errors.TooManyRequests, errors.Unavailable)
def export_my_data() -> tuple[dict[str, Any], int, dict[str, str]]:
    """Take everything that we know of you with you"""
    return own_data.export(current_user()), 200, {"Content-Disposition": 'attachment; filename="drivesphere-data.json"'}


@blp.route("/erase", methods=["POST"])
@signed_in()
@limits.limit_own_passwords
@blp.arguments(EraseSchema, example={"password": "blue-harbour-lantern-19"})
@blp.response(204)
@blp.doc(operationId="eraseMe")
@declares("still_needed", "last_admin", errors.Rejected, errors.TooManyRequests, errors.Unavailable)
def erase_me(body: dict[str, Any]) -> None:
    """Erase your account for good; what stands in the way is named"""
    erasure.erase(current_user(), body["password"])
    security.take_back()
