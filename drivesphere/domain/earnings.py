"""Money of a range of days, added up: what came in, what went back, and whose the rest is. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from drivesphere.domain.money import Money


@dataclass(frozen=True, slots=True)
class Earnings:
    """Minor units of one currency. `gross - refunded` is `fees + taxes + net`, always.

    Of what is `refunded`, `pending` is on its way still. `fees` and `taxes` are what is left of them after refunds,
    `net` is what is left for the owner.
    """

    payments: int = 0
    refunds: int = 0
    gross: int = 0
    refunded: int = 0
    pending: int = 0
    fees: int = 0
    taxes: int = 0

    @classmethod
    def of(cls, paid: Mapping[str, int], given_back: Mapping[str, int]) -> Earnings:
        """What sums over the two ledgers leave, or none of one."""
        return cls(
            paid["count"],
            given_back["count"],
            paid["amount"],
            given_back["amount"],
            given_back["pending"],
            paid["fee_amount"] - given_back["fee_amount"],
            paid["tax_amount"] - given_back["tax_amount"],
        )

    def amounts(self) -> tuple[int, ...]:
        """All of them, in their order: what another is made of."""
        return (self.payments, self.refunds, self.gross, self.refunded, self.pending, self.fees, self.taxes)

    def __add__(self, other: Earnings) -> Earnings:
        return Earnings(
            self.payments + other.payments,
            self.refunds + other.refunds,
            self.gross + other.gross,
            self.refunded + other.refunded,
            self.pending + other.pending,
            self.fees + other.fees,
            self.taxes + other.taxes,
        )

    @property
    def net(self) -> int:
        return self.gross - self.refunded - self.fees - self.taxes

    def as_dict(self, currency: str) -> dict[str, Any]:
        """The form that reports show."""
        amounts = {
            "gross": self.gross,
            "refunded": self.refunded,
            "pending": self.pending,
            "fees": self.fees,
            "taxes": self.taxes,
            "net": self.net,
        }
        money = {name: Money(amount, currency).as_dict() for name, amount in amounts.items()}
        return {"currency": currency, "payments": self.payments, "refunds": self.refunds, **money}
