"""Places on the globe, by degrees."""

from __future__ import annotations

from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt

EARTH_RADIUS_KM = 6378.1  # the radius MongoDB reckons with, so that shown and searched distances agree


@dataclass(frozen=True, slots=True)
class Point:
    """Latitude and longitude in degrees."""

    lat: float
    lng: float

    def km_to(self, other: Point) -> float:
        """The distance along the surface (haversine)."""
        half_lat, half_lng = radians(other.lat - self.lat) / 2, radians(other.lng - self.lng) / 2
        chord = sin(half_lat) ** 2 + cos(radians(self.lat)) * cos(radians(other.lat)) * sin(half_lng) ** 2
        return 2 * EARTH_RADIUS_KM * asin(min(1.0, sqrt(chord)))


@dataclass(frozen=True, slots=True)
class Circle:
    """Everything within `radius_km` of `center`."""

    center: Point
    radius_km: float

    @property
    def radius_rad(self) -> float:
        return self.radius_km / EARTH_RADIUS_KM
