"""Whatever happens, in whatever order and at whatever moment: nothing is sold twice, and no money is lost.

Hypothesis writes the stories. After each step the invariants are read from the database; at the end everything comes to
rest, and what Stripe has kept is what the bookings cost that are owned.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import replace
from types import ModuleType
from typing import Any

import pytest
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.errors import FlakyFailure
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from drivesphere.domain.errors import Unavailable
from drivesphere.services import refunds, repeats, transitions
from drivesphere.services.verification import verify
from tests.properties.world import Act, World
from tests.races.ledger import broken_invariants
from tests.stage import Till, empty

SOME = st.integers(0, 30)  # somebody, something, one of the bookings: the world takes it modulo what it has
ACTS: st.SearchStrategy[Act] = st.one_of(
    st.tuples(st.sampled_from([World.place, World.go_to_pay, World.go_to_pay]), SOME, SOME),
    st.tuples(st.sampled_from([World.pay, World.report, World.come_back]), SOME),
    st.tuples(st.sampled_from([World.lapse, World.cancel, World.end, World.repeat, World.open_page]), SOME),
    st.tuples(st.sampled_from([World.cancel_as_owner, World.block, World.unblock]), SOME),
    st.tuples(st.sampled_from([World.lose, World.pay_too_late, World.give_back, World.move_block]), SOME, SOME)
    | st.tuples(st.sampled_from([World.sweep, World.drain])),
)


class AnyStory(RuleBasedStateMachine):
    """Steps are single acts, or several at the same moment."""

    def __init__(self, world: World, log: pytest.LogCaptureFixture) -> None:
        super().__init__()
        self.world, self.log = world, log

    @rule(act=ACTS)
    def alone(self, act: Act) -> None:
        self.world.happen([act])

    @rule(acts=st.lists(ACTS, min_size=2, max_size=4))
    def at_once(self, acts: Sequence[Act]) -> None:
        self.world.happen(acts)

    @invariant()
    def is_sound(self) -> None:
        assert broken_invariants() == []
        assert [record.getMessage() for record in self.log.records if is_trouble(record)] == []

    def teardown(self) -> None:
        self.world.come_to_rest()
        self.is_sound()
        assert self.world.unfinished() == []
        assert [result for result in verify().results if result.broken] == []
        kept, owned = self.world.money()
        assert kept == owned
        self.log.clear()


def is_trouble(record: logging.LogRecord) -> bool:
    """Whether a worker left something for the next minute for another reason than that the machine was too busy."""
    cause = record.exc_info[1] if record.exc_info else None
    return record.levelno >= logging.ERROR and not isinstance(cause, Unavailable)


def tell(till: Till, log: pytest.LogCaptureFixture, **limits: Any) -> None:
    """Stories of worlds that begin empty."""

    def begin() -> AnyStory:
        empty()
        # A till of its own: the owner whom the last one knew has gone with everything else.
        return AnyStory(World.of(replace(till)), log)

    run_state_machine_as_test(begin, settings=settings(**limits))


def test_any_story_is_sound_at_every_step_and_ends_with_the_money_where_the_bookings_are(
    till: Till, caplog: pytest.LogCaptureFixture
) -> None:
    tell(till, caplog)


@pytest.mark.parametrize(
    ("module", "missing"),
    [(transitions, "release"), (transitions, "close_page"), (refunds, "ask"), (repeats, "keep")],
    ids=lambda part: part if isinstance(part, str) else part.__name__.rpartition(".")[2],
)
def test_a_story_is_found_that_harms_a_world_in_which_something_is_forgotten(
    till: Till, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch, module: ModuleType, missing: str
) -> None:
    """The twin: nothing is given back, no page is closed, no money goes back, or no answer is kept."""
    monkeypatch.setattr(module, missing, lambda *_, **__: None)

    with pytest.raises((AssertionError, FlakyFailure)):
        tell(till, caplog, max_examples=100, phases=[Phase.generate], database=None)
