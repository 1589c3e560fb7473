"""The partner's ticket service as a trusted back-end uses it, and whether it sold more than there was."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bench.calls import NO_ANSWER, Connection, give_up

BOOKINGS = "/bookings"
CREATED = 201
SERVER_FAULT = 500  # from here on the outcome is unknown, as without an answer
NO_ENTRY = (401, 403)
PAGE = 100


@dataclass(frozen=True)
class Section:
    """A section of a new event, on sale."""

    event_id: str
    section_id: str
    capacity: int

    def order(self, user: str) -> dict[str, Any]:
        """The body with which `user` takes one place."""
        return {"eventId": self.event_id, "sectionId": self.section_id, "qty": 1, "userId": user}


@dataclass(frozen=True)
class Sale:
    """What a sale came to: how many asked, how many were told that they have one, what the database says after it."""

    capacity: int
    asked: int
    granted: int
    unknown: int
    sold: int
    remaining: int

    def faults(self) -> list[str]:
        """What must never be, in words; nothing is the only good answer."""
        most, least = self.granted + self.unknown, min(self.capacity, self.asked)
        found = {
            f"OVERSOLD: {self.granted} were told that they have one of {self.capacity}": self.granted > self.capacity,
            f"OVERSOLD: {self.sold} of {self.capacity} places are booked": self.sold > self.capacity,
            f"{self.sold} booked and {self.remaining} left are not {self.capacity}": (
                self.sold + self.remaining != self.capacity
            ),
            f"{self.granted} were told that they have one, {self.sold} do": not self.granted <= self.sold <= most,
            f"only {self.sold} were sold, though {self.asked} asked": self.sold < least,
        }
        return [fault for fault, is_so in found.items() if is_so]

    def conclude(self) -> int:
        """Print what the database says; the exit code."""
        print(f"The database: {self.sold} of {self.capacity} places booked, {self.remaining} left.")
        faults = self.faults()
        print("\n".join(faults) or "Nothing was oversold.")
        return 1 if faults else 0


class TicketService:
    """One caller of the service at `url`."""

    def __init__(self, url: str, api_key: str | None) -> None:
        self._url = url
        self.headers = {"X-API-Key": api_key} if api_key else {}

    def connection(self) -> Connection:
        """A new one, open, for a caller of its own."""
        return Connection(self._url, self.headers)

    def open_section(self, name: str, capacity: int) -> Section:
        """Put up an event with one section."""
        section = {"name": "Floor", "price": 5_000, "capacity": capacity}
        body = {"name": f"{name} {uuid.uuid4().hex[:8]}", "sections": [section]}
        answer = self.connection().ask("POST", "/api/events", body)
        if answer.status in NO_ENTRY:
            give_up("The partner API of this installation wants a key: --api-key, or BENCH_API_KEY.")
        if answer.status != CREATED:
            give_up(f"The event could not be put up: {answer.status} {answer.body}")
        event = answer.body["data"]
        return Section(event["_id"], event["sections"][0]["_id"], capacity)

    def outcome(self, section: Section, statuses: Sequence[int]) -> Sale:
        """What these answers and the database together say."""
        reader = self.connection()  # a new one: a sale may take longer than a server keeps a silent one
        return Sale(
            capacity=section.capacity,
            asked=len(statuses),
            granted=statuses.count(CREATED),
            unknown=sum(status == NO_ANSWER or status >= SERVER_FAULT for status in statuses),
            sold=_sold(reader, section),
            remaining=_remaining(reader, section),
        )


def _remaining(reader: Connection, section: Section) -> int:
    event = reader.expect(200, "GET", f"/api/events/{section.event_id}")["data"]
    return int(event["sections"][0]["remaining"])


def _sold(reader: Connection, section: Section) -> int:
    """Places in the bookings of the event that count, page by page."""
    page, pages, places = 1, 1, 0
    while page <= pages:
        query = f"{BOOKINGS}?eventId={section.event_id}&page={page}&limit={PAGE}"
        answer = reader.expect(200, "GET", query)
        places += sum(row["qty"] for row in answer["data"] if row["status"] == "confirmed")
        page, pages = page + 1, answer["pagination"]["pages"]
    return places
