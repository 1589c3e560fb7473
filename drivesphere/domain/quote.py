"""A price and the lines it was made of, frozen when the hold is placed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from drivesphere.domain.money import Money


@dataclass(frozen=True, slots=True)
class QuoteLine:
    """One addend: `code` for programs, `label` for people, `amount` in minor units (negative for a discount)."""

    code: str
    label: str
    amount: int


@dataclass(frozen=True, slots=True)
class Quote:
    """Lines in one currency, the number of charged `days` where the kind has days, and the rules that made them."""

    lines: Sequence[QuoteLine]
    currency: str = "USD"
    days: int | None = None
    rules: Sequence[Mapping[str, Any]] = ()

    @property
    def total(self) -> Money:
        return Money(sum(line.amount for line in self.lines), self.currency)

    def as_dict(self) -> dict[str, Any]:
        """The form kept in a booking and shown to clients."""
        return {
            "days": self.days,
            "lines": [
                {"code": line.code, "label": line.label, "amount": Money(line.amount, self.currency).as_dict()}
                for line in self.lines
            ],
            "total": self.total.as_dict(),
            "rules": [dict(rule) for rule in self.rules],
        }
