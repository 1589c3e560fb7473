"""One user of the Locust file who does each thing once, in a process of its own: Locust changes the standard library.

Prints how often each task is drawn and, where an address is given, what was asked there and what failed.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from typing import Any

from locust.env import Environment

from bench.locustfile import Renter

MOST_TRIES = 20


def main(*address: str) -> None:
    seen: dict[str, Any] = {"mix": Counter(task.__name__ for task in Renter.tasks)}
    for host in address:
        seen |= rent(host)
    print(json.dumps(seen))


def rent(host: str) -> dict[str, Any]:
    environment = Environment(user_classes=[Renter])
    environment.create_local_runner()
    Renter.host = host
    renter = Renter(environment)
    renter.on_start()
    renter.search()
    renter.view()
    for act in (renter.pay, renter.cancel):
        hold_something(renter)
        act()
    stats = environment.stats
    return {
        "requests": [name for name, _ in stats.entries],
        "failures": {str(key): error.error for key, error in stats.errors.items()},
    }


def hold_something(renter: Renter) -> None:
    """A search may find nothing, and what it found may be the car that the renter has already."""
    for _ in range(MOST_TRIES):
        renter.search()
        renter.hold()
        if renter.holds:
            return


if __name__ == "__main__":
    main(*sys.argv[1:])
