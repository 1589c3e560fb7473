"""The running sandbox without its HTTP face: store, switches, keys in flight, and the two threads."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from . import sessions
from .errors import JSON
from .idempotency import KeysInFlight, forget_old
from .settings import SandboxSettings
from .store import Store
from .switches import Switches
from .till import HOSTED_PAGE, Till
from .webhooks import Ticker, WebhookSender


class Engine:
    """Everything the views share. `store_type` is exchanged by the test that takes the guard away."""

    def __init__(
        self, settings: SandboxSettings, switches: Switches | None = None, *, store_type: type[Store] = Store
    ) -> None:
        self.settings = settings
        self.switches = switches or Switches()
        self.store = store_type(settings.database)
        self.keys = KeysInFlight()
        self.stopping = threading.Event()
        self._sender = WebhookSender(self.store, settings, self.switches)
        self._ticker = Ticker(self.tick)

    def start(self) -> None:
        self._sender.start()
        self._ticker.start()

    def stop(self) -> None:
        """Ends the threads and every injected wait; the store is closed last."""
        self.stopping.set()
        self._ticker.stop()
        self._sender.stop()
        self.store.close()

    def now(self) -> int:
        """The sandbox's clock in seconds since 1970, which a switch can set ahead."""
        return int(time.time()) + self.switches.now.clock_offset_s

    @contextmanager
    def till(self, request: JSON = HOSTED_PAGE) -> Iterator[Till]:
        """One transaction; it begins by expiring what is past its deadline. Webhooks leave after commit."""
        with self.store.transaction() as tx:
            till = Till(tx, self.settings, self.switches, self.now(), request)
            sessions.lapse_due(till)
            yield till
        self._sender.wake()

    def tick(self) -> None:
        with self.till() as till:
            forget_old(till.tx, till.now)

    def move_switches(self, **positions: object) -> None:
        """Raises BadSwitch."""
        self.switches.set(**positions)
        self._sender.wake()

    def reset_switches(self) -> None:
        self.switches.reset()
        self._sender.wake()

    def state(self) -> JSON:
        """Counters, the queue, the number of objects per kind, and the switches."""
        with self.till() as till:
            run = till.tx.run
            return {
                "counters": dict(run("SELECT name, value FROM counters ORDER BY name").fetchall()),
                "webhooks": dict(run("SELECT state, count(*) FROM deliveries GROUP BY state").fetchall()),
                "objects": dict(run("SELECT kind, count(*) FROM objects GROUP BY kind").fetchall()),
                "switches": self.switches.shown(),
            }
