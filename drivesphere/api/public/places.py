"""Where listings are to be had, for kinds that can tell."""

from __future__ import annotations

from typing import Any

from drivesphere.api.blueprint import Blueprint, summarised
from drivesphere.api.errors import declares
from drivesphere.domain import errors
from drivesphere.domain.kind import Kind, View
from drivesphere.kinds import registry
from drivesphere.services import places

KINDS = {name: (kind, kind.views.places) for name, kind in registry().items() if kind.views.places}

blp = Blueprint("places", __name__, url_prefix="/api/v1", description=f"Cities with {', '.join(KINDS)}.")


def _offer(kind: Kind, view: View) -> None:
    @blp.route(view.path, endpoint=f"list_places_of_{kind.name}")
    @blp.arguments(view.takes, location="query")
    @blp.response(200, view.gives(many=True), example=[view.example])
    @blp.doc(operationId="listPlaces")
    @declares(errors.Rejected, *view.refusals, errors.Unavailable)
    @summarised(view.summary)
    def list_places(args: dict[str, Any]) -> Any:
        return places.places(kind.name, args["q"])


for each in KINDS.values():
    _offer(*each)
