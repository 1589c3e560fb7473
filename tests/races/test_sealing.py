"""Several sealers at once, while the trail grows under them: one chain, with every entry in it once."""

from __future__ import annotations

from collections.abc import Callable

from drivesphere.models import audit_entry
from drivesphere.services import audit_chain
from tests.races.controls import ROUNDS
from tests.races.crew import PROCESSES, Crew, Move, codes, spaced
from tests.stage import Stage

ENTRIES = 40  # by each writer
EVERYTHING = 1_000_000


def writers() -> list[Move]:
    return [Move("write_down", {"count": ENTRIES}) for _ in range(PROCESSES)]


def sealers(count: int) -> list[Move]:
    return [Move("seal") for _ in range(count)]


def test_sealers_at_once_make_one_chain_while_others_write(stage: Stage, crew: Crew, spread: float) -> None:
    outcomes = crew.run(spaced([*writers(), *sealers(2 * PROCESSES)], spread))
    assert codes(outcomes) == {"ok": 3 * PROCESSES}

    audit_chain.seal()

    report = audit_chain.verify(limit=EVERYTHING)
    assert (report.fault, report.unsealed) == (None, 0)
    assert report.checked == audit_entry.collection().count_documents({}) == PROCESSES * ENTRIES


def test_without_one_commit_sealers_at_once_break_the_chain(stage: Stage, gather: Callable[..., Crew]) -> None:
    """The twin: the same statements, one after the other."""
    crew = gather("sealing_without_a_transaction")
    crew.run(writers())

    def is_broken() -> bool:
        crew.run(writers())
        crew.run(sealers(PROCESSES))
        return audit_chain.verify(limit=EVERYTHING).fault is not None

    assert any(is_broken() for _ in range(ROUNDS))
