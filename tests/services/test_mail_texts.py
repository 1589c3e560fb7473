"""What mails say: to whom, at which time of which clock, and what nobody can smuggle into them."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any

import pytest
from bson import ObjectId
from icalendar import Calendar
from jinja2 import UndefinedError

from drivesphere.infra import mail
from drivesphere.infra.checkout import public_url
from drivesphere.services import mail_texts
from drivesphere.services.mail_texts import OF_ACCOUNTS, OF_BOOKINGS, TEMPLATES, compose, compose_for_account
from tests.stage import Stage

NUMBER = ObjectId("665f1c2a9d3e4b5a6c7d8e9f")
LAYOUTS = {"base", "booking", "account"}


@pytest.fixture(autouse=True)
def _connected(stage: Stage) -> None:
    """Links and the sender come from the settings."""


def step(status: str, minute: int) -> dict[str, Any]:
    return {"status": status, "at": datetime(2026, 11, 1, 12, minute, tzinfo=UTC)}


def booking(**changes: Any) -> dict[str, Any]:
    """Two places at an event in Seattle, from ten to noon there."""
    record = {
        "_id": NUMBER,
        "listing": {"title": "Late Set", "city": "Seattle", "state": "WA", "time_zone": "America/Los_Angeles"},
        "starts_at": datetime(2026, 12, 4, 18, tzinfo=UTC),
        "ends_at": datetime(2026, 12, 4, 20, tzinfo=UTC),
        "claims": [{"quantity": 2, "label": "Floor"}],
        "quote": {"total": {"amount": 123_456, "currency": "USD"}},
        "history": [step("pending", 0), step("confirmed", 4), step("cancelled", 9)],
    }
    return record | changes


def titled(title: str) -> dict[str, Any]:
    return booking(listing=booking()["listing"] | {"title": title})


def file_of(template: str, of: dict[str, Any]) -> Any:
    """The one entry of the calendar file, and the method beside it."""
    invitation = compose(template, of, {}).invitation
    assert invitation is not None
    calendar = Calendar.from_ical(invitation.content)
    assert calendar["method"] == invitation.method
    [entry] = calendar.events
    return entry


@pytest.mark.parametrize("template", OF_BOOKINGS)
def test_every_mail_says_the_same_in_html_and_in_text(template: str) -> None:
    letter = compose(template, booking(cancel_reason="Broken gearbox"), {"refund": 5_000})

    facts = re.findall(r"<th scope=\"row\">(.+)</th><td>(.+)</td>", letter.html)
    assert facts
    assert all(f"\n{name}: {value}\n" in letter.text for name, value in facts)
    assert "Late Set" in letter.subject
    assert str(NUMBER) in letter.text
    assert str(NUMBER) in letter.html


def test_every_template_belongs_to_a_mail_and_comes_in_both_forms() -> None:
    forms = [{path.stem for path in TEMPLATES.glob(f"*.{form}")} for form in ("html", "txt")]

    assert forms[0] == forms[1]
    assert forms[0] - LAYOUTS == {*OF_BOOKINGS, *OF_ACCOUNTS}


@pytest.mark.parametrize("template", OF_BOOKINGS)
def test_no_mail_fetches_anything_and_every_link_is_ours(template: str) -> None:
    html = compose(template, booking(), {"refund": 0}).html

    assert not any(word in html for word in ("<img", "<script", "url(", "@import", "src="))
    assert html.count("href=") == html.count(f'href="{public_url("/")}')


def test_a_mail_leads_its_reader_to_a_page_that_is_theirs() -> None:
    to_client, to_owner = (compose(name, booking(), {}).text for name in ("confirmed", "owner_booked"))

    assert public_url(f"/bookings/{NUMBER}") in to_client
    assert public_url(f"/owner/bookings?booking={NUMBER}") in to_owner


@pytest.mark.parametrize("template", OF_ACCOUNTS)
def test_a_mail_about_an_account_has_its_one_link_in_both_forms(template: str) -> None:
    letter = compose_for_account(template, "Ada <b>\nLovelace", "/verify#token=abc")

    assert all("/verify#token=abc" in form for form in (letter.text, letter.html))
    assert "Hello Ada &lt;b&gt; Lovelace," in letter.html
    assert not any(word in letter.html for word in ("<img", "<script", "src="))


def test_times_are_those_at_the_listing_with_the_name_of_its_zone() -> None:
    text = compose("confirmed", booking(), {}).text

    assert "From: Fri 4 Dec 2026, 10:00 PST (America/Los_Angeles)" in text
    assert "Paid: 1,234.56 USD" in text


def test_the_hour_that_comes_twice_is_told_apart() -> None:
    twice = [datetime(2026, 11, 1, hour, 30, tzinfo=UTC) for hour in (8, 9)]

    text = compose("confirmed", booking(starts_at=twice[0], ends_at=twice[1]), {}).text

    assert "From: Sun 1 Nov 2026, 01:30 PDT" in text
    assert "Until: Sun 1 Nov 2026, 01:30 PST" in text


def test_the_calendar_file_names_the_same_instants_in_every_zone() -> None:
    zones = ("America/Los_Angeles", "Asia/Kolkata", None)
    entries = [file_of("confirmed", booking(listing={"title": "Late Set", "time_zone": zone})) for zone in zones]

    assert {entry.start for entry in entries} == {datetime(2026, 12, 4, 18, tzinfo=UTC)}
    assert {entry.end for entry in entries} == {datetime(2026, 12, 4, 20, tzinfo=UTC)}
    assert b"DTSTART:20261204T180000Z" in entries[0].to_ical()


def test_a_cancellation_takes_out_the_entry_that_the_confirmation_put_in() -> None:
    made, gone = file_of("confirmed", booking()), file_of("cancelled", booking())

    assert made["uid"] == gone["uid"] == f"booking-{NUMBER}@drivesphere"
    assert (made["sequence"], gone["sequence"]) == (1, 2)
    assert (made["status"], gone["status"]) == ("CONFIRMED", "CANCELLED")
    assert gone.stamp == datetime(2026, 11, 1, 12, 9, tzinfo=UTC)


def test_what_has_no_dates_has_no_calendar_file() -> None:
    letter = compose("confirmed", booking(starts_at=None, ends_at=None), {})

    assert letter.invitation is None
    assert "calendar" not in letter.text
    assert "From:" not in letter.text


def test_what_people_typed_is_text_in_html_and_one_line_everywhere() -> None:
    evil = titled("<script>alert(1)</script>\r\nBcc: ben@example.com") | {"cancel_reason": "<b>\nRefund: 1,000,000.00"}

    letter = compose("cancelled_by_owner", evil, {"refund": 0})

    assert "<script>" not in letter.html
    assert "&lt;script&gt;" in letter.html
    assert [line for line in letter.text.splitlines() if line.startswith(("Bcc", "Refund: 1"))] == []
    assert "\n" not in letter.subject


@pytest.mark.parametrize("title", ["Late Set\r\nBcc: ben@example.com", "Late\rSet", "\n\nLate Set", "Late\u2028Set"])
def test_no_title_makes_a_header(title: str) -> None:
    message = mail._message(compose("confirmed", titled(title), {}), "a@example.com", "ada@example.com", "1")

    assert message["Bcc"] is None
    assert message["Subject"].splitlines() == [message["Subject"]]


@pytest.mark.parametrize(
    "to", ["ada@example.com\nBcc: ben@example.com", "ada@example.com, ben@example.com", "ada", "jörg@a.com, b@a.com"]
)
def test_no_address_makes_a_header_or_a_second_reader(to: str) -> None:
    letter = compose("confirmed", booking(), {})

    with pytest.raises(ValueError, match=r"."):
        mail._message(letter, "a@example.com", to, "1").as_bytes()


def test_braces_in_a_title_are_no_template() -> None:
    assert compose("confirmed", titled("{title} {{ 7 * 7 }}"), {}).subject == "Confirmed: {title} {{ 7 * 7 }}"


def test_a_word_that_nobody_gave_is_an_error_and_no_gap() -> None:
    with pytest.raises(UndefinedError):
        mail_texts._letter("confirmed", "Confirmed", {"facts": []})


def test_letters_show_nothing_in_a_log() -> None:
    assert "Seattle" not in repr(compose("confirmed", booking(), {}))
    assert "10:00" not in repr(compose("confirmed", booking(), {}))
