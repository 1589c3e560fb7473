"""The concurrency lab over HTTP, and its page; where it is not enabled there is neither."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import flask
from bson import ObjectId
from flask import Flask, Response, current_app, render_template

from drivesphere.api import limits, security
from drivesphere.api.blueprint import Blueprint
from drivesphere.api.errors import declares
from drivesphere.api.public import lab_schemas as shapes
from drivesphere.api.revalidation import revalidated
from drivesphere.api.schemas import paged
from drivesphere.config import Settings
from drivesphere.domain.errors import NotFound, Rejected, TooManyRequests, Unavailable
from drivesphere.kinds import registry
from drivesphere.services import lab
from drivesphere.services.lab import staging
from drivesphere.services.sessions import Ticket
from drivesphere.shapes.schemas import PageArgs

ASSETS = Path(__file__).parents[1] / "lab_assets"
ENABLED = "LAB_ENABLED"

blp = Blueprint("lab", __name__, url_prefix="/api/v1/lab", description="Simultaneous bookings, and who wins.")
pages = flask.Blueprint("lab_page", __name__, url_prefix="/lab")


def init_app(app: Flask, settings: Settings) -> None:
    """The page; the routes of the API are registered with all others, so that they are documented everywhere."""
    app.config[ENABLED] = settings.lab_enabled
    app.register_blueprint(pages)


@blp.before_request
@pages.before_request
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


@pages.get("")
def page() -> str:
    kinds = [{"name": kind.name, "takes_capacity": staging.takes_capacity(kind)} for kind in registry().values()]
    return render_template("lab.html", kinds=kinds, scenarios=staging.SCENARIOS, bounds=staging)


@pages.get("/assets/<name>")
def asset(name: str) -> Response:
    return flask.send_from_directory(ASSETS, name)
