"""Two users want one car for the same days: one gets it, the other is told what else there is.

    drivesphere up                                            # in one terminal; it prints the URL
    python -m bench.two_users_one_car --url http://127.0.0.1:8000 --rounds 5

Opens two accounts (an installation takes 60 registrations an hour from one address) and a connection for each. Every
round takes a car that is free for days drawn by chance, lets both hold it at one instant, and prints who won and who
was locked out (423) or refused (409) with what was offered instead. Then it looks what the database has: both users'
bookings and the calendar of the car. The hold is cancelled, so that nothing is left. The exit code is 0 if every round
had one winner, 1 if anything was sold twice or left behind, 2 if it could not be tried.
"""

from __future__ import annotations

import argparse
import random
import secrets
import sys
import uuid
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any
from urllib.parse import urlencode

from bench.calls import URL, Answer, Connection, give_up
from bench.rivals import at_once

API = "/api/v1"
ROUNDS = 5
NAMES = ("Ada", "Ben")
SOONEST_DAYS, LATEST_DAYS, LONGEST_DAYS = 3, 300, 4
CREATED, CONFLICT, LOCKED, TOO_MANY = 201, 409, 423, 429
ACTIVE = ("pending", "confirmed")
WORDS = {CREATED: "won", CONFLICT: "refused", LOCKED: "locked"}
PAGE = 100  # both have far fewer bookings that count

Record = dict[str, Any]
Span = Mapping[str, str]


@dataclass(frozen=True)
class Round:
    """Both answers, what the database had while the car was held, and what it has after the hold was cancelled."""

    statuses: Sequence[int]
    bookings: int
    busy: int
    left: int

    def faults(self) -> list[str]:
        """What must never be, in words; nothing is the only good answer."""
        winners = self.statuses.count(CREATED)
        found = {
            f"SOLD TWICE: {winners} were told that they hold it": winners > 1,
            f"SOLD TWICE: {self.bookings} bookings hold it": self.bookings > 1,
            f"SOLD TWICE: it is taken {self.busy} times at once": self.busy > 1,
            "one was told that it holds it, and the database knows nothing of it": winners
            > min(self.bookings, self.busy),
            "nobody got it, though it was free": not max(winners, self.bookings),
            f"{self.left} holds were left behind": self.left > 0,
        }
        return [fault for fault, is_so in found.items() if is_so]


def main() -> int:
    options = _options()
    people = [_sign_up(options.url, name) for name in NAMES]
    rounds = []
    for number in range(1, options.rounds + 1):
        car, span = _free_car(people[0])
        print(f"round {number}: {car['title']} in {car['city']}, {span['starts_at']} to {span['ends_at']}")
        rounds.append(_play(people, car, span))
    statuses = Counter(WORDS.get(status, str(status)) for each in rounds for status in each.statuses)
    print(f"\n{len(rounds)} rounds: " + ", ".join(f"{count} {word}" for word, count in sorted(statuses.items())))
    return _conclude(rounds)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--url", default=URL, help="what `drivesphere up` has printed (%(default)s)")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="how often, each time other days (%(default)s)")
    return parser.parse_args()


def _sign_up(url: str, name: str) -> Connection:
    """A new client's own connection, signed in."""
    connection, password = Connection(url), secrets.token_urlsafe(24)
    login = {"email": f"{name.lower()}-{uuid.uuid4().hex}@bench.example", "password": password}
    answer = connection.ask("POST", f"{API}/auth/register", {**login, "name": name, "role": "client"})
    if answer.status == TOO_MANY:
        give_up("This installation has opened 60 accounts for this address within the hour. Try again later.")
    if answer.status != CREATED:
        give_up(f"No account could be opened: {answer.status} {answer.body}")
    session = connection.expect(200, "POST", f"{API}/auth/login", login)
    connection.headers["Authorization"] = f"Bearer {session['access_token']}"
    return connection


def _free_car(person: Connection) -> tuple[Record, Span]:
    """A car and days for which it is free, both by chance."""
    hour = datetime.now(UTC).replace(minute=0, second=0, microsecond=0)
    start = hour + timedelta(days=random.randint(SOONEST_DAYS, LATEST_DAYS))
    end = start + timedelta(days=random.randint(1, LONGEST_DAYS))
    span = {"starts_at": f"{start:%Y-%m-%dT%H:%M:%SZ}", "ends_at": f"{end:%Y-%m-%dT%H:%M:%SZ}"}
    cars = person.expect(200, "GET", f"{API}/cars?{urlencode({**span, 'page_size': PAGE})}")
    if not cars:
        give_up(f"No car is free from {span['starts_at']} to {span['ends_at']}. Is there a fleet at all?")
    return random.choice(cars), span


def _play(people: Sequence[Connection], car: Record, span: Span) -> Round:
    answers = at_once([partial(person.ask, "POST", f"{API}/cars/{car['id']}/bookings", span) for person in people])
    for name, answer in zip(NAMES, answers, strict=True):
        print(f"   {name} {answer.status or '---'} {answer.milliseconds:6.0f} ms  {_said(answer)}")
        for offer in answer.body.get("alternatives", []):
            print(f"{'':23}offered {_shown(offer)}")
    held = [(person, booking) for person in people for booking in _holding(person, car, span)]
    busy = _busy(people[0], car, span)
    for person, booking in held:
        person.expect(200, "POST", f"{API}/bookings/{booking['id']}/cancel", {"reason": "It was a race"})
    left = sum(len(_holding(person, car, span)) for person in people) + _busy(people[0], car, span)
    return Round([answer.status for answer in answers], len(held), busy, left)


def _said(answer: Answer) -> str:
    if answer.status == CREATED:
        return f"won: holds it until {answer.body['expires_at']}"
    return f"{WORDS.get(answer.status, 'no answer')}: {answer.code}"


def _shown(offer: Record) -> str:
    return f"{offer['listing']['title']} from {offer['starts_at']} ({offer['reason']})"


def _holding(person: Connection, car: Record, span: Span) -> list[Record]:
    """The person's bookings of the car for these days that count."""
    rows = person.expect(200, "GET", f"{API}/bookings?page_size={PAGE}")
    wanted = (car["id"], span["starts_at"])
    return [row for row in rows if (row["listing"]["id"], row["starts_at"]) == wanted and row["status"] in ACTIVE]


def _busy(person: Connection, car: Record, span: Span) -> int:
    """How many times the car's calendar is taken within these days."""
    query = urlencode({"from": span["starts_at"], "to": span["ends_at"]})
    return len(person.expect(200, "GET", f"{API}/cars/{car['id']}/availability?{query}")["busy"])


def _conclude(rounds: Sequence[Round]) -> int:
    """Print what the database said; the exit code."""
    held, most = sum(each.bookings for each in rounds), max(each.busy for each in rounds)
    print(f"The database: {held} bookings in {len(rounds)} rounds; at most {most} had the same car for the same days;")
    print(f"after the cancellations {sum(each.left for each in rounds)} are left.")
    faults = [f"round {number}: {fault}" for number, each in enumerate(rounds, start=1) for fault in each.faults()]
    print("\n".join(faults) or "Nothing was sold twice.")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
