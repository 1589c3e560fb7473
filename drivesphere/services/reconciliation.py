"""Stripe and we, compared: what has one right answer is repaired, the rest is listed for a person.

A run goes through Stripe's time in slices, from the mark that the runs before it reached. It may be repeated, overlap
with another or with webhooks, and die anywhere: everything it does is a compare-and-set that somebody else may have
done before, and the mark moves on only behind a slice that was compared to its end.
"""

from __future__ import annotations

import logging
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, TypeVar

from bson import ObjectId

from drivesphere.domain import clock
from drivesphere.domain.booking import Status
from drivesphere.domain.errors import NotFound, PaymentFault, PaymentRefused, Unavailable
from drivesphere.domain.mismatch import MismatchKind
from drivesphere.domain.payment import Charge, PaymentSession, Refund, RefundState, SessionState
from drivesphere.infra import checkout as stripe_checkout
from drivesphere.infra import mongo
from drivesphere.infra.checkout import Span
from drivesphere.models import booking as bookings
from drivesphere.models import mismatch as inbox
from drivesphere.models import payment as payments
from drivesphere.models import reconciliation_run as runs
from drivesphere.models import refund as ledger
from drivesphere.services import following
from drivesphere.services.following import Outcome

log = logging.getLogger(__name__)
Record = dict[str, Any]
Thing = TypeVar("Thing")
Progress = Callable[[int, int], None]
"""Told how many slices of how many are compared."""
OVERLAP = timedelta(hours=3)  # a page is open for an hour and a half at most, and a clock may be off
FIRST_LOOK = timedelta(days=30)  # how far back the first run begins, unless it is told
SLICE = timedelta(days=1)  # what is held in memory at a time
BUDGET_SECONDS = 60.0  # of a run by a task, which is ended after 120; the next run goes on at the mark
MOST_OPEN = 50  # mismatches, and waiting refunds, that one run looks at again, in turn; each costs some calls to Stripe
SCHEDULE = "system:schedule"

_wake: list[Callable[[], None]] = []


@dataclass
class Findings:
    """What a run has looked at and done so far."""

    looked_at: Counter[str] = field(default_factory=Counter)
    repaired: Counter[str] = field(default_factory=Counter)
    new_mismatches: int = 0
    problem: str | None = None

    def came(self, outcome: str) -> None:
        """Count what came of looking at one thing."""
        if outcome == Outcome.LISTED:
            self.new_mismatches += 1
        elif outcome != Outcome.NOTHING:
            self.repaired[outcome] += 1

    def as_fields(self) -> Record:
        """The form in which a run keeps them."""
        return {
            "looked_at": dict(self.looked_at),
            "repaired": dict(self.repaired),
            "new_mismatches": self.new_mismatches,
            "problem": self.problem,
        }


# ------------------------------------------------------------------------------------------------ when


def wake_by(call: Callable[[], None]) -> None:
    """Name who is to be woken when a run was asked for; without anybody the next minute finds it."""
    _wake[:] = [call]


def request(by: str) -> Record:
    """Ask for a run now; the one that is asked for already, where there is one."""
    with mongo.deadline():
        asked = runs.request(by)
    for call in _wake:
        call()
    return shown(asked)


def run_due() -> Record | None:
    """Make the run that somebody has asked for, or the one that is due every ten minutes; None when neither is."""
    with mongo.deadline():
        runs.abandon_silent()
        begun = runs.take() or (runs.start(SCHEDULE) if runs.is_due() else None)
    return _carry_out(begun, None, BUDGET_SECONDS) if begun else None


def run(by: str, *, since: datetime | None = None, progress: Progress | None = None) -> Record:
    """Compare now, to the end, from `since` or else from the mark; the run as it is kept."""
    with mongo.deadline():
        runs.abandon_silent()
        begun = runs.start(by)
    return _carry_out(begun, since, None, progress)


# ------------------------------------------------------------------------------------------------ what


def _carry_out(begun: Record, since: datetime | None, budget: float | None, progress: Progress | None = None) -> Record:
    found, started = Findings(), time.monotonic()
    slices = list(_slices(since))
    try:
        for number, span in enumerate(slices, 1):
            _compare(span, found)
            if found.problem:
                break
            _reach(begun, slices[0][0], span[1], found)
            if progress:
                progress(number, len(slices))
            if budget is not None and time.monotonic() - started > budget:
                break
        _look_again(found)
    except Unavailable as outage:
        found.problem = f"Stopped, and the next run goes on from here: {_cause(outage)}"
    return _finish(begun, found)


def _cause(outage: Unavailable) -> str:
    is_away = outage.code == PaymentFault.code and not isinstance(outage, PaymentRefused)
    return "Stripe could not be asked." if is_away else outage.detail


def _slices(since: datetime | None) -> Iterator[Span]:
    """Stripe's time in pieces, from `since` or else the mark up to the end of this second."""
    with mongo.deadline():
        mark = runs.mark()
    until = clock.now().replace(microsecond=0) + timedelta(seconds=1)
    start = (since or (mark - OVERLAP if mark else until - FIRST_LOOK)).replace(microsecond=0)
    while start < until:
        end = min(start + SLICE, until)
        yield start, end
        start = end


def _reach(begun: Record, since: datetime, until: datetime, found: Findings) -> None:
    with mongo.deadline():
        runs.reach(begun["_id"], until, {"since": since, **found.as_fields()})


def _finish(begun: Record, found: Findings) -> Record:
    state = "failed" if found.problem else "done"
    with mongo.deadline():
        return shown(runs.finish(begun["_id"], state, found.as_fields() | _counts()))


def _compare(span: Span, found: Findings) -> None:
    """Everything that began at Stripe within `span`; payments before what was given back of them."""
    sessions = list(stripe_checkout.sessions_within(span))
    charges = list(stripe_checkout.charges_within(span))
    checkouts = {session.payment_id: session for session in sessions if session.payment_id}
    found.looked_at.update(sessions=len(sessions), payments=len(charges))
    _look(found, _left_open(sessions), following.session)
    _look(found, _not_settled(charges), lambda charge: following.charge(charge, checkouts.get(charge.payment_id)))
    _compare_what_followed(span, found)
    _look(found, _not_at_stripe(span, charges), following.payment)


def _compare_what_followed(span: Span, found: Findings) -> None:
    refunds = list(stripe_checkout.refunds_within(span))[::-1]
    older = _latest(stripe_checkout.refunds_changed_within(span), {made.id for made in refunds})
    disputes = list(stripe_checkout.disputes_within(span))[::-1]
    closed = {ended.payment_id: ended for ended in stripe_checkout.disputes_closed_within(span)}
    found.looked_at.update(refunds=len(refunds) + len(older), disputes=len(disputes))
    _look(found, _not_written_down(refunds), following.refund)
    _look(found, dict.fromkeys(made.payment_id for made in _not_written_down(older)), following.payment)
    _look(found, disputes, following.dispute)
    _look(found, closed.keys() - {opened.payment_id for opened in disputes}, following.payment)


def _latest(changed: Iterable[Refund], known: Set[str]) -> list[Refund]:
    """One of each of the refunds that went on, by the latest news, without those that were made within the span too."""
    newest = {made.id: made for made in [*changed][::-1]}
    return [made for made in newest.values() if made.id not in known]


def _look(found: Findings, at: Iterable[Thing], look: Callable[[Thing], str]) -> None:
    """Look at one after the other. One that fails does not stop the others, but the mark stays in front of it."""
    for thing in at:
        try:
            found.came(look(thing))
        except Exception as error:  # whatever is wrong with one of them, the others go on
            if isinstance(error, Unavailable) and not isinstance(error, PaymentRefused):
                raise
            log.exception("something at Stripe could not be compared: %r", thing)
            found.problem = f"The mark stays: {type(error).__name__}: {error}"


# What agrees already is passed over by one question for all of it, so that a run costs what has changed.


def _left_open(sessions: Sequence[PaymentSession]) -> list[PaymentSession]:
    """Pages that are open though their booking waits for no payment any more."""
    pages = {session.id: session for session in sessions if session.state is SessionState.OPEN}
    with mongo.deadline():
        waiting = bookings.with_status(_ids(page.booking_id for page in pages.values()), Status.PENDING)
    return [page for page in pages.values() if page.booking_id not in map(str, waiting)]


def _ids(texts: Iterator[str]) -> list[ObjectId]:
    return [ObjectId(text) for text in texts if ObjectId.is_valid(text)]


def _not_settled(charges: Sequence[Charge]) -> list[Charge]:
    with mongo.deadline():
        known = payments.among([charge.payment_id for charge in charges])
    return [charge for charge in charges if not _agrees(charge, known.get(charge.payment_id))]


def _agrees(charge: Charge, row: Record | None) -> bool:
    return row is not None and (row["amount"], row["currency"]) == (charge.amount, charge.currency)


def _not_written_down(refunds: Sequence[Refund]) -> list[Refund]:
    with mongo.deadline():
        known = ledger.among([made.id for made in refunds])
    states = {refund_id: row["state"] for refund_id, row in known.items()}
    return [made for made in refunds if states.get(made.id) not in (made.state, RefundState.DROPPED)]


def _not_at_stripe(span: Span, charges: Sequence[Charge]) -> list[str]:
    """Payments that we wrote down within `span` and that Stripe did not name."""
    named = {charge.payment_id for charge in charges}
    with mongo.deadline():
        return [row["_id"] for row in payments.received_within(*span) if row["_id"] not in named]


def _look_again(found: Findings) -> None:
    """At what has no end yet, whenever it began: open mismatches, and refunds that wait; all of them in turn."""
    _look(found, _next_in_turn(), following.payment)


def _next_in_turn() -> Iterator[str]:
    """Payments of what was looked at longest ago. Each thing goes to the end of its queue when its turn has come, so
    that the next run goes on behind it, wherever this one stops.
    """
    with mongo.deadline():
        queue: list[tuple[Callable[[Any], None], Record]] = [
            (inbox.look_at, row) for row in inbox.still_open(MOST_OPEN)
        ]
        queue += [(ledger.look_at, row) for row in ledger.waiting(MOST_OPEN)]
    named: set[str] = set()
    for look_at, row in queue:
        with mongo.deadline():
            look_at(row["_id"])
        if row["payment_id"] not in named:
            named.add(row["payment_id"])
            yield row["payment_id"]


# ------------------------------------------------------------------------------------------------ shown


def page_of(page: int, page_size: int) -> tuple[list[Record], int]:
    """A page of all runs, newest first, and how many there are."""
    with mongo.deadline():
        rows, total = runs.page(skip=(page - 1) * page_size, limit=page_size)
    return [shown(row) for row in rows], total


def standing() -> Record:
    """How far Stripe and we agree, now: the mark, what is open, and the run that was asked for last."""
    rows, _ = page_of(1, 1)
    with mongo.deadline():
        return {"compared_until": runs.mark(), "latest_run": rows[0] if rows else None, **_counts()}


def _counts() -> Record:
    still_open = inbox.open_by_kind()
    return {
        "open_mismatches": sum(still_open.values()),
        "paid_without_booking": still_open.get(MismatchKind.PAYMENT_WITHOUT_BOOKING, 0),
    }


def find(run_id: ObjectId) -> Record:
    with mongo.deadline():
        found = runs.find(run_id)
    if found is None:
        raise NotFound("There is no such run.")
    return shown(found)


def shown(row: Record) -> Record:
    """The run with all its fields, those too that it comes to later."""
    later = dict.fromkeys(("started_at", "finished_at", "since", "until", "open_mismatches", "paid_without_booking"))
    return {**later, **Findings().as_fields(), **row}
