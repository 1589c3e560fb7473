"""Style rule 11: the three mistakes that matter cannot be committed. Each rule has a control that it must find."""

from __future__ import annotations

import pytest

from tests.architecture import state_rules as rules
from tests.architecture.reading import SANDBOX, own_sources, snippet, sources

CLOCK = "drivesphere/domain/clock.py"

MAY_READ_THE_CLOCK = {
    "drivesphere/domain/clock.py::now": "this is the one clock",
    "drivesphere/infra/cache.py::purge": "a number that no forgotten tag comes back to; only compared for equality",
    "drivesphere/infra/checkout.py::_refuse_future": "the stamp of an event against our clock, as the SDK has it",
    "drivesphere/api/limits.py::too_many": "seconds until a rate limit ends, which flask-limiter states in Unix time",
}
"""Where else the machine's clock may be read, and why that decides nothing about a booking."""


def test_only_the_booking_model_writes_a_status() -> None:
    assert [found for source in own_sources() for found in rules.status_writes(source)] == []


@pytest.mark.parametrize(
    "code",
    [
        "booking['status'] = 'confirmed'",
        "booking.status = Status.CONFIRMED",
        "setattr(booking, 'status', 'confirmed')",
        "collection().update_one({'_id': i}, {'$set': {'status': 'confirmed'}})",
        "changes = {'status': 'confirmed'}\ncollection().update_one({'_id': i}, {'$set': changes})",
        "collection().update_one({'_id': i}, [{'$set': {**plain, 'status': 'confirmed'}}])",
        "from drivesphere.models import booking as bookings\nbookings.insert(session, record | {'status': 'pending'})",
        "from drivesphere.models import booking\ndef made(): return {'status': 'pending'}\nbooking.insert(s, made())",
        "transitions.advance(s, i, trigger, actor=a, also_set={'status': 'confirmed'})",
        "bookings.amend(s, i, {}, {'status': 'confirmed'})",
        "Booking.objects(id=i).update(set__status='confirmed')",
    ],
)
def test_a_status_written_elsewhere_is_found(code: str) -> None:
    assert rules.status_writes(snippet(code))


@pytest.mark.parametrize(
    "code",
    [
        "bookings.amend(s, i, {'status': 'pending'}, {'checkout': c})",
        "collection().find_one_and_update({'status': 'pending'}, {'$set': {'until': u}})",
        "body = {'status': booking['status']}",
        "from drivesphere.models import idempotency_row\nidempotency_row.insert(s, status=201)",
    ],
)
def test_reading_or_comparing_a_status_is_no_write(code: str) -> None:
    assert rules.status_writes(snippet(code)) == []


def test_nothing_leaves_the_process_inside_a_transaction() -> None:
    assert rules.foreign_calls(own_sources()) == []


IMPORTS = """
from drivesphere.infra import cache, checkout, locks, mail, mongo
from drivesphere.services import outbox
import requests
"""


@pytest.mark.parametrize(
    "code",
    [
        "def place(): mongo.transaction(lambda session: cache.purge([]))",
        "def work(session): outbox.wake()",
        "def place():\n    def body(s): mail.send(to='ada')\n    mongo.transaction(body)",
        "def _commit(work): mongo.transaction(work)\ndef place(): _commit(lambda s: checkout.refund('pi', amount=1))",
        "def work(session): _then()\ndef _then(): requests.post('http://127.0.0.1')",
        "def work(session):\n    with locks.hold(['a'], wait_seconds=1): pass",
        "def work(session): app.send_task('drain_outbox')",
        "def work(session): mongo.transaction(work)",
    ],
)
def test_a_foreign_call_inside_a_transaction_is_found(code: str) -> None:
    assert rules.foreign_calls([snippet(IMPORTS + code)])


def test_a_foreign_call_is_found_through_another_file() -> None:
    there = snippet(
        "from drivesphere.infra import mail\ndef tell(): mail.send(to='ada')", "drivesphere/services/there.py"
    )
    here = snippet(
        "from drivesphere.services import there\ndef work(session): there.tell()", "drivesphere/services/here.py"
    )

    assert rules.foreign_calls([here, there])


def test_a_foreign_call_after_the_commit_is_allowed() -> None:
    code = "def place():\n    mongo.transaction(lambda session: 1)\n    cache.purge([])\n    outbox.wake()"

    assert rules.foreign_calls([snippet(IMPORTS + code)]) == []


def test_a_stripe_session_is_no_database_session() -> None:
    code = "def settle(session: PaymentSession): outbox.wake()"

    assert rules.foreign_calls([snippet(IMPORTS + code)]) == []


def test_the_clock_is_read_in_one_place() -> None:
    reads = [read for source in sources() if not source.path.startswith(SANDBOX) for read in rules.clock_reads(source)]

    assert [found for place, found in reads if place not in MAY_READ_THE_CLOCK] == []


def test_every_exception_for_the_clock_is_still_used() -> None:
    places = {place for source in own_sources() for place, _ in rules.clock_reads(source)}

    assert sorted(set(MAY_READ_THE_CLOCK) - places) == []


@pytest.mark.parametrize(
    "code",
    [
        "from datetime import datetime\nnow = datetime.now()",
        "import datetime\nnow = datetime.datetime.utcnow()",
        "from datetime import date\ntoday = date.today()",
        "import time\nat = time.time()",
        "from time import time as seconds\nat = seconds()",
        "from datetime import datetime\nfield = DateTimeField(default=datetime.utcnow)",
    ],
)
def test_a_second_clock_is_found(code: str) -> None:
    assert rules.clock_reads(snippet(code))


def test_a_stopwatch_is_no_clock() -> None:
    assert rules.clock_reads(snippet("import time\nstarted = time.monotonic() + time.perf_counter()")) == []
