"""What an injected fault does to a call: see `switches` for the kinds."""

import json
from collections.abc import Callable

from flask import Response

from .engine import Engine
from .errors import JSON, StripeError, server_error
from .idempotency import Answer, key_in_use
from .payments import pay
from .switches import BEFORE, Fault

# Eight times what a careful caller reads.
HUGE_BYTES = 8 * 1024 * 1024
NOWHERE = "http://127.0.0.1:9/"


class ConnectionDropped(Exception):
    """The connection ends without an answer."""


def take(engine: Engine, operation: str) -> Fault | None:
    """The fault for this call, counted as fired."""
    fault = engine.switches.take_fault(operation)
    if fault:
        engine.store.bump(f"faults.{fault.kind}")
    return fault


def strike_before(fault: Fault | None, key: str | None) -> None:
    """Raises instead of letting the call in."""
    if fault is None or fault.kind not in BEFORE:
        return
    if fault.kind == "drop_before":
        raise ConnectionDropped
    if fault.kind == "conflict":
        raise key_in_use(key or "none")
    if fault.kind == "rate_limited":
        raise StripeError("Request rate limit exceeded.", status=429, code="rate_limit")
    raise server_error()


def strike_during(engine: Engine, fault: Fault | None, object_id: str | None) -> None:
    """Runs while the key is in flight and before the endpoint's transaction."""
    if fault is None:
        return
    if fault.kind == "slow":
        engine.stopping.wait(fault.ms / 1000)
    if fault.kind == "paid_first" and object_id:
        _pay_if_open(engine, object_id)


def _pay_if_open(engine: Engine, session_id: str) -> None:
    with engine.till() as till:
        session = till.tx.find(session_id)
        if session and session.get("status") == "open":
            pay(till, session_id)


def strike_after(engine: Engine, fault: Fault | None, answer: Answer) -> Response | None:
    """A false answer in place of the true one, or None."""
    if fault is None:
        return None
    if fault.kind == "error_after":
        raise server_error()
    if fault.kind == "hang_after":
        engine.stopping.wait(fault.ms / 1000)
    if fault.kind in ("hang_after", "drop_after"):
        raise ConnectionDropped
    lie = _LIES.get(fault.kind)
    return lie(answer) if lie else None


def _garbage(_answer: Answer) -> Response:
    return Response("<html><title>502 Bad Gateway</title></html>", 200, mimetype="text/html")


def _wrong_shape(_answer: Answer) -> Response:
    return _json({"id": 7, "object": "unicorn", "data": None, "status": ["open"], "metadata": "none"})


def _wrong_amount(answer: Answer) -> Response:
    lies = {key: value + 1 for key, value in answer.body.items() if key.startswith("amount") and type(value) is int}
    return _json({**answer.body, **lies})


def _redirect(_answer: Answer) -> Response:
    return Response(status=302, headers={"Location": NOWHERE})


def _huge(answer: Answer) -> Response:
    return _json({**answer.body, "padding": "x" * HUGE_BYTES})


def _json(body: JSON) -> Response:
    return Response(json.dumps(body), 200, mimetype="application/json")


_LIES: dict[str, Callable[[Answer], Response]] = {
    "garbage": _garbage,
    "wrong_shape": _wrong_shape,
    "wrong_amount": _wrong_amount,
    "redirect": _redirect,
    "huge": _huge,
}
