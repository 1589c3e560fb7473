"""/_sandbox: what people do in Stripe's dashboard, and what banks do behind it, without an API key of the shop."""

from flask import Blueprint, jsonify
from flask.typing import ResponseReturnValue

from . import disputes, refunds
from .bodies import body
from .engine import Engine
from .errors import JSON, ParameterError
from .listing import shaped


def add_views(control: Blueprint, engine: Engine) -> None:
    """Adds the acts that Stripe has no API for, or that happen behind the shop's back."""
    _add_refunds(control, engine)
    _add_disputes(control, engine)


def _add_refunds(control: Blueprint, engine: Engine) -> None:
    @control.post("/payments/<payment_id>/refund")
    def refund_payment(payment_id: str) -> ResponseReturnValue:
        """`{"amount": n, "reason": …}`; without an amount everything that is left."""
        wanted = refunds.REFUND_CREATE({name: str(value) for name, value in body().items()}, "")
        with engine.till() as till:
            return jsonify(shaped(till, refunds.create(till, {**wanted, "payment_intent": payment_id})))

    @control.post("/refunds/<refund_id>/settle")
    def settle_refund(refund_id: str) -> ResponseReturnValue:
        succeeded = _outcome(body(), "succeeded", "failed")
        with engine.till() as till:
            return jsonify(shaped(till, refunds.settle(till, refund_id, succeeded=succeeded)))


def _add_disputes(control: Blueprint, engine: Engine) -> None:
    @control.post("/payments/<payment_id>/dispute")
    def open_dispute(payment_id: str) -> ResponseReturnValue:
        with engine.till() as till:
            return jsonify(shaped(till, disputes.open_dispute(till, payment_id)))

    @control.post("/disputes/<dispute_id>/close")
    def close_dispute(dispute_id: str) -> ResponseReturnValue:
        won = _outcome(body(), "won", "lost")
        with engine.till() as till:
            return jsonify(shaped(till, disputes.close(till, dispute_id, won=won)))


def _outcome(given: JSON, good: str, bad: str) -> bool:
    """`{"outcome": …}`, the good one by default."""
    outcome = given.get("outcome", good)
    if outcome not in (good, bad):
        raise ParameterError(f"Invalid outcome: must be one of {good}, {bad}", param="outcome")
    return bool(outcome == good)
