"""Rivals in several processes, let loose at one instant or spread over some milliseconds.

One process is no race: its requests for one car are committed as a group. A crew has several processes with
connections of their own, as a deployment has, and each makes its moves in threads.
"""

from __future__ import annotations

import multiprocessing
import time
import traceback
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from typing import Any

from drivesphere.config import Settings
from drivesphere.domain.errors import DriveSphereError

PROCESSES = 3
HEAD_START_SECONDS = 0.15  # from the call to the first move: time for every process to be ready at the line
TURN_SECONDS = 60  # a crew that needs longer hangs


@dataclass(frozen=True)
class Move:
    """A call of `tests.races.moves.<name>` with `arguments`, `after` seconds behind the start."""

    name: str
    arguments: dict[str, Any] = field(default_factory=dict)
    after: float = 0.0


@dataclass(frozen=True)
class Outcome:
    """What became of a move: `code` is "ok" or the error's code, `value` what it returned."""

    code: str
    value: Any = None
    seconds: float = 0.0
    trace: str = ""


class Crew:
    """Processes that wait for moves; `run` lets them loose together."""

    def __init__(self, settings: Settings, setup: str | None = None) -> None:
        # Forked from one process that has imported everything and opened nothing: a crew gathers in a moment.
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(["drivesphere.infra", "tests.races.moves", "tests.races.controls"])
        self._pipes: list[Connection] = []
        self._processes = []
        for _ in range(PROCESSES):
            here, there = context.Pipe()
            process = context.Process(target=_rival, args=(there, settings, setup), daemon=True)
            process.start()
            self._pipes.append(here)
            self._processes.append(process)
        for pipe in self._pipes:
            pipe.recv()

    def run(self, moves: Sequence[Move]) -> list[Outcome]:
        """Make all moves, dealt out over the processes; outcomes in the order of `moves`."""
        start_at = time.time() + HEAD_START_SECONDS
        for number, pipe in enumerate(self._pipes):
            pipe.send((start_at, list(moves[number::PROCESSES])))
        outcomes: list[Outcome | None] = [None] * len(moves)
        for number, pipe in enumerate(self._pipes):
            assert pipe.poll(TURN_SECONDS), "a rival process hangs"
            outcomes[number::PROCESSES] = pipe.recv()
        return [outcome for outcome in outcomes if outcome]

    def begin(self, moves: Sequence[Move]) -> None:
        """Let them loose and do not wait; for processes that will not live to answer."""
        for number, pipe in enumerate(self._pipes):
            pipe.send((time.time(), list(moves[number::PROCESSES])))

    def has_lost_one(self, seconds: float) -> bool:
        """Whether a process has died by itself within that time."""
        died = [process.sentinel for process in self._processes]
        return bool(wait(died, timeout=seconds))

    def kill(self) -> None:
        """SIGKILL every process, whatever it is at."""
        for process in self._processes:
            process.kill()
            process.join()

    def dismiss(self) -> None:
        for pipe in self._pipes:
            pipe.send(None)
        for process in self._processes:
            process.join(10)


def spaced(moves: Sequence[Move], spread: float) -> list[Move]:
    """The same moves, their starts spread evenly over `spread` seconds."""
    step = spread / max(1, len(moves) - 1)
    return [Move(move.name, move.arguments, number * step) for number, move in enumerate(moves)]


def codes(outcomes: Sequence[Outcome]) -> Counter[str]:
    """How many outcomes of each code; an exception that is no refusal shows its trace at once."""
    broken = [outcome.trace for outcome in outcomes if outcome.trace]
    assert not broken, broken[0]
    return Counter(outcome.code for outcome in outcomes)


def _rival(pipe: Connection, settings: Settings, setup: str | None) -> None:
    from drivesphere import infra
    from tests.races import controls

    infra.connect(settings)
    if setup:
        getattr(controls, setup)()
    pipe.send("ready")
    with ThreadPoolExecutor(64) as threads:
        while (turn := pipe.recv()) is not None:
            start_at, own = turn
            pipe.send(list(threads.map(lambda move, at=start_at: _make(move, at), own)))


def _make(move: Move, start_at: float) -> Outcome:
    from tests.races import moves

    time.sleep(max(0.0, start_at + move.after - time.time()))
    started = time.perf_counter()
    try:
        value, code, trace = getattr(moves, move.name)(**move.arguments), "ok", ""
    except DriveSphereError as error:
        value, code, trace = None, error.code, ""
    except Exception:
        value, code, trace = None, "broken", traceback.format_exc()
    return Outcome(code, value, time.perf_counter() - started, trace)
