"""Serves a sandbox on the loopback interface, inside this process."""

import socket
import threading
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler, make_server

from . import disputes, payments, refunds, sessions
from .app import create_app
from .engine import Engine
from .errors import JSON
from .listing import shaped
from .settings import LOOPBACK, TEST_KEY, TEST_SIGNING_KEY, SandboxSettings
from .store import Store
from .switches import Fault, Switches

# Enough for the storm of a race test to wait in the kernel.
LISTEN_QUEUE = 128
POLL_SECONDS = 0.01


class QuietRequests(WSGIRequestHandler):
    """Writes no line per request, and gives up on a connection that stays silent."""

    timeout = 30

    def log(self, type: str, message: str, *args: Any) -> None:
        """Errors reach the log through the application; requests are counted, not printed."""


class StripeSandbox:
    """A sandbox that lives in this process.

    `start()` gives its base URL for `StripeClient(secret_key, base_addresses={"api": url})`. After `stop()`
    a new one on the same `data_dir` goes on where this one ended. Also a context manager.
    """

    def __init__(
        self,
        data_dir: Path | str,
        *,
        webhook_url: str | None = None,
        secret_key: str = TEST_KEY,
        webhook_secret: str = TEST_SIGNING_KEY,
        port: int = 0,
        public_url: str = "",
        merchant: str = "DriveSphere",
        switches: JSON | None = None,
        seed: int | None = None,
        store_type: type[Store] = Store,
    ) -> None:
        self._settings = SandboxSettings(Path(data_dir), secret_key, webhook_secret, webhook_url, public_url, merchant)
        self._port = port
        self._switches = Switches(switches, seed=seed)
        self._store_type = store_type
        self._server: BaseWSGIServer | None = None

    def start(self) -> str:
        """Raises OSError if the port is taken."""
        listener = _listener(self._port)
        self.url = f"http://{LOOPBACK}:{listener.getsockname()[1]}"
        settings = replace(self._settings, public_url=self._settings.public_url or self.url)
        self.engine = Engine(settings, self._switches, store_type=self._store_type)
        self._server = _server(listener, self.engine)
        self.engine.start()
        self._thread = threading.Thread(
            target=self._server.serve_forever, args=(POLL_SECONDS,), name="stripe-sandbox", daemon=True
        )
        self._thread.start()
        return self.url

    def stop(self) -> None:
        """Ends serving and sending; safe to call twice."""
        if self._server is None:
            return
        self.engine.stopping.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()
        self.engine.stop()
        self._server = None

    def __enter__(self) -> "StripeSandbox":
        self.start()
        return self

    def __exit__(self, *exception: object) -> None:
        self.stop()

    def switch(self, **positions: Any) -> None:
        """`switch(webhook_paused=True)`: see `switches.Positions`. Raises BadSwitch."""
        self.engine.move_switches(**positions)

    def reset_switches(self) -> None:
        self.engine.reset_switches()

    def fault(self, kind: str, times: int = 1, *, operation: str = "*", skip: int = 0, ms: int | None = None) -> None:
        """Adds a fault: see `switches` for the kinds. `times=FOR_EVER` until reset."""
        extra = {} if ms is None else {"ms": ms}
        self.engine.switches.add_fault(Fault(kind, times, operation, skip, **extra))

    def advance(self, seconds: int) -> None:
        """Sets the sandbox's clock ahead and lets what is due then happen."""
        offset = self.engine.switches.now.clock_offset_s
        self.engine.move_switches(clock_offset_s=offset + seconds)
        self.engine.tick()

    def pay(self, session_id: str) -> JSON:
        """As the client's click on Pay. Raises StripeError with `checkout_session_not_open`."""
        with self.engine.till() as till:
            return shaped(till, payments.pay(till, session_id))

    def decline(self, session_id: str) -> JSON:
        with self.engine.till() as till:
            return shaped(till, payments.decline(till, session_id))

    def pay_later(self, session_id: str) -> JSON:
        with self.engine.till() as till:
            return shaped(till, payments.pay_later(till, session_id))

    def settle(self, session_id: str, *, succeeded: bool = True) -> JSON:
        with self.engine.till() as till:
            return shaped(till, payments.settle(till, session_id, succeeded=succeeded))

    def expire(self, session_id: str) -> JSON:
        with self.engine.till() as till:
            return shaped(till, sessions.expire(till, session_id))

    def refund(self, payment_id: str, amount: int | None = None) -> JSON:
        """As somebody in the dashboard would; without an amount everything that is left."""
        wanted = {} if amount is None else {"amount": amount}
        with self.engine.till() as till:
            return shaped(till, refunds.create(till, {**wanted, "payment_intent": payment_id}))

    def settle_refund(self, refund_id: str, *, succeeded: bool = True) -> JSON:
        with self.engine.till() as till:
            return shaped(till, refunds.settle(till, refund_id, succeeded=succeeded))

    def dispute(self, payment_id: str) -> JSON:
        with self.engine.till() as till:
            return shaped(till, disputes.open_dispute(till, payment_id))

    def close_dispute(self, dispute_id: str, *, won: bool) -> JSON:
        with self.engine.till() as till:
            return shaped(till, disputes.close(till, dispute_id, won=won))

    def resend(self, event_id: str, copies: int = 1) -> None:
        with self.engine.till() as till:
            till.resend(event_id, copies)

    def objects(self, kind: str) -> list[JSON]:
        """Everything of one kind ("checkout.session", "refund", "event" …), oldest first."""
        with self.engine.till() as till:
            return [shaped(till, body) for body in till.tx.select("kind = ? ORDER BY seq", kind)]

    def state(self) -> JSON:
        return self.engine.state()

    def count(self, counter: str) -> int:
        """A counter of `state()`, 0 if nothing was counted yet."""
        return int(self.state()["counters"].get(counter, 0))

    def wait_until_delivered(self, seconds: float = 5.0) -> bool:
        """Whether the webhook queue ran empty within that time."""
        deadline = time.monotonic() + seconds
        while self.state()["webhooks"].get("pending"):
            if time.monotonic() > deadline:
                return False
            time.sleep(POLL_SECONDS)
        return True


def _listener(port: int) -> socket.socket:
    """Bound here rather than by werkzeug, which would end the process over a taken port."""
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((LOOPBACK, port))
    except OSError:
        listener.close()
        raise
    listener.listen(LISTEN_QUEUE)
    return listener


def _server(listener: socket.socket, engine: Engine) -> BaseWSGIServer:
    port = listener.getsockname()[1]
    server = make_server(
        LOOPBACK, port, create_app(engine), threaded=True, request_handler=QuietRequests, fd=listener.fileno()
    )
    # werkzeug works on a duplicate of the descriptor.
    listener.close()
    return server
