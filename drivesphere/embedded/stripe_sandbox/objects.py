"""New Stripe objects, complete with every field, from the shapes beside this file.

A member whose name starts with an underscore is the sandbox's own note and never leaves it.
"""

import copy
import json
from pathlib import Path

from .errors import JSON
from .ids import new_id
from .settings import API_VERSION

_SHAPES: dict[str, JSON] = json.loads(Path(__file__).with_name("shapes.json").read_text("utf-8"))

TEST_CARD = "4242424242424242"


def _shape(kind: str, prefix: str, created: int) -> JSON:
    return {**copy.deepcopy(_SHAPES[kind]), "id": new_id(prefix), "created": created}


def public(body: JSON) -> JSON:
    return {key: value for key, value in body.items() if not key.startswith("_")}


def new_session(params: JSON, *, created: int, expires_at: int, public_url: str) -> JSON:
    """An open session; `params` have passed the schema."""
    session = _shape("checkout.session", "cs_test_", created)
    items = [_line_item(item) for item in params["line_items"]]
    total = sum(item["amount_total"] for item in items)
    session.update({key: value for key, value in params.items() if key in session})
    session.update(
        amount_subtotal=total,
        amount_total=total,
        currency=items[0]["currency"],
        expires_at=expires_at,
        url=f"{public_url}/c/pay/{session['id']}",
        _line_items=items,
        _payment=params.get("payment_intent_data", {}),
    )
    session["custom_text"] = {**_SHAPES["checkout.session"]["custom_text"], **params.get("custom_text", {})}
    if params.get("customer_email"):
        session["customer_details"] = _customer(params["customer_email"], None)
    return session


def _customer(email: str | None, name: str | None) -> JSON:
    unknown: JSON = dict.fromkeys(("address", "business_name", "individual_name", "phone", "tax_ids"))
    return {**unknown, "email": email, "name": name, "tax_exempt": "none"}


def _line_item(item: JSON) -> JSON:
    price, quantity = item["price_data"], item["quantity"]
    amount = price["unit_amount"] * quantity
    return {
        "id": new_id("li_"),
        "object": "item",
        "amount_discount": 0,
        "amount_subtotal": amount,
        "amount_tax": 0,
        "amount_total": amount,
        "currency": price["currency"],
        "description": price["product_data"]["name"],
        "price": _price(price),
        "quantity": quantity,
    }


def _price(price: JSON) -> JSON:
    return {
        "id": new_id("price_"),
        "object": "price",
        "active": False,
        "currency": price["currency"],
        "livemode": False,
        "product": new_id("prod_"),
        "type": "one_time",
        "unit_amount": price["unit_amount"],
        "unit_amount_decimal": str(price["unit_amount"]),
    }


def new_intent(session: JSON, *, created: int) -> JSON:
    """Stripe makes the payment intent at the first attempt to pay, not with the session."""
    intent = _shape("payment_intent", "pi_", created)
    intent.update({key: value for key, value in session["_payment"].items() if key in intent})
    intent.update(
        amount=session["amount_total"],
        currency=session["currency"],
        client_secret=f"{intent['id']}_secret_{new_id('')}",
    )
    return intent


def new_charge(intent: JSON, session: JSON, *, created: int, card: str = TEST_CARD, name: str | None = None) -> JSON:
    """A charge that succeeded; `fail` turns it into a declined one."""
    charge = _shape("charge", "ch_", created)
    charge.update({key: intent[key] for key in ("amount", "currency", "description", "metadata", "receipt_email")})
    charge.update(
        payment_intent=intent["id"],
        payment_method=new_id("pm_"),
        amount_captured=intent["amount"],
        balance_transaction=new_id("txn_"),
        captured=True,
        paid=True,
    )
    charge["billing_details"].update(email=session["customer_email"], name=name)
    charge["payment_method_details"]["card"]["last4"] = card[-4:]
    charge["payment_method_details"]["card"]["overcapture"]["maximum_amount_capturable"] = intent["amount"]
    return charge


def fail(charge: JSON, reason: str, message: str) -> None:
    charge.update(
        amount_captured=0,
        balance_transaction=None,
        captured=False,
        paid=False,
        status="failed",
        failure_code="card_declined",
        failure_message=message,
    )
    charge["outcome"].update(
        network_status="declined_by_network",
        reason=reason,
        seller_message="The bank did not return any further details with this decline.",
        type="issuer_declined",
    )


def new_refund(charge: JSON, params: JSON, *, created: int, amount: int) -> JSON:
    refund = _shape("refund", "re_", created)
    refund.update(
        amount=amount,
        balance_transaction=new_id("txn_"),
        charge=charge["id"],
        currency=charge["currency"],
        metadata=params.get("metadata", {}),
        payment_intent=charge["payment_intent"],
        reason=params.get("reason"),
    )
    return refund


def new_dispute(charge: JSON, *, created: int, reason: str, due_by: int) -> JSON:
    """A chargeback of the whole charge; `due_by` is until when evidence is taken."""
    dispute = _shape("dispute", "dp_", created)
    dispute.update(
        amount=charge["amount"],
        charge=charge["id"],
        currency=charge["currency"],
        payment_intent=charge["payment_intent"],
        reason=reason,
    )
    dispute["evidence_details"].update(due_by=due_by)
    return dispute


def new_event(kind: str, subject: JSON, *, created: int, request: JSON) -> JSON:
    """`request` is {"id", "idempotency_key"} of the API call behind it, both None for the hosted page."""
    event = _shape("event", "evt_", created)
    event.update(api_version=API_VERSION, type=kind, request=request)
    event["data"] = {"object": public(copy.deepcopy(subject))}
    return event


def customer_paid(session: JSON, *, email: str | None, name: str | None) -> None:
    """Notes who filled in the hosted page."""
    session["customer_details"] = _customer(email, name)
