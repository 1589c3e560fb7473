"""Twenty users want five seats: exactly five get one.

    drivesphere up                                            # in one terminal; it prints the URL
    python -m bench.twenty_for_five --url http://127.0.0.1:8000

Puts up an event with five places through the partner's ticket service, opens one connection for each of twenty
users, and lets all of them book one place at one instant. Prints who got what, and ends with what the database says.
The exit code is 0 if exactly five were sold, 1 if not, 2 if it could not be tried.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections import Counter
from functools import partial

from bench.calls import URL, Answer
from bench.rivals import at_once
from bench.tickets import BOOKINGS, CREATED, TicketService

USERS, SEATS = 20, 5


def main() -> int:
    options = _options()
    service = TicketService(options.url, options.api_key)
    section = service.open_section("Twenty for five", options.seats)
    users = [f"user-{number}" for number in range(1, options.users + 1)]
    turns = [partial(service.connection().ask, "POST", BOOKINGS, section.order(user)) for user in users]
    answers = at_once(turns)
    for user, answer in zip(users, answers, strict=True):
        print(f"{user:<8} {answer.status or '---'}  {_said(answer):<52} {answer.milliseconds:6.0f} ms")
    print(f"\n{_counted(answers)}")
    return service.outcome(section, [answer.status for answer in answers]).conclude()


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--url", default=URL, help="what `drivesphere up` has printed (%(default)s)")
    parser.add_argument("--api-key", default=os.environ.get("BENCH_API_KEY"), help="where the partner API wants one")
    parser.add_argument("--users", type=int, default=USERS, help="how many want one seat each (%(default)s)")
    parser.add_argument("--seats", type=int, default=SEATS, help="how many seats there are (%(default)s)")
    return parser.parse_args()


def _said(answer: Answer) -> str:
    if answer.status == CREATED:
        return f"has a seat, booking {answer.body['data']['_id']}"
    return str(answer.body.get("error") or "no answer")


def _counted(answers: list[Answer]) -> str:
    created = sum(answer.status == CREATED for answer in answers)
    others = Counter(f"{answer.status} {answer.code}".strip() for answer in answers if answer.status != CREATED)
    refused = ", ".join(f"{count} with {status}" for status, count in others.items())
    return f"{created} created, {len(answers) - created} refused: {refused or 'none'}"


if __name__ == "__main__":
    sys.exit(main())
