"""When something can be used at all."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Protocol

from drivesphere.domain.window import Window


class OpenTimes(Hashable, Protocol):
    """Two that are equal are open at the same times, so that many things can be reckoned with together."""

    def within(self, window: Window) -> Sequence[Window]:
        """The parts of `window` in which it is open, in order."""
        ...


@dataclass(frozen=True, slots=True)
class Always:
    """What has no opening hours."""

    def within(self, window: Window) -> Sequence[Window]:
        return [window]


ALWAYS = Always()
