"""The mailbox page: every mail can be read in it, and no mail can do anything there."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from bson import ObjectId
from flask import Flask
from flask.testing import FlaskClient

from drivesphere.app import create_app
from drivesphere.config import Settings
from drivesphere.domain.letter import Invitation, Letter
from drivesphere.infra import mail

FILE = Invitation("PUBLISH", b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n")
EVIL = "<script>alert(1)</script>"


@pytest.fixture
def app(settings: Settings, tmp_path: Path) -> Flask:
    return create_app(replace(settings, mailbox_enabled=True, mail_dir=str(tmp_path)))


@pytest.fixture(autouse=True)
def _connected() -> None:
    """`app` connects in its own way."""


def deliver(subject: str = "Confirmed: Late Set", *, html: str = "<b>yours</b>", file: Invitation | None = None) -> str:
    number = str(ObjectId())
    mail.send(Letter(subject, "yours\n", html, file), to="ada@example.com", message_id=number)
    return number


def test_an_empty_mailbox_says_so(client: FlaskClient) -> None:
    assert "Nothing yet" in client.get("/mailbox").text


def test_the_newest_mail_stands_first(client: FlaskClient) -> None:
    numbers = [deliver(subject) for subject in ("First", "Second")]

    page = client.get("/mailbox").text

    assert page.index("Second") < page.index("First")
    assert all(f'href="/mailbox/{number}"' in page for number in numbers)


def test_a_mail_shows_its_text_and_frames_its_html(client: FlaskClient) -> None:
    number = deliver()

    page = client.get(f"/mailbox/{number}").text

    assert "<pre>yours\n</pre>" in page
    assert "allow-scripts" not in page
    assert f'<iframe src="/mailbox/{number}/html" title="The mail, in HTML" sandbox=' in page
    assert client.get(f"/mailbox/{number}/html").text == "<b>yours</b>\n"


def test_a_calendar_file_is_attached_and_comes_as_one(client: FlaskClient) -> None:
    with_file, without = deliver(file=FILE), deliver()

    answer = client.get(f"/mailbox/{with_file}/booking.ics")

    assert (answer.data, answer.headers["Content-Type"]) == (
        FILE.content,
        "text/calendar; charset=utf-8; method=PUBLISH",
    )
    assert "attachment" in answer.headers["Content-Disposition"]
    assert "booking.ics" in client.get(f"/mailbox/{with_file}").text
    assert "booking.ics" not in client.get(f"/mailbox/{without}").text
    assert client.get(f"/mailbox/{without}/booking.ics").status_code == 404


def test_what_stands_in_a_mail_runs_nowhere(client: FlaskClient) -> None:
    number = deliver(f"Confirmed: {EVIL}", html=EVIL)

    pages = [client.get(path) for path in ("/mailbox", f"/mailbox/{number}")]
    framed = client.get(f"/mailbox/{number}/html")

    assert [EVIL in page.text for page in pages] == [False, False]
    assert [page.headers["X-Frame-Options"] for page in (*pages, framed)] == ["DENY", "DENY", "SAMEORIGIN"]
    policy = framed.headers["Content-Security-Policy"]
    assert policy.startswith(
        "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'; sandbox allow-popups"
    )
    assert "allow-scripts" not in policy
    assert framed.headers.getlist("Content-Security-Policy") == [policy]


@pytest.mark.parametrize("name", ["665f1c2a9d3e4b5a6c7d8e9f", "..", "..%2f..%2fsecrets", "*", "new", "665f*"])
def test_what_is_no_mail_is_not_found(client: FlaskClient, name: str) -> None:
    deliver()

    assert client.get(f"/mailbox/{name}").status_code == 404
    assert client.get(f"/mailbox/{name}/html").status_code == 404


def test_its_looks_are_our_own(client: FlaskClient) -> None:
    answer = client.get("/mailbox/assets/mailbox.css", buffered=True)

    assert (answer.status_code, answer.mimetype) == (200, "text/css")
    assert "http" not in answer.text


def test_what_its_pages_ask_for_is_there_without_the_client_too(client: FlaskClient) -> None:
    for page in ("/mailbox", "/mailbox/", f"/mailbox/{deliver()}"):
        shown = client.get(page)
        assert shown.status_code == 200

        asked = re.findall(r'(?:<link[^>]* href|src)="([^"]+)"', shown.text)
        assert len(asked) >= 2
        assert {client.get(address, buffered=True).status_code for address in asked} == {200}


def test_its_icon_is_that_of_the_client(client: FlaskClient) -> None:
    icon = client.get("/mailbox/assets/favicon.svg", buffered=True)

    assert (icon.mimetype, icon.data) == ("image/svg+xml", Path("client/public/favicon.svg").read_bytes())


@pytest.mark.parametrize("path", ["/mailbox", "/mailbox/665f1c2a9d3e4b5a6c7d8e9f", "/mailbox/assets/mailbox.css"])
def test_where_it_is_not_turned_on_there_is_no_mailbox(settings: Settings, tmp_path: Path, path: str) -> None:
    closed = create_app(replace(settings, mail_dir=str(tmp_path))).test_client()

    assert closed.get(path).status_code == 404
