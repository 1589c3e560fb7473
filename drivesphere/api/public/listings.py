"""Finding a listing of any kind: the list, the page of one; where the kind has them a map, its calendar and its price.

The routes, shapes and texts come from the kind's own record, so a new kind needs nothing here.
"""

from __future__ import annotations

from typing import Any

from bson import ObjectId
from flask import Response

from drivesphere.api.blueprint import JSON, Blueprint, operation, summarised
from drivesphere.api.errors import declares
from drivesphere.api.revalidation import revalidated
from drivesphere.api.schemas import paged
from drivesphere.domain import errors
from drivesphere.domain.kind import Kind, View
from drivesphere.kinds import registry
from drivesphere.services import availability, listings, places


def blueprint(kind: Kind) -> Blueprint:
    """The public views of one kind."""
    blp = Blueprint(kind.name, __name__, url_prefix="/api/v1", description=kind.about)
    _offer_list(blp, kind, kind.views.find)
    if kind.views.map:
        _offer_map(blp, kind, kind.views.map)
    _offer_detail(blp, kind, kind.views.look)
    if kind.calendar:
        _offer_calendar(blp, kind, kind.calendar.view)
    if kind.views.quote:
        _offer_quote(blp, kind, kind.views.quote)
    return blp


def _offer_list(blp: Blueprint, kind: Kind, view: View) -> None:
    @blp.route(f"/{kind.path}")
    @blp.arguments(view.takes, location="query")
    @blp.response(200, view.gives(many=True), example=[view.example])
    @blp.doc(operationId=operation("list", kind.name))
    @declares(errors.Rejected, *view.refusals, errors.Unavailable)
    @summarised(view.summary)
    def list_listings(args: dict[str, Any]) -> Any:
        rows, headers = paged(*listings.search(kind, args), args)
        # The rows are JSON already; to read them and bring them through the schema would take longer than all the rest.
        return Response(rows, mimetype=JSON), headers


def _offer_map(blp: Blueprint, kind: Kind, view: View) -> None:
    @blp.route(f"/{kind.path}/map")
    @blp.arguments(view.takes, location="query")
    @blp.response(200, view.gives, example=view.example)
    @blp.doc(operationId=operation("map", kind.name))
    @declares(errors.Rejected, *view.refusals, errors.Unavailable)
    @summarised(view.summary)
    def map_listings(args: dict[str, Any]) -> Any:
        return places.on_map(kind, args)


def _offer_detail(blp: Blueprint, kind: Kind, view: View) -> None:
    @blp.route(_own_path(kind))
    @revalidated
    @blp.arguments(view.takes, location="query")
    @blp.response(200, view.gives, example=view.example)
    @blp.doc(operationId=operation("get", kind.noun))
    @declares(errors.NotFound, errors.Rejected, *view.refusals, errors.Unavailable)
    @summarised(view.summary)
    def get_listing(args: dict[str, Any], **path: ObjectId) -> Any:
        return listings.detail(kind, path[kind.id_argument], args)


def _offer_calendar(blp: Blueprint, kind: Kind, view: View) -> None:
    @blp.route(f"{_own_path(kind)}/availability")
    @revalidated
    @blp.arguments(view.takes, location="query")
    @blp.response(200, view.gives, example=view.example)
    @blp.doc(operationId=operation("get", kind.noun, "Availability"))
    @declares(errors.NotFound, errors.Rejected, *view.refusals, errors.Unavailable)
    @summarised(view.summary)
    def get_availability(args: dict[str, Any], **path: ObjectId) -> Any:
        return availability.calendar(kind, path[kind.id_argument], args)


def _offer_quote(blp: Blueprint, kind: Kind, view: View) -> None:
    @blp.route(f"{_own_path(kind)}/quote")
    @blp.arguments(view.takes, location="query")
    @blp.response(200, view.gives, example=view.example)
    @blp.doc(operationId=operation("get", kind.noun, "Quote"))
    @declares(errors.NotFound, errors.Rejected, *view.refusals, "total_too_low", "total_too_high", errors.Unavailable)
    @summarised(view.summary)
    def get_quote(args: dict[str, Any], **path: ObjectId) -> Any:
        return availability.quote(kind, path[kind.id_argument], args)


def _own_path(kind: Kind) -> str:
    return f"/{kind.path}/<id:{kind.id_argument}>"


blueprints = [blueprint(kind) for kind in registry().values()]
