"""What holds for a car whose owner has said nothing else."""

from __future__ import annotations

from drivesphere.domain.policy import Policy

DEFAULT_POLICY = Policy(
    lead_time_minutes=60,  # the owner needs an hour to bring the car
    horizon_days=365,
    shortest_minutes=60,
    longest_days=90,
    buffer_minutes=60,  # to hand back, clean and hand over
    hold_minutes=10,
)
