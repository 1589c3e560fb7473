"""Place a hold: check, lock, reserve. Paying is settlement's.

Pure checks come first and cost no lock. Then waiting requests for one inventory are committed as a group, behind one
Redis lock, in one transaction; the conditional write in `inventory.claim` decides each of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bson import ObjectId

from drivesphere import inventory, kinds
from drivesphere.domain import clock
from drivesphere.domain.booking import PaymentStatus, Trigger
from drivesphere.domain.demand import Demand
from drivesphere.domain.errors import (
    DriveSphereError,
    DuplicateBooking,
    NotFound,
    TooManyRequests,
    Unavailable,
    WindowTaken,
)
from drivesphere.domain.idempotency import Answer, Attempt
from drivesphere.domain.kind import Kind
from drivesphere.domain.policy import Policy
from drivesphere.domain.quote import Quote
from drivesphere.domain.trace import request_id
from drivesphere.infra import cache, locks, mongo
from drivesphere.inventory.contention import Contention
from drivesphere.inventory.group_commit import LONGEST_WAIT_SECONDS, GroupCommit
from drivesphere.models import booking as bookings
from drivesphere.models import listing as listings
from drivesphere.models import user
from drivesphere.services import audit, availability, outbox, presenting, repeats, transitions

Record = dict[str, Any]
MAX_LIVE_HOLDS = 3  # more would let one account empty a fleet without paying


@dataclass(frozen=True, slots=True)
class Order:
    """What a client asks for: the validated `request` body for one listing."""

    kind: str
    listing_id: ObjectId
    client_id: ObjectId
    request: dict[str, Any]
    attempt: Attempt

    @property
    def actor(self) -> str:
        return f"client:{self.client_id}"


@dataclass(frozen=True, slots=True)
class Draft:
    """An order that passed every check that needs no lock; its booking id is fixed before the first try."""

    order: Order
    booking_id: ObjectId
    kind: Kind
    listing: Record
    demands: Sequence[Demand]
    policy: Policy
    quote: Quote
    request_id: str


@dataclass(frozen=True, slots=True)
class Held:
    """A committed hold, its answer, and the bookings whose lapsed holds gave way."""

    booking: Record
    answer: Answer
    displaced: Sequence[Record]


def place_hold(order: Order) -> Answer:
    """Hold the listing for the client: 201 with the pending booking, or the stored answer of a repeated request.

    Raises `Rejected` against policy, `WindowTaken` with alternatives, `DuplicateBooking` for the client's own
    overlapping booking, `Busy`, `Unavailable`, `KeyReused`.
    """
    try:
        return repeats.once(order.attempt, lambda: _place(order))
    except DriveSphereError as error:
        audit.refused(Trigger.HELD, order.actor, error, kind=order.kind, listing_id=order.listing_id)
        raise


def _place(order: Order) -> Answer:
    with mongo.deadline():
        draft = _draft(order)
    names = inventory.lock_names(draft.demands)
    try:
        if names in _contention:
            _refuse_taken(draft)
        held = _groups.submit(names, draft, wait_seconds=mongo.at_most(LONGEST_WAIT_SECONDS))
    except inventory.Taken:
        _contention.note(names)
        raise _taken(draft) from None
    _after_commit(held)
    return held.answer


def _draft(order: Order) -> Draft:
    kind = kinds.get(order.kind)
    listing = listings.find_published(order.kind, order.listing_id)
    if listing is None:
        raise NotFound("There is no such listing.")
    demands, policy = kind.demands(listing, order.request), kind.policy(listing)
    kind.check(policy, demands, clock.now())
    price = kind.quote(listing, order.request)
    return Draft(order, ObjectId(), kind, listing, demands, policy, price, request_id.get())


def _refuse_hoarding(session: Any, client_id: ObjectId) -> None:
    """Count the client's live holds; the write on the client makes two counts at one moment conflict."""
    user.touch(session, client_id)
    if bookings.live_holds(session, client_id, MAX_LIVE_HOLDS) >= MAX_LIVE_HOLDS:
        raise TooManyRequests(
            f"You have {MAX_LIVE_HOLDS} holds running. Pay for one or cancel one, then try again.",
            code="too_many_holds",
            retry_after=60,
        )


def _refuse_taken(draft: Draft) -> None:
    with mongo.deadline():
        if _blockers(draft):
            raise inventory.Taken(draft.demands[0])


def _blockers(draft: Draft) -> list[inventory.Blocker]:
    return inventory.blockers(draft.kind.inventory_model, draft.demands)


def _is_same(blocker: inventory.Blocker, demands: Sequence[Demand]) -> bool:
    """Whether the claim in the way is for exactly what is demanded now, not only next to it or across it."""
    wanted = {(demand.window.starts_at, demand.window.ends_at) for demand in demands if demand.window}
    return (blocker.starts_at, blocker.ends_at) in wanted


def _taken(draft: Draft) -> DriveSphereError:
    """The refusal for `draft`; a client whose own booking stands in the way is led to it."""
    with mongo.deadline():
        same = [blocker.booking_id for blocker in _blockers(draft) if _is_same(blocker, draft.demands)]
        own = bookings.first_of(draft.order.client_id, same)
        if own is not None:
            return DuplicateBooking("You have booked this already.", links={"booking": presenting.link(own)})
        return WindowTaken(
            "Someone was faster: this is taken for the time you asked for.",
            alternatives=availability.alternatives(draft.kind, draft.listing, draft.order.request),
        )


def _commit(drafts: Sequence[Draft]) -> list[Held | Exception]:
    """Commit `drafts` for one inventory in one transaction; if that fails as a whole, one after the other."""
    model, names = drafts[0].kind.inventory_model, inventory.lock_names(drafts[0].demands)
    with locks.hold(names, wait_seconds=locks.at_most(inventory.lock_wait(model))):
        try:
            return mongo.transaction(lambda session: [_try_reserve(session, draft) for draft in drafts])
        except Unavailable:
            raise
        except Exception as error:  # one that goes wrong must not take the others of its group with it
            return [error] if len(drafts) == 1 else [_commit_alone(draft) for draft in drafts]


def _commit_alone(draft: Draft) -> Held | Exception:
    try:
        return mongo.transaction(lambda session: _reserve(session, draft))
    except Exception as error:  # the request that it belongs to raises it
        return error


def _try_reserve(session: Any, draft: Draft) -> Held | Exception:
    """One draft within a group. A basket that lost halfway has written already, so it undoes the group."""
    try:
        return _reserve(session, draft)
    except (inventory.Taken, TooManyRequests) as refusal:
        if len(draft.demands) > 1:
            raise
        return refusal


def _reserve(session: Any, draft: Draft) -> Held:
    """All of one booking in the caller's transaction: guard write, booking, history, audit, outbox, answer."""
    _refuse_hoarding(session, draft.order.client_id)
    stamp = inventory.claim(
        session, draft.kind.inventory_model, draft.demands, draft.booking_id, draft.policy.hold_time
    )
    displaced = [_displace(session, other) for other in stamp.displaced]
    record = _record(draft, stamp)
    bookings.insert(session, record)
    audit.changed(session, record, request=draft.request_id)
    body = presenting.booking(record | {"server_time": stamp.at})
    answer = Answer(201, body, location=body["links"]["self"])
    repeats.keep(session, draft.order.attempt, answer, booking_id=draft.booking_id, at=stamp.at)
    return Held(record, answer, [other for other in displaced if other])


def _displace(session: Any, booking_id: ObjectId) -> Record | None:
    """The hold that lapsed ends in the same commit as the claim that takes its place."""
    return transitions.lapse(session, booking_id, actor="system:claim")


def _record(draft: Draft, stamp: inventory.Stamp) -> Record:
    order, listing = draft.order, draft.listing
    window = draft.demands[0].window
    return {
        "_id": draft.booking_id,
        "kind": draft.kind.name,
        "listing_id": order.listing_id,
        "owner_id": listing["owner_id"],
        "client_id": order.client_id,
        "listing": draft.kind.summary(listing),
        "payment_status": PaymentStatus.UNPAID.value,
        "claims": transitions.as_claims(list(draft.demands)),
        "starts_at": window.starts_at if window else None,
        "ends_at": window.ends_at if window else None,
        "quote": draft.quote.as_dict(),
        "policy": draft.policy.as_dict(),
        "held_at": stamp.at,
        "expires_at": stamp.until,
        "until": stamp.until,
        "origin": {"scope": order.attempt.scope},
    } | bookings.opened(Trigger.HELD, stamp.at, order.actor)


def _after_commit(held: Held) -> None:
    cache.purge([transitions.availability_changed(held.booking)])
    if held.displaced:
        outbox.wake()


_groups: GroupCommit[Draft, Held] = GroupCommit(_commit)
_contention = Contention()
