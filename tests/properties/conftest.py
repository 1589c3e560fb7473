"""How hard Hypothesis tries, and a process that dies at the worst moment."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from drivesphere.infra import checkout as stripe_checkout
from drivesphere.infra import mongo

COMMON: dict[str, Any] = {
    "deadline": None,  # a step takes as long as MongoDB and the machine let it
    "derandomize": False,  # each run tries something else, also where CI is set
    "print_blob": True,  # what failed can be repeated from its report alone
    "suppress_health_check": [HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
}
settings.register_profile("short", max_examples=16, stateful_step_count=16, **COMMON)
settings.register_profile("long", max_examples=400, stateful_step_count=40, **COMMON)
EFFORT = os.environ.get("HYPOTHESIS_PROFILE", "short")


@pytest.fixture(autouse=True)
def effort() -> Iterator[None]:
    """For the stories alone: other tests of a run that collects them keep the number of examples that is usual."""
    usual = settings.get_current_profile_name()
    settings.load_profile(EFFORT)
    yield
    settings.load_profile(usual)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A long run may take its time."""
    if EFFORT == "long":
        for item in items:
            if Path(__file__).parent in item.path.parents:
                item.add_marker(pytest.mark.timeout(0))


class ProcessDied(BaseException):
    """The end of a process as its client sees it: no `except Exception` runs, and there is no answer."""


@dataclass
class Fate:
    """Lets the process die once, around the next commit or behind the next page that Stripe opens."""

    strikes_at: str | None = None

    @contextmanager
    def dying(self, strikes_at: str) -> Iterator[None]:
        """The work inside dies at that moment, if it comes so far."""
        self.strikes_at = strikes_at
        try:
            yield
        except ProcessDied:
            pass
        finally:
            self.strikes_at = None

    def reached(self, moment: str) -> None:
        if self.strikes_at == moment:
            self.strikes_at = None
            raise ProcessDied


@pytest.fixture
def fate(monkeypatch: pytest.MonkeyPatch) -> Fate:
    """Transactions are real; what is faked is that the process lives on before and after them."""
    fate, commit, open_session = Fate(), mongo.transaction, stripe_checkout.open_session

    def transaction(work: Callable[[Any], Any], **limits: Any) -> Any:
        def work_and_die(session: Any) -> Any:
            done = work(session)
            fate.reached("before the commit")
            return done

        result = commit(work_and_die, **limits)
        fate.reached("after the commit")
        return result

    def open_page(request: Any) -> Any:
        page = open_session(request)
        fate.reached("after Stripe opened a page")
        return page

    monkeypatch.setattr(mongo, "transaction", transaction)
    monkeypatch.setattr(stripe_checkout, "open_session", open_page)
    return fate
