"""The hosted checkout page: plain HTML and one stylesheet, no script."""

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from . import money, payments, sessions
from .engine import Engine
from .errors import JSON, StripeError
from .objects import TEST_CARD

TEMPLATE_MARK = "{CHECKOUT_SESSION_ID}"
INCORRECT_NUMBER = "incorrect_number"
_PROBLEMS = {
    **payments.MESSAGES,
    INCORRECT_NUMBER: "Your card number is incorrect. This is a sandbox: it takes Stripe's test cards only.",
}

# No script, no frame, nothing from elsewhere. `form-action` stays open because browsers apply it to the
# redirect after the form as well, which leads to the merchant.
_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src data:; base-uri 'none'; frame-ancestors 'none'"
    ),
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


def blueprint(engine: Engine) -> Blueprint:
    pages = Blueprint("pages", __name__)

    @pages.get("/c/pay/<session_id>")
    def show(session_id: str) -> ResponseReturnValue:
        return _page(engine, _session(engine, session_id))

    @pages.post("/c/pay/<session_id>")
    def submit(session_id: str) -> ResponseReturnValue:
        try:
            return _acted(engine, session_id)
        except StripeError as error:
            if error.code != "checkout_session_not_open":
                raise
            return _page(engine, _session(engine, session_id), status=409)

    @pages.errorhandler(StripeError)
    def refuse(error: StripeError) -> ResponseReturnValue:
        return _with_headers(render_template("missing.html"), error.status)

    return pages


def _session(engine: Engine, session_id: str) -> JSON:
    with engine.till() as till:
        return sessions.retrieve(till, session_id)


def _acted(engine: Engine, session_id: str) -> ResponseReturnValue:
    """Pay is also what Enter in the form does, being its first button."""
    if request.form.get("action") == "decline":
        return _declined(engine, session_id, "generic_decline")
    card = request.form.get("card_number", "").replace(" ", "")
    if card in payments.DECLINED_CARDS:
        return _declined(engine, session_id, payments.DECLINED_CARDS[card], card)
    if card != TEST_CARD:
        return _sent_back(session_id, INCORRECT_NUMBER)
    return _paid(engine, session_id, card)


def _paid(engine: Engine, session_id: str, card: str) -> ResponseReturnValue:
    form = request.form
    payer = payments.Payer(card, form.get("email", "")[:512] or None, form.get("name", "")[:200] or None)
    with engine.till() as till:
        session = payments.pay(till, session_id, payer)
    return redirect(success_address(session), 303)


def _declined(engine: Engine, session_id: str, reason: str, card: str = "4000000000000002") -> ResponseReturnValue:
    with engine.till() as till:
        payments.decline(till, session_id, reason, card)
    return _sent_back(session_id, reason)


def _sent_back(session_id: str, problem: str) -> ResponseReturnValue:
    """A redirect, so that neither reload nor the back button sends the form a second time."""
    return redirect(url_for(".show", session_id=session_id, problem=problem), 303)


def success_address(session: JSON) -> str:
    return str(session["success_url"]).replace(TEMPLATE_MARK, session["id"])


def _page(engine: Engine, session: JSON, *, status: int = 200) -> Response:
    page = render_template(
        f"{session['status']}.html",
        session=session,
        items=[_shown_item(item) for item in session["_line_items"]],
        total=money.shown(session["amount_total"], session["currency"]),
        merchant=engine.settings.merchant,
        problem=_PROBLEMS.get(request.args.get("problem", "")),
        note=(session["custom_text"]["submit"] or {}).get("message"),
        success_address=success_address(session),
    )
    return _with_headers(page, status)


def _shown_item(item: JSON) -> JSON:
    amount = money.shown(item["amount_total"], item["currency"])
    each = money.shown(item["price"]["unit_amount"], item["currency"])
    return {"name": item["description"], "quantity": item["quantity"], "amount": amount, "each": each}


def _with_headers(page: str, status: int) -> Response:
    response = make_response(page, status)
    response.headers.update(_HEADERS)
    return response
