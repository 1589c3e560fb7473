"""Money in minor units: integers only, so that lines always sum to their total."""

from __future__ import annotations

from dataclasses import dataclass

BASIS_POINTS = 10_000  # one whole, in hundredths of a per cent


@dataclass(frozen=True, slots=True)
class Money:
    """`amount` minor units (cents) of an ISO 4217 `currency`."""

    amount: int
    currency: str = "USD"

    def as_dict(self) -> dict[str, int | str]:
        return {"amount": self.amount, "currency": self.currency}

    def __str__(self) -> str:
        """As a person reads it: 1,234.50 USD."""
        return f"{self.amount // 100:,}.{self.amount % 100:02d} {self.currency}"


def share(amount: int, basis_points: int) -> int:
    """`basis_points` of `amount`, rounded half away from zero to a whole minor unit."""
    doubled = 2 * abs(amount) * basis_points + BASIS_POINTS
    rounded = doubled // (2 * BASIS_POINTS)
    return rounded if amount >= 0 else -rounded
