"""The mails of an installation that sends none: as a person reads them."""

from __future__ import annotations

from email.message import EmailMessage
from typing import Any

from drivesphere.domain.errors import NotFound
from drivesphere.domain.letter import Invitation, Letter
from drivesphere.infra import mail

Record = dict[str, Any]
MOST_SHOWN = 100  # mails in the list; who looks for an older one has a mail program


def newest() -> list[Record]:
    """The newest mails: {id, to, subject, date}."""
    found = ((mail_id, mail.read(mail_id)) for mail_id in mail.kept()[:MOST_SHOWN])
    return [_head(mail_id, message) for mail_id, message in found if message is not None]


def find(mail_id: str) -> tuple[Record, Letter]:
    """The head of a mail, and the letter in it; `NotFound` when there is none."""
    message = mail.read(mail_id)
    if message is None:
        raise NotFound("There is no such mail.")
    letter = Letter(str(message["Subject"]), _part(message, "plain"), _part(message, "html"), _invitation(message))
    return _head(mail_id, message), letter


def _head(mail_id: str, message: EmailMessage) -> Record:
    return {"id": mail_id} | {name.lower(): str(message[name]) for name in ("To", "Subject", "Date")}


def _part(message: EmailMessage, sort: str) -> str:
    part = message.get_body([sort])
    return str(part.get_content()) if part else ""


def _invitation(message: EmailMessage) -> Invitation | None:
    for part in message.iter_attachments():
        if part.get_content_type() == "text/calendar":
            return Invitation(str(part.get_param("method")), bytes(part.get_payload(decode=True)))
    return None
