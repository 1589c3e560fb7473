"""/_sandbox: what tests, benches and a curious developer use. Stripe has none of this."""

from flask import Blueprint, jsonify
from flask.typing import ResponseReturnValue

from . import dashboard, payments, sessions
from .bodies import body
from .engine import Engine
from .errors import StripeError
from .listing import shaped
from .switches import BadSwitch


def blueprint(engine: Engine) -> Blueprint:
    control = Blueprint("control", __name__, url_prefix="/_sandbox")
    _add_switches(control, engine)
    _add_sessions(control, engine)
    dashboard.add_views(control, engine)
    _add_events(control, engine)
    return control


def _add_switches(control: Blueprint, engine: Engine) -> None:
    @control.get("/state")
    def show_state() -> ResponseReturnValue:
        return jsonify(engine.state())

    @control.post("/switches")
    def move_switches() -> ResponseReturnValue:
        """Moves the named switches; `{"reset": true}` puts all back first."""
        positions = body()
        if positions.pop("reset", False):
            engine.reset_switches()
        engine.move_switches(**positions)
        return jsonify(engine.switches.shown())

    @control.errorhandler(BadSwitch)
    def refuse(error: BadSwitch) -> ResponseReturnValue:
        return jsonify({"error": {"type": "invalid_request_error", "message": str(error)}}), 400


def _add_sessions(control: Blueprint, engine: Engine) -> None:
    @control.post("/sessions/<session_id>/pay")
    def pay(session_id: str) -> ResponseReturnValue:
        """`{"method": "delayed"}` pays by a bank debit that `settle` ends."""
        delayed = body().get("method") == "delayed"
        with engine.till() as till:
            work = payments.pay_later if delayed else payments.pay
            return jsonify(shaped(till, work(till, session_id)))

    @control.post("/sessions/<session_id>/settle")
    def settle(session_id: str) -> ResponseReturnValue:
        succeeded = body().get("outcome", "succeeded") == "succeeded"
        with engine.till() as till:
            return jsonify(shaped(till, payments.settle(till, session_id, succeeded=succeeded)))

    @control.post("/sessions/<session_id>/decline")
    def decline(session_id: str) -> ResponseReturnValue:
        with engine.till() as till:
            return jsonify(shaped(till, payments.decline(till, session_id)))

    @control.post("/sessions/<session_id>/expire")
    def expire(session_id: str) -> ResponseReturnValue:
        """As if its time were over: no API key, no idempotency."""
        with engine.till() as till:
            return jsonify(shaped(till, sessions.expire(till, session_id)))


def _add_events(control: Blueprint, engine: Engine) -> None:
    @control.post("/events/<event_id>/resend")
    def resend(event_id: str) -> ResponseReturnValue:
        """`{"copies": n}`; also for an event that a switch had lost."""
        copies = body().get("copies", 1)
        if type(copies) is not int or not 1 <= copies <= 1000:
            raise StripeError("copies is a whole number from 1 to 1000", param="copies")
        with engine.till() as till:
            return jsonify(shaped(till, till.resend(event_id, copies)))
