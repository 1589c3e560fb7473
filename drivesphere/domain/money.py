"""Money in minor units: integers only, so that lines always sum to their total."""

from __future__ import annotations

from dataclasses import dataclass

BASIS_POINTS = 10_000  # one whole, in hundredths of a per cent
CENTS = 100  # minor units in a major one, but for the currencies below
WITHOUT_CENTS = frozenset(
    {"BIF", "CLP", "DJF", "GNF", "JPY", "KMF", "KRW", "MGA", "PYG", "RWF", "UGX", "VND", "VUV", "XAF", "XOF", "XPF"}
)
SYMBOLS = {"USD": "$", "EUR": "€", "GBP": "£"}


@dataclass(frozen=True, slots=True)
class Money:
    """`amount` minor units (cents) of an ISO 4217 `currency`."""

    amount: int
    currency: str = "USD"

    def __str__(self) -> str:
        """For people: "$1,234.50", "12 JPY"."""
        whole, cents = divmod(abs(self.amount), CENTS)
        figures = f"{abs(self.amount):,}" if self.currency in WITHOUT_CENTS else f"{whole:,}.{cents:02d}"
        symbol = SYMBOLS.get(self.currency, "")
        return f"{'-' * (self.amount < 0)}{symbol}{figures}" + ("" if symbol else f" {self.currency}")

    def as_dict(self) -> dict[str, int | str]:
        return {"amount": self.amount, "currency": self.currency}


def share(amount: int, basis_points: int) -> int:
    """`basis_points` of `amount`, rounded half away from zero to a whole minor unit."""
    return portion(amount, basis_points, BASIS_POINTS)


def portion(amount: int, part: int, whole: int) -> int:
    """`part` of `whole` parts of `amount`, rounded half away from zero; nothing of nothing."""
    if whole == 0:
        return 0
    rounded = (2 * abs(amount) * part + whole) // (2 * whole)
    return rounded if amount >= 0 else -rounded
