"""What is wrong with the price rules that an owner states: nonsense, and two that decide about the same units."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from drivesphere.domain.money import BASIS_POINTS
from drivesphere.domain.price_rules import LENGTH, RANKS, Rule, is_in_season, is_yearly

MOST_RULES = 100  # a year of single dates is a season; each quote looks at all of them
LONGEST_SEASON = 366  # dates
DEAREST = 10 * BASIS_POINTS  # on top of the base price: eleven times as much
LEAP_YEAR = "2000-"  # has every date that a season without a year may name
WORDS = (*RANKS, LENGTH)
EFFECTS = ("amount", "basis_points")
FIELDS = {"date": ("date",), "season": ("from", "to"), "weekday": ("weekdays",), LENGTH: ("at_least",)}
"""What each rule needs beside its effect, and must not have of the others."""

Faults = dict[str, list[str]]


def faults(rules: Sequence[Rule]) -> Faults:
    """What is wrong, by dotted path of the field: `rules.3.to`; empty where the rules can be taken."""
    single = dict(_named(number, fault) for number, rule in enumerate(rules) for fault in _of_one(rule))
    # Which units a rule is about is known only once it makes sense by itself.
    return single or dict(_named(number, fault) for number, fault in _between(rules))


def _named(number: int, fault: tuple[str, str]) -> tuple[str, list[str]]:
    field, message = fault
    return f"rules.{number}.{field}", [message]


def _of_one(rule: Rule) -> Iterator[tuple[str, str]]:
    needed = FIELDS[rule["rule"]]
    foreign = [field for fields in FIELDS.values() for field in fields if field in rule and field not in needed]
    missing = [field for field in needed if field not in rule]
    yield from ((field, f"A rule of this sort has none: {rule['rule']}.") for field in foreign)
    yield from ((field, f"Needed for a rule of this sort: {rule['rule']}.") for field in missing)
    yield from _of_effect(rule)
    if rule["rule"] == "season" and not missing:
        yield from _of_season(rule)
    if rule["rule"] == "date" and not missing and _day(rule["date"]) is None:
        yield "date", "Not a date, like 2026-12-31."


def _of_effect(rule: Rule) -> Iterator[tuple[str, str]]:
    if sum(effect in rule for effect in EFFECTS) != 1:
        yield "amount", "Give either amount or basis_points."
        return
    lowest, highest = (1, BASIS_POINTS) if rule["rule"] == LENGTH else (-BASIS_POINTS, DEAREST)
    if not lowest <= rule.get("basis_points", lowest) <= highest:
        yield "basis_points", f"Must be from {lowest} to {highest}."


def _of_season(rule: Rule) -> Iterator[tuple[str, str]]:
    first, last = (_day(rule[end], is_yearly(rule)) for end in ("from", "to"))
    if first is None:
        yield "from", "Not a date, like 2026-06-15, or 06-15 for every year."
    elif last is None:
        yield "to", "Not a date of the same form as from."
    elif not is_yearly(rule) and not 0 <= (last - first).days < LONGEST_SEASON:
        yield "to", f"Must not be before from, nor {LONGEST_SEASON} days or more after it."


def _between(rules: Sequence[Rule]) -> Iterator[tuple[int, tuple[str, str]]]:
    """Rules that have an id, or one of their units, in common with one before them."""
    ids: dict[str, int] = {}
    taken: dict[tuple[Any, ...], int] = {}
    for number, rule in enumerate(rules):
        if ids.setdefault(rule["id"], number) != number:
            yield number, ("id", f"That of rules.{ids[rule['id']]} too.")
        spots = _spots(rule)
        rival = next((spot for spot in spots if spot in taken), None)
        if rival:
            yield number, (FIELDS[rule["rule"]][0], f"Decides about {rival[-1]}, and so does rules.{taken[rival]}.")
        taken.update(dict.fromkeys(spots, number))


def _spots(rule: Rule) -> list[tuple[Any, ...]]:
    """What `rule` is about, so that two of one rank with a spot in common would both decide."""
    if rule["rule"] == "season":
        return [("season", is_yearly(rule), day) for day in _days_of(rule)]
    (field,) = FIELDS[rule["rule"]]
    spots = rule[field] if rule["rule"] == "weekday" else [rule[field]]
    return [(rule["rule"], spot) for spot in spots]


def _days_of(season: Rule) -> list[str]:
    """Its dates, in the form in which it states them."""
    if is_yearly(season):
        return [day for day in _DAYS_OF_A_YEAR if is_in_season(season, day)]
    first, last = (date.fromisoformat(season[end]) for end in ("from", "to"))
    return [(first + timedelta(days=number)).isoformat() for number in range((last - first).days + 1)]


def _day(text: str, is_yearly: bool = False) -> date | None:
    """The date in its one form. ISO 8601 knows others, 20261231 and 2026-W53-4, which compare as no dates do."""
    whole = LEAP_YEAR + text if is_yearly else text
    try:
        found = date.fromisoformat(whole)
    except ValueError:
        return None
    return found if found.isoformat() == whole else None


_DAYS_OF_A_YEAR = [(date(2000, 1, 1) + timedelta(days=number)).isoformat()[5:] for number in range(366)]
