"""Effects outside the database. They are written with the change that needs them and carried out after it.

Any number of workers may drain at once, and every effect may be carried out twice: refunds and session closings are
idempotent at the payment service, a mail keeps its Message-ID.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any

from drivesphere.domain.errors import Unavailable
from drivesphere.infra import mongo
from drivesphere.models import outbox as rows

log = logging.getLogger(__name__)

Row = dict[str, Any]
BATCH = 100  # rows in one run, so that a run stays short and the next minute takes the rest


class Effect(StrEnum):
    MAIL = "mail"
    REFUND = "refund"
    CLOSE_SESSION = "close_session"


ABOUT_MONEY = (Effect.REFUND, Effect.CLOSE_SESSION)
"""Effects that are tried until they work: a payment service that is away for a day must not keep anybody's money."""

_carry_out: dict[Effect, Callable[[Row], None]] = {}
_wake: list[Callable[[], None]] = []


def carry_out_by(ways: Mapping[Effect, Callable[[Row], None]]) -> None:
    """Name the function that carries out each effect; it may run more than once for one row."""
    _carry_out.update(ways)


def add(session: Any, booking: dict[str, Any], effect: Effect, attempt: str, **payload: Any) -> None:
    """Ask for `effect` in the transaction that makes it necessary; once per (booking, effect, attempt)."""
    at = booking["history"][-1]["at"]
    rows.insert(session, booking_id=booking["_id"], effect=effect.value, attempt=attempt, payload=payload, at=at)


def add_for_account(session: Any, user_id: Any, effect: Effect, attempt: str, **payload: Any) -> None:
    """Ask for `effect` about an account; `attempt` tells it from all others. The row goes when it is done."""
    rows.insert_for_account(session, user_id, {"effect": effect.value, "attempt": attempt, "payload": payload})


def wake_by(call: Callable[[], None]) -> None:
    """Name who is to be woken when rows were committed; without anybody the next minute finds them."""
    _wake[:] = [call]


def wake() -> None:
    """After a commit that wrote rows. Never fails: the rows are safe, only their time changes."""
    for call in _wake:
        try:
            call()
        except Exception as error:
            log.warning("outbox not woken: %s", type(error).__name__)


def drain(limit: int = BATCH) -> int:
    """Carry out due rows, at most `limit`; returns how many were tried."""
    for count in range(limit):
        with mongo.deadline():
            row = rows.take_due()
        if row is None:
            return count
        _try(row)
    return limit


def _try(row: Row) -> None:
    try:
        _carry_out[Effect(row["effect"])](row)
    except Exception as error:  # whatever is wrong with one row, the others go on
        # That somebody else is away, or refuses, says all in one line, and again with every try.
        is_ours = not isinstance(error, Unavailable)
        log.error(
            "effect %s of %s failed: %s",
            row["effect"],
            row["booking_id"] or row.get("user_id"),
            error,
            exc_info=is_ours,
        )
        with mongo.deadline():
            rows.put_back(row, f"{type(error).__name__}: {error}", for_ever=row["effect"] in ABOUT_MONEY)
    else:
        with mongo.deadline():
            rows.mark_done(row)
