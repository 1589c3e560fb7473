"""Who wants what: an order, and the draft of a booking that it becomes once everything pure was checked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from bson import ObjectId

from drivesphere import kinds
from drivesphere.domain import clock
from drivesphere.domain.demand import Demand
from drivesphere.domain.errors import NotFound, Rejected
from drivesphere.domain.idempotency import Attempt
from drivesphere.domain.kind import Kind
from drivesphere.domain.payment import check_payable
from drivesphere.domain.policy import Policy
from drivesphere.domain.quote import Quote
from drivesphere.domain.trace import Spent, request_id
from drivesphere.models import listing as listings

Record = dict[str, Any]
SEARCH_LIMIT_MS = 1_000


@dataclass(frozen=True, slots=True)
class Partner:
    """A user of a back-end that keeps its users, and their money, to itself."""

    name: str
    user_id: str | None = None

    @property
    def actor(self) -> str:
        return f"partner:{self.name}:{self.user_id}" if self.user_id else f"partner:{self.name}"

    def as_dict(self) -> dict[str, str | None]:
        """The form kept in bookings and in the audit trail."""
        return {"name": self.name, "user_id": self.user_id}


@dataclass(frozen=True, slots=True)
class Order:
    """What a client, or a partner for a user, asks for: the validated `request` body for one listing."""

    kind: str
    listing_id: ObjectId
    client_id: ObjectId | None
    request: dict[str, Any]
    attempt: Attempt
    partner: Partner | None = None

    @property
    def actor(self) -> str:
        return self.partner.actor if self.partner else f"client:{self.client_id}"


@dataclass(frozen=True, slots=True)
class Draft:
    """An order that passed every check that needs no lock; its booking id is fixed before the first try.

    `fellows` are the listings any of which would do, by the id of their inventory; `listing` is one of them.
    """

    order: Order
    booking_id: ObjectId
    kind: Kind
    listing: Record
    demands: Sequence[Demand]
    policy: Policy
    quote: Quote
    request_id: str
    fellows: Mapping[str, Record] = field(default_factory=dict)
    spent: Spent = field(default_factory=Spent)

    @property
    def hold_time(self) -> timedelta | None:
        """How long the hold lasts; None where nothing is to be paid to us, and the booking is confirmed at once."""
        is_settled = self.order.partner is not None or self.quote.total.amount == 0
        return None if is_settled else self.policy.hold_time

    @property
    def sole_key(self) -> str | None:
        """What can be there once only: this customer's booking of this listing."""
        return f"{self.order.listing_id}|{self.order.actor}" if self.policy.one_per_client else None


def draft(order: Order) -> Draft:
    """Check `order` against listing, policy, prices and what can be paid; `NotFound`, or `Rejected` with the field."""
    kind = kinds.get(order.kind)
    listing = listings.find_bookable(order.kind, order.listing_id, order.partner.name if order.partner else None)
    if listing is None:
        raise NotFound("There is no such listing.")
    demands, policy = kind.demands(listing, order.request), kind.policy(listing)
    kind.check(policy, demands, clock.now())
    price = kind.quote(listing, order.request)
    if order.partner is None:
        check_payable(price.total, price_maker(demands))
    # One per client is a promise about one listing, so it must be known which before anything is claimed.
    fellows = {} if policy.one_per_client else _fellows(kind, listing, order.request, price)
    if fellows:
        demands = [Demand(demands[0].inventory_id, demands[0].window, any_of=tuple(fellows))]
    return Draft(order, ObjectId(), kind, listing, demands, policy, price, request_id.get(), fellows)


def price_maker(demands: Sequence[Demand]) -> str:
    """The field of a request that makes its price: where its first demand stands, or how long it lasts."""
    return demands[0].field or "ends_at"


def _fellows(kind: Kind, listing: Record, request: Record, price: Quote) -> dict[str, Record]:
    """The listings any of which would do on the very same terms, where the request leaves the choice to us."""
    search = kind.fellows(listing, request) if kind.fellows else None
    if search is None:
        return {}
    ids = listings.matching(kind.name, search.filters, search.sort, SEARCH_LIMIT_MS)
    rows = {listing["_id"]: listing} | listings.find_many(ids)
    alike = {row_id: row for row_id, row in rows.items() if _has_same_terms(kind, row, listing, request, price)}
    return {str(row_id): row for row_id, row in alike.items()}


def _has_same_terms(kind: Kind, other: Record, listing: Record, request: Record, price: Quote) -> bool:
    """Whether `other` can be booked for the same price under the same policy."""
    try:
        demands = kind.demands(other, request)
        kind.check(kind.policy(other), demands, clock.now())
    except Rejected:
        return False
    # Rules of two listings have ids of their own: it is the price that is compared, and not how it came about.
    return kind.quote(other, request).total == price.total and kind.policy(other) == kind.policy(listing)
