"""Where browsers report by themselves: how fast pages were, and what the content policy has stopped.

`navigator.sendBeacon` sends text as `text/plain`, and reports have media types of their own; nobody waits for answers.
"""

from __future__ import annotations

from typing import Any

import flask
from marshmallow import validate

from drivesphere.api import limits, strict_json
from drivesphere.api.blueprint import JSON, Blueprint, StrictParser
from drivesphere.api.errors import declares
from drivesphere.domain.errors import Malformed, Rejected, TooManyRequests
from drivesphere.services import browser_reports
from drivesphere.services.browser_reports import METRICS, RATINGS
from drivesphere.shapes.fields import Number, Text
from drivesphere.shapes.schemas import Strict

LONGEST_PAGE = 80
LONGEST_MS = 600_000  # ten minutes; whoever waited longer has left


class BeaconParser(StrictParser):
    """Takes JSON that is called text, too, as beacons call it: anything else would cost the page a preflight."""

    MEDIA_TYPES = (JSON, "text/plain")


class BeaconBlueprint(Blueprint):
    """A blueprint whose bodies may come by a beacon."""

    ARGUMENTS_PARSER = BeaconParser()


blp = BeaconBlueprint("browser_reports", __name__, url_prefix="/api/v1", description="What browsers report.")


class VitalSchema(Strict):
    """One measurement of one visit, as the library `web-vitals` takes it."""

    name = Text(required=True, validate=validate.OneOf(METRICS))
    value = Number(required=True, min=0, max=LONGEST_MS, metadata={"description": "Milliseconds; of CLS its score."})
    page = Text(
        required=True,
        max=LONGEST_PAGE,
        metadata={"description": "The pattern of the route, never the address. Unknown ones count as `other`."},
    )
    rating = Text(required=True, validate=validate.OneOf(RATINGS))


VITAL = {"name": "LCP", "value": 1480.5, "page": "/cars/:carId", "rating": "good"}


@blp.route("/rum", methods=["POST"])
@limits.limit_reports
@blp.arguments(VitalSchema, example=VITAL)
@blp.response(204)
@blp.doc(operationId="reportVital")
@declares(Rejected, TooManyRequests)
def report_vital(body: dict[str, Any]) -> None:
    """Report how fast a page was; as application/json, or as text/plain by a beacon"""
    browser_reports.note_vital(**body)


@blp.route("/csp-reports", methods=["POST"])
@limits.limit_reports
@blp.response(204)
@blp.doc(operationId="reportStopped")
@declares(Malformed, TooManyRequests)
def report_stopped() -> None:
    """Report what the content policy has stopped, in the form of `report-uri` or of `report-to`"""
    try:
        sent = strict_json.parse_any(flask.request.get_data(cache=False))
    except strict_json.NotJson as error:
        raise Malformed(str(error), errors=error.errors) from error
    browser_reports.note_stopped(sent)
