"""Money of a range of days, added up: what came in, what went back, and whose the rest is. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from drivesphere.domain.money import Money

NOTHING = (0, 0, 0, 0, 0)


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
    def of(cls, paid: Sequence[int] | None, given_back: Sequence[int] | None) -> Earnings:
        """What sums over the two ledgers leave: of each the count, amount, fee, tax, and what has not arrived yet."""
        payments, gross, fees, taxes, _ = paid or NOTHING
        refunds, refunded, fees_back, taxes_back, pending = given_back or NOTHING
        return cls(payments, refunds, gross, refunded, pending, fees - fees_back, taxes - taxes_back)

    @classmethod
    def total(cls, parts: Iterable[Earnings]) -> Earnings:
        """All of them together; for thousands far sooner than one by one."""
        return cls(*map(sum, zip(*(part.amounts() for part in parts), strict=True)))

    def amounts(self) -> tuple[int, ...]:
        """All of them, in their order: what another is made of."""
        return (self.payments, self.refunds, self.gross, self.refunded, self.pending, self.fees, self.taxes)

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


def by_currency(parts: Iterable[tuple[str, Earnings]]) -> dict[str, Earnings]:
    """What all parts of each currency come to."""
    found: dict[str, list[Earnings]] = defaultdict(list)
    for currency, earned in parts:
        found[currency].append(earned)
    return {currency: Earnings.total(earned) for currency, earned in found.items()}
