"""How a mail of the outbox is sent. It may run again for the same row: the Message-ID is that of the row."""

from __future__ import annotations

from typing import Any

from drivesphere.infra import mail, mongo
from drivesphere.models import booking as bookings
from drivesphere.models import user
from drivesphere.services import mail_texts

Record = dict[str, Any]


def send(row: Record) -> None:
    """Write to whom the row's template is for; to nobody where no mail can go, as to the owner of an imported fleet."""
    payload = row["payload"]
    with mongo.deadline():
        booking = bookings.find(row["booking_id"])
        reader = booking and user.mail_address(booking[mail_texts.OF_BOOKINGS[payload["template"]].reader])
    if booking is None:
        raise KeyError(f"booking {row['booking_id']}")
    if reader:
        letter = mail_texts.compose(payload["template"], booking, payload)
        mail.send(letter, to=reader, message_id=str(row["_id"]))
