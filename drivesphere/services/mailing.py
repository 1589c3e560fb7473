"""How a mail of the outbox is sent. It may run again for the same row: the Message-ID is that of the row."""

from __future__ import annotations

from typing import Any

from drivesphere.domain.letter import Letter
from drivesphere.infra import mail, mongo
from drivesphere.models import booking as bookings
from drivesphere.models import user
from drivesphere.services import mail_texts, proofs

Record = dict[str, Any]
Addressed = tuple[str, Letter]
FORGOTTEN_PAGE = "/login"
"""Where a mail leads that has no token; whoever changed the password finds the way to a new one there."""


def send(row: Record) -> None:
    """Send the mail of `row`; to nobody where none arrives, as to the owner of an imported fleet."""
    addressed = _about_booking(row) if row.get("booking_id") else _about_account(row)
    if addressed:
        to, letter = addressed
        mail.send(letter, to=to, message_id=str(row["_id"]))


def _about_booking(row: Record) -> Addressed | None:
    """None, too, for news that have passed: a reminder of what was cancelled while the mail server was away."""
    template, about = row["payload"]["template"], mail_texts.OF_BOOKINGS[row["payload"]["template"]]
    with mongo.deadline():
        booking = bookings.find(row["booking_id"])
        if booking is None:
            raise KeyError(f"booking {row['booking_id']}")
        reader = user.mail_address(booking[about.reader])
    if reader is None or about.status not in (None, booking["status"]):
        return None
    return reader, mail_texts.compose(template, booking, row["payload"])


def _about_account(row: Record) -> Addressed | None:
    """None, too, where its reader could do nothing with a link: of an account that nobody can sign in to, or of a mail
    that a later one has overtaken.
    """
    template, seed = row["payload"]["template"], row["payload"].get("seed")
    with mongo.deadline():
        person = user.find(row["user_id"]) if row["user_id"] else None
        reader = user.mail_address(person["_id"]) if person else None
        if person is None or reader is None or person["disabled"] or not person.get("password_hash"):
            return None
        page = proofs.page_of(template, seed, person["_id"], row["created_at"]) if seed else FORGOTTEN_PAGE
    name = person["name"] if user.is_verified(person) else None
    return (reader, mail_texts.compose_for_account(template, name, page)) if page else None
