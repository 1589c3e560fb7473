"""What cancelling would give back now, what later, and whose money that is."""

from __future__ import annotations

from typing import Any

from drivesphere.domain import cancellation, split
from drivesphere.domain.cancellation import Tier
from drivesphere.domain.clock import local
from drivesphere.domain.money import Money
from drivesphere.infra import mongo
from drivesphere.models import refund as ledger
from drivesphere.services import presenting, refunds
from drivesphere.services.cancelling.plan import Plan, Wish, plan

Record = dict[str, Any]


def preview(wish: Wish) -> Record:
    """What `wish` would give back now, to the cent, and what it would at each later deadline."""
    planned = plan(wish)
    booking = planned.booking
    return {
        "refund": _money(planned, planned.amount),
        "kept": _money(planned, _kept(planned)),
        "split": {name: _money(planned, amount) for name, amount in _split(planned).items()},
        "terms": cancellation.terms_of(booking).as_dict(),
        "tiers": [_tier(planned, tier) for tier in _tiers(booking)],
        "free_until": presenting.instant(cancellation.free_until(booking)),
        "remainder": planned.remainder,
        "server_time": presenting.instant(booking["server_time"]),
    }


def _kept(planned: Plan) -> int:
    """What is lost of what was paid. What is left pays for places that stay, after much goodwill not for all."""
    paid_for_rest = cancellation.worth(planned.booking) - planned.value if planned.booking.get("payment") else 0
    return max(cancellation.left_to_refund(planned.booking) - planned.amount - paid_for_rest, 0)


def _split(planned: Plan) -> dict[str, int]:
    """Whose money goes back, as the refund will stand in the ledger."""
    payment = planned.booking.get("payment")
    if not payment:
        return {"price": 0, "service_fee": 0, "tax": 0}
    with mongo.deadline():
        earlier = ledger.of_payment(None, payment["payment_id"])
    parts = split.divided(planned.amount, refunds.left_of(planned.booking, payment, earlier))
    return {"price": parts.owner, "service_fee": parts.fee, "tax": parts.tax}


def _tiers(booking: Record) -> tuple[Tier, ...]:
    """Without a start the first tier never ends, and the others never begin."""
    tiers = cancellation.terms_of(booking).tiers
    return tiers if booking["starts_at"] else tiers[:1]


def _tier(planned: Plan, tier: Tier) -> Record:
    """A tier with its last instant, in words of the place too, and what cancelling gives back until then."""
    booking = planned.booking
    until = tier.until(booking["starts_at"]) if booking["starts_at"] else None
    return {
        "hours_before_start": tier.hours_before_start,
        "refund_basis_points": tier.refund_basis_points,
        "until": presenting.instant(until),
        "until_local": local(until, booking["listing"].get("time_zone")) if until else None,
        "refund": _money(planned, cancellation.refund_at(booking, tier.refund_basis_points, planned.value)),
    }


def _money(planned: Plan, amount: int) -> Record:
    return Money(amount, planned.booking["quote"]["total"]["currency"]).as_dict()
