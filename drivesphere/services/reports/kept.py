"""How long reports are kept, and whose they are."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from bson import ObjectId

from drivesphere.domain import clock
from drivesphere.domain.days import Days
from drivesphere.domain.events import PLATFORM_REPORTS, owner_reports_tag
from drivesphere.infra import cache, mongo
from drivesphere.models import listing as listings
from drivesphere.services.presenting import instant

Record = dict[str, Any]
UTC = "UTC"
KEPT_SECONDS = 300  # a purge that got lost with its process is made up for by then


@dataclass(frozen=True, slots=True)
class Whose:
    """One owner's reports, or the platform's, where `owner_id` is None."""

    owner_id: ObjectId | None = None

    @property
    def tag(self) -> str:
        return owner_reports_tag(str(self.owner_id)) if self.owner_id else PLATFORM_REPORTS

    def only(self, **more: Any) -> Record:
        """The conditions on what is theirs; `more` that is None is no condition."""
        own = {"owner_id": self.owner_id} if self.owner_id else {}
        return {name: value for name, value in more.items() if value is not None} | own

    def time_zone(self) -> str:
        """Whose calendar counts where none is named: that of the owner's oldest listing, else UTC."""
        if self.owner_id is None:
            return UTC
        with mongo.deadline():
            return listings.first_time_zone(self.owner_id) or UTC


def kept(name: str, whose: Whose, asked: Mapping[str, Any], compute: Callable[[], Record]) -> Record:
    """The report `name` for what is `asked`, from the cache or computed now; `as_of` says when it was."""
    parts = (name, whose.tag, *(f"{word}={asked[word]}" for word in sorted(asked)))
    found: Record = cache.read_through(parts, [whose.tag], KEPT_SECONDS, lambda: _computed(compute))
    return found


def _computed(compute: Callable[[], Record]) -> Record:
    # Taken before anything is read, so that a report never says that it is younger than it is.
    as_of = instant(clock.now())
    with mongo.deadline():
        return {"as_of": as_of} | compute()


def described(days: Days) -> Record:
    """The range of a report as it is shown."""
    return {"from": days.first.isoformat(), "to": days.last.isoformat(), "time_zone": days.zone.key}
