"""The auditor on duty: once an hour it looks, keeps what it saw, and stops the sales of what breaks a rule."""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from bson import ObjectId

from drivesphere.domain import clock
from drivesphere.domain.errors import Conflict, DriveSphereError, NotFound
from drivesphere.domain.events import ListingChanged
from drivesphere.infra import cache, mongo
from drivesphere.models import heartbeat, verification
from drivesphere.models import listing as listings
from drivesphere.services import audit, privileges
from drivesphere.services.verification import Report, verify

log = logging.getLogger(__name__)
Record = dict[str, Any]

NAME, EVERY = "verification", timedelta(hours=1)
LIMIT_SECONDS = 330  # MongoDB keeps an instant for 300 s; a look that takes longer has failed by itself
ACTOR = "system:verification"
NOTHING_YET: Record = {"at": None, "duration_ms": None, "is_clean": None, "results": [], "stopped": []}
MOST_SHOWN = 100  # listings that are stopped; an hour adds five of them at most
MOST_STOPPED = 5  # more at once are no fault of single listings, and no program shall close the shop


def run_due() -> bool:
    """Look if nobody has for an hour; False where somebody has, or is at it."""
    with mongo.deadline():
        is_due = heartbeat.take_turn(NAME, EVERY)
    if is_due:
        run()
    return is_due


def run() -> Record:
    """Look now, keep what was found, and stop the sales of the listings that break a rule about what is sold."""
    began = clock.now()
    report = verify()
    for result in report.results:
        for finding in result.findings:
            log.error("%s is broken: %s %s", result.rule.name, finding.id, finding.problem)
    record = _record(report, began) | {"stopped": _stop(_to_stop(report))}
    with mongo.deadline():
        verification.insert(record)
    return record


def latest() -> Record:
    """What came of the last look, and when nothing was found for the last time; all empty before the first.

    `stopped_now` are the listings that are stopped still, whichever look it was that has stopped them.
    """
    with mongo.deadline():
        found, clean_at = verification.latest(), verification.last_clean_at()
        still = [_stopped(listing) for listing in listings.stopped(MOST_SHOWN)]
    return NOTHING_YET | (found or {}) | {"last_clean_at": clean_at, "stopped_now": still}


def _stopped(listing: Record) -> Record:
    about = {"id": listing["_id"], "kind": listing["kind"], "title": listing["title"]}
    return about | {name: listing["stopped"][name] for name in ("at", "rules")}


def resume(listing_id: ObjectId, *, reason: str, by: str) -> None:
    """Let a listing be sold again as it was; `NotFound` without one, `Conflict` where its sales were not stopped."""

    def work(session: Any) -> Record:
        privileges.recheck(session, by)
        listing = listings.resume_sales(session, listing_id)
        if listing is None:
            raise _nothing_to_resume(session, listing_id)
        audit.noted(session, "resume_sales", actor=by, listing_id=str(listing_id), reason=reason)
        return listing

    _tell(mongo.transaction(work))


def _nothing_to_resume(session: Any, listing_id: ObjectId) -> DriveSphereError:
    if listings.exists(session, listing_id):
        return Conflict("Its sales were not stopped.")
    return NotFound("There is no such listing.")


def _record(report: Report, began: datetime) -> Record:
    return {
        "_id": ObjectId(),
        "at": began,
        "duration_ms": round(report.seconds * 1000),
        "is_clean": report.is_clean,
        "results": [result.as_dict() for result in report.results],
    }


def _to_stop(report: Report) -> Mapping[ObjectId, list[str]]:
    """The listings that break a rule about what is sold, and which rules."""
    rules: dict[ObjectId, list[str]] = defaultdict(list)
    for result in report.results:
        for finding in result.findings:
            if result.rule.stops_sales and finding.listing_id:
                rules[finding.listing_id].append(result.rule.name)
    return rules


def _stop(rules: Mapping[ObjectId, Sequence[str]]) -> list[ObjectId]:
    """Stop the sales of these listings, unless they are too many; those that were on sale."""
    if len(rules) > MOST_STOPPED:
        log.critical("%d listings break rules about what is sold; a person must decide what to close", len(rules))
        return []
    return [listing_id for listing_id, broken in rules.items() if _stop_one(listing_id, sorted(set(broken)))]


def _stop_one(listing_id: ObjectId, broken: Sequence[str]) -> bool:
    def work(session: Any) -> Record | None:
        listing = listings.stop_sales(session, listing_id, broken)
        if listing is not None:
            audit.noted(session, "stop_sales", actor=ACTOR, listing_id=str(listing_id), rules=broken)
        return listing

    listing = mongo.transaction(work)
    if listing is None:
        return False
    log.error("sales of listing %s were stopped, for it breaks %s", listing_id, ", ".join(broken))
    _tell(listing)
    return True


def _tell(listing: Record) -> None:
    cache.purge([ListingChanged(listing["kind"], str(listing["_id"]))])
