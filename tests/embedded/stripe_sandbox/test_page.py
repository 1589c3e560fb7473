"""The hosted page, as a browser without scripts sees it."""

import pytest
import requests

PAY = {"action": "pay", "card_number": "4242 4242 4242 4242"}


@pytest.fixture
def page(checkout):
    """The address of an open session's page."""
    return checkout().url


def submit(address: str, form: dict[str, str]) -> requests.Response:
    return requests.post(address, data=form, allow_redirects=False, timeout=5)


def test_the_page_shows_what_is_paid_for_and_that_no_money_moves(page):
    answer = requests.get(page, timeout=5)

    assert answer.status_code == 200
    for text in (
        "Pay DriveSphere",
        "$246.90",
        "$123.45",
        "no money moves",
        "4242 4242 4242 4242",
    ):
        assert text in answer.text
    assert 'value="ada@example.com"' in answer.text
    assert 'href="https://rent.test/back"' in answer.text


def test_the_page_escapes_what_the_merchant_wrote(page):
    text = requests.get(page, timeout=5).text

    assert "Tesla &lt;Model&gt; X" in text
    assert "<Model>" not in text


def test_the_page_shows_the_merchants_own_note_and_no_deadline_of_its_own(checkout, client):
    session = checkout(custom_text={"submit": {"message": "Kept until <4:28 AM> PST."}})
    text = requests.get(session.url, timeout=5).text

    assert "Kept until &lt;4:28 AM&gt; PST." in text
    assert "UTC" not in text
    assert client.v1.checkout.sessions.retrieve(session.id).custom_text.submit.message == "Kept until <4:28 AM> PST."


def test_without_a_note_none_is_shown(checkout):
    session = checkout()

    assert session.custom_text.submit is None
    assert 'data-testid="note"' not in requests.get(session.url, timeout=5).text


def test_the_page_runs_no_script_and_loads_nothing_from_elsewhere(page, sandbox):
    answer = requests.get(page, timeout=5)
    style = requests.get(f"{sandbox.url}/c/static/checkout.css", timeout=5)

    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert "<script" not in answer.text
    assert (style.status_code, "prefers-color-scheme: dark" in style.text) == (200, True)


def test_pay_leads_to_the_success_address_with_the_sessions_id(sandbox, page, client):
    answer = submit(page, {**PAY, "name": "Ada", "email": "ada@new.test"})

    session = client.v1.checkout.sessions.retrieve(page.rsplit("/", 1)[1])
    assert (answer.status_code, answer.headers["Location"]) == (
        303,
        f"https://rent.test/paid?session={session.id}",
    )
    assert (session.payment_status, session.customer_details.email) == ("paid", "ada@new.test")
    assert sandbox.objects("charge")[0]["billing_details"]["name"] == "Ada"


@pytest.mark.parametrize(
    ("form", "message"),
    [
        ({"action": "decline"}, "Your card was declined."),
        ({**PAY, "card_number": "4000 0000 0000 9995"}, "Your card has insufficient funds."),
        ({**PAY, "card_number": "5555555555554444"}, "Your card number is incorrect."),
        ({"action": "pay"}, "Your card number is incorrect."),
    ],
)
def test_a_declined_card_is_told_and_the_page_stays(form, message, page, client):
    answer = requests.post(page, data=form, timeout=5)

    assert [hop.status_code for hop in answer.history] == [303], "reloading must not send the form again"
    assert 'role="alert"' in answer.text
    assert message in answer.text
    assert client.v1.checkout.sessions.retrieve(page.rsplit("/", 1)[1]).status == "open"
    assert submit(page, PAY).headers["Location"].startswith("https://rent.test/paid")


def test_a_paid_page_says_so_and_is_not_paid_twice(sandbox, page):
    submit(page, PAY)

    again = submit(page, PAY)

    assert (again.status_code, "already paid" in again.text) == (409, True)
    assert "already paid" in requests.get(page, timeout=5).text
    assert sandbox.count("payments_succeeded") == 1


def test_an_expired_page_says_so_and_takes_no_money(sandbox, page):
    sandbox.expire(page.rsplit("/", 1)[1])

    answer = submit(page, PAY)

    assert (answer.status_code, "has expired" in answer.text) == (409, True)
    assert sandbox.objects("charge") == []


def test_an_unknown_page_is_honest_html(sandbox):
    answer = requests.get(f"{sandbox.url}/c/pay/cs_test_<script>", timeout=5)

    assert (answer.status_code, "There is no such checkout" in answer.text) == (404, True)
