"""When a car is taken: up to a year of it, in windows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from drivesphere.domain.clock import rfc3339
from drivesphere.domain.errors import Rejected
from drivesphere.domain.kind import Args, Listing, Record
from drivesphere.domain.policy import Policy
from drivesphere.domain.window import Window
from drivesphere.inventory import Blocker
from drivesphere.kinds.cars.policy import DEFAULT_POLICY

USUAL = timedelta(days=365)  # as far as the usual horizon
LONGEST = timedelta(days=366)


def window(args: Args, now: datetime) -> Window:
    """From `since` to `until`; `Rejected` (`range_too_long`) when that is more than a leap year."""
    # The hour, so that everybody who looks at the car within it shares one cached answer.
    since = args.get("since") or now.replace(minute=0, second=0, microsecond=0)
    until = args.get("until") or since + USUAL
    if until - since > LONGEST:
        raise Rejected(
            "Ask for at most 366 days.", code="range_too_long", errors={"to": ["At most 366 days after from."]}
        )
    return Window(since, until)


def calendar(listing: Listing, _: Args, looked_at: Window, taken: Sequence[Blocker]) -> Record:
    """The JSON of what is `taken` in the window that is `looked_at`."""
    policy = Policy.stored(listing.get("policy"), DEFAULT_POLICY)
    return {
        "listing_id": str(listing["_id"]),
        "time_zone": listing.get("time_zone"),
        "from": rfc3339(looked_at.starts_at),
        "to": rfc3339(looked_at.ends_at),
        "busy": [_busy(claim) for claim in taken],
        "buffer_minutes": policy.buffer_minutes,
        "policy": policy.as_dict(),
    }


def _busy(claim: Blocker) -> Record:
    return {
        "starts_at": claim.starts_at and rfc3339(claim.starts_at),
        "ends_at": claim.ends_at and rfc3339(claim.ends_at),
        "reason": claim.reason,
    }
