"""What a unit costs on its date, by the owner's rules over a base price: pure, in whole minor units.

A unit is what a listing is sold by: a day of a car, a slot of a room. Of the rules that cover its date the one of the
first rank decides its price: the date's own, a season of one year, a season of every year, a day of the week; where
there is none, the base price. From the sum of all units comes off the discount for the greatest length they reach.

Two things are rounded, half away from zero: a unit's price that is a share of the base price, and a discount that is a
share of the sum.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from drivesphere.domain.money import BASIS_POINTS, Money, share
from drivesphere.domain.quote import QuoteLine

Rule = Mapping[str, Any]
"""As it is stored: plain JSON, dates as text. `id` and `rule` (a word of `RANKS`, or `LENGTH`) say which one it is,
`name` what people call it, `amount` or `basis_points` what it does, the other fields when."""

DAY = timedelta(days=1)
LENGTH = "length"
RANKS = ("date", "season", "weekday")
YEARLY = len("06-15")  # of a date without a year, which comes every year
WEEKEND = {4, 5, 6}  # from Friday on, when people go away
_YEAR = len("2026-")


@dataclass(frozen=True, slots=True)
class Run:
    """`each` units on every one of `dates` dates from `first` on."""

    first: date
    dates: int
    each: int = 1

    def days(self) -> Iterator[date]:
        return (self.first + number * DAY for number in range(self.dates))


@dataclass(frozen=True, slots=True)
class Tariff:
    """The price of a unit in minor units and the rules over it; `code` is the code of its lines."""

    code: str
    unit: str
    base: int
    currency: str
    rules: Sequence[Rule] = ()

    def price_on(self, day: date) -> int:
        """What a unit costs on `day`, before discounts."""
        return self.price_by(_ruling(_ranked(self.rules), day))

    def price_by(self, rule: Rule | None) -> int:
        """What a unit costs where `rule` decides."""
        if rule is None:
            return self.base
        if "amount" in rule:
            return int(rule["amount"])
        return share(self.base, BASIS_POINTS + rule["basis_points"])


def charge(tariff: Tariff, runs: Sequence[Run]) -> tuple[list[QuoteLine], list[Rule]]:
    """The lines that units cost, in the order of their dates, and the rules that had a part in it.

    These rules alone make the very same lines again: a rule that decided about no unit changes nothing.
    """
    units = _counted(_ranked(tariff.rules), runs)
    lines = [_line(tariff, rule, count) for rule, count in units]
    used = [rule for rule, _ in units if rule]
    discount = _longest(tariff.rules, sum(count for _, count in units))
    off = _off(discount, sum(line.amount for line in lines)) if discount else 0
    if discount is None or off == 0:
        return lines, used
    return [*lines, _discount_line(tariff, discount, off)], [*used, discount]


def is_yearly(rule: Rule) -> bool:
    """Whether a season comes every year."""
    return len(rule["from"]) == YEARLY


def is_in_season(season: Rule, day: str) -> bool:
    """Whether `day`, in the form in which the season states its own, is one of its days."""
    if season["from"] > season["to"]:  # over the turn of the year
        return bool(day >= season["from"] or day <= season["to"])
    return bool(season["from"] <= day <= season["to"])


def _ranked(rules: Sequence[Rule]) -> list[Rule]:
    return sorted((rule for rule in rules if rule["rule"] in RANKS), key=_rank)


def _rank(rule: Rule) -> tuple[int, bool]:
    return RANKS.index(rule["rule"]), rule["rule"] == "season" and is_yearly(rule)


def _ruling(ranked: Sequence[Rule], day: date) -> Rule | None:
    return next((rule for rule in ranked if _covers(rule, day)), None)


def _covers(rule: Rule, day: date) -> bool:
    """Whether `rule` is about `day`; text compares as the dates that it names."""
    if rule["rule"] == "weekday":
        return day.weekday() in rule["weekdays"]
    if rule["rule"] == "date":
        return bool(rule["date"] == day.isoformat())
    return is_in_season(rule, day.isoformat()[_YEAR:] if is_yearly(rule) else day.isoformat())


def _counted(ranked: Sequence[Rule], runs: Sequence[Run]) -> list[tuple[Rule | None, int]]:
    """How many units each rule decides about, the one of the first date first; None stands for the base price."""
    counts: dict[str | None, int] = {}
    known: dict[str | None, Rule | None] = {None: None} | {rule["id"]: rule for rule in ranked}
    for run in runs:
        for day in run.days():
            ruling = _ruling(ranked, day)
            decider = ruling["id"] if ruling else None
            counts[decider] = counts.get(decider, 0) + run.each
    return [(known[decider], count) for decider, count in counts.items()]


def _line(tariff: Tariff, rule: Rule | None, count: int) -> QuoteLine:
    price = tariff.price_by(rule)
    units = f"{count} {_called(rule)}{_plural(tariff.unit) if count > 1 else tariff.unit}"
    code = f"{tariff.code}:{rule['id']}" if rule else tariff.code
    return QuoteLine(code, f"{units} at {Money(price, tariff.currency)}", count * price)


def _called(rule: Rule | None) -> str:
    """What stands before the unit: `weekend ` for "2 weekend days"."""
    if rule is None:
        return ""
    if rule["rule"] == "weekday":
        usual = "weekend" if set(rule["weekdays"]) <= WEEKEND else "weekday"
    else:
        usual = {"date": "special", "season": "season"}[rule["rule"]]
    return f"{rule.get('name') or usual} "


def _plural(unit: str) -> str:
    """`slots of 30 minutes` of "slot of 30 minutes"."""
    noun, space, rest = unit.partition(" ")
    return f"{noun}s{space}{rest}"


def _longest(rules: Sequence[Rule], units: int) -> Rule | None:
    reached = [rule for rule in rules if rule["rule"] == LENGTH and rule["at_least"] <= units]
    return max(reached, key=lambda rule: int(rule["at_least"]), default=None)


def _off(discount: Rule, asked: int) -> int:
    """What comes off the sum; never more than there is."""
    return min(asked, int(discount["amount"])) if "amount" in discount else share(asked, discount["basis_points"])


def _discount_line(tariff: Tariff, discount: Rule, off: int) -> QuoteLine:
    usual = f"Discount from {discount['at_least']} {_plural(tariff.unit)} on"
    return QuoteLine(f"discount:{discount['id']}", discount.get("name") or usual, -off)
