"""Bookings as calendar files (iCalendar, RFC 5545): put into a calendar, moved there, and taken out again.

One booking is one entry: its UID never changes, and its SEQUENCE rises with every change, so that a calendar which
reads an older file last does not go back to it. Times are instants in UTC, which every zone shows as its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from icalendar import Calendar, Event

from drivesphere.domain.booking import Status
from drivesphere.domain.letter import Invitation

Record = dict[str, Any]
PRODUCT = "-//DriveSphere//Bookings//EN"
DOMAIN = "drivesphere"
METHODS: Mapping[str, Status] = {"PUBLISH": Status.CONFIRMED, "CANCEL": Status.CANCELLED}
"""The status of a booking that each method tells of, which is also what it is called in the file."""


def invitation(booking: Record, method: str, *, link: str, organiser: str) -> Invitation | None:
    """The file that tells a calendar of `booking`; None for what has no dates."""
    if booking["starts_at"] is None:
        return None
    calendar = Calendar({"prodid": PRODUCT, "version": "2.0", "method": method})
    calendar.add_component(_entry(booking, method, link, organiser))
    return Invitation(method, calendar.to_ical())


def _entry(booking: Record, method: str, link: str, organiser: str) -> Event:
    number, step = _latest(booking, METHODS[method])
    place, entry = booking["listing"], Event()
    entry.add("uid", f"booking-{booking['_id']}@{DOMAIN}")
    entry.add("sequence", number)
    entry.add("dtstamp", step["at"])
    entry.add("dtstart", booking["starts_at"])
    entry.add("dtend", booking["ends_at"])
    entry.add("summary", place["title"])
    entry.add("location", ", ".join(place[name] for name in ("venue", "city", "state") if place.get(name)))
    entry.add("status", METHODS[method].value.upper())
    entry.add("organizer", f"mailto:{organiser}")
    entry.add("url", link)
    return entry


def _latest(booking: Record, status: Status) -> tuple[int, Record]:
    """The latest change that left the booking in `status`, and how many came before it.

    Not the latest of all: a mail that comes late must not overtake what was told meanwhile.
    """
    steps = [(number, step) for number, step in enumerate(booking["history"]) if step["status"] == status]
    return steps[-1]
