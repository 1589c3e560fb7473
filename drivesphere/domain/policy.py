"""The rules of a listing: how soon, how far ahead, how long, how many, with what pause between two clients."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import datetime, timedelta
from typing import Any

from drivesphere.domain.cancellation import FLEXIBLE, CancellationTerms
from drivesphere.domain.clock import minute
from drivesphere.domain.errors import Rejected
from drivesphere.domain.window import Window

MINUTE = timedelta(minutes=1)

WINDOW_RULES = ("too_soon", "too_far_ahead", "window_too_short", "window_too_long")
"""The codes that `check_window` refuses with."""


@dataclass(frozen=True, slots=True)
class Policy:
    """Rules in whole minutes and days, because that is how owners state them; `quantity_limit` is per booking."""

    lead_time_minutes: int = 60
    horizon_days: int = 365
    shortest_minutes: int = 60
    longest_days: int = 90
    buffer_minutes: int = 60
    hold_minutes: int = 10
    quantity_limit: int = 1
    one_per_client: bool = False
    cancellation: CancellationTerms = FLEXIBLE

    @classmethod
    def stored(cls, overrides: Mapping[str, Any] | None, defaults: Policy) -> Policy:
        """`defaults` with what the listing itself says; unknown words of a newer release are passed over."""
        own = overrides or {}
        known = {field.name for field in fields(cls)} - {"cancellation"}
        terms = CancellationTerms.of_policy(own) or defaults.cancellation
        return replace(defaults, cancellation=terms, **{k: v for k, v in own.items() if k in known})

    @property
    def lead_time(self) -> timedelta:
        return timedelta(minutes=self.lead_time_minutes)

    @property
    def horizon(self) -> timedelta:
        return timedelta(days=self.horizon_days)

    @property
    def shortest(self) -> timedelta:
        return timedelta(minutes=self.shortest_minutes)

    @property
    def longest(self) -> timedelta:
        return timedelta(days=self.longest_days)

    @property
    def buffer(self) -> timedelta:
        return timedelta(minutes=self.buffer_minutes)

    @property
    def hold_time(self) -> timedelta:
        return timedelta(minutes=self.hold_minutes)

    def as_dict(self) -> dict[str, Any]:
        """The form that bookings keep and clients see; `free_cancellation_hours` is for those who know no tiers."""
        rules = {field.name: getattr(self, field.name) for field in fields(self)}
        free_hours = self.cancellation.free_hours
        return rules | {"cancellation": self.cancellation.as_dict(), "free_cancellation_hours": free_hours}


def check_window(policy: Policy, window: Window, now: datetime) -> None:
    """Refuse a window that breaks a rule; `Rejected` names the field and the bound."""
    check_start(policy, window, now)
    check_length(policy, window)


def check_start(policy: Policy, window: Window, now: datetime) -> None:
    """Refuse a window that starts too soon or lies too far ahead."""
    earliest, latest = now + policy.lead_time, now + policy.horizon
    if window.starts_at < earliest:
        raise _broken("too_soon", "starts_at", f"Must be at or after {minute(earliest)}.")
    if window.ends_at > latest:
        raise _broken("too_far_ahead", "ends_at", f"Must be at or before {minute(latest)}.")


def check_length(policy: Policy, window: Window) -> None:
    """Refuse a window that is too short or too long."""
    if window.length < policy.shortest:
        raise _broken("window_too_short", "ends_at", f"The shortest booking is {policy.shortest_minutes} minutes.")
    if window.length > policy.longest:
        raise _broken("window_too_long", "ends_at", f"The longest booking is {policy.longest_days} days.")


def _broken(code: str, field: str, message: str) -> Rejected:
    return Rejected(message, code=code, errors={field: [message]})
