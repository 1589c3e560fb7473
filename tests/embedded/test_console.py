"""What `drivesphere up` tells of its steps."""

from __future__ import annotations

import io
import threading

import pytest

from drivesphere.embedded.console import Console
from tests.installation import wait_until


def test_a_step_that_takes_long_says_now_and_then_that_it_goes_on() -> None:
    said = io.StringIO()

    with Console(said, remind_seconds=0.01).step("API"):
        wait_until(lambda: said.getvalue().count("  API: still starting after 0 s\n") >= 2)

    assert said.getvalue().startswith("  API ...\n")
    assert said.getvalue().splitlines()[-1].startswith("  API: done in ")


def test_a_quick_step_says_no_more_than_that() -> None:
    said = io.StringIO()

    with Console(said).step("API"):
        pass

    assert said.getvalue().count("\n") == 2


def test_a_step_that_fails_is_not_said_to_go_on() -> None:
    said = io.StringIO()

    with pytest.raises(KeyboardInterrupt), Console(said, remind_seconds=0.01).step("API"):
        raise KeyboardInterrupt

    assert "done" not in said.getvalue()
    assert "reminder" not in {thread.name for thread in threading.enumerate()}
