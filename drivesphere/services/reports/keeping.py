"""Keeps the sums of payments to which nothing is added any more, so that a report of the platform reads few rows.

A payment is entered within seconds of its time and never changed, so what came in until a day ago can be added up for
good. Nothing depends on that it was: what has no sum yet is read from the ledger.
"""

from __future__ import annotations

import logging
from datetime import timedelta

from drivesphere.domain import clock
from drivesphere.domain.grain import Grain, following_month
from drivesphere.domain.window import Window
from drivesphere.infra import mongo
from drivesphere.models import payment, payment_sum

log = logging.getLogger(__name__)

SETTLED_AFTER = timedelta(days=1)  # far more than any clock is wrong, or any payment takes to be entered
STEP_SECONDS = 30.0  # for a month at once, that of a large platform too


def keep() -> None:
    """Add up whatever has settled since the last run, a month at a time, the oldest first."""
    for grain in Grain:
        while window := _next(grain):
            with mongo.deadline(STEP_SECONDS):
                payment_sum.keep(grain, window)
            log.info("payments added up by %s until %s", grain, window.ends_at)


def _next(grain: Grain) -> Window | None:
    """What is to be added up now; None where nothing has settled since, or nobody has ever paid."""
    with mongo.deadline():
        since = payment_sum.kept_until(grain) or payment.first_received_at()
    if since is None:
        return None
    until = min(following_month(since), clock.now() - SETTLED_AFTER)
    return grain.whole_within(grain.start_of(since), until)
