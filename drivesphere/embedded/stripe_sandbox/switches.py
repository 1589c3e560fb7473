"""The knobs with which a test makes the sandbox misbehave, as the real Stripe now and then does.

They start from the command line or the environment, change through Python or `POST /_sandbox/switches`,
and are back at their start after a restart.
"""

import random
import threading
from dataclasses import asdict, dataclass, field, fields, replace
from typing import Any

from .errors import JSON

# Before the endpoint: nothing is done and nothing is saved under the idempotency key.
BEFORE = ("error_before", "drop_before", "rate_limited", "conflict")
# While it runs: its key is in flight. `error_saved` is the 500 that Stripe replays for that key for ever;
# `paid_first` lets the client's payment win just before an expire call.
DURING = ("slow", "error_saved", "paid_first")
# After it: the work is done and the true answer is saved, but the caller gets something else.
AFTER = (
    "error_after", "drop_after", "hang_after", "garbage", "wrong_shape", "wrong_amount", "redirect", "huge"
)  # fmt: skip
KINDS = BEFORE + DURING + AFTER

EVERY_OPERATION = "*"
FOR_EVER = -1

# Longer than the 3 s deadline of a request, shorter than the SDK's 80 s.
USUAL_HANG_MS = 10_000


class BadSwitch(ValueError):
    """A switch that does not exist, or a value it cannot take."""


@dataclass
class Fault:
    """Strikes `times` calls of `operation` ("session.create", "refund.*", "*") after letting `skip` pass."""

    kind: str
    times: int = 1
    operation: str = EVERY_OPERATION
    skip: int = 0
    ms: int = USUAL_HANG_MS

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise BadSwitch(f"unknown fault {self.kind!r}; there are {', '.join(KINDS)}")
        if not isinstance(self.operation, str) or not all(
            type(number) is int for number in (self.times, self.skip, self.ms)
        ):
            raise BadSwitch("a fault's operation is a text, and its times, skip and ms are whole numbers")

    def strikes(self, operation: str) -> bool:
        """Counts down; True for a call that is struck."""
        if self.times == 0 or not self._means(operation):
            return False
        if self.skip > 0:
            self.skip -= 1
            return False
        self.times -= 1 if self.times > 0 else 0
        return True

    def _means(self, operation: str) -> bool:
        group = self.operation.removesuffix("*")
        return operation == self.operation or (group != self.operation and operation.startswith(group))


@dataclass
class Positions:
    """Where every knob stands.

    down: the API closes each connection without an answer (the hosted page stays up).
    clock_offset_s: seconds by which the sandbox's clock is ahead; signatures keep the real time.
    refunds_pending: new refunds wait for the bank, until `settle_refund` tells how they ended.
    webhook_drop_next / _probability / _types: events that are recorded but never sent.
    webhook_reorder: "none", "reverse" or "shuffle", over what is due within 100 ms.
    webhook_parallel: send what is due at once instead of one after the other.
    """

    down: bool = False
    clock_offset_s: int = 0
    refunds_pending: bool = False
    webhook_delay_ms: int = 0
    webhook_duplicates: int = 0
    webhook_reorder: str = "none"
    webhook_drop_next: int = 0
    webhook_drop_probability: float = 0.0
    webhook_drop_types: list[str] = field(default_factory=list)
    webhook_paused: bool = False
    webhook_parallel: bool = False
    webhook_retry_base_ms: int = 500
    faults: list[Fault] = field(default_factory=list)


REORDERINGS = ("none", "reverse", "shuffle")


class Switches:
    """Thread-safe. Reads of one position are plain attribute reads: `switches.now.down`."""

    def __init__(self, start: JSON | None = None, *, seed: int | None = None) -> None:
        self._lock = threading.Lock()
        self._random = random.Random(seed)
        self._start = dict(start or {})
        self.now = _moved(Positions(), self._start)

    def set(self, **positions: Any) -> None:
        """Moves the named knobs and leaves the others. Raises BadSwitch and then changes nothing."""
        with self._lock:
            self.now = _moved(self.now, positions)

    def add_fault(self, fault: Fault) -> None:
        with self._lock:
            self.now = replace(self.now, faults=[*self.now.faults, fault])

    def reset(self) -> None:
        with self._lock:
            self.now = _moved(Positions(), self._start)

    def take_fault(self, operation: str) -> Fault | None:
        """The fault that strikes this call, counted down; the first that matches wins."""
        with self._lock:
            return next((fault for fault in self.now.faults if fault.strikes(operation)), None)

    def loses(self, event_type: str) -> bool:
        """Whether an event of this type gets lost on its way; counts `webhook_drop_next` down."""
        with self._lock:
            if event_type in self.now.webhook_drop_types:
                return True
            if self.now.webhook_drop_next > 0:
                self.now.webhook_drop_next -= 1
                return True
            return self._random.random() < self.now.webhook_drop_probability

    def shuffled(self, things: list[Any]) -> list[Any]:
        with self._lock:
            return self._random.sample(things, len(things))

    def shown(self) -> JSON:
        with self._lock:
            return asdict(self.now)


def _moved(positions: Positions, changes: JSON) -> Positions:
    known = {knob.name: knob.default for knob in fields(Positions)}
    for name, value in changes.items():
        if name not in known:
            raise BadSwitch(f"unknown switch {name!r}; there are {', '.join(known)}")
        _check(name, value, known[name])
    if "faults" in changes:
        changes = {**changes, "faults": [_fault(entry) for entry in changes["faults"]]}
    return replace(positions, **changes)


def _check(name: str, value: Any, default: Any) -> None:
    """A knob takes values of its default's type; the two lists have no plain default."""
    wanted = type(default) if isinstance(default, (bool, int, float, str)) else list
    fitting = isinstance(value, (int, float)) if wanted is float else isinstance(value, wanted)
    if not fitting or (isinstance(value, bool) and wanted is not bool):
        raise BadSwitch(f"{name} takes a {wanted.__name__}, not {value!r}")
    if name == "webhook_reorder" and value not in REORDERINGS:
        raise BadSwitch(f"{name} is one of {', '.join(REORDERINGS)}")


def _fault(entry: Any) -> Fault:
    if isinstance(entry, Fault):
        return entry
    try:
        return Fault(**entry)
    except TypeError as error:
        raise BadSwitch(f"a fault is {{kind, times, operation, skip, ms}}: {error}") from None
