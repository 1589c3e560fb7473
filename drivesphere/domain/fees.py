"""What comes on top of every price, whatever is sold: the platform's share, and the tax on all of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from drivesphere.domain.money import share
from drivesphere.domain.quote import QuoteLine

SERVICE_FEE = 1_200  # basis points of what the owner asks for, the platform's share
TAX = 825  # basis points of everything before tax; one rate until owners state their own
FEE_LINE, TAX_LINE = "service_fee", "tax"
"""The codes of the lines that hold them, by which a split finds them in a quote, and of the rates in its rules."""
ON_TOP = (FEE_LINE, TAX_LINE)


def fee_rules() -> list[dict[str, Any]]:
    """Today's rates, in the form in which a quote keeps its rules."""
    return [{"rule": FEE_LINE, "basis_points": SERVICE_FEE}, {"rule": TAX_LINE, "basis_points": TAX}]


def fees_on(asked: int, rules: Iterable[Mapping[str, Any]]) -> list[QuoteLine]:
    """Service fee and tax on the sum `asked`, by the rates in `rules`; on what is free, or without rates, none."""
    rates = {rule["rule"]: int(rule["basis_points"]) for rule in rules if rule["rule"] in ON_TOP}
    if asked == 0 or not rates:
        return []
    fee = share(asked, rates[FEE_LINE])
    return [QuoteLine(FEE_LINE, "Service fee", fee), QuoteLine(TAX_LINE, "Tax", share(asked + fee, rates[TAX_LINE]))]
