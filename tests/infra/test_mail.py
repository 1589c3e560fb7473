"""Mail that is really delivered: into a maildir, and to a real SMTP server on this machine."""

from __future__ import annotations

import dataclasses
import mailbox
import smtplib
import ssl
import traceback
from collections.abc import Callable, Iterator
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any

import pytest
import trustme
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from drivesphere.config import Settings
from drivesphere.domain.letter import Invitation, Letter
from drivesphere.embedded.ports import free_port
from drivesphere.infra import mail

HOST = "127.0.0.1"
LETTER = Letter("Grüße", "plain\n", "<p>rich</p>\n", Invitation("PUBLISH", b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"))
AUTHORITY = trustme.CA()


def send(settings: Settings, number: str = "1", to: str = "ada@example.com", **changes: Any) -> None:
    mail.connect(dataclasses.replace(settings, **changes))
    mail.send(LETTER, to=to, message_id=number)


def delivered(folder: Path) -> list[EmailMessage]:
    found = mailbox.Maildir(folder, create=False)
    return [message_from_bytes(found.get_bytes(key), policy=default) for key in found.keys()]  # noqa: SIM118


def test_a_maildir_gets_both_texts_and_the_calendar_file(settings: Settings, tmp_path: Path) -> None:
    send(settings, mail_dir=str(tmp_path / "mail"))

    [message] = delivered(tmp_path / "mail")
    assert (message["To"], message["Subject"], message["Message-ID"]) == ("ada@example.com", "Grüße", "<1@drivesphere>")
    assert [part.get_content() for part in map(message.get_body, (["plain"], ["html"])) if part] == [
        "plain\n",
        "<p>rich</p>\n",
    ]
    [file] = message.iter_attachments()
    assert (file.get_content_type(), file.get_param("method"), file.get_filename()) == (
        "text/calendar",
        "PUBLISH",
        "booking.ics",
    )
    assert b"BEGIN:VCALENDAR" in file.get_payload(decode=True)


def test_a_domain_with_letters_of_its_own_is_written_as_every_server_takes_it(
    settings: Settings, tmp_path: Path
) -> None:
    send(settings, to="ada@straße.example.com", mail_dir=str(tmp_path))

    assert [message["To"] for message in delivered(tmp_path)] == ["ada@xn--strae-oqa.example.com"]


def test_a_name_with_letters_of_its_own_is_written_as_it_is(settings: Settings, tmp_path: Path) -> None:
    send(settings, to="ада@почта.рф", mail_dir=str(tmp_path))

    assert [message["To"] for message in delivered(tmp_path)] == ["ада@xn--80a1acny.xn--p1ai"]
    assert [message["Subject"] for message in delivered(tmp_path)] == ["Grüße"]


def test_what_is_delivered_again_is_there_once(settings: Settings, tmp_path: Path) -> None:
    for number in ("1", "2", "1"):
        send(settings, number, mail_dir=str(tmp_path))

    assert len(delivered(tmp_path)) == 2


def test_what_somebody_has_read_meanwhile_does_not_come_again(settings: Settings, tmp_path: Path) -> None:
    send(settings, mail_dir=str(tmp_path))
    (tmp_path / "new" / "1").rename(tmp_path / "cur" / "1:2,S")

    send(settings, mail_dir=str(tmp_path))

    assert len(delivered(tmp_path)) == 1


def test_a_half_written_mail_is_in_no_mailbox(settings: Settings, tmp_path: Path) -> None:
    for folder in mail.FOLDERS:
        (tmp_path / folder).mkdir()
    (tmp_path / "tmp" / "1.4711").write_text("Subject: Gr")

    send(settings, mail_dir=str(tmp_path))

    assert [message["Subject"] for message in delivered(tmp_path)] == ["Grüße"]


def test_without_a_way_to_send_it_there_is_no_mail_and_no_error(settings: Settings) -> None:
    send(settings, smtp_url="", mail_dir="")

    assert mail.sender() == "bookings@drivesphere.example"


class Postbox:
    """An SMTP server's inside: keeps what it takes; `answer` is what it says to a message, `unknown` to a reader."""

    def __init__(self) -> None:
        self.envelopes: list[Envelope] = []
        self.answer = "250 Taken"
        self.farewell = "221 Bye"
        self.unknown = ""

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        self.envelopes.append(envelope)
        return self.answer

    async def handle_RCPT(  # noqa: N802
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        if self.unknown:
            return self.unknown
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_QUIT(self, _server: SMTP, _session: Session, _envelope: Envelope) -> str:  # noqa: N802
        return self.farewell

    @property
    def messages(self) -> list[EmailMessage]:
        return [message_from_bytes(envelope.original_content or b"", policy=default) for envelope in self.envelopes]


Serve = Callable[..., str]


@pytest.fixture
def postbox() -> Postbox:
    return Postbox()


@pytest.fixture
def serve(postbox: Postbox) -> Iterator[Serve]:
    """Call it to start the server; it answers its address. It lets in Omar, with the password `harbour`."""
    running: list[Controller] = []

    def start(*, tls: bool = False, **options: Any) -> str:
        port = free_port()
        controller = Controller(postbox, hostname=HOST, port=port, ready_timeout=60, **options)
        if tls:
            controller.SMTP_kwargs |= {"authenticator": _is_omar, "auth_required": True}
            controller.SMTP_kwargs |= {"tls_context": _certificate(), "require_starttls": True}
        running.append(controller)
        controller.start()
        return f"{HOST}:{port}"

    yield start
    for controller in running:
        controller.stop()


def _is_omar(*words: Any) -> AuthResult:
    given = words[4]
    return AuthResult(success=given == LoginPassword(b"omar", b"harbour"), handled=False)


def _certificate() -> ssl.SSLContext:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    AUTHORITY.issue_cert(HOST).configure_cert(context)
    return context


@pytest.fixture
def trusted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """This machine trusts the authority that certified the server, as it would one on the internet."""
    AUTHORITY.cert_pem.write_to_path(tmp_path / "authority.pem")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "authority.pem"))


def test_a_server_gets_the_message_under_its_own_id(settings: Settings, serve: Serve, postbox: Postbox) -> None:
    address = serve()

    for _ in range(2):
        send(settings, smtp_url=f"smtp://{address}")

    assert {message["Message-ID"] for message in postbox.messages} == {"<1@drivesphere>"}
    assert [envelope.rcpt_tos for envelope in postbox.envelopes] == [["ada@example.com"]] * 2
    assert {envelope.mail_from for envelope in postbox.envelopes} == {"bookings@drivesphere.example"}


@pytest.mark.usefixtures("trusted")
@pytest.mark.parametrize("scheme", ["smtp", "smtps"])
def test_the_password_goes_to_a_certified_server_over_tls(
    settings: Settings, serve: Serve, postbox: Postbox, scheme: str
) -> None:
    address = serve(tls=scheme == "smtp", **({"ssl_context": _certificate()} if scheme == "smtps" else {}))

    send(settings, smtp_url=f"{scheme}://{'omar:harbour@' if scheme == 'smtp' else ''}{address}")

    assert [message["Subject"] for message in postbox.messages] == ["Grüße"]


@pytest.mark.usefixtures("trusted")
def test_a_wrong_password_is_an_error_and_nothing_is_sent(settings: Settings, serve: Serve, postbox: Postbox) -> None:
    address = serve(tls=True)

    with pytest.raises(smtplib.SMTPAuthenticationError):
        send(settings, smtp_url=f"smtp://omar:wrong@{address}")

    assert postbox.messages == []


def test_a_server_that_nobody_certified_gets_neither_password_nor_mail(
    settings: Settings, serve: Serve, postbox: Postbox
) -> None:
    address = serve(tls=True)

    with pytest.raises(ssl.SSLCertVerificationError):
        send(settings, smtp_url=f"smtp://omar:harbour@{address}")

    assert postbox.messages == []


def test_a_server_without_tls_gets_no_password(settings: Settings, serve: Serve, postbox: Postbox) -> None:
    address = serve()

    with pytest.raises(smtplib.SMTPNotSupportedError):
        send(settings, smtp_url=f"smtp://omar:harbour@{address}")

    assert postbox.messages == []


@pytest.mark.parametrize(
    ("to", "written"),
    [
        ("ada@straße.example.com", "ada@xn--strae-oqa.example.com"),
        ("ада@почта.рф", "ада@xn--80a1acny.xn--p1ai"),
    ],
)
def test_a_server_gets_mail_for_every_alphabet(
    settings: Settings, serve: Serve, postbox: Postbox, to: str, written: str
) -> None:
    address = serve(enable_SMTPUTF8=True)

    send(settings, to=to, smtp_url=f"smtp://{address}")

    assert [envelope.rcpt_tos for envelope in postbox.envelopes] == [[written]]
    assert [message["To"] for message in postbox.messages] == [written]


def test_what_the_server_refuses_is_an_error(settings: Settings, serve: Serve, postbox: Postbox) -> None:
    postbox.answer, address = "451 Try later", serve()

    with pytest.raises(mail.NotTaken, match=r"^SMTPDataError: .*451.*Try later"):
        send(settings, smtp_url=f"smtp://{address}")


@pytest.mark.parametrize(
    ("to", "said"),
    [
        ("ada@example.com", "Ada@Example.com"),
        ("ада@почта.рф", "ада@xn--80a1acny.xn--p1ai"),
        ("zoë@straße.example.com", "Zoë@XN--strae-oqa.example.com"),
    ],
)
def test_what_the_server_says_of_a_reader_is_kept_without_the_address(
    settings: Settings, serve: Serve, postbox: Postbox, to: str, said: str
) -> None:
    postbox.unknown, address = f"550 <{said}> is unknown", serve(enable_SMTPUTF8=True)

    with pytest.raises(mail.NotTaken) as refused:
        send(settings, to=to, smtp_url=f"smtp://{address}")

    assert str(refused.value).startswith("SMTPRecipientsRefused: ")
    assert "550" in str(refused.value)
    told = "".join(traceback.format_exception(refused.value)).casefold()
    assert "b'<(the reader)> is unknown'" in told
    assert "@" not in told.rpartition("nottaken")[2]


def test_a_bad_farewell_is_no_reason_to_send_it_again(settings: Settings, serve: Serve, postbox: Postbox) -> None:
    postbox.farewell, address = "421 Tired", serve()

    send(settings, smtp_url=f"smtp://{address}")

    assert len(postbox.messages) == 1


def test_a_server_that_is_away_is_an_error(settings: Settings) -> None:
    with pytest.raises(OSError, match="refused"):
        send(settings, smtp_url=f"smtp://{HOST}:1")
