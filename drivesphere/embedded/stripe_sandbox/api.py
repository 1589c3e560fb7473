"""/v1: who calls, what strikes, whether it was answered before, and then the endpoint's work."""

import hmac
import json
from collections.abc import Callable
from dataclasses import dataclass

from flask import Blueprint, Response, g, request

from . import faults
from .endpoints import ENDPOINTS, Endpoint
from .engine import Engine
from .errors import JSON, ParameterError, StripeError, server_error
from .expand import expand
from .idempotency import Answer, KeyedRequest, keep, saved_answer
from .params import decode
from .settings import API_VERSION
from .switches import Fault

FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True)
class Call:
    endpoint: Endpoint
    object_id: str
    params: JSON
    request_id: str
    keyed: KeyedRequest | None

    @property
    def cause(self) -> JSON:
        """What events of this call name as their request."""
        return {"id": self.request_id, "idempotency_key": self.keyed.key if self.keyed else None}


def blueprint(engine: Engine) -> Blueprint:
    api = Blueprint("api", __name__)
    for endpoint in ENDPOINTS:
        # Flask allows no dots in these names.
        name = endpoint.operation.replace(".", "_")
        api.add_url_rule(endpoint.path, name, _view(engine, endpoint), methods=[endpoint.method])
    return api


def _view(engine: Engine, endpoint: Endpoint) -> Callable[..., Response]:
    def view(object_id: str = "") -> Response:
        if engine.switches.now.down:
            engine.store.bump("faults.down")
            raise faults.ConnectionDropped
        _authenticate(engine.settings.secret_key)
        return _respond(engine, _call(endpoint, object_id))

    return view


def _authenticate(secret_key: str) -> None:
    """The key comes as a bearer token or as the user name of basic authentication."""
    sent = request.authorization
    key = (sent.token if sent.type == "bearer" else sent.get("username")) if sent else None
    if not key:
        raise StripeError(
            "You did not provide an API key. You need to provide your API key in the Authorization header,"
            " using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY').",
            status=401,
        )
    if not hmac.compare_digest(key.encode(), secret_key.encode()):
        raise StripeError(f"Invalid API Key provided: {key[:8]}****{key[-4:]}", status=401)


def _call(endpoint: Endpoint, object_id: str) -> Call:
    params = _params()
    key = request.headers.get("Idempotency-Key") if request.method == "POST" else None
    keyed = KeyedRequest(key, request.path, params, g.request_id) if key else None
    return Call(endpoint, object_id, params, g.request_id, keyed)


def _params() -> JSON:
    if request.method == "GET":
        return decode(request.args.items(multi=True))
    if request.content_length and request.mimetype != FORM:
        raise ParameterError(f"Invalid request: the content type must be {FORM}, not {request.mimetype[:100]}")
    return decode(request.form.items(multi=True))


def _respond(engine: Engine, call: Call) -> Response:
    fault = faults.take(engine, call.endpoint.operation)
    faults.strike_before(fault, call.keyed.key if call.keyed else None)
    answer = _answer_once(engine, call, fault)
    return faults.strike_after(engine, fault, answer) or _rendered(answer, call)


def _answer_once(engine: Engine, call: Call, fault: Fault | None) -> Answer:
    if call.keyed is None:
        return _execute(engine, call, fault)
    with engine.keys.claimed(call.keyed.key):
        with engine.store.transaction() as tx:
            saved = saved_answer(tx, call.keyed)
        return saved or _execute(engine, call, fault)


def _execute(engine: Engine, call: Call, fault: Fault | None) -> Answer:
    """The work and its saved answer are one transaction; a refused call leaves only its answer."""
    faults.strike_during(engine, fault, call.object_id)
    try:
        with engine.till(call.cause) as till:
            params = call.endpoint.check(call.params, "")
            body = call.endpoint.run(till, params, call.object_id)
            expand(till, body, params.get("expand", []))
            if fault and fault.kind == "error_saved":
                raise server_error(retry=False)
            answer = Answer(200, body)
            if call.keyed:
                keep(till.tx, call.keyed, answer, till.now)
        engine.store.bump(f"calls.{call.endpoint.operation}")
        return answer
    except ParameterError:
        raise
    except StripeError as error:
        return _refused(engine, call, error)


def _refused(engine: Engine, call: Call, error: StripeError) -> Answer:
    answer = Answer(error.status, error.body(call.request_id), error.headers())
    if call.keyed:
        with engine.store.transaction() as tx:
            keep(tx, call.keyed, answer, engine.now())
    return answer


def _rendered(answer: Answer, call: Call) -> Response:
    response = Response(json.dumps(answer.body, indent=2), answer.status, mimetype="application/json")
    response.headers.update(answer.headers)
    if call.keyed:
        response.headers["Idempotency-Key"] = call.keyed.key
        response.headers.setdefault("Original-Request", call.request_id)
    response.headers["Stripe-Version"] = request.headers.get("Stripe-Version", API_VERSION)
    return response
