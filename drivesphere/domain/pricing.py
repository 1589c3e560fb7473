"""A quote from all that goes into it, and the same quote again from what is kept of that: pure.

What goes in are plain records: the base price with the units that are wanted, the owner's rules, what is added at a
price of its own (an extra, places in a section), and the rates of fee and tax. A quote keeps those that had a part in
it as its `rules`, so it can be made again to the cent whatever the owner has changed since.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from drivesphere.domain.fees import ON_TOP, fees_on
from drivesphere.domain.price_rules import Run, Tariff, charge
from drivesphere.domain.quote import Quote, QuoteLine

Record = dict[str, Any]
Input = Mapping[str, Any]
BASE = "base"
DAYS = "day"  # the unit whose number a quote tells as `days`


def units(tariff: Tariff, runs: Sequence[Run]) -> list[Input]:
    """The inputs that say which units are wanted, and by which rules they are charged."""
    wanted = [{"from": run.first.isoformat(), "dates": run.dates, "each": run.each} for run in runs]
    base = {"rule": BASE, "code": tariff.code, "unit": tariff.unit, "amount": tariff.base, "units": wanted}
    return [base, *tariff.rules]


def addend(code: str, label: str, amount: int, quantity: int) -> Input:
    """The input that adds `quantity` times `amount`."""
    return {"rule": code, "label": label, "amount": amount, "quantity": quantity}


def reckon(inputs: Sequence[Input], currency: str) -> Quote:
    """The quote that `inputs` make; it keeps those that had a part in it."""
    lines, kept = _charged(inputs, currency)
    added = [each for each in inputs if "quantity" in each]
    lines += [QuoteLine(each["rule"], each["label"], each["quantity"] * each["amount"]) for each in added]
    on_top = fees_on(sum(line.amount for line in lines), inputs)
    rates = [each for each in inputs if each["rule"] in ON_TOP] if on_top else []
    return Quote([*lines, *on_top], currency, _days(kept), [*kept, *added, *rates])


def recomputed(stored: Record) -> Record | None:
    """A stored quote made again from its own rules; None where an earlier release did not keep all of them."""
    rules = stored["rules"]
    if not any(rule["rule"] == BASE or "label" in rule for rule in rules):
        return None
    return reckon(rules, stored["total"]["currency"]).as_dict()


def _charged(inputs: Sequence[Input], currency: str) -> tuple[list[QuoteLine], list[Input]]:
    """The lines of the units, and the inputs that made them."""
    base = next((each for each in inputs if each["rule"] == BASE), None)
    if base is None:
        return [], []
    rules = [each for each in inputs if "id" in each]
    tariff = Tariff(base["code"], base["unit"], base["amount"], currency, rules)
    runs = [Run(date.fromisoformat(run["from"]), run["dates"], run["each"]) for run in base["units"]]
    lines, used = charge(tariff, runs)
    return lines, [base, *used]


def _days(kept: Sequence[Input]) -> int | None:
    if not kept or kept[0]["unit"] != DAYS:
        return None
    return sum(int(run["dates"] * run["each"]) for run in kept[0]["units"])
