"""What a cancelled booking gives back: pure, so that the preview and the refund are one calculation.

Notice is counted in elapsed hours back from the instant of the start. So a day on which the clocks change makes it
neither longer nor shorter, and each deadline is one instant, whatever the clock at the listing shows then.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from itertools import pairwise
from typing import Any, NoReturn

from drivesphere.domain.errors import Rejected
from drivesphere.domain.money import BASIS_POINTS, Money, share

Booking = Mapping[str, Any]
NO_MONEY = Money(0)


class Rule(StrEnum):
    """By what a refund is measured."""

    POLICY = "policy"
    FULL = "full"
    NONE = "none"
    AMOUNT = "amount"


@dataclass(frozen=True, slots=True)
class Refunding:
    """What goes back: by the frozen terms, the whole price, nothing, or this `amount`."""

    rule: Rule
    amount: Money = NO_MONEY


BY_POLICY, ALL = Refunding(Rule.POLICY), Refunding(Rule.FULL)


OWN = "own"
"""The name of terms that an owner has put together."""
MOST_TIERS = 5  # more steps than that nobody reads before booking
LONGEST_NOTICE_HOURS = 366 * 24  # a year, as far ahead as most things can be booked


@dataclass(frozen=True, slots=True)
class Tier:
    """So much of the price goes back, in basis points, when so many hours are left until the start, or more."""

    hours_before_start: int
    refund_basis_points: int

    def until(self, starts_at: datetime) -> datetime:
        """The last instant of this tier."""
        return starts_at.astimezone(UTC) - timedelta(hours=self.hours_before_start)


@dataclass(frozen=True, slots=True)
class CancellationTerms:
    """Tiers, the longest notice first; what is cancelled after the last of them gives nothing back.

    The first tier gives all back. `version` tells terms of one name apart: those that were frozen in a booking stay.
    """

    name: str
    version: int
    tiers: tuple[Tier, ...]

    @classmethod
    def stored(cls, row: Mapping[str, Any]) -> CancellationTerms:
        """`as_dict` read back."""
        return cls(row["name"], row["version"], tuple(Tier(**tier) for tier in row["tiers"]))

    @classmethod
    def of_policy(cls, policy: Mapping[str, Any]) -> CancellationTerms | None:
        """What a stored policy says; the first releases knew only hours of notice. None where it says neither."""
        if policy.get("cancellation"):
            return cls.stored(policy["cancellation"])
        hours = policy.get("free_cancellation_hours")
        return None if hours is None else cls.of_hours(hours)

    @classmethod
    def of_hours(cls, hours: int) -> CancellationTerms:
        """All goes back with so many hours of notice, then nothing."""
        tiers = (Tier(hours, BASIS_POINTS),)
        return FLEXIBLE if tiers == FLEXIBLE.tiers else cls(OWN, 1, tiers)

    def as_dict(self) -> dict[str, Any]:
        """The form that listings and bookings keep, and clients see."""
        tiers = [
            {"hours_before_start": tier.hours_before_start, "refund_basis_points": tier.refund_basis_points}
            for tier in self.tiers
        ]
        return {"name": self.name, "version": self.version, "tiers": tiers}

    @property
    def free_hours(self) -> int:
        """With how many hours of notice cancelling costs nothing."""
        return self.tiers[0].hours_before_start

    def following(self, before: CancellationTerms) -> CancellationTerms:
        """These terms as a listing has them that had `before`: an owner's own count on when they change."""
        if self.name != OWN or before.name != OWN:
            return self
        return before if self.tiers == before.tiers else replace(self, version=before.version + 1)

    def basis_points(self, starts_at: datetime | None, now: datetime) -> int:
        """The share that goes back `now`; without a start there is no last instant for anything."""
        if starts_at is None:
            return self.tiers[0].refund_basis_points
        reached = (tier.refund_basis_points for tier in self.tiers if now <= tier.until(starts_at))
        return next(reached, 0)


FLEXIBLE = CancellationTerms("flexible", 1, (Tier(24, 10_000),))
MODERATE = CancellationTerms("moderate", 1, (Tier(120, 10_000), Tier(24, 5_000)))
STRICT = CancellationTerms("strict", 1, (Tier(336, 10_000), Tier(168, 5_000)))
NAMED = {terms.name: terms for terms in (FLEXIBLE, MODERATE, STRICT)}
"""A day; five days, then half until the last day; two weeks, then half until the last week."""


def nonsense(tiers: Sequence[Tier]) -> dict[int, dict[str, list[str]]]:
    """What is wrong with an owner's tiers, by number and field; nothing where they make sense.

    The first gives all back, so that whoever books far enough ahead can change their mind; later ones give less.
    """
    wrong: dict[int, dict[str, list[str]]] = {}
    if tiers and tiers[0].refund_basis_points != BASIS_POINTS:
        wrong[0] = {"refund_basis_points": [f"The first tier gives all back: {BASIS_POINTS}."]}
    for number, (longer, shorter) in enumerate(pairwise(tiers), start=1):
        if shorter.hours_before_start >= longer.hours_before_start:
            wrong[number] = {"hours_before_start": ["Must be less than that of the tier before."]}
        elif shorter.refund_basis_points >= longer.refund_basis_points:
            wrong[number] = {"refund_basis_points": ["Must be less than that of the tier before."]}
    return wrong


def terms_of(booking: Booking) -> CancellationTerms:
    """The terms that were frozen when it was booked."""
    return CancellationTerms.of_policy(booking["policy"]) or FLEXIBLE


def free_until(booking: Booking) -> datetime | None:
    """The last instant at which cancelling costs nothing, by the frozen terms; None where there is no start."""
    return terms_of(booking).tiers[0].until(booking["starts_at"]) if booking["starts_at"] else None


def price(booking: Booking) -> Any:
    """The frozen quote, or what is left of it after places were cancelled."""
    return booking.get("remainder") or booking["quote"]


def worth(booking: Booking) -> int:
    """What the booking as it stands costs."""
    return int(price(booking)["total"]["amount"])


def left_to_refund(booking: Booking) -> int:
    """What was paid and neither went back nor is on its way; a bank may have taken more than was left."""
    paid, promised = booking.get("payment") or {}, booking.get("refund") or {}
    return max(int(paid.get("amount", 0)) - int(promised.get("amount", 0)), 0)


def refunded(booking: Booking, now: datetime, refunding: Refunding, value: int) -> int:
    """Minor units that go back when `value` of the booking is cancelled `now`; `Rejected` for more than is left."""
    if refunding.rule is Rule.POLICY:
        return refund_amount(booking, now, value)
    if refunding.rule is Rule.AMOUNT:
        return granted(booking, refunding.amount)
    return refund_at(booking, BASIS_POINTS, value) if refunding.rule is Rule.FULL else 0


def granted(booking: Booking, amount: Money) -> int:
    """`amount` in minor units if so much is left of what was paid, else `Rejected` with how much is."""
    left = Money(left_to_refund(booking), price(booking)["total"]["currency"])
    if amount.currency != left.currency:
        _refuse_amount(f"The booking was paid in {left.currency}.")
    if amount.amount > left.amount:
        _refuse_amount(f"At most {left} is left of what was paid.")
    return amount.amount


def _refuse_amount(message: str) -> NoReturn:
    raise Rejected(message, errors={"amount": [message]})


def refund_amount(booking: Booking, now: datetime, value: int | None = None) -> int:
    """Minor units that go back when `value` of the booking, or else all of it, is cancelled `now`.

    Fee and tax go back with the price they were made of. Goodwill that was shown before stands beside the terms, save
    that no more can go back than was paid.
    """
    cancelled = worth(booking) if value is None else value
    return refund_at(booking, terms_of(booking).basis_points(booking["starts_at"], now), cancelled)


def refund_at(booking: Booking, basis_points: int, value: int) -> int:
    """Minor units of `value` that go back at a tier of so many basis points."""
    return min(share(value, basis_points), left_to_refund(booking))
