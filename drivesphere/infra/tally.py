"""Counters of all processes together: counted in memory, brought to Redis twice a second, read from there.

So a figure does not depend on which process is asked, on this machine or another, and a request pays a dictionary
entry. When Redis is away the counts wait; what Redis forgets starts from nothing, as a restarted process does.
"""

from __future__ import annotations

import bisect
import json
import logging
import threading
from collections.abc import Mapping
from typing import Any

from drivesphere.infra import redis

log = logging.getLogger(__name__)

KEY = "tally"
FLUSH_SECONDS = 0.5  # how far behind a figure may be
BOUNDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0)
"""Upper bounds of a histogram's buckets in seconds: from a cached answer to beyond the longest request."""
ABOVE = "+Inf"

Labels = dict[str, str]
Series = tuple[str, tuple[tuple[str, str], ...]]

_mutex = threading.Lock()
_waiting: dict[Series, float] = {}
_flusher: threading.Thread | None = None


def count(name: str, **labels: str) -> None:
    """One more of `name`."""
    _add({_series(name, labels): 1})


def observe(name: str, seconds: float, **labels: str) -> None:
    """One more of `name` that took `seconds`; a histogram has a bucket for each bound, and a sum."""
    place = bisect.bisect_left(BOUNDS, seconds)
    bound = str(BOUNDS[place]) if place < len(BOUNDS) else ABOVE
    _add({_series(f"{name}_bucket", {**labels, "le": bound}): 1, _series(f"{name}_sum", labels): seconds})


def read() -> dict[str, list[tuple[Labels, float]]]:
    """Every counter by name, each with its labels; raises one of `redis.Away`."""
    flush()
    stored = redis.main().call(lambda client: client.hgetall(KEY))
    found: dict[str, list[tuple[Labels, float]]] = {}
    for field, value in sorted(stored.items()):
        name, labels = json.loads(field)
        found.setdefault(name, []).append((labels, float(value)))
    return found


def flush() -> None:
    """Bring what was counted here to Redis; raises one of `redis.Away`, and then it waits on."""
    with _mutex:
        taken = dict(_waiting)
        _waiting.clear()
    if not taken:
        return
    try:
        redis.main().call(lambda client: _send(client, taken))
    except Exception:
        _add(taken)
        raise


def _send(client: Any, amounts: Mapping[Series, float]) -> None:
    with client.pipeline(transaction=True) as pipe:
        for (name, labels), amount in amounts.items():
            pipe.hincrbyfloat(KEY, json.dumps([name, dict(labels)]), amount)
        pipe.execute()


def _series(name: str, labels: Labels) -> Series:
    return name, tuple(sorted(labels.items()))


def _add(amounts: Mapping[Series, float]) -> None:
    with _mutex:
        for series, amount in amounts.items():
            _waiting[series] = _waiting.get(series, 0) + amount
    _make_sure_of_flusher()


def _make_sure_of_flusher() -> None:
    """Threads do not survive a fork, so the process that counts starts its own."""
    global _flusher
    if _flusher is not None and _flusher.is_alive():
        return
    with _mutex:
        if _flusher is None or not _flusher.is_alive():
            _flusher = threading.Thread(target=_flush_for_ever, name="tally", daemon=True)
            _flusher.start()


def _flush_for_ever() -> None:
    pause = threading.Event()
    while not pause.wait(FLUSH_SECONDS):
        try:
            flush()
        except Exception as error:  # a process that is not connected, or disconnects just now, counts on
            log.debug("counts wait: %s", type(error).__name__)
