"""Refunds, full and partial, never more than was charged."""

from .errors import JSON, ParameterError, StripeError
from .ids import new_id
from .money import LARGEST_CHARGE, shown
from .objects import new_refund
from .schema import integer, metadata, one_of, record, text
from .sessions import EXPAND
from .till import Till

REFUND_CREATE = record(
    {
        "amount": integer(1, LARGEST_CHARGE),
        "charge": text(),
        "expand": EXPAND,
        "metadata": metadata,
        "payment_intent": text(),
        "reason": one_of("duplicate", "fraudulent", "requested_by_customer"),
    }
)


def create(till: Till, params: JSON) -> JSON:
    """Without an amount everything that is left is refunded.

    Raises StripeError: unknown payment, nothing charged, charge_already_refunded, charge_disputed, more than is left.
    """
    charge = _charge_of(till, params)
    left = charge["amount_captured"] - charge["amount_refunded"]
    amount = params.get("amount", left)
    _check_undisputed(till, charge)
    _check_amount(charge, amount, left)
    refund = new_refund(charge, params, created=till.now, amount=amount)
    if till.switches.now.refunds_pending:
        refund["status"] = "pending"
    till.tx.add(refund)
    _move(till, charge, amount)
    till.tx.bump("refunds_created")
    till.record("refund.created", refund)
    till.record("charge.refunded", charge)
    return refund


def _move(till: Till, charge: JSON, amount: int) -> None:
    """Counts `amount` as refunded; a negative one takes back what has failed."""
    refunded = charge["amount_refunded"] + amount
    charge.update(amount_refunded=refunded, refunded=refunded == charge["amount_captured"])
    till.tx.save(charge)


def settle(till: Till, refund_id: str, *, succeeded: bool) -> JSON:
    """How the bank ended a refund: even one that had succeeded may come back. Raises StripeError after a failure."""
    refund = till.load("refund", refund_id)
    if refund["status"] == "failed":
        raise StripeError(f"Refund {refund_id} has failed already.", param="refund")
    refund.update(status="succeeded" if succeeded else "failed")
    if not succeeded:
        refund.update(failure_reason="expired_or_canceled_card", failure_balance_transaction=new_id("txn_"))
        _move(till, till.load("charge", refund["charge"]), -refund["amount"])
    till.tx.save(refund)
    till.record("refund.updated" if succeeded else "refund.failed", refund)
    return refund


def _charge_of(till: Till, params: JSON) -> JSON:
    if "payment_intent" not in params and "charge" not in params:
        raise ParameterError(
            "One of the following params should be provided for this request: payment_intent or charge.",
            code="parameter_missing",
        )
    if "charge" in params:
        return till.load("charge", params["charge"], param="charge")
    intent = till.load("payment_intent", params["payment_intent"], param="payment_intent")
    if intent["status"] != "succeeded":
        raise StripeError(
            f"This PaymentIntent ({intent['id']}) does not have a successful charge to refund.",
            param="payment_intent",
        )
    return till.load("charge", intent["latest_charge"])


def _check_undisputed(till: Till, charge: JSON) -> None:
    """`disputed` stays for ever; what forbids a refund is a dispute that is open or lost."""
    disputes = till.tx.select("kind = 'dispute' AND charge = ?", charge["id"]) if charge["disputed"] else []
    if any(dispute["status"] != "won" for dispute in disputes):
        raise StripeError(
            f"Charge {charge['id']} has been charged back; cannot issue a refund.", code="charge_disputed"
        )


def _check_amount(charge: JSON, amount: int, left: int) -> None:
    """Stripe gives no code with the two amount messages; callers have to look at `param`."""
    if not charge["captured"]:
        raise StripeError(f"Charge {charge['id']} was not paid, so it cannot be refunded.", param="charge")
    if left == 0:
        raise StripeError(f"Charge {charge['id']} has already been refunded.", code="charge_already_refunded")
    if amount > left:
        whole = amount > charge["amount"]
        limit = shown(charge["amount"] if whole else left, charge["currency"])
        named = "charge amount" if whole else "unrefunded amount on charge"
        wanted = shown(amount, charge["currency"])
        raise StripeError(f"Refund amount ({wanted}) is greater than {named} ({limit})", param="amount")
