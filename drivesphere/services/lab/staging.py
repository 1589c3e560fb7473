"""The scene of a run: a listing of any kind that no search finds, and clients nobody can sign in as.

Everything about the listing comes from the examples in the record of its kind, so a new kind needs nothing here.
"""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import cycle
from typing import Any

from bson import ObjectId

from drivesphere import kinds
from drivesphere.domain import clock
from drivesphere.domain.errors import DriveSphereError, Rejected
from drivesphere.domain.idempotency import Attempt
from drivesphere.domain.kind import Kind
from drivesphere.domain.user import Role
from drivesphere.infra import mongo
from drivesphere.models import booking, listing, user
from drivesphere.services import bookings, publishing, rivals
from drivesphere.services.presenting import API
from drivesphere.services.rivals import Prepared

log = logging.getLogger(__name__)
Record = dict[str, Any]

TITLE = "Concurrency lab"
DOMAIN = "lab.drivesphere.example"  # `.example` never delivers
ID_BYTES = 12
HOW_MANY_THERE_ARE, HOW_MANY_ARE_WANTED = "capacity", "quantity"
"""What kinds call it in a listing and in a demand; the lab says itself how many, and every rival wants one."""
FEWEST, MOST = 2, 100
MOST_CAPACITY = 100
LONGEST_SPREAD_MS = 1_000

SAME, OVERLAPPING, ONE_CLIENT, ONE_KEY = "same", "overlapping", "one_client", "one_key"
SCENARIOS = (SAME, OVERLAPPING, ONE_CLIENT, ONE_KEY)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a run is to be; without `capacity` one, or what the kind has where there is no choice."""

    kind: str
    rivals: int
    capacity: int | None = None
    spread_ms: int = 0
    scenario: str = SAME


@dataclass(frozen=True, slots=True)
class Scene:
    """A plan with the listing that the rivals meet at, and the bodies that they send in turn."""

    plan: Plan
    run_id: ObjectId
    kind: Kind
    listing: Record
    demands: Sequence[Record]
    capacity: int


def draw(plan: Plan) -> Scene:
    """The scene of `plan`, nothing of it stored yet; `Rejected` for a capacity that the kind has not."""
    kind, now, ids = kinds.get(plan.kind), clock.now(), dict[str, ObjectId]()
    made: Record = _copied(kind.examples.listing(now), ids, {HOW_MANY_THERE_ARE: plan.capacity or 1})
    facts = made | {"_id": ObjectId(), "title": TITLE}
    capacity = min(stock.capacity for stock in kind.stock(facts))
    if plan.capacity not in (None, capacity):
        message = f"Must be {capacity}: for {kind.name} there is no choice."
        raise Rejected("This kind has a capacity of its own.", errors={"capacity": [message]})
    demands: list[Record] = [_copied(body, ids, {HOW_MANY_ARE_WANTED: 1}) for body in _bodies(kind, plan.scenario, now)]
    return Scene(plan, ObjectId(), kind, facts, demands, capacity)


def _bodies(kind: Kind, scenario: str, now: datetime) -> Sequence[Record]:
    return kind.examples.rivals(now) if scenario == OVERLAPPING else [kind.examples.demand(now)]


def _copied(value: Any, ids: dict[str, ObjectId], told: Mapping[str, Any]) -> Any:
    """`value` with what is `told` by name in it, and with ids of its own: two runs must not meet at one section.

    `ids` keeps which new id stands for which; a body that names an old one, as text, so gets the new one.
    """
    if isinstance(value, Mapping):
        return {name: told[name] if name in told else _copied(inner, ids, told) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_copied(inner, ids, told) for inner in value]
    if isinstance(value, ObjectId):
        return ids.setdefault(str(value), ObjectId())
    return str(ids[value]) if isinstance(value, str) and value in ids else value


@contextmanager
def staged(scene: Scene) -> Iterator[list[Record]]:
    """The scene while it is needed: its listing can be booked, and here are the clients who will do it."""
    owner, clients = _account("owner", TITLE, Role.OWNER), _clients(scene.plan)
    with mongo.deadline():
        user.ensure([owner, *clients])
        left = listing.on_offer(owner["_id"])
    for each in filter(_is_left_over, left):
        _clear(each["_id"])
    publishing.put_up(scene.kind, owner, scene.listing, visibility=listing.UNLISTED, _id=scene.listing["_id"])
    try:
        yield clients
    finally:
        _clear(scene.listing["_id"])


def _is_left_over(found: Record) -> bool:
    """Whether the run of a listing is over without having cleared it, as when MongoDB was away just then."""
    put_up: datetime = found["_id"].generation_time
    return clock.now() - put_up > timedelta(seconds=rivals.LEASE_SECONDS)


def _clients(plan: Plan) -> list[Record]:
    """One for each rival, or one for all where the scenario is about one client."""
    count = 1 if plan.scenario in (ONE_CLIENT, ONE_KEY) else plan.rivals
    return [_account(f"rival-{number}", f"Rival {number}", Role.CLIENT) for number in range(1, count + 1)]


def _account(key: str, name: str, role: Role) -> Record:
    """An account of the lab: without password, and under a key that is no address, so that nobody can register it."""
    fixed = ObjectId(hashlib.sha256(f"lab:{key}".encode()).digest()[:ID_BYTES])
    return {"_id": fixed, "email": f"{key}@{DOMAIN}", "email_key": f"lab:{key}", "name": name, "role": role.value}


def requests(scene: Scene, tokens: Sequence[str]) -> list[Prepared]:
    """A booking request for each rival; each can be found in log and audit trail by the id of the run."""
    path = f"{API}/{scene.kind.path}/{scene.listing['_id']}/bookings"
    turns = zip(range(scene.plan.rivals), cycle(tokens), cycle(scene.demands), strict=False)
    return [Prepared("POST", path, _headers(scene, number, token), _json(body)) for number, token, body in turns]


def _headers(scene: Scene, number: int, token: str) -> Record:
    key = {"Idempotency-Key": str(scene.run_id)} if scene.plan.scenario == ONE_KEY else {}
    named = {"Authorization": f"Bearer {token}", "X-Request-ID": f"lab-{scene.run_id}-{number}"}
    return {"Content-Type": "application/json", **named, **key}


def _json(body: Record) -> bytes:
    return json.dumps(body).encode()


def _clear(listing_id: ObjectId) -> None:
    """Take the listing down and cancel what was won; what cannot be cancelled now is a hold, and lapses by itself."""
    with mongo.deadline():
        listing.retire(listing_id)
        won = booking.active_on(listing_id)
    for each in won:
        try:
            bookings.cancel(each["client_id"], each["_id"], reason="The run is over.", attempt=Attempt(None, ""))
        except DriveSphereError as error:
            log.warning("booking %s of the lab not cancelled: %s", each["_id"], error.code)
