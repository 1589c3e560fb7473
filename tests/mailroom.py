"""Where the mails of a test go: a maildir of its own, filled by carrying out the outbox."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest
from bson import ObjectId

from drivesphere.infra import mail
from drivesphere.models import user
from drivesphere.services import effects, outbox
from tests.stage import Stage


@dataclass
class Mailroom:
    """Reads what has arrived."""

    folder: Path

    def sent(self) -> list[EmailMessage]:
        """All mails so far, in the order in which they were asked for; what is due is sent first."""
        outbox.drain()
        files = sorted(path for name in ("new", "cur") for path in (self.folder / name).glob("*"))
        return [message_from_bytes(path.read_bytes(), policy=default) for path in files]

    def subjects(self, reader: ObjectId) -> list[str]:
        """The subjects of what one person got."""
        return [str(message["Subject"]) for message in self.sent() if message["To"] == user.email_of(reader)]


@pytest.fixture
def mailroom(stage: Stage, tmp_path: Path) -> Mailroom:
    """Mails go here from now on; ask for it behind whatever connects."""
    return deliver_into(stage, tmp_path / "mail")


def deliver_into(stage: Stage, folder: Path) -> Mailroom:
    """Let this process put its mails into `folder`."""
    mail.connect(dataclasses.replace(stage.settings, mail_dir=str(folder)))
    effects.register()
    return Mailroom(folder)


def text_of(message: EmailMessage) -> str:
    """The plain text of a mail."""
    part = message.get_body(["plain"])
    assert part is not None
    return str(part.get_content())
