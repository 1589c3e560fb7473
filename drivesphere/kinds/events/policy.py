"""What holds for an event whose organiser has said nothing else."""

from __future__ import annotations

from drivesphere.domain.policy import Policy

DEFAULT_POLICY = Policy(
    lead_time_minutes=0,  # there are places at the door until it begins
    horizon_days=730,  # on sale as soon as it is published, which nobody does longer before than that
    shortest_minutes=0,  # how long it takes is its organiser's affair, and no client's
    longest_days=365,
    buffer_minutes=0,
    hold_minutes=10,
    quantity_limit=10,  # a family and its friends; more is a group that talks to the organiser
    one_per_client=False,
)
