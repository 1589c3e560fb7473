"""A search as every kind states it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from drivesphere.domain.geo import Circle
from drivesphere.domain.window import Window


@dataclass(frozen=True, slots=True)
class Search:
    """`filters` in MongoDB's query language and `sort` keys; `city` and `state` are the place, where one was given.

    With a `window` only what is free then is found, with a `quantity` only what has so many places left in one of its
    inventories. `near` is the circle to stay in; `is_nearest_first` puts distance in the place of `sort`.
    """

    filters: Mapping[str, Any] = field(default_factory=dict)
    sort: Sequence[tuple[str, int]] = ()
    window: Window | None = None
    quantity: int | None = None
    city: str | None = None
    state: str | None = None
    near: Circle | None = None
    is_nearest_first: bool = False
