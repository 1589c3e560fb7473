"""Mails that have not gone out, and sending them again."""

from __future__ import annotations

from typing import Any

import marshmallow as ma
from bson import ObjectId
from marshmallow import validate

from drivesphere.api.blueprint import Blueprint
from drivesphere.api.errors import declares
from drivesphere.api.schemas import paged
from drivesphere.api.security import acting_user, signed_in
from drivesphere.domain import errors
from drivesphere.services import undelivered
from drivesphere.services.undelivered import GIVEN_UP, WAITING
from drivesphere.shapes.fields import Id, Instant, Text, Whole
from drivesphere.shapes.schemas import PageArgs, Shown

blp = Blueprint("admin_mails", __name__, url_prefix="/api/v1/admin", description="Mails that have not gone out.")


class MailListArgs(PageArgs):
    """Which mails."""

    state = ma.fields.String(validate=validate.OneOf([WAITING, GIVEN_UP]), load_default=GIVEN_UP)


class MailSchema(Shown):
    """A mail that waits or was given up."""

    id = Id(metadata={"description": "Also the first part of its Message-ID."})
    template = Text(allow_none=True, metadata={"description": "Which mail it is."})
    booking_id = Id(allow_none=True)
    user_id = Id(allow_none=True, metadata={"description": "Of a mail about an account."})
    state = Text(metadata={"description": "`pending`: it is tried; `dead`: it was given up."})
    tries = Whole()
    due_at = Instant(metadata={"description": "When it is tried next, or was to be."})
    last_error = Text(allow_none=True)


MAIL = {
    "id": "665f1c2a9d3e4b5a6c7d8e9f",
    "template": "confirmed",
    "booking_id": "665f1c2a9d3e4b5a6c7d8e9e",
    "user_id": None,
    "state": GIVEN_UP,
    "tries": 12,
    "due_at": "2026-11-21T13:45:00Z",
    "last_error": "ConnectionRefusedError: [Errno 111] Connection refused",
}


@blp.route("/mails")
@signed_in("admin")
@blp.arguments(MailListArgs, location="query")
@blp.response(200, MailSchema(many=True), example=[MAIL])
@blp.doc(operationId="listUndeliveredMails")
@declares(errors.Rejected, errors.Unavailable)
def list_mails(args: dict[str, Any]) -> Any:
    """List mails that were given up, or that wait"""
    return paged(*undelivered.page_of(**args), args)


@blp.route("/mails/<id:mail_id>/send-again", methods=["POST"])
@signed_in("admin")
@blp.response(200, MailSchema, example={**MAIL, "state": WAITING, "tries": 0})
@blp.doc(operationId="sendMailAgain")
@declares(errors.NotFound, errors.IllegalTransition, errors.Unavailable)
def send_mail_again(mail_id: ObjectId) -> Any:
    """Send a mail that was given up again, with all its tries"""
    return undelivered.send_again(mail_id, actor=acting_user())
