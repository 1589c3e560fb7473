"""What browsers report by themselves: how fast pages were for people, and what the content policy has stopped.

Nobody signs in for that, so nothing is believed: names come from short lists, everything else is counted as `other`,
and the number of counters stays within bounds whatever is sent. They are counted in `infra/tally`, as figures are.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from drivesphere.infra import tally

log = logging.getLogger(__name__)
Record = dict[str, Any]

VITAL, RATED, STOPPED = "web_vital", "web_vital_ratings", "csp_reports"
SCORES = ("CLS",)
TIMES = ("LCP", "INP", "TTFB", "FCP")
METRICS = (*TIMES, *SCORES)
RATINGS = ("good", "needs-improvement", "poor")
MS = 1_000
OTHER = "other"
SHARE = 0.75  # of all visits: what is called good must be so for three of four

_PATTERNS = """
/ /login /register /verify /forgot /reset /account /account/security /account/data /goodbye /help /terms /status /lab
/lab/:id /cars /cars/:id /events /events/:id /slots /slots/:id /time-slots /time-slots/:id /bookings /bookings/:id
/checkout/:id /checkout/:id/return /owner /owner/fleet/:id /owner/fleet/:id/new /owner/fleet/:id/:id
/owner/fleet/:id/:id/times /owner/fleet/:id/:id/price /owner/fleet/:id/:id/policy /owner/fleet/:id/:id/photos
/owner/fleet/:id/:id/visibility /owner/listings /owner/listings/:id /owner/cars /owner/cars/:id /owner/events
/owner/events/:id /owner/slots /owner/slots/:id /owner/time-slots /owner/time-slots/:id /owner/bookings
/owner/bookings/:id /owner/calendar /owner/earnings /owner/reports /admin /admin/money /admin/users /admin/users/:id
/admin/bookings /admin/bookings/:id /admin/audit /admin/system /admin/health /admin/invariants /admin/mismatches
/admin/mismatches/:id /admin/reconciliation /admin/payment-events /admin/payment-events/:id /admin/webhooks
/admin/revenue /admin/reports /admin/api-keys /admin/mails
"""
PAGES = frozenset(_PATTERNS.split())
"""The client's routes by their patterns, whatever it calls an argument; a new one is `other` until it stands here."""
_ARGUMENT = re.compile(r":\w+", re.ASCII)

DIRECTIVES = frozenset(
    (
        *("default-src", "script-src", "script-src-elem", "script-src-attr", "style-src", "style-src-elem"),
        *("style-src-attr", "img-src", "font-src", "connect-src", "media-src", "object-src", "frame-src", "child-src"),
        *("worker-src", "manifest-src", "base-uri", "form-action", "frame-ancestors"),
    )
)
MOST_AT_ONCE = 20  # reports of one page; a browser sends those of a minute together
LONGEST_LOGGED = 120


def note_vital(*, name: str, value: float, page: str, rating: str) -> None:
    """Count one measurement: milliseconds, or the score of a metric that is one, of a visit to a page."""
    pattern = _ARGUMENT.sub(":id", page)
    amount = value / MS if name in TIMES else value
    tally.observe(VITAL, amount, metric=name, page=pattern if pattern in PAGES else OTHER)
    tally.count(RATED, metric=name, rating=rating)


def vitals() -> list[Record]:
    """Per metric {metric, unit, count, p75}, of all visits since the counting began; raises one of `redis.Away`."""
    counted = tally.read()
    return [_vital(name, counted.get(f"{VITAL}_bucket", ())) for name in METRICS]


def _vital(name: str, samples: Iterable[tuple[Mapping[str, str], float]]) -> Record:
    counts = dict.fromkeys((*map(str, tally.BOUNDS), tally.ABOVE), 0.0)
    for labels, value in samples:
        if labels["metric"] == name:
            counts[labels["le"]] += value
    p75 = _quantile(list(counts.values()), SHARE)
    in_ms = None if p75 is None else round(p75 * MS)
    rounded = None if p75 is None else round(p75, 3)
    unit, shown = ("score", rounded) if name in SCORES else ("ms", in_ms)
    return {"metric": name, "unit": unit, "count": int(sum(counts.values())), "p75": shown}


def _quantile(counts: Sequence[float], share: float) -> float | None:
    """The value that `share` of all stay within, as if each bucket were filled evenly; None of nothing.

    Beyond the last bound nothing is known but that it is beyond: the bound itself is the answer then.
    """
    wanted, below, lower = share * sum(counts), 0.0, 0.0
    for count, upper in zip(counts, tally.BOUNDS, strict=False):
        if count and below + count >= wanted:
            return lower + (upper - lower) * (wanted - below) / count
        below, lower = below + count, upper
    return tally.BOUNDS[-1] if sum(counts) else None


def note_stopped(sent: Any) -> int:
    """Count what a content policy has stopped, in either form that browsers send, and log the first of it.

    The number of reports in `sent`; what is none counts as nothing.
    """
    found = list(_stopped(sent))[:MOST_AT_ONCE]
    for report in found:
        tally.count(STOPPED, directive=report["directive"])
    if found:
        log.warning("content policy stopped %s (%d reports at once)", found[0], len(found))
    return len(found)


def _stopped(sent: Any) -> Iterator[dict[str, str]]:
    for each in sent if isinstance(sent, list) else [sent]:
        body = (each.get("csp-report") or each.get("body")) if isinstance(each, dict) else None
        if isinstance(body, dict):
            yield _report(body)


def _report(body: Mapping[str, Any]) -> dict[str, str]:
    """Directive, what was stopped and where, cut to what a line may hold; older browsers call them otherwise."""
    named = _text(body, "effectiveDirective", "effective-directive", "violated-directive").partition(" ")[0]
    return {
        "directive": named if named in DIRECTIVES else OTHER,
        "stopped": _without_query(_text(body, "blockedURL", "blocked-uri")),
        "on": _without_query(_text(body, "documentURL", "document-uri")),
    }


def _text(body: Mapping[str, Any], *names: str) -> str:
    found = next((body[name] for name in names if name in body), "")
    return found if isinstance(found, str) else ""


def _without_query(address: str) -> str:
    """What stands behind `?` and `#` may be somebody's secret."""
    return re.split("[?#]", address, maxsplit=1)[0][:LONGEST_LOGGED]
