"""What comes on top of every price, whatever is sold: the platform's share, and the tax on all of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from drivesphere.domain.money import share
from drivesphere.domain.quote import QuoteLine

SERVICE_FEE = 1_200  # basis points of what the owner asks for, the platform's share
TAX = 825  # basis points of everything before tax; one rate until owners state their own
FEE_LINE, TAX_LINE = "service_fee", "tax"
"""The codes of the lines that hold them, by which a split finds them in a quote."""


def with_fees(lines: Sequence[QuoteLine]) -> list[QuoteLine]:
    """`lines` with the service fee and the tax behind them; what is free stays as it is."""
    asked = sum(line.amount for line in lines)
    if asked == 0:
        return list(lines)
    fee = QuoteLine(FEE_LINE, "Service fee", share(asked, SERVICE_FEE))
    return [*lines, fee, QuoteLine(TAX_LINE, "Tax", share(asked + fee.amount, TAX))]


def fee_rules() -> list[dict[str, Any]]:
    """What `with_fees` went by, in the form in which a quote keeps its rules."""
    return [{"rule": FEE_LINE, "basis_points": SERVICE_FEE}, {"rule": TAX_LINE, "basis_points": TAX}]
