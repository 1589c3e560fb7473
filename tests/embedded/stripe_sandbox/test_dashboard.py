"""What people do in the dashboard and banks behind it: refunds nobody here asked for, refunds that fail, disputes."""

import pytest
import requests
import stripe

from drivesphere.embedded.stripe_sandbox.errors import JSON, StripeError


@pytest.fixture
def payment(sandbox, checkout) -> str:
    return sandbox.pay(checkout().id)["payment_intent"]


def act(sandbox, path: str, body: JSON | None = None) -> JSON:
    answer = requests.post(f"{sandbox.url}/_sandbox/{path}", json=body, timeout=30)
    assert answer.ok, answer.text
    return dict(answer.json())


def test_a_refund_in_the_dashboard_is_one_that_no_request_caused(sandbox, client, payment, receiver):
    made = act(sandbox, f"payments/{payment}/refund", {"amount": 4690})

    assert client.v1.refunds.retrieve(made["id"]).amount == 4690
    assert receiver.wait_for(6)[-2:] == ["refund.created", "charge.refunded"]
    assert receiver.events[-1].request.id is None


def test_a_refund_in_the_dashboard_gives_back_what_is_left(sandbox, client, payment):
    client.v1.refunds.create({"payment_intent": payment, "amount": 20000})

    assert act(sandbox, f"payments/{payment}/refund")["amount"] == 4690


def test_a_pending_refund_succeeds_when_the_bank_says_so(sandbox, client, payment, receiver):
    sandbox.switch(refunds_pending=True)
    made = client.v1.refunds.create({"payment_intent": payment})
    act(sandbox, f"refunds/{made.id}/settle", {"outcome": "succeeded"})

    assert (made.status, client.v1.refunds.retrieve(made.id).status) == ("pending", "succeeded")
    assert receiver.wait_for(7)[-1] == "refund.updated"


def test_a_refund_that_failed_can_be_made_again(sandbox, client, payment):
    made = client.v1.refunds.create({"payment_intent": payment})
    failed = sandbox.settle_refund(made.id, succeeded=False)

    charge = client.v1.charges.retrieve(made.charge)
    assert (failed["status"], charge.amount_refunded, charge.refunded) == ("failed", 0, False)
    assert client.v1.refunds.create({"payment_intent": payment}).amount == 24690


def test_a_refund_fails_once(sandbox, client, payment):
    made = client.v1.refunds.create({"payment_intent": payment})
    sandbox.settle_refund(made.id, succeeded=False)

    with pytest.raises(StripeError, match="failed already"):
        sandbox.settle_refund(made.id)


def test_a_dispute_takes_the_whole_charge_and_forbids_refunds(sandbox, client, payment, receiver):
    dispute = act(sandbox, f"payments/{payment}/dispute")

    assert (dispute["amount"], dispute["status"], dispute["payment_intent"]) == (24690, "needs_response", payment)
    assert "charge.dispute.created" in receiver.wait_for(6)
    assert client.v1.charges.retrieve(dispute["charge"]).disputed
    with pytest.raises(stripe.InvalidRequestError) as refusal:
        client.v1.refunds.create({"payment_intent": payment})
    assert refusal.value.code == "charge_disputed"


@pytest.mark.parametrize("outcome", ["won", "lost"])
def test_a_dispute_is_decided_once(sandbox, client, payment, outcome):
    dispute = sandbox.dispute(payment)
    act(sandbox, f"disputes/{dispute['id']}/close", {"outcome": outcome})

    assert client.v1.disputes.retrieve(dispute["id"]).status == outcome
    with pytest.raises(StripeError, match=f"is {outcome} already"):
        sandbox.close_dispute(dispute["id"], won=True)


def test_disputes_are_listed_from_an_instant_on(sandbox, client, payment):
    dispute = sandbox.dispute(payment)

    since = [entry.id for entry in client.v1.disputes.list({"created": {"gte": dispute["created"]}}).data]
    later = client.v1.disputes.list({"created": {"gt": dispute["created"]}}).data

    assert (since, later) == ([dispute["id"]], [])


def test_an_outcome_that_is_none_is_refused_by_name(sandbox, client, payment):
    made = client.v1.refunds.create({"payment_intent": payment})

    answer = requests.post(f"{sandbox.url}/_sandbox/refunds/{made.id}/settle", json={"outcome": "maybe"}, timeout=30)

    assert (answer.status_code, answer.json()["error"]["param"]) == (400, "outcome")
