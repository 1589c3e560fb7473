"""The API as a table: method, path, the name for faults and counters, its parameters, its work."""

from collections.abc import Callable
from dataclasses import dataclass

from . import refunds, sessions
from .errors import JSON
from .listing import EVENT_LIST, list_check, page, shaped
from .schema import Check, one_of, record, text
from .sessions import EXPAND
from .till import Till

Work = Callable[[Till, JSON, str], JSON]

_ONLY_EXPAND = record({"expand": EXPAND})
_STATUS = one_of("open", "complete", "expired")


@dataclass(frozen=True)
class Endpoint:
    """`run(till, params, object_id)`; the id is "" where the path has none."""

    method: str
    path: str
    operation: str
    check: Check
    run: Work


def _retrieval(kind: str, param: str) -> Work:
    def run(till: Till, _params: JSON, object_id: str) -> JSON:
        return shaped(till, till.load(kind, object_id, param=param))

    return run


def _list(kind: str, path: str) -> Work:
    def run(till: Till, params: JSON, _object_id: str) -> JSON:
        return page(till, kind, path, params)

    return run


def _line_items(till: Till, _params: JSON, object_id: str) -> JSON:
    url = f"/v1/checkout/sessions/{object_id}/line_items"
    return {"object": "list", "data": sessions.line_items(till, object_id), "has_more": False, "url": url}


def _collection(path: str, name: str, kind: str, list_params: Check) -> tuple[Endpoint, Endpoint]:
    """The two reading endpoints every kind of object has."""
    param = "session" if name == "session" else "id"
    return (
        Endpoint("GET", path, f"{name}.list", list_params, _list(kind, path)),
        Endpoint("GET", f"{path}/<object_id>", f"{name}.retrieve", _ONLY_EXPAND, _retrieval(kind, param)),
    )


_SESSIONS = "/v1/checkout/sessions"

ENDPOINTS: tuple[Endpoint, ...] = (
    Endpoint(
        "POST", _SESSIONS, "session.create", sessions.SESSION_CREATE,
        lambda till, params, _: shaped(till, sessions.create(till, params)),
    ),
    Endpoint(
        "POST", f"{_SESSIONS}/<object_id>/expire", "session.expire", _ONLY_EXPAND,
        lambda till, _, session_id: shaped(till, sessions.expire(till, session_id)),
    ),
    Endpoint("GET", f"{_SESSIONS}/<object_id>/line_items", "session.line_items", list_check(), _line_items),
    *_collection(_SESSIONS, "session", "checkout.session", list_check(payment_intent=text(), status=_STATUS)),
    *_collection("/v1/payment_intents", "payment_intent", "payment_intent", list_check()),
    *_collection("/v1/charges", "charge", "charge", list_check(payment_intent=text())),
    Endpoint(
        "POST", "/v1/refunds", "refund.create", refunds.REFUND_CREATE,
        lambda till, params, _: shaped(till, refunds.create(till, params)),
    ),
    *_collection("/v1/refunds", "refund", "refund", list_check(payment_intent=text(), charge=text())),
    *_collection("/v1/disputes", "dispute", "dispute", list_check(payment_intent=text(), charge=text())),
    *_collection("/v1/events", "event", "event", EVENT_LIST),
)  # fmt: skip
