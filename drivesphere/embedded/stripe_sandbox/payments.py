"""What a client does on the hosted page: pay, be declined, or pay by a method that takes its time."""

from dataclasses import dataclass

from . import sessions
from .errors import JSON, StripeError
from .objects import TEST_CARD, customer_paid, fail, new_charge, new_intent
from .till import Till

# Stripe's test cards that are refused, with the decline code each of them gives.
DECLINED_CARDS = {
    "4000000000000002": "generic_decline",
    "4000000000009995": "insufficient_funds",
    "4000000000009987": "lost_card",
    "4000000000000069": "expired_card",
}
DECLINED = "Your card was declined."
MESSAGES = {
    "generic_decline": DECLINED,
    "lost_card": DECLINED,
    "insufficient_funds": "Your card has insufficient funds.",
    "expired_card": "Your card has expired.",
}


@dataclass(frozen=True)
class Payer:
    """What was typed into the form. `card` has digits only."""

    card: str = TEST_CARD
    email: str | None = None
    name: str | None = None


def pay(till: Till, session_id: str, payer: Payer | None = None) -> JSON:
    """Completes an open session; gives the session. Raises checkout_session_not_open."""
    session = sessions.require_open(till, session_id)
    intent = _attempt(till, session)
    _complete(till, session, intent, payer or Payer())
    _succeed(till, session, intent, payer or Payer())
    till.record("checkout.session.completed", session)
    return session


def _attempt(till: Till, session: JSON) -> JSON:
    """The session's payment intent, made now if this is the first attempt."""
    if session["payment_intent"]:
        return till.load("payment_intent", session["payment_intent"])
    intent = new_intent(session, created=till.now)
    session["payment_intent"] = intent["id"]
    till.tx.add(intent)
    till.record("payment_intent.created", intent)
    return intent


def _complete(till: Till, session: JSON, intent: JSON, payer: Payer) -> None:
    session.update(status="complete", url=None, payment_intent=intent["id"])
    customer_paid(session, email=payer.email or session["customer_email"], name=payer.name)
    till.tx.save(session)
    till.tx.bump("sessions_completed")


def _succeed(till: Till, session: JSON, intent: JSON, payer: Payer) -> None:
    charge = new_charge(intent, session, created=till.now, card=payer.card, name=payer.name)
    intent.update(
        status="succeeded",
        amount_received=intent["amount"],
        last_payment_error=None,
        latest_charge=charge["id"],
        payment_method=charge["payment_method"],
    )
    session["payment_status"] = "paid"
    till.tx.add(charge)
    till.tx.save(intent)
    till.tx.save(session)
    till.tx.bump("payments_succeeded")
    till.record("payment_intent.succeeded", intent)
    till.record("charge.succeeded", charge)


def decline(till: Till, session_id: str, reason: str = "generic_decline", card: str = "4000000000000002") -> JSON:
    """The bank says no: the session stays open. Gives the payment intent with its `last_payment_error`."""
    session = sessions.require_open(till, session_id)
    intent = _attempt(till, session)
    till.tx.save(session)
    _refuse(till, session, intent, reason, card)
    return intent


def _refuse(till: Till, session: JSON, intent: JSON, reason: str, card: str) -> None:
    message = MESSAGES.get(reason, DECLINED)
    charge = new_charge(intent, session, created=till.now, card=card)
    fail(charge, reason, message)
    intent.update(
        status="requires_payment_method",
        latest_charge=charge["id"],
        last_payment_error=_payment_error(charge, reason, message),
    )
    till.tx.add(charge)
    till.tx.save(intent)
    till.tx.bump("payments_declined")
    till.record("charge.failed", charge)
    till.record("payment_intent.payment_failed", intent)


def _payment_error(charge: JSON, reason: str, message: str) -> JSON:
    return {
        "charge": charge["id"],
        "code": "card_declined",
        "decline_code": reason,
        "doc_url": "https://stripe.com/docs/error-codes/card-declined",
        "message": message,
        "type": "card_error",
    }


def pay_later(till: Till, session_id: str) -> JSON:
    """A delayed method, such as a bank debit: complete but unpaid, until `settle` tells how it ended."""
    session = sessions.require_open(till, session_id)
    intent = _attempt(till, session)
    _complete(till, session, intent, Payer())
    intent["status"] = "processing"
    till.tx.save(intent)
    till.record("payment_intent.processing", intent)
    till.record("checkout.session.completed", session)
    return session


def settle(till: Till, session_id: str, *, succeeded: bool) -> JSON:
    """Ends a delayed payment. Raises StripeError if none is under way."""
    session = sessions.retrieve(till, session_id)
    intent = till.tx.find(session["payment_intent"] or "")
    if intent is None or intent["status"] != "processing":
        raise StripeError("This Checkout Session has no payment under way.", param="session")
    if succeeded:
        _succeed(till, session, intent, Payer())
        till.record("checkout.session.async_payment_succeeded", session)
    else:
        _refuse(till, session, intent, "generic_decline", TEST_CARD)
        till.record("checkout.session.async_payment_failed", session)
    return session
