"""Place a hold: check, lock, reserve. Paying is settlement's.

Pure checks come first and cost no lock. What is reserved is decided in `reserving`; here stands what a refusal says.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from drivesphere import inventory
from drivesphere.domain import trace
from drivesphere.domain.booking import Trigger
from drivesphere.domain.demand import Demand
from drivesphere.domain.errors import DriveSphereError, DuplicateBooking, SoldOut, WindowTaken
from drivesphere.domain.idempotency import Answer
from drivesphere.infra import cache, mongo, tally
from drivesphere.inventory.contention import Contention
from drivesphere.inventory.group_commit import LONGEST_WAIT_SECONDS, GroupCommit
from drivesphere.models import booking as bookings
from drivesphere.services import audit, availability, orders, outbox, presenting, repeats, transitions
from drivesphere.services.orders import Draft, Order
from drivesphere.services.reserving import Reserved, already_booked, reserve

__all__ = ["Order", "place_hold"]


def place_hold(order: Order) -> Answer:
    """Hold the listing for the client: 201 with the pending booking, or the stored answer of a repeated request.

    Where nothing is to be paid to us the booking is confirmed at once. Raises `Rejected` against policy, `WindowTaken`
    and `SoldOut` with alternatives, `AlreadyBooked`, `DuplicateBooking` for the client's own booking of the same,
    `Busy`, `Unavailable`, `KeyReused`.
    """
    try:
        answer = repeats.once(order.attempt, lambda: _place(order))
    except DriveSphereError as error:
        tally.count("bookings", kind=order.kind, outcome=error.code)
        partner = order.partner and order.partner.as_dict()
        audit.refused(Trigger.HELD, order.actor, error, kind=order.kind, listing_id=order.listing_id, partner=partner)
        raise
    tally.count("bookings", kind=order.kind, outcome="repeated" if answer.replayed else answer.body["status"])
    return answer


def _place(order: Order) -> Answer:
    with mongo.deadline():
        draft = orders.draft(order)
    trace.spent.set(draft.spent)
    if any(demand in _contention for demand in draft.demands):
        _refuse_taken(draft)
    try:
        reserved = reserve(draft)
    except inventory.Taken as taken:
        _contention.note(taken.demand)
        raise _second(draft) or _taken(draft, _look(draft)) from None
    except mongo.AlreadyWritten:
        # It may be the key of the same customer's other booking, made at this moment.
        if (second := _second(draft)) is not None:
            raise second from None
        raise
    _after_commit(reserved)
    return reserved.answer


def _refuse_taken(draft: Draft) -> None:
    """Refuse what is taken at this instant, before anything is locked."""
    look = _look(draft)
    for shortage in look.shortages:
        _contention.note(shortage.demand)
    if look.shortages:
        raise _second(draft) or _taken(draft, look)


def _second(draft: Draft) -> DriveSphereError | None:
    """The refusal of a customer who has the one booking already; told before that all others have gone, too."""
    with mongo.deadline():
        other = bookings.active_with(None, draft.sole_key) if draft.sole_key else None
    return already_booked(other) if other and not other["is_overdue"] else None


def _taken(draft: Draft, look: _Look) -> DriveSphereError:
    """The refusal for `draft`; a client whose own booking stands in the way is led to it."""
    own = _own_in_the_way(draft, look.shortages)
    if own is not None:
        return DuplicateBooking("You have booked this already.", links={"booking": presenting.link(own)})
    if inventory.counts_places(draft.kind.inventory_model):
        return SoldOut(_what_is_left(look.shortages), errors=_by_field(look.shortages), alternatives=look.offers)
    detail = "Someone was faster: this is taken for the time you asked for."
    return WindowTaken(detail, alternatives=look.offers, conflict=_conflict(look.shortages))


def _offers(draft: Draft) -> Sequence[orders.Record]:
    """What would do instead. A partner's services have no words for that, so nobody looks for it."""
    return [] if draft.order.partner else availability.alternatives(draft.kind, draft.listing, draft.order.request)


def _own_in_the_way(draft: Draft, shortages: Sequence[inventory.Shortage]) -> orders.Record | None:
    client_id = draft.order.client_id
    same = [b.booking_id for each in shortages for b in each.blockers if _is_same(b, draft.demands)]
    with mongo.deadline():
        return bookings.first_of(client_id, same) if client_id else None


def _is_same(blocker: inventory.Blocker, demands: Sequence[Demand]) -> bool:
    """Whether the claim in the way is for exactly what is demanded now, not only next to it or across it."""
    wanted = {(demand.window.starts_at, demand.window.ends_at) for demand in demands if demand.window}
    return (blocker.starts_at, blocker.ends_at) in wanted


def _conflict(shortages: Sequence[inventory.Shortage]) -> dict[str, str | None] | None:
    """The window in the way, of the first claim there; it names nobody."""
    first = next((blocker for each in shortages for blocker in each.blockers), None)
    span = first and {"starts_at": first.starts_at, "ends_at": first.ends_at}
    return {name: presenting.instant(at) for name, at in span.items()} if span else None


def _what_is_left(shortages: Sequence[inventory.Shortage]) -> str:
    if not shortages:
        return "Someone was faster: there were not enough places at that moment. Try again."
    return " ".join(_short_of(each) for each in shortages)


def _by_field(shortages: Sequence[inventory.Shortage]) -> dict[str, list[str]]:
    return {each.demand.field: [_short_of(each)] for each in shortages if each.demand.field}


def _short_of(each: inventory.Shortage) -> str:
    where = each.demand.label or "this section"
    if each.left <= 0:
        return f"No places are left in {where}."
    return f"Only {each.left} of the {each.demand.quantity} places you want {_are(each.left)} left in {where}."


def _are(count: int) -> str:
    return "is" if count == 1 else "are"


def _after_commit(reserved: Reserved) -> None:
    cache.purge([transitions.availability_changed(reserved.booking)])
    if reserved.has_effects:
        outbox.wake()


@dataclass(frozen=True, slots=True)
class _Look:
    """What could not be met at one instant, and what was free then in its place."""

    shortages: Sequence[inventory.Shortage]
    offers: Sequence[orders.Record]


def _look(draft: Draft) -> _Look:
    """Look with whoever else wants to know the same: what they share begins after the last of them has asked."""
    asked = (draft.kind.name, draft.order.partner is None, *draft.demands, repr(draft.order.request))
    return _looks.submit(asked, draft, wait_seconds=mongo.at_most(LONGEST_WAIT_SECONDS))


def _look_once(drafts: Sequence[Draft]) -> Sequence[_Look]:
    draft = drafts[0]
    with mongo.deadline():
        shortages = inventory.shortages(draft.kind.inventory_model, draft.demands)
        offers = _offers(draft) if shortages else []
    return [_Look(shortages, offers)] * len(drafts)


_contention = Contention()
_looks: GroupCommit[Draft, _Look] = GroupCommit(_look_once)
