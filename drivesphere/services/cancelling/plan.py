"""Who wants what cancelled, and what that does to the booking as it stands: worked out, and nothing written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bson import ObjectId

from drivesphere import inventory
from drivesphere.domain import basket, cancellation
from drivesphere.domain.booking import Status, Trigger, refuse
from drivesphere.domain.cancellation import BY_POLICY, Refunding
from drivesphere.domain.errors import IllegalTransition, NotFound, Rejected
from drivesphere.domain.user import Role
from drivesphere.infra import mongo
from drivesphere.models import booking as bookings
from drivesphere.services import presenting, transitions

Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Canceller:
    """Who cancels: a client or an owner what is theirs, an admin anything."""

    role: Role
    id: ObjectId

    @property
    def actor(self) -> str:
        return f"{self.role}:{self.id}"

    @property
    def own(self) -> dict[str, ObjectId]:
        """The condition on a booking that this one may cancel it."""
        return {} if self.role is Role.ADMIN else {f"{self.role}_id": self.id}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """To cancel a booking, or of a basket the places in `lines` {section_id, quantity}.

    `refunding` says what goes back; a `reason` is for the trail and for the client.
    """

    by: Canceller
    booking_id: ObjectId
    refunding: Refunding = BY_POLICY
    lines: Sequence[Record] = ()
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """What a wish does to a booking: claims that are `released` and `left`, what the latter cost, what goes back."""

    booking: Record
    released: list[Record]
    left: list[Record]
    remainder: Record | None
    amount: int

    @property
    def is_whole(self) -> bool:
        return not self.left

    @property
    def value(self) -> int:
        """What the part that is given back costs."""
        return cancellation.worth(self.booking) - cost_of(self.remainder)


def cost_of(remainder: Record | None) -> int:
    return int(remainder["total"]["amount"]) if remainder else 0


def plan(wish: Wish) -> Plan:
    """Look at the booking and refuse what cannot be; `NotFound` for what is not theirs."""
    booking = own(wish)
    refuse_unless_cancellable(wish, booking)
    released = _released(booking, wish.lines)
    left = basket.without(booking["claims"], released)
    remainder = basket.remainder(cancellation.price(booking), booking["claims"], left) if left else None
    value = cancellation.worth(booking) - cost_of(remainder)
    amount = cancellation.refunded(booking, booking["server_time"], wish.refunding, value)
    return Plan(booking, released, left, remainder, amount)


def own(wish: Wish) -> Record:
    """The booking with `server_time`; somebody else's is `NotFound` like one that does not exist."""
    with mongo.deadline():
        booking = bookings.find(wish.booking_id, **wish.by.own)
    if booking is None:
        raise NotFound("There is no such booking.")
    return booking


def _released(booking: Record, lines: Sequence[Record]) -> list[Record]:
    """The claims that are given back: all, unless some places of a basket are named."""
    if not lines:
        return list(booking["claims"])
    if not inventory.counts_places(transitions.model_of(booking)):
        raise Rejected("Only places can be cancelled one by one.", errors={"lines": ["The booking has no places."]})
    if booking["status"] == Status.PENDING:
        raise IllegalTransition("The hold is not paid yet. Cancel all of it, and hold fewer places.")
    return basket.given_back(booking["claims"], lines)


def refuse_unless_cancellable(wish: Wish, booking: Record) -> None:
    """Clients may cancel until the start, owners and admins until the end; a hold that nobody ends, admins always."""
    if wish.by.role is Role.ADMIN and booking["status"] == Status.PENDING:
        return
    if wish.by.role is Role.CLIENT:
        refuse_once_started(booking)
    refuse_once_over(booking)


def refuse_once_started(booking: Record) -> None:
    """`IllegalTransition` for a booking, read with `server_time`, that has started."""
    is_confirmed = presenting.shown_status(booking) == Status.CONFIRMED
    if is_confirmed and booking["starts_at"] is not None and booking["starts_at"] <= booking["server_time"]:
        raise IllegalTransition("The booking has started and can no longer be cancelled.", code="already_started")


def refuse_once_over(booking: Record) -> None:
    """`IllegalTransition` for a booking, read with `server_time`, that is over or was ended."""
    shown = presenting.shown_status(booking)
    if shown not in (Status.PENDING, Status.CONFIRMED):
        raise refuse(Trigger.CANCELLED, shown)
