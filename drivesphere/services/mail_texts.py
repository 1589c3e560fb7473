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
    title, total = booking["listing"]["title"], booking["quote"]["total"]
    paid = f"Paid: {_money(total)}" if total["amount"] else "There is nothing to pay."
    places = [f"{line['quantity']} x {line['label']}" for line in booking["claims"] if line.get("label")]
    return f"Confirmed: {title}", _text(f"{title} is yours.", *_span(booking), *places, paid)


def _hold_lost(booking: Record, _: Record) -> tuple[str, str]:
    title = booking["listing"]["title"]
    lost = f"You did not pay in time, so {title} is free for others again."
    return f"Your hold has ended: {title}", _text(lost, *_span(booking), "Nothing was charged.")


def _cancelled(booking: Record, payload: Record) -> tuple[str, str]:
    title, currency = booking["listing"]["title"], booking["quote"]["total"]["currency"]
    back = _money({"amount": payload.get("refund", 0), "currency": currency})
    cancelled = f"Your booking of {title} is cancelled."
    return f"Cancelled: {title}", _text(cancelled, *_span(booking), f"Refund: {back}")


_TEMPLATES: dict[str, Callable[[Record, Record], tuple[str, str]]] = {
    "confirmed": _confirmed,
    "hold_lost": _hold_lost,
    "cancelled": _cancelled,
}


def _text(news: str, *facts: str) -> str:
    return "\n".join([news, "", *facts])


def _span(booking: Record) -> list[str]:
    """From when until when, for what has dates."""
    if booking["starts_at"] is None:
        return []
    zone = ZoneInfo(booking["listing"].get("time_zone") or "UTC")
    return [f"From {_local(booking['starts_at'], zone)}", f"Until {_local(booking['ends_at'], zone)}"]


def _local(instant: datetime, zone: ZoneInfo) -> str:
    return instant.astimezone(zone).strftime("%a %d %b %Y, %H:%M %Z")


def _money(money: Record) -> str:
    return f"{money['amount'] // 100:,}.{money['amount'] % 100:02d} {money['currency']}"
