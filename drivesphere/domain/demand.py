"""What stands ready to be booked, and what a client asks of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from drivesphere.domain.window import Window


@dataclass(frozen=True, slots=True)
class Stock:
    """One inventory that a listing brings.

    An interval inventory takes `capacity` claims at a time, with the turnaround `buffer` between two that follow each
    other; a counted one has `capacity` places. `listing_id` is the inventory's own id unless it is given, `label` is
    what people call it where a listing brings several.
    """

    inventory_id: str
    buffer: timedelta = timedelta(0)
    capacity: int = 1
    listing_id: str | None = None
    label: str = ""


@dataclass(frozen=True, slots=True)
class Demand:
    """A window of an interval inventory, or a quantity of a counted one, whose window is when it takes place.

    With `any_of` each of these inventories would do; `inventory_id` is the one that was asked for. `label` is what
    people call the inventory, `field` where in the request the demand stands. A demand that `is_block` is the owner's:
    it wants a window of an interval inventory for itself, whatever the capacity.
    """

    inventory_id: str
    window: Window | None = None
    quantity: int = 1
    any_of: tuple[str, ...] = ()
    label: str = ""
    field: str = ""
    is_block: bool = False


@dataclass(frozen=True, slots=True)
class Outlook:
    """What is known of a listing's inventory when something else must be offered.

    `taken` are the engine's live claims within `reach`, the time that the policy allows; `places` what is left of each
    counted inventory, by id.
    """

    reach: Window
    taken: Sequence[Any] = ()
    places: Mapping[str, int] = field(default_factory=dict)
