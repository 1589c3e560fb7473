"""Rules that an owner may state, made by Hypothesis."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from drivesphere.domain.price_rule_checks import faults

Rule = dict[str, Any]
FIRST, LAST = date(2026, 1, 1), date(2029, 12, 31)

EFFECTS = st.one_of(
    st.fixed_dictionaries({"amount": st.integers(0, 50_000)}),
    st.fixed_dictionaries({"basis_points": st.integers(-10_000, 20_000)}),
)
OFF = st.one_of(
    st.fixed_dictionaries({"amount": st.integers(0, 500_000)}),
    st.fixed_dictionaries({"basis_points": st.integers(1, 10_000)}),
)
NAMES = st.one_of(st.just({}), st.fixed_dictionaries({"name": st.sampled_from(["summer", "fair", "Ferien"])}))
DAYS = st.dates(FIRST, LAST)


@st.composite
def _season(draw: st.DrawFn) -> Rule:
    first = draw(DAYS)
    last = first + timedelta(days=draw(st.integers(0, 200)))
    begins = len("2026-") if draw(st.booleans()) else 0  # without the year it comes every year
    return {"rule": "season", "from": first.isoformat()[begins:], "to": last.isoformat()[begins:]}


_ON_DATES = st.one_of(
    st.builds(lambda day: {"rule": "date", "date": day.isoformat()}, DAYS),
    _season(),
    st.builds(lambda days: {"rule": "weekday", "weekdays": sorted(days)}, st.sets(st.integers(0, 6), min_size=1)),
)
_BY_LENGTH = st.builds(lambda units: {"rule": "length", "at_least": units}, st.integers(2, 60))
_RULE = st.one_of(
    st.builds(lambda *parts: {k: v for part in parts for k, v in part.items()}, _ON_DATES, EFFECTS, NAMES),
    st.builds(lambda *parts: {k: v for part in parts for k, v in part.items()}, _BY_LENGTH, OFF, NAMES),
)


@st.composite
def price_rules(draw: st.DrawFn) -> list[Rule]:
    """Up to ten of them that can be taken together; of two that cannot, the first stays."""
    kept: list[Rule] = []
    for number, rule in enumerate(draw(st.lists(_RULE, max_size=10))):
        if not faults([*kept, {"id": f"r{number}", **rule}]):
            kept.append({"id": f"r{number}", **rule})
    return kept
