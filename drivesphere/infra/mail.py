"""Mail: by SMTP where a server is named, else as files in a maildir that a person can read.

A message has the same Message-ID on every try. A maildir takes it once, under a file name made of that id; of a mail
server we can only ask that it drops a repeat.
"""

from __future__ import annotations

import os
import re
import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from email import message_from_bytes
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import default
from email.utils import format_datetime, parseaddr
from pathlib import Path
from urllib.parse import SplitResult, unquote, urlsplit

from email_validator import validate_email

from drivesphere.config import Settings
from drivesphere.domain import clock
from drivesphere.domain.letter import Invitation, Letter

STEP_SECONDS = 5  # for each of the nine steps at most of a delivery, so that all of them end within the row's lease
SUBMISSION_PORT, TLS_PORT = 587, 465
DOMAIN = "drivesphere"  # of Message-IDs, which must not change with the address of the installation
FOLDERS = ("tmp", *(READABLE := ("new", "cur")))
POLICY = default.clone(cte_type="7bit")  # every server on the way can carry that
_settings: Settings | None = None


class NotTaken(Exception):
    """What the mail server said, without the reader's address: it is logged, and stays when the reader is erased."""


def connect(settings: Settings) -> None:
    """Remember where mail goes; opens no connection."""
    global _settings
    _settings = settings


def sender() -> str:
    """The address that mail comes from, without its name."""
    return parseaddr(_settings.mail_from)[1] if _settings else ""


def send(letter: Letter, *, to: str, message_id: str) -> None:
    """Send `letter`; `message_id` is the same on every try. Where no way is set there is no mail."""
    if _settings is None or not (_settings.smtp_url or _settings.mail_dir):
        return
    message = _message(letter, _settings.mail_from, to, message_id)
    if _settings.smtp_url:
        _by_smtp(urlsplit(_settings.smtp_url), message)
    else:
        _into_folder(Path(_settings.mail_dir), message_id, message)


def _message(letter: Letter, sender: str, to: str, message_id: str) -> EmailMessage:
    """MIME with both texts, HTML last because the last is preferred; a header with a line break is a ValueError."""
    reader = _reader(to)
    message = EmailMessage(policy=POLICY.clone(utf8=not reader.username.isascii()))
    message["From"], message["To"] = sender, reader
    message["Subject"] = letter.subject
    message["Date"] = format_datetime(clock.now())
    message["Message-ID"] = f"<{message_id}@{DOMAIN}>"
    message["Auto-Submitted"] = "auto-generated"  # RFC 3834: no answering machine shall write back
    message.set_content(letter.text)
    message.add_alternative(letter.html, subtype="html")
    if letter.invitation:
        _attach(message, letter.invitation)
    return message


def _reader(to: str) -> Address:
    """One address, or a ValueError. Letters beyond ASCII before the @ need a server that can SMTPUTF8."""
    if to.isascii():
        return Address(addr_spec=to)
    known = validate_email(to, check_deliverability=False)
    return Address(username=known.local_part, domain=str(known.ascii_domain))


def _attach(message: EmailMessage, file: Invitation) -> None:
    words = {"method": file.method, "charset": "utf-8"}
    message.add_attachment(file.content, "text", "calendar", cte="base64", filename="booking.ics", params=words)


def _into_folder(folder: Path, name: str, message: EmailMessage) -> None:
    """Deliver as a maildir wants it: whole or not at all. A second time, it is there already, read or not."""
    for each in FOLDERS:
        (folder / each).mkdir(parents=True, exist_ok=True)
    if (folder / "new" / name).exists() or any((folder / "cur").glob(f"{name}:*")):
        return
    draft = folder / "tmp" / f"{name}.{os.getpid()}"
    with draft.open("wb") as file:
        file.write(message.as_bytes())
        file.flush()
        os.fsync(file.fileno())
    draft.replace(folder / "new" / name)


def kept() -> list[str]:
    """The ids of the mails in the maildir, newest first: an id begins with the second of the row that asked for it."""
    folder = Path(_settings.mail_dir) if _settings and _settings.mail_dir else None
    names = [path.name.partition(":")[0] for each in READABLE for path in (folder / each).glob("*")] if folder else []
    return sorted(names, reverse=True)


def read(message_id: str) -> EmailMessage | None:
    """A mail of the maildir; None when there is none of this id."""
    folder = Path(_settings.mail_dir) if _settings and _settings.mail_dir else None
    found = [path for each in READABLE for path in (folder / each).glob(f"{message_id}*")] if folder else []
    return message_from_bytes(found[0].read_bytes(), policy=POLICY) if found else None


def _by_smtp(server: SplitResult, message: EmailMessage) -> None:
    """Hand over to the server. What goes wrong once it has taken the message is nothing to send it again for."""
    with _connection(server) as smtp:
        if server.username:
            smtp.login(unquote(server.username), unquote(server.password or ""))
        try:
            smtp.send_message(message)
        except smtplib.SMTPException as refusal:
            raise NotTaken(_without(str(message["To"]), f"{type(refusal).__name__}: {refusal}")) from None


def _without(address: str, said: str) -> str:
    """What was said is shown as bytes are, so letters beyond ASCII stand there as `\\xc3\\xb6`."""
    spelled = (address, repr(address.encode())[2:-1])
    return re.sub("|".join(map(re.escape, spelled)), "(the reader)", said, flags=re.IGNORECASE)


@contextmanager
def _connection(server: SplitResult) -> Iterator[smtplib.SMTP]:
    """`smtps://` is TLS from the first byte, `smtp://` with a user STARTTLS; the certificate is checked either way."""
    host, trusted = server.hostname or "", ssl.create_default_context()
    if server.scheme == "smtps":
        smtp: smtplib.SMTP = smtplib.SMTP_SSL(host, server.port or TLS_PORT, timeout=STEP_SECONDS, context=trusted)
    else:
        smtp = smtplib.SMTP(host, server.port or SUBMISSION_PORT, timeout=STEP_SECONDS)
    try:
        if server.username and server.scheme != "smtps":
            smtp.starttls(context=trusted)
        yield smtp
    finally:
        with suppress(smtplib.SMTPException, OSError):
            smtp.quit()
        smtp.close()
