"""What an error code means, for the clients that meet it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """`advice` is a sentence for the developer who meets the code for the first time."""

    code: str
    status: int
    title: str
    advice: str
