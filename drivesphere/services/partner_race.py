"""A partner's own test of the promise: rivals for one window, let loose at the partner's own address.

They meet at a resource that nobody else knows; afterwards it is taken down, and what was won is cancelled.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bson import ObjectId

from drivesphere.domain.errors import DriveSphereError
from drivesphere.domain.idempotency import Attempt
from drivesphere.infra import mongo
from drivesphere.models import booking as bookings
from drivesphere.models import listing as listings
from drivesphere.services import partner_resources, partners, rivals
from drivesphere.services.presenting import instant
from drivesphere.services.rivals import Outcome, Prepared

log = logging.getLogger(__name__)
Record = dict[str, Any]

TITLE = "Concurrency test"
PATH = "/api/bookings"
FEWEST, MOST = 2, 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Race:
    """So many rivals of a partner for one window {starts_at, ends_at}, who meet at a resource that `id` names.

    `key` is what lets the partner in, where it needs one.
    """

    partner: str
    key: str | None = field(repr=False)
    rivals: int
    window: Mapping[str, Any]
    id: ObjectId = field(default_factory=ObjectId)

    @property
    def resource(self) -> str:
        return f"{TITLE} {self.id}"


def run(race: Race) -> list[Outcome]:
    """What became of each rival. `Rejected` for a window that nobody could book, `TooManyRequests`, `Unavailable`."""
    partner_resources.refuse_bad_window(race.window)
    return rivals.alone(lambda: _run(race))


def _run(race: Race) -> list[Outcome]:
    try:
        return rivals.fire(_requests(race))
    finally:
        _clear(race)


def _requests(race: Race) -> Sequence[Prepared]:
    span = {"startTime": instant(race.window["starts_at"]), "endTime": instant(race.window["ends_at"])}
    body = {"title": TITLE, **span, "resourceId": race.resource}
    return [
        Prepared("POST", PATH, _headers(race, number), json.dumps(body | {"userId": f"rival-{number}"}).encode())
        for number in range(race.rivals)
    ]


def _headers(race: Race, number: int) -> Record:
    key = {"X-API-Key": race.key} if race.key else {}
    return {"Content-Type": "application/json", "X-Request-ID": f"race-{race.id}-{number}", **key}


def _clear(race: Race) -> None:
    resource_id = partner_resources.id_of(race.partner, race.resource)
    with mongo.deadline():
        listings.retire(resource_id)
        won = bookings.active_on(resource_id)
    for each in won:
        try:
            partners.cancel(race.partner, partner_resources.KIND, each["_id"], version=None, attempt=Attempt(None, ""))
        except DriveSphereError as error:
            log.warning("booking %s of a race not cancelled: %s", each["_id"], error.code)
