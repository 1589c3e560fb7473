"""The mailbox of an installation that sends no mail to anybody; where it is not turned on there is none."""

from __future__ import annotations

from pathlib import Path

import flask
from bson import ObjectId
from flask import Flask, Response, current_app, render_template

from drivesphere.config import Settings
from drivesphere.domain.errors import NotFound
from drivesphere.services import mailbox

ASSETS = Path(__file__).parents[1] / "mailbox_assets"
ENABLED = "MAILBOX_ENABLED"

pages = flask.Blueprint("mailbox_page", __name__, url_prefix="/mailbox")


def init_app(app: Flask, settings: Settings) -> None:
    """The pages; `headers.MAIL` keeps the mails in them from running or loading anything."""
    app.config[ENABLED] = settings.mailbox_enabled
    app.register_blueprint(pages)


@pages.before_request
def _only_where_enabled() -> None:
    if not current_app.config[ENABLED]:
        raise NotFound("There is no mailbox here.")


@pages.get("", strict_slashes=False)
def page() -> str:
    return render_template("mailbox.html", mails=mailbox.newest(), most=mailbox.MOST_SHOWN)


@pages.get("/<id:mail_id>")
def show(mail_id: ObjectId) -> str:
    head, letter = mailbox.find(str(mail_id))
    return render_template("mail.html", mail=head, letter=letter)


@pages.get("/<id:mail_id>/html")
def show_html(mail_id: ObjectId) -> str:
    """The mail as it is, for a frame in the page above."""
    return mailbox.find(str(mail_id))[1].html


@pages.get("/<id:mail_id>/booking.ics")
def calendar_file(mail_id: ObjectId) -> Response:
    """What is attached, as a calendar takes it."""
    invitation = mailbox.find(str(mail_id))[1].invitation
    if invitation is None:
        raise NotFound("There is no calendar file in this mail.")
    response = Response(invitation.content, content_type=f"text/calendar; charset=utf-8; method={invitation.method}")
    response.headers["Content-Disposition"] = "attachment; filename=booking.ics"
    return response


@pages.get("/assets/<name>")
def asset(name: str) -> Response:
    return flask.send_from_directory(ASSETS, name)
