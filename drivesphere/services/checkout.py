"""From a hold to the payment page, and the handshake that closes that page again.

Nothing here asks Stripe inside a lock or a transaction. What we are about to ask is written first, under a key that
follows from booking and attempt, so that a crash at any point leads back to the same session.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bson import ObjectId

from drivesphere import inventory
from drivesphere.domain.booking import Status
from drivesphere.domain.errors import (
    BrokenInvariant,
    DriveSphereError,
    HoldExpired,
    IllegalTransition,
    NotFound,
    PaymentFault,
    Rejected,
    Unavailable,
)
from drivesphere.domain.payment import PaymentRequest, PaymentSession, SessionState
from drivesphere.infra import checkout as stripe_checkout
from drivesphere.infra import mongo
from drivesphere.models import booking as bookings
from drivesphere.models import user
from drivesphere.services import settlement
from drivesphere.services.presenting import instant
from drivesphere.services.transitions import demands_of, model_of

Record = dict[str, Any]

DAY = timedelta(days=1)
GRACE = timedelta(minutes=2)  # how long a claim outlives its hold when nobody manages to close the payment page
GRACE_IS_OVER = {"$expr": {"$lte": ["$until", "$$NOW"]}}
SESSION_LIFE = timedelta(minutes=31)  # beyond the hold; Stripe takes no session shorter than 30 minutes


def open_checkout(client_id: ObjectId, booking_id: ObjectId) -> Record:
    """The payment page of the client's hold; repeated calls lead to the same page.

    Raises `NotFound`, `HoldExpired`, `IllegalTransition` (not a hold any more) and `Unavailable` (Stripe is away; the
    hold stands).
    """
    booking = _own(client_id, booking_id)
    _refuse_unless_held(booking)
    prepared = booking if booking.get("checkout") else _prepare(booking)
    if prepared["checkout"].get("url"):
        return _page(prepared)
    return _page(_remember(prepared, _open(prepared)))


def _open(booking: Record) -> PaymentSession:
    """The session of the booking's attempt; after a fault of Stripe's the next call is a new attempt.

    Stripe keeps its answer to a key, a fault too, so the same key would fail for a day. If the faulty attempt did
    open a page, nobody has its address, and it ends by itself.
    """
    try:
        return stripe_checkout.open_session(_request(booking))
    except PaymentFault:
        number = booking["checkout"]["attempt"]
        unopened = {"checkout.attempt": number, "checkout.session_id": None}
        with mongo.deadline():
            bookings.amend(None, booking["_id"], unopened, {"checkout.attempt": number + 1})
        raise


def _own(client_id: ObjectId, booking_id: ObjectId) -> Record:
    with mongo.deadline():
        booking = bookings.find(booking_id, client_id=client_id)
    if booking is None:
        raise NotFound("There is no such booking.")
    return booking


def _refuse_unless_held(booking: Record) -> None:
    if booking["status"] == Status.EXPIRED or _is_over(booking):
        raise HoldExpired("The hold has ended. Hold it again if it is still free.")
    if booking["status"] != Status.PENDING:
        raise IllegalTransition(f"The booking is {booking['status']}; there is nothing to pay.")


def _is_over(booking: Record) -> bool:
    return bool(booking["status"] == Status.PENDING and booking["expires_at"] <= booking["server_time"])


def _prepare(booking: Record) -> Record:
    """Write down the attempt and let the claim outlive the hold by the grace, before Stripe knows of it."""
    attempt = {
        "attempt": 1,
        "email": user.email_of(booking["client_id"]),
        "expires_at": int((booking["expires_at"] + SESSION_LIFE).timestamp()),
        "note": _note(booking),
    }
    until = booking["expires_at"] + GRACE
    still_held = {"status": Status.PENDING.value, "checkout": None, "$expr": {"$gt": ["$expires_at", "$$NOW"]}}

    def work(session: Any) -> Record | None:
        after = bookings.amend(session, booking["_id"], still_held, {"checkout": attempt, "until": until})
        if after and not inventory.extend(session, model_of(after), demands_of(after), after["_id"], until):
            raise BrokenInvariant(f"Booking {after['_id']} was pending without its claim.")
        return after

    prepared = mongo.transaction(work) or bookings.find(booking["_id"])
    if prepared is None or not prepared.get("checkout"):
        raise HoldExpired("The hold has ended. Hold it again if it is still free.")
    return prepared


def _request(booking: Record) -> PaymentRequest:
    attempt, total = booking["checkout"], booking["quote"]["total"]
    back = stripe_checkout.public_url(f"/checkout/{booking['_id']}")
    return PaymentRequest(
        key=f"checkout:{booking['_id']}:{attempt['attempt']}",
        booking_id=str(booking["_id"]),
        amount=total["amount"],
        currency=total["currency"],
        title=_title(booking),
        email=attempt["email"],
        expires_at=attempt["expires_at"],
        success_url=f"{back}/return",
        cancel_url=back,
        note=attempt.get("note"),
    )


def _title(booking: Record) -> str:
    """What is paid for and, where it has dates, when, by the clock of the place."""
    title = booking["listing"]["title"]
    if booking["starts_at"] is None:
        return str(title)
    starts_at, ends_at = (booking[field].astimezone(_zone(booking)) for field in ("starts_at", "ends_at"))
    if ends_at - starts_at < DAY:
        return f"{title}, {starts_at:%d %b %Y, %H:%M} to {ends_at:%H:%M}"
    return f"{title}, {starts_at:%d %b} to {ends_at:%d %b %Y}"


def _note(booking: Record) -> str:
    """Until when to pay, by the clock of the place; Stripe's own deadline is later and would mislead."""
    until = booking["expires_at"].astimezone(_zone(booking))
    shown = f"{until:%I:%M %p %Z}".lstrip("0")
    return f"It is kept for you until {shown}. After that this page closes and nothing is charged."


def _zone(booking: Record) -> ZoneInfo:
    return ZoneInfo(booking["listing"].get("time_zone") or "UTC")


def _remember(booking: Record, session: PaymentSession) -> Record:
    """Keep the session with the hold; one that nobody is led to any more must not stay open to pay at."""
    same = {"status": Status.PENDING.value, "checkout.attempt": booking["checkout"]["attempt"]}
    after = bookings.amend(None, booking["_id"], same, {"checkout.session_id": session.id, "checkout.url": session.url})
    if after is not None:
        return after
    settlement.settle(stripe_checkout.close_session(session.id))
    _refuse_unless_held(_own(booking["client_id"], booking["_id"]))
    raise Unavailable("Another request is opening the payment page. Try again in a moment.", retry_after=1)


def _page(booking: Record) -> Record:
    return {"checkout_url": booking["checkout"]["url"], "expires_at": instant(booking["expires_at"])}


def close(booking: Record) -> PaymentSession | None:
    """Pay or free: close the booking's payment page, and get back which of the two it was.

    None when no page was ever asked for. A crash may have hidden the session's id from us; asking again under the
    same key finds it.
    """
    attempt = booking.get("checkout")
    if not attempt:
        return None
    session_id = attempt.get("session_id") or _unremembered(booking)
    return stripe_checkout.close_session(session_id) if session_id else None


def _unremembered(booking: Record) -> str | None:
    """The session that a crash kept us from writing down; None when the crash came before Stripe opened one."""
    try:
        return stripe_checkout.open_session(_request(booking)).id
    except Rejected:
        return None


def end_hold(booking: Record, *, actor: str) -> None:
    """End a hold whose deadline has passed: confirmed if it was paid after all, else freed. Safe to run twice.

    When Stripe cannot be asked the hold stays until its grace is over, then it is freed all the same.
    """
    try:
        session = close(booking)
    except DriveSphereError:
        settlement.lapse(booking, actor=actor, only_if=GRACE_IS_OVER)
        return
    if session is not None and session.is_paid:
        settlement.settle(session)
    elif session is None or session.state is SessionState.EXPIRED:
        settlement.lapse(booking, actor=actor, only_if={"checkout.attempt": _attempt(booking)})
    else:
        settlement.lapse(booking, actor=actor, only_if=GRACE_IS_OVER)


def _attempt(booking: Record) -> int | None:
    return (booking.get("checkout") or {}).get("attempt")


def reconcile(client_id: ObjectId, booking_id: ObjectId) -> Record:
    """The client's booking after asking Stripe for the truth now; used on return from the payment page."""
    booking = _own(client_id, booking_id)
    if _is_over(booking):
        end_hold(booking, actor=f"client:{client_id}")
    elif (booking.get("checkout") or {}).get("session_id"):
        settlement.settle(stripe_checkout.retrieve_session(booking["checkout"]["session_id"]))
    return _own(client_id, booking_id)
