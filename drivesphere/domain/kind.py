"""What a kind of bookable thing must say about itself: one record, one folder."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from drivesphere.domain.demand import Demand
from drivesphere.domain.policy import Policy
from drivesphere.domain.quote import Quote

Listing = Mapping[str, Any]
Request = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Kind:
    """The engine and the services know a kind only through these.

    `listing` is the stored listing, `request` the validated body of a booking request. `summary` is what a booking
    remembers of its listing, `alike` the filter that finds listings to offer in its place.
    """

    name: str
    inventory_model: str
    default_policy: Policy
    demands: Callable[[Listing, Request], Sequence[Demand]]
    check: Callable[[Policy, Sequence[Demand], datetime], None]
    quote: Callable[[Listing, Request], Quote]
    summary: Callable[[Listing], dict[str, Any]]
    alike: Callable[[Listing], dict[str, Any]]

    def policy(self, listing: Listing) -> Policy:
        """The listing's own rules over the kind's defaults."""
        return Policy.stored(listing.get("policy"), self.default_policy)
