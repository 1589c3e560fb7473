"""The concurrency lab over HTTP, where it is enabled; its page is the client's."""

from __future__ import annotations

from typing import Any

from bson import ObjectId
from flask import Flask, current_app

from drivesphere.api import limits, security
from drivesphere.api.blueprint import Blueprint
from drivesphere.api.errors import declares
from drivesphere.api.public import lab_schemas as shapes
from drivesphere.api.revalidation import revalidated
from drivesphere.api.schemas import paged
from drivesphere.config import Settings
from drivesphere.domain.errors import NotFound, Rejected, TooManyRequests, Unavailable
from drivesphere.services import lab
from drivesphere.services.sessions import Ticket
from drivesphere.shapes.schemas import PageArgs

ENABLED = "LAB_ENABLED"

blp = Blueprint("lab", __name__, url_prefix="/api/v1/lab", description="Simultaneous bookings, and who wins.")


def init_app(app: Flask, settings: Settings) -> None:
    """The routes are registered with all others, so that they are documented everywhere."""
    app.config[ENABLED] = settings.lab_enabled


@blp.before_request
def _only_where_enabled() -> None:
    if not current_app.config[ENABLED]:
        raise NotFound("There is no lab here.")


@blp.route("/concurrency-runs", methods=["POST"])
@limits.limit_lab
@blp.arguments(shapes.PlanSchema, example=shapes.PLAN)
@blp.response(201, shapes.RunSchema, example=shapes.RUN)
@blp.doc(operationId="createConcurrencyRun")
@declares(NotFound, Rejected, TooManyRequests, "lab_busy", Unavailable, "lab_unreachable")
def create_run(body: dict[str, Any]) -> Any:
    """Let rivals book one thing at one instant, over connections of their own, and count who won"""
    app = current_app._get_current_object()  # type: ignore[attr-defined]

    def sign(ticket: Ticket) -> str:
        with app.app_context():  # a run has a context of its own
            return security.access_token(ticket)

    return lab.run(lab.Plan(**body), sign)


@blp.route("/concurrency-runs")
@blp.arguments(PageArgs, location="query")
@blp.response(200, shapes.RunSummarySchema(many=True), example=[shapes.SUMMARY])
@blp.doc(operationId="listConcurrencyRuns")
@declares(NotFound, Unavailable)
def list_runs(args: dict[str, Any]) -> Any:
    """List the runs of the last 30 days, newest first"""
    return paged(*lab.page_of(page=args["page"], page_size=args["page_size"]), args)


@blp.route("/concurrency-runs/<id:run_id>")
@revalidated
@blp.response(200, shapes.RunSchema, example=shapes.RUN)
@blp.doc(operationId="getConcurrencyRun")
@declares(NotFound, Unavailable)
def get_run(run_id: ObjectId) -> Any:
    """Look at a run again"""
    return lab.find(run_id)
