"""What holds for a resource whose owner has said nothing else."""

from __future__ import annotations

from drivesphere.domain.kind import Listing
from drivesphere.domain.policy import Policy

DEFAULT_POLICY = Policy(
    lead_time_minutes=0,  # nobody has to bring anything: the slot that is about to start can be had
    horizon_days=90,  # a season; opening hours of next year are not made yet
    shortest_minutes=0,  # a slot is as long as the resource says, and windows of any length really are
    longest_days=1,
    buffer_minutes=0,
    hold_minutes=10,
)


def policy_of(listing: Listing) -> Policy:
    """The resource's own rules over these."""
    return Policy.stored(listing.get("policy"), DEFAULT_POLICY)
