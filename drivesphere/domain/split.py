"""Whose money it is: what of an amount belongs to the owner, to the platform and to the tax office."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import astuple, dataclass
from typing import Any

from drivesphere.domain.fees import FEE_LINE, TAX_LINE


@dataclass(frozen=True, slots=True)
class Split:
    """Minor units of one currency; the three sum to the amount that was divided."""

    owner: int
    fee: int
    tax: int

    @classmethod
    def stored(cls, row: Mapping[str, Any]) -> Split:
        """The split of a row in a ledger."""
        return cls(row["owner_amount"], row["fee_amount"], row["tax_amount"])

    def as_fields(self) -> dict[str, int]:
        """The form kept in the ledgers."""
        return {"owner_amount": self.owner, "fee_amount": self.fee, "tax_amount": self.tax}

    @property
    def total(self) -> int:
        return self.owner + self.fee + self.tax

    def without(self, others: Iterable[Split]) -> Split:
        """What is left when `others` are taken away."""
        gone = [sum(parts) for parts in zip(*map(astuple, others), strict=True)] or [0, 0, 0]
        return Split(self.owner - gone[0], self.fee - gone[1], self.tax - gone[2])


def of_quote(quote: Mapping[str, Any]) -> Split:
    """Who is to get what of a quote's total: a discount is the owner's, as the price is."""
    fee, tax = _sum_of(quote, FEE_LINE), _sum_of(quote, TAX_LINE)
    return Split(quote["total"]["amount"] - fee - tax, fee, tax)


def _sum_of(quote: Mapping[str, Any], code: str) -> int:
    return sum(line["amount"]["amount"] for line in quote["lines"] if line["code"] == code)


def divided(amount: int, by: Split) -> Split:
    """`amount` in the proportions of `by`, to the cent: the largest remainders get what rounding down leaves over.

    No part is ever larger than the one it is taken from. So of several refunds each divides what the ones before have
    left, no part becomes negative, and the last one brings the payment to zero in all three.
    """
    if by.total == 0:
        return Split(amount, 0, 0)
    parts = [amount * part // by.total for part in astuple(by)]
    remainders = [amount * part % by.total for part in astuple(by)]
    by_remainder = sorted(range(len(parts)), key=lambda place: -remainders[place])
    for place in by_remainder[: amount - sum(parts)]:
        parts[place] += 1
    return Split(*parts)
