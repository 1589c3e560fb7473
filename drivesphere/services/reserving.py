"""Lock and reserve: drafts that wait for one inventory are committed as a group, behind one lock, in one transaction.

The conditional write in `inventory.claim` decides each of them. Nothing here looks at a clock but the database's.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from drivesphere import inventory
from drivesphere.domain.booking import PaymentStatus, Trigger
from drivesphere.domain.demand import Demand
from drivesphere.domain.errors import (
    AlreadyBooked,
    Busy,
    DriveSphereError,
    TooManyRequests,
    Unauthenticated,
    Unavailable,
)
from drivesphere.domain.idempotency import Answer
from drivesphere.infra import locks, mongo
from drivesphere.inventory.group_commit import LONGEST_WAIT_SECONDS, GroupCommit
from drivesphere.models import booking as bookings
from drivesphere.models import user
from drivesphere.services import audit, notices, presenting, repeats, transitions
from drivesphere.services.orders import Draft

Record = dict[str, Any]
MAX_LIVE_HOLDS = 3  # more would let one account empty a fleet without paying
ACTOR = "system:claim"


@dataclass(frozen=True, slots=True)
class Reserved:
    """A committed booking, its answer, and whether the commit left something for the outbox to do."""

    booking: Record
    answer: Answer
    has_effects: bool


def reserve(draft: Draft) -> Reserved:
    """Commit `draft` with whoever else wants the same; raises `inventory.Taken` or the refusal of this one."""
    names = inventory.lock_names(draft.demands)
    draft.spent.asked_at = time.perf_counter()
    try:
        return _groups.submit(names, draft, wait_seconds=mongo.at_most(LONGEST_WAIT_SECONDS))
    except Busy:  # all that it has had was the wait
        draft.spent.lock_ms = _milliseconds(time.perf_counter() - draft.spent.asked_at)
        raise


def _commit(drafts: Sequence[Draft]) -> list[Reserved | Exception]:
    """Commit `drafts` for one inventory in one transaction; if that fails as a whole, one after the other."""
    model, names = drafts[0].kind.inventory_model, inventory.lock_names(drafts[0].demands)
    with locks.hold(names, wait_seconds=locks.at_most(inventory.lock_wait(model))):
        started = time.perf_counter()
        try:
            return mongo.transaction(lambda session: [_try_reserve(session, draft) for draft in drafts])
        except Unavailable:
            raise
        except Exception as error:  # one that goes wrong must not take the others of its group with it
            return [error] if len(drafts) == 1 else [_commit_alone(draft) for draft in drafts]
        finally:
            _note_time(drafts, started, time.perf_counter())


def _note_time(drafts: Sequence[Draft], started: float, ended: float) -> None:
    """All of a group have one transaction; how long each waited for it depends on when it came."""
    for draft in drafts:
        draft.spent.lock_ms = _milliseconds(started - draft.spent.asked_at)
        draft.spent.transaction_ms = _milliseconds(ended - started)


def _milliseconds(seconds: float) -> float:
    return round(seconds * 1000, 3)


def _commit_alone(draft: Draft) -> Reserved | Exception:
    try:
        return mongo.transaction(lambda session: _reserve(session, draft))
    except Exception as error:  # the request that it belongs to raises it
        return error


def _try_reserve(session: Any, draft: Draft) -> Reserved | Exception:
    """One draft within a group. A basket that lost halfway has written already, so it undoes the group."""
    try:
        return _reserve(session, draft)
    except (inventory.Taken, TooManyRequests, AlreadyBooked) as refusal:
        if len(draft.demands) > 1:
            raise
        return refusal


def _reserve(session: Any, draft: Draft) -> Reserved:
    """All of one booking in the caller's transaction: guard write, booking, history, audit, outbox, answer."""
    _refuse_hoarding(session, draft)
    had_second = _refuse_second(session, draft)
    stamp = inventory.claim(
        session,
        draft.kind.inventory_model,
        draft.demands,
        draft.booking_id,
        draft.hold_time,
        make_room=transitions.make_room,
    )
    for other in stamp.displaced:
        transitions.lapse(session, other, actor=ACTOR)
    record = _record(draft, stamp)
    bookings.insert(session, record)
    audit.changed(session, record, request=draft.request_id)
    sends_mail = draft.hold_time is None and draft.order.client_id is not None
    if sends_mail:
        notices.confirmed(session, record)
    body = presenting.booking(record | {"server_time": stamp.at})
    answer = Answer(201, body, location=body["links"]["self"])
    repeats.keep(session, draft.order.attempt, answer, booking_id=draft.booking_id, at=stamp.at)
    has_ended_others = bool(stamp.displaced) or stamp.made_room or had_second
    return Reserved(record, answer, has_ended_others or sends_mail)


def _refuse_hoarding(session: Any, draft: Draft) -> None:
    """Count the client's live holds; the write on the client makes two counts at one moment conflict.

    A token may outlive its account for a moment, where Redis is away; nothing is booked for nobody.
    """
    client_id = draft.order.client_id
    if client_id is None:
        return  # a partner answers for its users, and holds nothing: what it books is confirmed
    if not user.touch(session, client_id):
        raise Unauthenticated("The account is closed.")
    if draft.hold_time and bookings.live_holds(session, client_id, MAX_LIVE_HOLDS) >= MAX_LIVE_HOLDS:
        raise TooManyRequests(
            f"You have {MAX_LIVE_HOLDS} holds running. Pay for one or cancel one, then try again.",
            code="too_many_holds",
            retry_after=60,
        )


def _refuse_second(session: Any, draft: Draft) -> bool:
    """One per client: refuse a second booking, and end a hold of the same client that is overdue; whether there was.

    Two at one moment are kept apart by the unique index over active bookings.
    """
    other = bookings.active_with(session, draft.sole_key) if draft.sole_key else None
    if other is None:
        return False
    if not other["is_overdue"]:
        raise already_booked(other)
    transitions.end_overdue(session, other["_id"], actor=ACTOR)
    return True


def already_booked(other: Record) -> DriveSphereError:
    """The refusal of a second booking; a client is led to the first."""
    links = {"booking": presenting.link(other)} if other.get("client_id") else {}
    return AlreadyBooked("You have a booking of this already; there is one for each.", links=links)


def _record(draft: Draft, stamp: inventory.Stamp) -> Record:
    order, window = draft.order, draft.demands[0].window
    listing = draft.fellows.get(stamp.claimed[0].inventory_id, draft.listing)
    trigger = Trigger.HELD if draft.hold_time else Trigger.CONFIRMED_FREE
    return {
        "_id": draft.booking_id,
        "kind": draft.kind.name,
        "listing_id": listing["_id"],
        "owner_id": listing["owner_id"],
        "client_id": order.client_id,
        "listing": draft.kind.summary(listing),
        "title": order.request.get("title"),
        # What costs nothing owes nothing; and what a partner books is paid to the partner.
        "payment_status": (PaymentStatus.UNPAID if draft.hold_time else PaymentStatus.PAID).value,
        "claims": transitions.as_claims(_as_asked(draft.demands, stamp)),
        "starts_at": window.starts_at if window else None,
        "ends_at": window.ends_at if window else None,
        "quote": draft.quote.as_dict(),
        "policy": draft.policy.as_dict(),
        "held_at": stamp.at,
        "expires_at": stamp.until,
        "until": stamp.until,
        "origin": {"scope": order.attempt.scope},
        **_belongings(draft),
    } | bookings.opened(trigger, stamp.at, order.actor)


def _as_asked(demands: Sequence[Demand], stamp: inventory.Stamp) -> list[Demand]:
    """What was claimed, in the order in which it was asked for: claims are won in the order of the locks."""
    if len(demands) == 1:
        return list(stamp.claimed)
    granted = {each.inventory_id: each for each in stamp.claimed}
    return [granted[demand.inventory_id] for demand in demands]


def _belongings(draft: Draft) -> Record:
    """Fields that only some bookings have."""
    partner = draft.order.partner
    found: Record = {"sole_key": draft.sole_key} if draft.sole_key else {}
    return found | ({"partner": partner.as_dict()} if partner else {})


_groups: GroupCommit[Draft, Reserved] = GroupCommit(_commit)
