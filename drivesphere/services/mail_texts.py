"""What we write to clients. Plain text, because a confirmation must be readable everywhere."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

Record = dict[str, Any]


def compose(template: str, booking: Record, payload: Record) -> tuple[str, str]:
    """Subject and text of `template` for `booking`; times are those at the listing."""
    subject, body = _TEMPLATES[template](booking, payload)
    return subject, f"{body}\n\nBooking {booking['_id']}\nDriveSphere\n"


def _confirmed(booking: Record, _: Record) -> tuple[str, str]:
    title = booking["listing"]["title"]
    total = booking["quote"]["total"]
    paid = f"Paid: {_money(total)}" if total["amount"] else "There is nothing to pay."
    lines = "".join(f"{line['quantity']} x {line['label']}\n" for line in booking["claims"] if line.get("label"))
    return f"Confirmed: {title}", f"{title} is yours.\n\n{_span(booking)}\n{lines}{paid}"


def _hold_lost(booking: Record, _: Record) -> tuple[str, str]:
    title = booking["listing"]["title"]
    text = f"You did not pay in time, so {title} is free for others again.\n\n{_span(booking)}\nNothing was charged."
    return f"Your hold has ended: {title}", text


def _cancelled(booking: Record, payload: Record) -> tuple[str, str]:
    title, currency = booking["listing"]["title"], booking["quote"]["total"]["currency"]
    back = _money({"amount": payload.get("refund", 0), "currency": currency})
    return f"Cancelled: {title}", f"Your booking of {title} is cancelled.\n\n{_span(booking)}\nRefund: {back}"


_TEMPLATES: dict[str, Callable[[Record, Record], tuple[str, str]]] = {
    "confirmed": _confirmed,
    "hold_lost": _hold_lost,
    "cancelled": _cancelled,
}


def _span(booking: Record) -> str:
    zone = ZoneInfo(booking["listing"].get("time_zone") or "UTC")
    return f"From {_local(booking['starts_at'], zone)}\nUntil {_local(booking['ends_at'], zone)}"


def _local(instant: datetime, zone: ZoneInfo) -> str:
    return instant.astimezone(zone).strftime("%a %d %b %Y, %H:%M %Z")


def _money(money: Record) -> str:
    return f"{money['amount'] // 100:,}.{money['amount'] % 100:02d} {money['currency']}"
