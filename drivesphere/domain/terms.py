"""What owners may say of their rules: the bounds of each, and which fit together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from drivesphere.domain.cancellation import CancellationTerms
from drivesphere.domain.errors import Rejected
from drivesphere.domain.policy import Policy

HIGHEST_PRICE = 10_000_000  # minor units; above it a decimal point was forgotten
BOUNDS: dict[str, tuple[int, int]] = {
    "lead_time_minutes": (0, 43_200),  # a month's notice
    "horizon_days": (1, 730),  # an event is put on sale two years ahead, and nobody knows further
    "shortest_minutes": (0, 43_200),
    "longest_days": (1, 366),  # as far as a calendar shows
    "buffer_minutes": (0, 10_080),  # a week in the workshop after each client
    "hold_minutes": (1, 60),  # to find a card, and no longer than a rival would wait for
    "quantity_limit": (1, 100),
}
"""By rule: the least and the most that an owner may state."""


def restated(before: Mapping[str, Any], stated: Mapping[str, Any]) -> dict[str, Any]:
    """The rules `before` with what is `stated` anew; own cancellation terms count how often they have changed.

    Hours of notice, as the first releases kept them, give way to terms.
    """
    rules = {**before, **stated}
    if "cancellation" in stated:
        rules.pop("free_cancellation_hours", None)
        terms, old = CancellationTerms.stored(stated["cancellation"]), CancellationTerms.of_policy(before)
        rules["cancellation"] = (terms.following(old) if old else terms).as_dict()
    return rules


def overrides(stated: Mapping[str, Any], defaults: Policy) -> dict[str, Any]:
    """What of `stated` differs from the kind's own rules; `Rejected` where the rules contradict one another."""
    policy, usual = Policy.stored(stated, defaults), defaults.as_dict()
    wrong = dict(_contradictions(policy))
    if wrong:
        raise Rejected("The rules do not fit together.", errors=wrong)
    return {rule: value for rule, value in stated.items() if usual.get(rule) != value}


def _contradictions(policy: Policy) -> Iterator[tuple[str, list[str]]]:
    if policy.shortest > policy.longest:
        yield "policy.shortest_minutes", [f"Must not be longer than longest_days, which is {policy.longest_days}."]
    if policy.lead_time + policy.shortest > policy.horizon:
        message = f"Leaves no time to book between lead_time_minutes and horizon_days, which is {policy.horizon_days}."
        yield "policy.lead_time_minutes", [message]
