"""Crews are slow to gather, so one serves all races of a test process."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from tests.races.controls import SHORT_LEASE_MS
from tests.races.crew import Crew
from tests.races.ledger import broken_invariants
from tests.stage import UNREACHABLE, Stage, make_settings

SPREADS = [0.0, 0.1, 0.3]
"""Seconds over which arrivals are spread: a single instant hides what the spread ones find."""


@pytest.fixture(params=SPREADS, ids=["at once", "over 100 ms", "over 300 ms"])
def spread(request: pytest.FixtureRequest) -> float:
    return float(request.param)


@pytest.fixture(scope="session")
def gather(mongo_url: str, redis_url: str, broker_url: str) -> Iterator[Callable[..., Crew]]:
    """Gathers a crew with changed settings and a setup; each sort of crew once per test process."""
    crews: dict[object, Crew] = {}

    def gather(setup: str | None = None, **changes: object) -> Crew:
        sort = (setup, tuple(sorted(changes.items())))
        if sort not in crews:
            crews[sort] = Crew(make_settings(mongo_url, redis_url, broker_url, **changes), setup)
        return crews[sort]

    yield gather
    for crew in crews.values():
        crew.dismiss()


@pytest.fixture
def crew(gather: Callable[..., Crew]) -> Crew:
    """The product as it is."""
    return gather()


@pytest.fixture
def crew_without_redis(gather: Callable[..., Crew]) -> Crew:
    return gather(redis_url=UNREACHABLE)


@pytest.fixture
def crew_without_guard(gather: Callable[..., Crew]) -> Crew:
    """Check, then insert, in a transaction; and no Redis whose lock would cover up for it."""
    return gather("without_guard", redis_url=UNREACHABLE)


@pytest.fixture
def stalling_crew(gather: Callable[..., Crew]) -> Crew:
    return gather("stalling", lock_lease_ms=SHORT_LEASE_MS)


@pytest.fixture
def stalling_crew_without_guard(gather: Callable[..., Crew]) -> Crew:
    """The Redis lock alone, and a lease that runs out inside the transaction."""
    return gather("stalling_without_guard", lock_lease_ms=SHORT_LEASE_MS)


@pytest.fixture
def sound(stage: Stage) -> Iterator[Stage]:
    """A stage whose database must be sound at the end, whatever the outcomes were."""
    yield stage
    assert broken_invariants() == []
