"""Mail: by SMTP where a server is named, else as files in a maildir that a person can read."""

from __future__ import annotations

import mailbox
import smtplib
from email.message import EmailMessage
from urllib.parse import unquote, urlsplit

from drivesphere.config import Settings

SMTP_TIMEOUT_SECONDS = 10
SUBMISSION_PORT = 587
_settings: Settings | None = None


def connect(settings: Settings) -> None:
    """Remember where mail goes; opens no connection."""
    global _settings
    _settings = settings


def send(*, to: str, subject: str, text: str, message_id: str) -> None:
    """Send one message; `message_id` is the same on every try, so that a mail server can drop a repeat."""
    if _settings is None or not (_settings.smtp_url or _settings.mail_dir):
        return
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = _settings.mail_from, to, subject
    message["Message-ID"] = f"<{message_id}@drivesphere>"
    message.set_content(text)
    _by_smtp(_settings.smtp_url, message) if _settings.smtp_url else _into_folder(_settings.mail_dir, message)


def _into_folder(folder: str, message: EmailMessage) -> None:
    mailbox.Maildir(folder, create=True).add(message)


def _by_smtp(url: str, message: EmailMessage) -> None:
    server = urlsplit(url)
    with smtplib.SMTP(server.hostname or "", server.port or SUBMISSION_PORT, timeout=SMTP_TIMEOUT_SECONDS) as smtp:
        if server.username:
            smtp.starttls()
            smtp.login(unquote(server.username), unquote(server.password or ""))
        smtp.send_message(message)
