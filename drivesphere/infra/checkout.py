"""Stripe: checkout sessions, refunds and signed events. The only module that knows the SDK."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from typing import Any

import pybreaker
import stripe

from drivesphere.config import Settings
from drivesphere.domain.errors import ForgedEvent, PaymentFault, Rejected, Unavailable
from drivesphere.domain.payment import PaymentEvent, PaymentRequest, PaymentSession, Refund, SessionState
from drivesphere.infra import mongo

REQUEST_SECONDS = 3  # within a request, which must end; the client repeats and finds the same session
WORKER_SECONDS = 8  # Stripe's own slow answers stay below this
WORKER_RETRIES = 1  # the SDK repeats with the same key, so a second try cannot pay or open twice
MOST_WAITING = 4  # requests of one process that may wait for Stripe at once: half of its threads stay for bookings
BREAKER_FAILURES = 5
BREAKER_SECONDS = 5.0  # how long nobody asks after so many failures
TOLERANCE_SECONDS = 300  # how far the stamp of an event may be from our clock, on both sides
RETRY_AFTER_SECONDS = 2
AWAY = "The payment service did not answer. Your hold is safe; try again in a moment."

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
            return _session(_sessions().create(params, options={"idempotency_key": request.key}))
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
        return _session(_sessions().retrieve(session_id))


def close_session(session_id: str) -> PaymentSession:
    """Expire the session so that nobody can pay it any more; if it was paid first, the paid session comes back."""
    with _asking():
        try:
            return _session(_sessions().expire(session_id))
        except stripe.InvalidRequestError:
            # Stripe refuses to expire what is no longer open; the session itself says which way it ended.
            return _session(_sessions().retrieve(session_id))


def refund(payment_id: str, *, amount: int, key: str) -> Refund:
    """Give `amount` back once per `key`; the refund as it stands now, which may not be how it began."""
    params: Any = {"payment_intent": payment_id, "amount": amount}
    with _asking():
        made = _sdk().v1.refunds.create(params, options={"idempotency_key": key})
        if made.status != "succeeded":
            # A repeated request gets the first answer again; only the refund itself tells how it went on.
            made = _sdk().v1.refunds.retrieve(made.id)
        return Refund(str(made.id), str(made.status))


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
    session = _session(thing) if _is_ours(thing) else None
    return PaymentEvent(str(event["id"]), str(event["type"]), int(event["created"]), session, event)


def _is_ours(thing: dict[str, Any]) -> bool:
    """Whether the event is about a payment that we asked for; an account may serve other shops too."""
    marked = (thing.get("metadata") or {}).get("booking_id")
    return thing.get("object") == "checkout.session" and thing.get("mode") == "payment" and bool(marked)


def _session(session: Any) -> PaymentSession:
    """Our view of Stripe's session; a missing or odd field is Stripe's fault and must not pass silently."""
    is_paid = session["payment_status"] == "paid"
    if is_paid and not session["payment_intent"]:
        raise ValueError("a paid session without its payment")
    return PaymentSession(
        id=str(session["id"]),
        state=SessionState(session["status"]),
        is_paid=is_paid,
        booking_id=str(session["client_reference_id"] or ""),
        amount=int(session["amount_total"]),
        currency=str(session["currency"]).upper(),
        expires_at=int(session["expires_at"]),
        url=session["url"],
        payment_id=session["payment_intent"],
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
