"""What we write: one table of mails, and for each a template in HTML and one in plain text (`mail_templates/`).

The templates hold the words. What is counted or dated is put together here once, so that both say the same.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from drivesphere.domain.booking import Status
from drivesphere.domain.letter import Invitation, Letter
from drivesphere.infra import mail
from drivesphere.infra.checkout import public_url
from drivesphere.services.invitations import invitation

Record = dict[str, Any]
Fact = tuple[str, str]
TEMPLATES = Path(__file__).parent / "mail_templates"

_templates = Environment(
    loader=FileSystemLoader(TEMPLATES),
    undefined=StrictUndefined,
    autoescape=select_autoescape(["html"]),
    trim_blocks=True,
    lstrip_blocks=True,
)


@dataclass(frozen=True, slots=True)
class About:
    """A mail about a booking: its subject, what it states beside the news, and what a calendar does with it.

    `reader` is the field of the booking that says who gets it, `status` the one without which there is no such news.
    """

    subject: str
    facts: tuple[str, ...]
    method: str | None = None
    reader: str = "client_id"
    status: Status | None = None


OF_BOOKINGS: dict[str, About] = {
    "confirmed": About("Confirmed: {title}", ("span", "places", "paid"), "PUBLISH"),
    "reminder": About("Soon: {title}", ("span", "places"), "PUBLISH", status=Status.CONFIRMED),
    "hold_lost": About("Your hold has ended: {title}", ("span", "places")),
    "cancelled": About("Cancelled: {title}", ("span", "places", "refund"), "CANCEL"),
    "cancelled_by_owner": About("Cancelled by the owner: {title}", ("span", "places", "refund", "reason"), "CANCEL"),
    "cancelled_by_admin": About("Cancelled by DriveSphere: {title}", ("span", "places", "refund", "reason"), "CANCEL"),
    "reduced": About("Places cancelled: {title}", ("span", "places", "refund"), "PUBLISH"),
    "refunded": About("Refunded: {title}", ("refund",)),
    "returned": About("Your payment goes back: {title}", ("refund",)),
    "owner_booked": About("New booking: {title}", ("span", "places", "total"), reader="owner_id"),
    "owner_cancelled": About("Booking cancelled: {title}", ("span", "places"), reader="owner_id"),
}

PAGES = {"client_id": "/bookings/{id}", "owner_id": "/owner/bookings?booking={id}"}
"""Where a booking is shown to its reader."""

OF_ACCOUNTS: dict[str, str] = {
    "verify_email": "Is this your e-mail address?",
    "reset_password": "Choose a new password",
    "password_changed": "Your password was changed",
}
"""Mails about an account, with their subjects."""


def compose(template: str, booking: Record, payload: Record) -> Letter:
    """The letter of `template` about `booking`; times are those at the listing. KeyError for an unknown template."""
    about = OF_BOOKINGS[template]
    title, link = _line(booking["listing"]["title"]), public_url(PAGES[about.reader].format(id=booking["_id"]))
    facts = [fact for name in about.facts for fact in _FACTS[name](booking, payload)]
    file = about.method and invitation(booking, about.method, link=link, organiser=mail.sender())
    words = {"title": title, "facts": facts, "link": link, "number": str(booking["_id"]), "has_file": bool(file)}
    return _letter(template, about.subject.format(title=title), words, file or None)


def compose_for_account(template: str, name: str | None, page: str) -> Letter:
    """The letter of `template` to the user called `name`; its link leads to `page` of the client.

    None for a reader who has not shown to be the user: whoever typed the name may want to say something to a stranger.
    """
    return _letter(template, OF_ACCOUNTS[template], {"name": _line(name or ""), "link": public_url(page)})


def _letter(template: str, subject: str, words: Record, file: Invitation | None = None) -> Letter:
    words = words | {"subject": subject, "home": public_url("/")}
    html = _templates.get_template(f"{template}.html").render(words)
    text = _templates.get_template(f"{template}.txt").render(words)
    return Letter(subject, text, html, file)


def _span(booking: Record, _: Record) -> list[Fact]:
    """From when until when, for what has dates."""
    if booking["starts_at"] is None:
        return []
    zone = ZoneInfo(booking["listing"].get("time_zone") or "UTC")
    return [("From", _local(booking["starts_at"], zone)), ("Until", _local(booking["ends_at"], zone))]


def _places(booking: Record, _: Record) -> list[Fact]:
    lines = [f"{line['quantity']} x {_line(line['label'])}" for line in booking["claims"] if line.get("label")]
    return [("Places", ", ".join(lines))] if lines else []


def _paid(booking: Record, _: Record) -> list[Fact]:
    total = booking["quote"]["total"]
    return [("Paid", _money(total) if total["amount"] else "nothing, it is free")]


def _total(booking: Record, _: Record) -> list[Fact]:
    return [("Total", _money(booking["quote"]["total"]))]


def _refund(booking: Record, payload: Record) -> list[Fact]:
    currency = booking["quote"]["total"]["currency"]
    return [("Refund", _money({"amount": payload.get("refund", 0), "currency": currency}))]


def _reason(booking: Record, _: Record) -> list[Fact]:
    return [("Reason", _line(booking["cancel_reason"]))] if booking.get("cancel_reason") else []


_FACTS: dict[str, Callable[[Record, Record], list[Fact]]] = {
    "span": _span,
    "places": _places,
    "paid": _paid,
    "total": _total,
    "refund": _refund,
    "reason": _reason,
}


def _line(text: str) -> str:
    """On one line: what people typed must not look like a line of ours, nor begin a header."""
    return " ".join(text.split())


def _local(instant: datetime, zone: ZoneInfo) -> str:
    there = instant.astimezone(zone)
    return f"{there:%a} {there.day} {there:%b %Y, %H:%M %Z} ({zone.key})"


def _money(money: Record) -> str:
    return f"{money['amount'] // 100:,}.{money['amount'] % 100:02d} {money['currency']}"
