"""The auditor: every promise of ours, checked against the database alone, at one instant.

It asks nothing of the code that keeps the promises: whether windows overlap, how many places are had and where each
cent is are worked out anew, from what is stored. `books` says how everything is seen at one instant.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Any

from drivesphere.infra import mongo
from drivesphere.services.verification import money, occupancy, story, things
from drivesphere.services.verification.books import Books
from drivesphere.services.verification.rule import Finding, Judged, Rule

__all__ = ["RULES", "Finding", "Report", "Result", "Rule", "chosen", "verify"]

MOST_NAMED = 20  # findings by rule that are kept; a thousand more of the same say nothing new
RULES: tuple[Rule, ...] = tuple(
    sorted((*occupancy.RULES, *story.RULES, *money.RULES, *things.RULES), key=lambda rule: int(rule.name[1:]))
)

Progress = Callable[[Rule], None]


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a rule: how many things were judged, how many broke it, and the first of them.

    `accepted` would break it too, had nobody decided that it may be so.
    """

    rule: Rule
    checked: int
    broken: int
    findings: tuple[Finding, ...]
    accepted: tuple[Finding, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """The form that is kept, shown and printed."""
        return {
            "name": self.rule.name,
            "sentence": self.rule.sentence,
            "checked": self.checked,
            "broken": self.broken,
            "findings": [each.as_dict() for each in self.findings],
            "accepted": [each.as_dict() for each in self.accepted],
        }


@dataclass(frozen=True, slots=True)
class Report:
    """All results of one look at the database, and how long it took."""

    results: tuple[Result, ...]
    seconds: float

    @property
    def is_clean(self) -> bool:
        return not any(result.broken for result in self.results)


def chosen(only: Collection[str] = (), at_rest: bool = False) -> tuple[Rule, ...]:
    """The rules named in `only`, or all; those of a system at rest only if they are asked for."""
    return tuple(rule for rule in RULES if (rule.name in only if only else at_rest or not rule.at_rest))


def verify(rules: Iterable[Rule] = chosen(), *, progress: Progress = lambda _: None) -> Report:
    """Judge everything by `rules`, at one instant; `progress` hears of each rule when it is judged.

    Raises one of `mongo.Outage` when the database does not answer, or forgets the instant before the look is over.
    """
    started = time.monotonic()
    with mongo.one_instant() as session:
        books, tallies = Books(session), [_Tally(rule) for rule in rules]
        _judge_cases(tallies, books)
        for tally in tallies:
            tally.add(tally.rule.judge(books))
            progress(tally.rule)
    return Report(tuple(tally.result() for tally in tallies), time.monotonic() - started)


def _judge_cases(tallies: Iterable[_Tally], books: Books) -> None:
    """The one pass over all bookings, for the rules that share it."""
    sharing = [(tally, tally.rule.judge_case) for tally in tallies if tally.rule.judge_case]
    for case in books.cases() if sharing else ():
        for tally, judge_case in sharing:
            tally.add(judge_case(books, case))


class _Tally:
    """The judgements on one rule, counted as they come."""

    def __init__(self, rule: Rule) -> None:
        self.rule = rule
        self._checked = self._broken = 0
        self._named: list[Finding] = []
        self._accepted: list[Finding] = []

    def add(self, judgements: Judged) -> None:
        for finding in judgements:
            self._checked += 1
            if finding is not None:
                self._name(finding)

    def _name(self, finding: Finding) -> None:
        self._broken += not finding.accepted
        named = self._accepted if finding.accepted else self._named
        named += [finding][: MOST_NAMED - len(named)]

    def result(self) -> Result:
        return Result(self.rule, self._checked, self._broken, tuple(self._named), tuple(self._accepted))
