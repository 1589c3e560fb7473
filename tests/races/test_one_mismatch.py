"""A whole office at one payment without a booking: whatever each decides, and whenever, the money is spent once."""

from __future__ import annotations

import dataclasses
import json
import time
import urllib.request
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import product
from typing import Any
from urllib.error import HTTPError

from bson import ObjectId

from drivesphere.models import audit_entry, mismatch
from tests.api.desk import API, Desk, Person
from tests.api.test_reconciliation import MISMATCHES, listed
from tests.api_server import served
from tests.races.conftest import SPREADS
from tests.races.controls import ROUNDS
from tests.races.deciding import ends_of
from tests.services.test_reconciliation import open_kinds, run, without_booking

Record = dict[str, Any]
PATIENCE_SECONDS = 60
BUSY = 503
ADMINS, WAYS = 12, 4


@dataclasses.dataclass(frozen=True)
class Office:
    """Admins who are signed in, and the server that all of them speak with."""

    desk: Desk
    admins: list[Person]
    url: str

    def decide_at_once(self, found: Record, bodies: list[Record], spread: float) -> list[int]:
        """Each admin decides once, the first at this moment and the last `spread` seconds later; the statuses."""
        start, step = time.monotonic(), spread / (len(self.admins) - 1)

        def one(number: int) -> int:
            time.sleep(max(0.0, start + number * step - time.monotonic()))
            return self._decide(self.admins[number], found, bodies[number % len(bodies)])

        with ThreadPoolExecutor(len(self.admins)) as threads:
            return list(threads.map(one, range(len(self.admins))))

    def _decide(self, admin: Person, found: Record, body: Record) -> int:
        """Until there is an answer: an admin who is told to come back does."""
        path = f"{self.url}{API}{MISMATCHES}/{found['id']}/resolve"
        headers = {"Content-Type": "application/json", "Authorization": f"Bearer {admin.token}"}
        stop_at, status = time.monotonic() + PATIENCE_SECONDS, BUSY
        while status == BUSY and time.monotonic() < stop_at:
            request = urllib.request.Request(path, json.dumps(body).encode(), headers)
            try:
                with urllib.request.urlopen(request, timeout=PATIENCE_SECONDS) as answer:
                    status = answer.status
            except HTTPError as refused:
                status = refused.code
        return status


@contextmanager
def opened(desk: Desk, **how: Any) -> Iterator[Office]:
    admins = [desk.sign_in(f"Iris {number}", "admin") for number in range(ADMINS)]
    settings = dataclasses.replace(desk.settings, stripe_api_base=desk.sandbox.url)
    with served(settings, processes=3, **how) as url:
        yield Office(desk, admins, url)


def every_decision(office: Office, first: int) -> tuple[Record, list[Record]]:
    """A new payment without a booking, and all that can be decided about it: two holds are there to attach it to."""
    without_booking(office.desk)
    found = listed(office.admins[0])
    attach = [{"decision": "attach", "booking_id": str(office.desk.unpaid()[1])} for _ in range(2)]
    bodies = [attach[0], {"decision": "refund"}, attach[1], {"decision": "accept"}]
    return found, [*bodies[first:], *bodies[:first]]


def test_of_all_who_decide_about_one_payment_one_does(desk: Desk) -> None:
    with opened(desk) as office:
        for spread, first in product(SPREADS, range(WAYS)):
            one_decides(office, spread, first)


def one_decides(office: Office, spread: float, first: int) -> None:
    found, bodies = every_decision(office, first)
    back = len(office.desk.refunds())

    statuses = office.decide_at_once(found, bodies, spread)

    assert len(ends_of(found["payment_id"])) == 1
    assert Counter(statuses) == {200: ADMINS // WAYS, 409: ADMINS - ADMINS // WAYS}
    assert audit_entry.collection().count_documents({"details.mismatch": found["id"]}) == 1
    decided = mismatch.find(ObjectId(found["id"])) or {}
    assert len(office.desk.refunds()) - back == (decided["decision"] == "refund")
    assert (run()["new_mismatches"], open_kinds()) == (0, [])


def test_without_one_commit_the_money_is_spent_twice(desk: Desk) -> None:
    """The twin: who attaches settles first and closes then, and nobody asks what the money has done by now."""
    with opened(desk, application="tests.races.undecided_wsgi:application") as office:

        def spent_twice(spread: float) -> bool:
            found, bodies = every_decision(office, 0)
            office.decide_at_once(found, bodies, spread)
            return len(ends_of(found["payment_id"])) > 1

        assert any(spent_twice(spread) for spread in SPREADS * ROUNDS)
