"""Checkout Sessions: open, then exactly one of complete or expired."""

from .errors import JSON, ParameterError, StripeError
from .money import LARGEST_CHARGE, shown, smallest_charge
from .objects import new_session
from .schema import boolean, currency, email, integer, list_of, metadata, missing, one_of, record, text, url
from .till import Till

# Stripe's bounds of a session's life, and the life it has when nobody asks for another.
SHORTEST_LIFE_SECONDS = 30 * 60
LONGEST_LIFE_SECONDS = 24 * 60 * 60
# Stripe measures the 30 minutes at its own clock; without slack every caller that asks for exactly 30 would
# fail on the second that passed on the way.
SLACK_SECONDS = 10

# Stripe's limit on one line.
LARGEST_QUANTITY = 999_999

_PRODUCT = record({"name": text(1500), "description": text(), "metadata": metadata, "images": list_of(url)}, "name")
_PRICE = record(
    {"currency": currency, "unit_amount": integer(0, LARGEST_CHARGE), "product_data": _PRODUCT},
    "currency", "unit_amount", "product_data",
)  # fmt: skip
_LINE_ITEM = record({"price_data": _PRICE, "quantity": integer(1, LARGEST_QUANTITY)}, "price_data", "quantity")
_PAYMENT = record(
    {
        "description": text(1000),
        "metadata": metadata,
        "receipt_email": email,
        "statement_descriptor": text(22),
        "statement_descriptor_suffix": text(22),
        "transfer_group": text(),
    }
)
EXPAND = list_of(text(200), most=20)
_CUSTOM_TEXT = record({"submit": record({"message": text(1200)}, "message")})

SESSION_CREATE = record(
    {
        "allow_promotion_codes": boolean,
        "billing_address_collection": one_of("auto", "required"),
        "cancel_url": url,
        "client_reference_id": text(200),
        "custom_text": _CUSTOM_TEXT,
        "customer_creation": one_of("always", "if_required"),
        "customer_email": email,
        "expand": EXPAND,
        "expires_at": integer(0, 10**12),
        "line_items": list_of(_LINE_ITEM),
        "locale": text(10),
        "metadata": metadata,
        "mode": one_of("payment"),
        "payment_intent_data": _PAYMENT,
        "payment_method_types": list_of(one_of("card")),
        "submit_type": one_of("auto", "book", "donate", "pay"),
        "success_url": url,
        "ui_mode": one_of("hosted_page", "hosted"),
    }
)


def create(till: Till, params: JSON) -> JSON:
    """Raises ParameterError; the total must be one Stripe could charge."""
    for name in ("mode", "success_url", "line_items"):
        if not params.get(name):
            raise missing(name)
    _check_items(params["line_items"])
    expires_at = _deadline(params.get("expires_at"), till.now)
    session = new_session(params, created=till.now, expires_at=expires_at, public_url=till.settings.public_url)
    till.tx.add(session)
    till.tx.bump("sessions_created")
    return session


def _check_items(items: list[JSON]) -> None:
    prices = [item["price_data"] for item in items]
    code = prices[0]["currency"]
    if any(price["currency"] != code for price in prices):
        raise ParameterError("All line items must have the same currency.", param="line_items")
    total = sum(item["price_data"]["unit_amount"] * item["quantity"] for item in items)
    if total < smallest_charge(code):
        least = shown(smallest_charge(code), code)
        raise ParameterError(
            f"The Checkout Session's total amount due must add up to at least {least} {code}",
            code="amount_too_small",
        )
    if total > LARGEST_CHARGE:
        most = shown(LARGEST_CHARGE, code)
        raise ParameterError(
            f"The Checkout Session's total amount due must be no more than {most} {code}",
            code="amount_too_large",
        )


def _deadline(wanted: int | None, now: int) -> int:
    if wanted is None:
        return now + LONGEST_LIFE_SECONDS
    if wanted < now + SHORTEST_LIFE_SECONDS - SLACK_SECONDS:
        raise _bad_deadline("at least 30 minutes from")
    if wanted > now + LONGEST_LIFE_SECONDS:
        raise _bad_deadline("less than 24 hours from")
    return wanted


def _bad_deadline(bound: str) -> ParameterError:
    return ParameterError(f"The `expires_at` timestamp must be {bound} Checkout Session creation.", param="expires_at")


def retrieve(till: Till, session_id: str) -> JSON:
    return till.load("checkout.session", session_id, param="session")


def line_items(till: Till, session_id: str) -> list[JSON]:
    items: list[JSON] = retrieve(till, session_id)["_line_items"]
    return items


def expire(till: Till, session_id: str) -> JSON:
    """Raises Stripe's error for a session that is complete or already expired."""
    session = retrieve(till, session_id)
    if session["status"] != "open":
        raise StripeError(
            'Only Checkout Sessions with a status in ["open"] can be expired. This Checkout Session has a'
            f" status of `{session['status']}`.",
            param="session",
        )
    return _lapse(till, session)


def lapse_due(till: Till) -> int:
    """Expires what has passed its own deadline; every transaction begins with it. Gives their number."""
    due = till.tx.select("due <= ? ORDER BY due", till.now)
    for session in due:
        _lapse(till, session)
    return len(due)


def _lapse(till: Till, session: JSON) -> JSON:
    session.update(status="expired", url=None)
    till.tx.save(session)
    till.tx.bump("sessions_expired")
    _cancel_attempt(till, session["payment_intent"])
    till.record("checkout.session.expired", session)
    return session


def _cancel_attempt(till: Till, intent_id: str | None) -> None:
    """A declined attempt leaves an intent behind, which ends with its session."""
    if intent_id is None:
        return
    intent = till.load("payment_intent", intent_id)
    intent.update(status="canceled", canceled_at=till.now, cancellation_reason="automatic")
    till.tx.save(intent)
    till.record("payment_intent.canceled", intent)


def require_open(till: Till, session_id: str) -> JSON:
    """The session, which a payment may now complete; Stripe has no public message for the other case."""
    session = retrieve(till, session_id)
    if session["status"] != "open":
        raise StripeError(
            f"This Checkout Session has a status of `{session['status']}` and cannot be paid.",
            code="checkout_session_not_open",
            param="session",
        )
    return session
