"""A sandbox of the test's own, the real SDK pointed at it, and somebody who receives its webhooks."""

import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
import stripe

from drivesphere.embedded.stripe_sandbox import StripeSandbox

SECRET_KEY = "sk_test_of_these_tests"
SIGNING_KEY = "whsec_of_these_tests"
PATIENCE_SECONDS = 30  # what takes longer hangs


class PatientServer(ThreadingHTTPServer):
    """The usual queue of five would make parallel senders wait a second for their connection."""

    request_queue_size = 64


class Receiver:
    """Keeps every event whose signature is valid; `refusals` is how many to answer with 500 first."""

    def __init__(self) -> None:
        self.events: list[stripe.Event] = []
        self.refusals = 0
        self._server = PatientServer(("127.0.0.1", 0), self._responder())
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True)
        self._thread.start()
        self.url = f"http://127.0.0.1:{self._server.server_port}/hook"

    @property
    def types(self) -> list[str]:
        return [event.type for event in self.events]

    def take(self, payload: bytes, signature: str) -> int:
        """The status to answer with. Raises for a signature that is not valid."""
        event = stripe.Webhook.construct_event(payload, signature, SIGNING_KEY)
        if self.refusals > 0:
            self.refusals -= 1
            return 500
        self.events.append(event)
        return 200

    def wait_for(self, count: int) -> list[str]:
        deadline = time.monotonic() + PATIENCE_SECONDS
        while len(self.events) < count and time.monotonic() < deadline:
            time.sleep(0.005)
        return self.types

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def _responder(self) -> type[BaseHTTPRequestHandler]:
        receiver = self

        class Responder(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                payload = self.rfile.read(int(self.headers["Content-Length"]))
                self.send_response(receiver.take(payload, self.headers["Stripe-Signature"]))
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_: Any) -> None:
                """The test speaks for itself."""

        return Responder


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    receiver = Receiver()
    yield receiver
    receiver.stop()


@pytest.fixture
def build(tmp_path: Path, receiver: Receiver) -> Iterator[Callable[..., StripeSandbox]]:
    """Starts a sandbox on this test's folder; called again after `stop()`, it is the same one restarted."""
    started: list[StripeSandbox] = []

    def start(**options: Any) -> StripeSandbox:
        sandbox = StripeSandbox(
            tmp_path,
            webhook_url=receiver.url,
            secret_key=SECRET_KEY,
            webhook_secret=SIGNING_KEY,
            switches={"webhook_retry_base_ms": 10},
            **options,
        )
        sandbox.start()
        started.append(sandbox)
        return sandbox

    yield start
    for sandbox in started:
        sandbox.stop()


@pytest.fixture
def sandbox(build: Callable[..., StripeSandbox]) -> StripeSandbox:
    return build()


@pytest.fixture
def connect() -> Callable[..., stripe.StripeClient]:
    def client(sandbox: StripeSandbox, *, retries: int = 0, key: str = SECRET_KEY) -> stripe.StripeClient:
        return stripe.StripeClient(key, base_addresses={"api": sandbox.url}, max_network_retries=retries)

    return client


@pytest.fixture
def client(sandbox: StripeSandbox, connect: Callable[..., stripe.StripeClient]) -> stripe.StripeClient:
    return connect(sandbox)


@pytest.fixture
def order() -> Callable[..., dict[str, Any]]:
    """The parameters of a checkout for two days at $123.45; a change of None leaves the parameter out."""

    def params(**changes: Any) -> dict[str, Any]:
        price = {"currency": "usd", "unit_amount": 12345, "product_data": {"name": "Tesla <Model> X"}}
        usual = {
            "mode": "payment",
            "success_url": "https://rent.test/paid?session={CHECKOUT_SESSION_ID}",
            "cancel_url": "https://rent.test/back",
            "line_items": [{"price_data": price, "quantity": 2}],
            "client_reference_id": "booking-1",
            "metadata": {"booking": "1"},
            "customer_email": "ada@example.com",
        }
        return {name: value for name, value in {**usual, **changes}.items() if value is not None}

    return params


@pytest.fixture
def checkout(client: stripe.StripeClient, order: Callable[..., dict[str, Any]]) -> Callable[..., Any]:
    """Creates a session through the SDK: `checkout(expires_at=…, key="k")`."""

    def create(*, key: str | None = None, **changes: Any) -> stripe.checkout.Session:
        options = {"idempotency_key": key} if key else {}
        return client.v1.checkout.sessions.create(order(**changes), options)

    return create
