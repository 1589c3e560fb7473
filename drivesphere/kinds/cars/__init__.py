"""Cars: one inventory each, rented by the day of their own wall clock."""

from __future__ import annotations

from drivesphere.domain.kind import Kind
from drivesphere.kinds.cars.demand import check, demands
from drivesphere.kinds.cars.policy import DEFAULT_POLICY
from drivesphere.kinds.cars.pricing import quote
from drivesphere.kinds.cars.summary import alike, summary

KIND = Kind(
    name="cars",
    inventory_model="interval",
    default_policy=DEFAULT_POLICY,
    demands=demands,
    check=check,
    quote=quote,
    summary=summary,
    alike=alike,
)
