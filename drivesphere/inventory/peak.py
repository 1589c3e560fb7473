"""How many claims an interval inventory has at a time: the arithmetic behind capacities, without a database."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from drivesphere.domain.window import Window
from drivesphere.inventory.protocol import Blocker


def peak(claims: Sequence[Blocker], window: Window, buffer: timedelta = timedelta(0)) -> int:
    """The most of `claims` that are there at one instant of `window`, each with the `buffer` behind it.

    The number only rises where a claim starts, so these instants are enough, with the start of the window. The window
    too needs the buffer behind it, before the next one comes.
    """
    spans = [(c.starts_at, c.ends_at + buffer) for c in claims if c.starts_at and c.ends_at]
    end = window.ends_at + buffer
    instants = {window.starts_at} | {start for start, _ in spans if window.starts_at < start < end}
    return max(sum(start <= at < stop for start, stop in spans) for at in instants)
