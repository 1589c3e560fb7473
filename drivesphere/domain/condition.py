"""How a part of the installation is, and what to do about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class State(StrEnum):
    """From good to bad."""

    WELL = "well"
    WATCH = "watch"
    DOWN = "down"


@dataclass(frozen=True, slots=True)
class Condition:
    """A part, its state, what was read of it, and what a person should do; None where there is nothing to do."""

    part: str
    state: State
    facts: Mapping[str, Any] = field(default_factory=dict)
    advice: str | None = None


def judged(part: str, facts: Mapping[str, Any], *, watch: str | None = None, down: str | None = None) -> Condition:
    """The condition of a part that answers: the worse of two pieces of advice counts, neither means that it is well."""
    if down:
        return Condition(part, State.DOWN, facts, down)
    return Condition(part, State.WATCH, facts, watch) if watch else Condition(part, State.WELL, facts)


def worst(conditions: list[Condition]) -> State:
    """The state of the whole."""
    order = list(State)
    return max((condition.state for condition in conditions), key=order.index, default=State.WELL)
