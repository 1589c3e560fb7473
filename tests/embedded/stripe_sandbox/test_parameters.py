"""What the sandbox refuses, and that it refuses as Stripe does."""

import time
from typing import Any

import pytest
import requests
import stripe

PRICE = {"currency": "usd", "unit_amount": 5000, "product_data": {"name": "Day"}}


def lines(quantity: Any = 1, **price: Any) -> list[dict[str, Any]]:
    return [{"price_data": {**PRICE, **price}, "quantity": quantity}]


def in_minutes(minutes: int) -> int:
    return int(time.time()) + 60 * minutes


REFUSED = {
    "mode": ({"mode": None}, "parameter_missing", "mode"),
    "success_url": ({"success_url": None}, "parameter_missing", "success_url"),
    "line_items": ({"line_items": None}, "parameter_missing", "line_items"),
    "unknown": ({"colour": "red"}, "parameter_unknown", "colour"),
    "unknown inside": ({"line_items": lines(tax="1")}, "parameter_unknown", "line_items[0][price_data][tax]"),
    "29 minutes": ({"expires_at": in_minutes(29)}, None, "expires_at"),
    "25 hours": ({"expires_at": in_minutes(25 * 60)}, None, "expires_at"),
    "a fraction": (
        {"line_items": lines(unit_amount="12.5")},
        "parameter_invalid_integer",
        "line_items[0][price_data][unit_amount]",
    ),
    "negative": (
        {"line_items": lines(unit_amount=-1)},
        "parameter_invalid_integer",
        "line_items[0][price_data][unit_amount]",
    ),
    "no quantity": ({"line_items": lines(0)}, "parameter_invalid_integer", "line_items[0][quantity]"),
    "49 cents": ({"line_items": lines(unit_amount=49)}, "amount_too_small", None),
    "too much": ({"line_items": lines(999, unit_amount=99_999_999)}, "amount_too_large", None),
    "currency": ({"line_items": lines(currency="xxx")}, None, "line_items[0][price_data][currency]"),
    "two currencies": ({"line_items": [*lines(), *lines(currency="eur")]}, None, "line_items"),
    "email": ({"customer_email": "nobody"}, "email_invalid", "customer_email"),
    "script url": ({"success_url": "javascript:alert(1)"}, "url_invalid", "success_url"),
    "empty": ({"cancel_url": ""}, "parameter_invalid_empty", "cancel_url"),
    "long metadata": ({"metadata": {"a": "x" * 501}}, None, "metadata"),
    "metadata text": ({"metadata": "text"}, None, "metadata"),
    "long note": (
        {"custom_text": {"submit": {"message": "x" * 1201}}},
        "parameter_invalid_string",
        "custom_text[submit][message]",
    ),
    "a note elsewhere": ({"custom_text": {"footer": {"message": "x"}}}, "parameter_unknown", "custom_text[footer]"),
    "an empty note": (
        {"custom_text": {"submit": {"message": ""}}},
        "parameter_invalid_empty",
        "custom_text[submit][message]",
    ),
    "expand": ({"expand": ["moon"]}, None, "expand"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_wrong_parameter_is_refused_by_name(case, sandbox, checkout):
    changes, code, param = REFUSED[case]

    with pytest.raises(stripe.InvalidRequestError) as refusal:
        checkout(**changes)

    assert (refusal.value.http_status, refusal.value.code, refusal.value.param) == (400, code, param)
    assert sandbox.objects("checkout.session") == []


@pytest.mark.parametrize(
    ("find", "message"),
    [
        (lambda api: api.checkout.sessions.retrieve("cs_test_x"), "No such checkout.session: cs_test_x"),
        (lambda api: api.checkout.sessions.expire("cs_test_x"), "No such checkout.session: cs_test_x"),
        (lambda api: api.payment_intents.retrieve("pi_x"), "No such payment_intent: 'pi_x'"),
        (lambda api: api.refunds.retrieve("re_x"), "No such refund: 're_x'"),
        (lambda api: api.events.retrieve("evt_x"), "No such event: 'evt_x'"),
    ],
)
def test_an_unknown_id_is_missing(find, message, client):
    with pytest.raises(stripe.InvalidRequestError, match=message) as refusal:
        find(client.v1)

    assert (refusal.value.http_status, refusal.value.code) == (404, "resource_missing")


def test_an_id_of_another_kind_is_missing_too(client, checkout):
    with pytest.raises(stripe.InvalidRequestError, match="No such payment_intent"):
        client.v1.payment_intents.retrieve(checkout().id)


def test_an_error_has_every_member_of_stripes(checkout):
    with pytest.raises(stripe.InvalidRequestError) as refusal:
        checkout(mode=None)

    error = refusal.value.json_body["error"]
    assert set(error) == {"type", "code", "message", "param", "doc_url", "request_log_url"}
    assert (error["type"], error["message"]) == ("invalid_request_error", "Missing required param: mode.")
    assert refusal.value.request_id.startswith("req_")


def test_a_wrong_key_is_refused_without_being_shown(sandbox, connect):
    with pytest.raises(stripe.AuthenticationError, match="Invalid API Key provided") as refusal:
        connect(sandbox, key="sk_test_stolen_and_wrong").v1.checkout.sessions.list()

    assert refusal.value.http_status == 401
    assert "stolen" not in str(refusal.value)


def test_basic_authentication_works_and_none_does_not(sandbox):
    address = f"{sandbox.url}/v1/events"

    assert requests.get(address, auth=("sk_test_of_these_tests", ""), timeout=5).status_code == 200
    assert requests.get(address, timeout=5).status_code == 401


@pytest.mark.parametrize("body", ["a[b=1", "[]=1", "a=1&a[b]=2", "a" + "[b]" * 11 + "=1", "line_items=x", "=1"])
def test_a_mangled_form_is_refused_and_never_an_error_of_ours(body, sandbox):
    answer = requests.post(
        f"{sandbox.url}/v1/checkout/sessions",
        data=body,
        headers={"Content-Type": "application/x-www-form-urlencoded"},
        auth=("sk_test_of_these_tests", ""),
        timeout=5,
    )

    assert (answer.status_code, answer.json()["error"]["type"]) == (400, "invalid_request_error")


def test_json_and_unknown_paths_are_refused_in_stripes_shape(sandbox):
    auth = ("sk_test_of_these_tests", "")

    json_body = requests.post(f"{sandbox.url}/v1/refunds", json={"a": 1}, auth=auth, timeout=5)
    unknown = requests.get(f"{sandbox.url}/v1/unicorns", auth=auth, timeout=5)

    assert (json_body.status_code, unknown.status_code) == (400, 404)
    assert "Unrecognized request URL (GET: /v1/unicorns)" in unknown.json()["error"]["message"]
