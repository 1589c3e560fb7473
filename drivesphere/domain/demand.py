"""What a client asks of one inventory, and the claim it becomes."""

from __future__ import annotations

from dataclasses import dataclass

from drivesphere.domain.window import Window


@dataclass(frozen=True, slots=True)
class Demand:
    """A window of an interval inventory, or a quantity of a counted one."""

    inventory_id: str
    window: Window | None = None
    quantity: int = 1
