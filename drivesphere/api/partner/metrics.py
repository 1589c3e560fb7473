"""What Prometheus reads. The figures are those of the whole installation, whichever process answers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from ipaddress import ip_address
from typing import Any

from flask import Response, request
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, HistogramMetricFamily, Metric

from drivesphere.api.partner.access import partner_may
from drivesphere.api.partner.blueprint import PartnerBlueprint, refuses
from drivesphere.api.partner.services import TICKETS
from drivesphere.domain.partner import Scope
from drivesphere.infra.tally import ABOVE, BOUNDS
from drivesphere.services import figures
from drivesphere.services.figures import Figures, Samples

COUNTERS = {
    "requests": ("Requests by method, route and status.", ("method", "route", "status")),
    "bookings": ("Attempts to book by kind and outcome.", ("kind", "outcome")),
    "web_vital_ratings": ("Measurements of people's visits by metric and rating.", ("metric", "rating")),
    "csp_reports": ("What browsers say that the content policy has stopped, by directive.", ("directive",)),
}
HISTOGRAMS = {
    "request_seconds": ("How long a request took.", ("route",)),
    "web_vital": ("How pages did for people, in seconds, or by the score of CLS.", ("metric", "page")),
    "lock_wait_seconds": ("How long a booking waited for its lock.", ()),
}
GAUGES = {
    "holds_alive": ("Holds that run now.", ()),
    "sweep_lag_seconds": ("How late the hold is that waits longest to be ended.", ()),
    "queue_depth": ("Rows that wait, by queue.", ("queue",)),
    "reconciliation_lag_seconds": ("How long ago the instant is up to which Stripe and we were compared.", ()),
    "open_mismatches": ("What Stripe and we disagree about and nobody has decided yet.", ()),
    "paid_without_booking": ("Payments at Stripe with neither booking nor refund; anything but 0 wants a person.", ()),
    "waiting_tasks": ("Tasks that wait in Celery's queue.", ()),
    "oversold": ("Sections that gave away more places than they have; anything but 0 is a fault.", ()),
    "invariants_broken": ("Things that break a promise, by rule, when the auditor looked last.", ("rule",)),
    "last_clean_verification_timestamp_seconds": ("When the auditor found nothing for the last time.", ()),
    "up": ("Whether a part answers.", ("part",)),
}
EXAMPLE = """\
# HELP drivesphere_oversold Sections that gave away more places than they have; anything but 0 is a fault.
# TYPE drivesphere_oversold gauge
drivesphere_oversold 0.0
"""

blp = PartnerBlueprint("metrics", __name__, speaks=[TICKETS], description="Figures of the installation.")


def _is_from_here() -> bool:
    """Whether a program of this machine asks, and not somebody else through a proxy on it."""
    try:
        is_near = ip_address(request.remote_addr or "").is_loopback
    except ValueError:
        return False
    return is_near and "X-Forwarded-For" not in request.headers


@blp.route("/metrics")
@partner_may(Scope.METRICS_READ, unless=_is_from_here)
@blp.response(200, {"type": "string"}, content_type="text/plain", example=EXAMPLE)
@blp.doc(operationId="getMetrics")
@refuses()
def get_metrics() -> Response:
    """Read the figures of the installation, as Prometheus wants them"""
    registry = CollectorRegistry()
    registry.register(_Exposition(figures.read()))
    return Response(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)


class _Exposition:
    """Figures in Prometheus' words."""

    def __init__(self, found: Figures) -> None:
        self._found = found

    def collect(self) -> Iterator[Metric]:
        for name, (text, labels) in COUNTERS.items():
            yield _filled(CounterMetricFamily(_full(name), text, labels=labels), labels, self._found.counted.get(name))
        for name, (text, labels) in HISTOGRAMS.items():
            yield _histogram(HistogramMetricFamily(_full(name), text, labels=labels), labels, name, self._found)
        for name, (text, labels) in GAUGES.items():
            yield _filled(GaugeMetricFamily(_full(name), text, labels=labels), labels, self._found.present.get(name))


def _full(name: str) -> str:
    return f"drivesphere_{name}"


def _filled(family: Any, labels: Sequence[str], samples: Samples | None) -> Metric:
    for known, value in samples or ():
        family.add_metric([known[label] for label in labels], value)
    return family


def _histogram(family: HistogramMetricFamily, labels: Sequence[str], name: str, found: Figures) -> Metric:
    """Counts were kept apart by bucket; Prometheus wants each with all those below it."""
    buckets: dict[tuple[str, ...], dict[str, float]] = {}
    for known, value in found.counted.get(f"{name}_bucket", ()):
        buckets.setdefault(tuple(known[label] for label in labels), {})[known["le"]] = value
    sums = {tuple(known[label] for label in labels): value for known, value in found.counted.get(f"{name}_sum", ())}
    for key, counts in buckets.items():
        family.add_metric(list(key), _cumulated(counts), sums.get(key, 0.0))
    return family


def _cumulated(counts: dict[str, float]) -> list[tuple[str, float]]:
    below, found = 0.0, []
    for bound in (*map(str, BOUNDS), ABOVE):
        below += counts.get(bound, 0.0)
        found.append((bound, below))
    return found
