"""Stripe: checkout sessions, refunds and signed events. The only module that knows the SDK."""

from __future__ import annotations

import json
import logging
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from http import HTTPStatus
from typing import Any, TypeVar

import pybreaker
import stripe

from drivesphere.config import Settings
from drivesphere.domain.errors import ForgedEvent, PaymentFault, PaymentRefused, Rejected, Unavailable
from drivesphere.domain.payment import (
    Charge,
    Dispute,
    PaymentEvent,
    PaymentRequest,
    PaymentSession,
    Refund,
)
from drivesphere.infra import mongo, stripe_objects

log = logging.getLogger(__name__)

REQUEST_SECONDS = 3  # within a request, which must end; the client repeats and finds the same session
WORKER_SECONDS = 8  # Stripe's own slow answers stay below this
WORKER_RETRIES = 1  # the SDK repeats with the same key, so a second try cannot pay or open twice
MOST_WAITING = 4  # requests of one process that may wait for Stripe at once: half of its threads stay for bookings
BREAKER_FAILURES = 5
BREAKER_SECONDS = 5.0  # how long nobody asks after so many failures
TOLERANCE_SECONDS = 300  # how far the stamp of an event may be from our clock, on both sides
RETRY_AFTER_SECONDS = 2
PAGE = 100  # the most that Stripe lists at once
MOST_PAGES = 1_000  # 100,000 objects: a slice of time that holds more is too long a slice
DISPUTE_NEWS = ["charge.dispute.closed"]
REFUND_NEWS = ["refund.updated", "refund.failed", "charge.refund.updated"]
AWAY = "The payment service did not answer. Your hold is safe; try again in a moment."

Seen = TypeVar("Seen")
Span = tuple[datetime, datetime]
"""From an instant until before another, in the whole seconds that Stripe keeps."""

_client: stripe.StripeClient | None = None
_settings: Settings | None = None
_places = threading.BoundedSemaphore(MOST_WAITING)
_breaker = pybreaker.CircuitBreaker()


def connect(settings: Settings, *, in_requests: bool) -> None:
    """Make the client of this process; asks nothing yet. `in_requests` keeps its calls short."""
    global _client, _settings, _breaker
    # What Stripe refuses is the answer of a service that is well.
    answers: list[Any] = [stripe.InvalidRequestError, Rejected, _is_under_way]
    _breaker = pybreaker.CircuitBreaker(
        fail_max=BREAKER_FAILURES, reset_timeout=BREAKER_SECONDS, exclude=answers, throw_new_error_on_trip=False
    )
    _settings = settings
    _client = stripe.StripeClient(
        settings.stripe_secret_key,
        base_addresses={"api": settings.stripe_api_base},
        http_client=stripe.RequestsClient(timeout=REQUEST_SECONDS if in_requests else WORKER_SECONDS),
        max_network_retries=0 if in_requests else WORKER_RETRIES,
    )


def breaker_state() -> str:
    """Whether this process asks Stripe: `closed` when it does, `open` when it has failed too often just now."""
    return str(_breaker.current_state)


def public_url(path: str) -> str:
    """An address of ours that Stripe may send a client back to; it comes from the settings, never from a request."""
    return f"{_settings.public_url.rstrip('/') if _settings else ''}{path}"


def open_session(request: PaymentRequest) -> PaymentSession:
    """Open the checkout of `request`, or get the one that its key opened before.

    `Rejected` when Stripe refuses the request; then no session exists under its key.
    """
    params: dict[str, Any] = {
        "mode": "payment",
        "payment_method_types": ["card"],  # answers at once; slower methods would outlive the hold
        "client_reference_id": request.booking_id,
        "metadata": {"booking_id": request.booking_id},
        "payment_intent_data": {"metadata": {"booking_id": request.booking_id}},
        "customer_email": request.email,
        "expires_at": request.expires_at,
        "success_url": request.success_url,
        "cancel_url": request.cancel_url,
        "line_items": [_line_item(request)],
    }
    if request.note:
        params["custom_text"] = {"submit": {"message": request.note}}
    with _asking():
        try:
            return stripe_objects.session(_sessions().create(params, options={"idempotency_key": request.key}))
        except stripe.InvalidRequestError as error:
            raise Rejected(
                f"The payment service refused to open a page: {error.user_message}", code="payment_refused"
            ) from error


def _line_item(request: PaymentRequest) -> dict[str, Any]:
    price = {
        "currency": request.currency.lower(),
        "unit_amount": request.amount,
        "product_data": {"name": request.title},
    }
    return {"quantity": 1, "price_data": price}


def retrieve_session(session_id: str) -> PaymentSession:
    """The session as Stripe has it now."""
    with _asking():
        return stripe_objects.session(_sessions().retrieve(session_id))


def close_session(session_id: str) -> PaymentSession:
    """Expire the session so that nobody can pay it any more; if it was paid first, the paid session comes back."""
    with _asking():
        try:
            return stripe_objects.session(_sessions().expire(session_id))
        except stripe.InvalidRequestError:
            # Stripe refuses to expire what is no longer open; the session itself says which way it ended.
            return stripe_objects.session(_sessions().retrieve(session_id))


def refund(payment_id: str, *, amount: int, key: str) -> Refund:
    """Give `amount` back once per `key`; the refund as it stands now, which may not be how it began.

    Stripe forgets a key after a day, but the refund itself says for ever which key made it: so we look before we ask.
    `PaymentRefused` when it will not: it says the same for a day, even when what was in the way (a dispute) has gone.
    """
    known = next((made for made in refunds_of(payment_id) if made.key == key), None)
    if known is not None:
        return known
    params: Any = {"payment_intent": payment_id, "amount": amount, "metadata": {stripe_objects.REFUND_KEY: key}}
    with _asking():
        made = _sdk().v1.refunds.create(params, options={"idempotency_key": key})
        if made.status != "succeeded":
            # A repeated request gets the first answer again; only the refund itself tells how it went on.
            made = _sdk().v1.refunds.retrieve(made.id)
        return stripe_objects.refund(made.to_dict())


def refunds_of(payment_id: str) -> list[Refund]:
    """Every refund of a payment, whoever asked for it, oldest first."""
    return list(_each(_sdk().v1.refunds, stripe_objects.refund, payment_intent=payment_id))[::-1]


def disputes_of(payment_id: str) -> list[Dispute]:
    """Every dispute of a payment, as it stands now, oldest first."""
    return list(_each(_sdk().v1.disputes, stripe_objects.dispute, payment_intent=payment_id))[::-1]


def charge_of(payment_id: str) -> Charge | None:
    """What Stripe took by a payment of ours; None for one that it does not know, that failed, or of another shop."""
    return next(
        (charge for charge in _each(_sdk().v1.charges, stripe_objects.charge, payment_intent=payment_id) if charge),
        None,
    )


def session_of(payment_id: str) -> PaymentSession | None:
    """The checkout by which a payment was made; None for one that was made without."""
    return next(
        (found for found in _each(_sessions(), stripe_objects.own_session, payment_intent=payment_id) if found), None
    )


def sessions_within(span: Span) -> Iterator[PaymentSession]:
    """Our checkouts that were opened within `span`, as they stand now."""
    return (found for found in _each(_sessions(), stripe_objects.own_session, created=_stamps(span)) if found)


def charges_within(span: Span) -> Iterator[Charge]:
    """What Stripe took for us within `span`."""
    return (found for found in _each(_sdk().v1.charges, stripe_objects.charge, created=_stamps(span)) if found)


def refunds_within(span: Span) -> Iterator[Refund]:
    """Refunds that were made within `span`, whoever asked for them and whatever for."""
    return _each(_sdk().v1.refunds, stripe_objects.refund, created=_stamps(span))


def refunds_changed_within(span: Span) -> Iterator[Refund]:
    """Refunds that went on within `span`, however long ago they were made, as they stood then; the latest news first.

    Stripe remembers its events for 30 days, whether or not they have reached us.
    """
    return _each(_sdk().v1.events, stripe_objects.changed_refund, types=REFUND_NEWS, created=_stamps(span))


def disputes_within(span: Span) -> Iterator[Dispute]:
    """Disputes that were opened within `span`, as they stand now."""
    return _each(_sdk().v1.disputes, stripe_objects.dispute, created=_stamps(span))


def disputes_closed_within(span: Span) -> Iterator[Dispute]:
    """Disputes that ended within `span`, however long ago they were opened, by Stripe's events as above."""
    return _each(_sdk().v1.events, stripe_objects.closed_dispute, types=DISPUTE_NEWS, created=_stamps(span))


def _stamps(span: Span) -> dict[str, int]:
    since, until = span
    return {"gte": int(since.timestamp()), "lt": int(until.timestamp())}


def _each(kind: Any, read: Callable[[Any], Seen], **filters: Any) -> Iterator[Seen]:
    """What `read` makes of each object of a kind, newest first and page by page; nothing is held while Stripe waits."""
    cursor: dict[str, str] = {}
    for _ in range(MOST_PAGES):
        with _asking():
            page = kind.list({"limit": PAGE, **filters, **cursor})
            seen = [read(found.to_dict()) for found in page.data]
        yield from seen
        if not page.has_more:
            return
        cursor = {"starting_after": page.data[-1].id}
    raise Unavailable(f"Stripe has more than {MOST_PAGES} pages of one kind.", code=PaymentFault.code)


def read_event(payload: bytes, signature: str | None) -> PaymentEvent:
    """The event in `payload` if Stripe signed it within the tolerance, else `ForgedEvent`."""
    try:
        text = payload.decode("utf-8")
        stripe.WebhookSignature.verify_header(text, signature or "", _secret(), TOLERANCE_SECONDS)
        _refuse_future(signature or "")
        return event_of(json.loads(text))
    except (stripe.SignatureVerificationError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise ForgedEvent("The event is not signed by the payment service, or is too old.") from None


def _refuse_future(signature: str) -> None:
    """The SDK checks only the past, and reads the first of several stamps."""
    stamps = [int(part[2:]) for part in signature.split(",") if part.startswith("t=")]
    if len(stamps) != 1 or stamps[0] > time.time() + TOLERANCE_SECONDS:
        raise ValueError("the stamp is in the future, or there are several")


def event_of(event: dict[str, Any]) -> PaymentEvent:
    """Our view of a verified event, fresh or stored."""
    if event["object"] != "event" or bool(event["livemode"]) != _is_live():
        raise ValueError("an event of the other mode")
    thing = event["data"]["object"]
    return PaymentEvent(
        id=str(event["id"]),
        type=str(event["type"]),
        created=int(event["created"]),
        session=stripe_objects.own_session(thing),
        payload=event,
        payment_id=stripe_objects.payment_of(thing),
    )


@contextmanager
def _asking() -> Iterator[None]:
    if mongo.in_transaction():
        raise RuntimeError("Stripe is never asked inside a transaction.")
    if not _places.acquire(blocking=False):
        raise _away()
    try:
        with _breaker.calling():
            yield
    except stripe.APIError as error:
        raise (_away() if _is_under_way(error) else PaymentFault(AWAY, retry_after=RETRY_AFTER_SECONDS)) from error
    except stripe.InvalidRequestError as error:
        raise PaymentRefused(f"The payment service refuses: {error.user_message or error}") from error
    except (stripe.AuthenticationError, stripe.PermissionError) as error:
        log.error("Stripe does not accept our key (STRIPE_SECRET_KEY): %s", type(error).__name__)
        raise _away() from error
    except (stripe.StripeError, pybreaker.CircuitBreakerError, KeyError, TypeError, ValueError) as error:
        raise _away() from error
    finally:
        _places.release()


def _is_under_way(error: BaseException) -> bool:
    """Whether Stripe is at another request with the same key: no fault, and asking again under that key finds it."""
    return isinstance(error, stripe.APIError) and error.http_status == HTTPStatus.CONFLICT


def _away() -> Unavailable:
    return Unavailable(AWAY, code=PaymentFault.code, retry_after=RETRY_AFTER_SECONDS)


def _sessions() -> Any:
    return _sdk().v1.checkout.sessions


def _sdk() -> stripe.StripeClient:
    if _client is None:
        raise RuntimeError("infra.checkout.connect(settings) has not been called.")
    return _client


def _secret() -> str:
    return _settings.stripe_webhook_secret if _settings else ""


def _is_live() -> bool:
    return bool(_settings and _settings.stripe_secret_key.startswith(("sk_live_", "rk_live_")))
