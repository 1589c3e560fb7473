"""What owners do with their listings: put up, look, edit, publish, pause, retire.

The routes, shapes and texts come from the kinds' own records, so a new kind needs nothing here.
"""

from __future__ import annotations

from typing import Any

import marshmallow as ma
from bson import ObjectId

from drivesphere.api.blueprint import Blueprint, operation, summarised
from drivesphere.api.errors import codes, declares
from drivesphere.api.etags import ETAG, for_version, for_version_if_any, tagged
from drivesphere.api.idempotent import idempotent, repeated
from drivesphere.api.owner import bulk, fleet_files
from drivesphere.api.schemas import paged
from drivesphere.api.security import current_user, signed_in
from drivesphere.domain import errors
from drivesphere.domain.idempotency import Attempt
from drivesphere.domain.kind import Kind
from drivesphere.kinds import registry
from drivesphere.models.listing import OWN_SORTS, PAUSED, PUBLISHED, RETIRED, VISIBILITIES
from drivesphere.services import own_listings
from drivesphere.services.editing import Edition
from drivesphere.shapes.fields import Flag, Text, Whole
from drivesphere.shapes.schemas import PageArgs

Body = dict[str, Any]
ACTS = {"publish": PUBLISHED, "pause": PAUSED, "retire": RETIRED}
NEEDS = {"publish": ["email_not_verified"]}
"""What an act may be refused for beside what all are."""
SUMMARIES = {
    "publish": "Let everybody find and book it",
    "pause": "Hide it for a while; what is booked stays booked",
    "retire": "Take it down for good; what is booked stays booked",
}
HOW_IT_STANDS = {
    "visibility": Text(validate=ma.validate.OneOf(VISIBILITIES)),
    "version": Whole(metadata={"description": "Raised by every edit; also in `ETag`."}),
    "own_key": Text(allow_none=True, metadata={"description": "Your own for it, where it came with a file of yours."}),
}
EXAMPLE = {"visibility": PAUSED, "version": 1, "own_key": None}


class OwnListingArgs(bulk.OwnFilterSchema, PageArgs):
    """Which of one's listings, and in which order."""

    sort = Text(load_default="newest", validate=ma.validate.OneOf(list(OWN_SORTS)))


class Fleet:
    """The views of one kind, and what they have in common."""

    def __init__(self, kind: Kind) -> None:
        self.kind = kind
        self.path = f"/{kind.path}"
        self.one = f"/{kind.path}/<id:{kind.id_argument}>"
        self.example = kind.views.look.example | EXAMPLE
        self.shown = kind.views.look.gives.from_dict(HOW_IT_STANDS, name=f"Own{operation('', kind.noun)}Schema")
        self.blp = Blueprint(
            f"owner_{kind.name}", __name__, url_prefix="/api/v1/owner", description=f"An owner's {kind.path}."
        )

    def id_of(self, path: dict[str, ObjectId]) -> ObjectId:
        return path[self.kind.id_argument]


def blueprint(kind: Kind) -> Blueprint:
    """The owner's views of one kind."""
    fleet = Fleet(kind)
    _offer_list(fleet)
    _offer_creation(fleet)
    _offer_look(fleet)
    _offer_edit(fleet)
    for act in ACTS:
        _offer_act(fleet, act)
    bulk.offer(fleet.blp, kind)
    if kind.fleet_file:
        fleet_files.offer(fleet.blp, kind, kind.fleet_file)
    return fleet.blp


def _offer_list(fleet: Fleet) -> None:
    @fleet.blp.route(fleet.path)
    @signed_in("owner")
    @fleet.blp.arguments(OwnListingArgs, location="query")
    @fleet.blp.response(200, fleet.shown(many=True), example=[fleet.example])
    @fleet.blp.doc(operationId=operation("listOwn", fleet.kind.name))
    @declares(errors.Rejected, errors.Unavailable)
    @summarised("List your own, also those that nobody else sees")
    def list_own(args: Body) -> Any:
        return paged(*own_listings.page_of(fleet.kind, current_user().id, args), args)


def _offer_creation(fleet: Fleet) -> None:
    kind = fleet.kind
    states = kind.editing.states.from_dict(
        {
            "publish": Flag(
                load_default=False, metadata={"optional": True, "description": "At once; else it is a draft."}
            )
        },
        name=f"New{operation('', kind.noun)}Schema",
    )

    @fleet.blp.route(fleet.path, methods=["POST"])
    @signed_in("owner")
    @fleet.blp.arguments(states, example=kind.editing.asked)
    @fleet.blp.response(201, fleet.shown, example=fleet.example, headers=ETAG)
    @fleet.blp.doc(operationId=operation("create", kind.noun))
    @declares("email_not_verified", errors.Rejected, errors.KeyReused, errors.Unavailable)
    @idempotent
    @summarised("Put up a new one; nobody else sees it before it is published")
    def create(body: Body, attempt: Attempt) -> Any:
        is_published = body.pop("publish")
        made = own_listings.create(kind, current_user().id, body, attempt, is_published=is_published)
        shown, tag = _tagged(made.body)
        return shown, tag | repeated(made) | {"Location": f"/api/v1/owner{fleet.path}/{shown['id']}"}


def _offer_look(fleet: Fleet) -> None:
    @fleet.blp.route(fleet.one)
    @signed_in("owner")
    @fleet.blp.response(200, fleet.shown, example=fleet.example, headers=ETAG)
    @fleet.blp.doc(operationId=operation("getOwn", fleet.kind.noun))
    @declares(errors.NotFound, errors.Unavailable)
    @summarised("Look at one of your own, whoever else can see it")
    def get_own(**path: ObjectId) -> Any:
        return _tagged(own_listings.find(fleet.kind, current_user().id, fleet.id_of(path)))


def _offer_edit(fleet: Fleet) -> None:
    kind = fleet.kind
    refusals = codes(bad.code for bad in kind.editing.bad_edits)

    @fleet.blp.route(fleet.one, methods=["PATCH"])
    @signed_in("owner")
    @fleet.blp.arguments(kind.editing.changes, example=kind.editing.edited)
    @fleet.blp.response(200, fleet.shown, example=fleet.example | {"version": 2}, headers=ETAG)
    @fleet.blp.doc(operationId=operation("edit", kind.noun))
    @declares(errors.NotFound, errors.InUse, errors.Retired, errors.Rejected, *refusals, errors.Unavailable)
    @for_version
    @summarised("Change what you state, unless somebody else has since; bookings keep what they were made with")
    def edit(body: Body, version: int, **path: ObjectId) -> Any:
        return _tagged(own_listings.change(Edition(kind, fleet.id_of(path), current_user().id, version), body))


def _offer_act(fleet: Fleet, act: str) -> None:
    @fleet.blp.route(f"{fleet.one}/{act}", methods=["POST"], endpoint=act)
    @signed_in("owner")
    @fleet.blp.response(200, fleet.shown, example=fleet.example | {"version": 2, "visibility": ACTS[act]}, headers=ETAG)
    @fleet.blp.doc(operationId=operation(act, fleet.kind.noun))
    @declares(*NEEDS.get(act, ()), errors.NotFound, errors.Retired, errors.SalesStopped, errors.Unavailable)
    @for_version_if_any
    @summarised(SUMMARIES[act])
    def show(version: int | None, **path: ObjectId) -> Any:
        edition = Edition(fleet.kind, fleet.id_of(path), current_user().id, version)
        return _tagged(own_listings.show(edition, ACTS[act]))


def _tagged(shown: Body) -> tuple[Body, dict[str, str]]:
    return tagged(shown, shown["version"])


blueprints = [blueprint(kind) for kind in registry().values()]
