"""People, as admins find and change them. Nobody sets somebody else's password."""

from __future__ import annotations

from typing import Any

import marshmallow as ma
from bson import ObjectId
from marshmallow import validate

from drivesphere.api.blueprint import Blueprint
from drivesphere.api.errors import declares
from drivesphere.api.schemas import paged
from drivesphere.api.security import acting_user, signed_in
from drivesphere.domain import errors
from drivesphere.domain.user import Role, State
from drivesphere.domain.words import LONGEST_TYPED
from drivesphere.services import users
from drivesphere.shapes.fields import Id, Instant, Prose, Text, Whole
from drivesphere.shapes.schemas import PageArgs, Shown, Strict

LONGEST_REASON = 500

blp = Blueprint("admin_users", __name__, url_prefix="/api/v1/admin", description="People: roles, and who may sign in.")


def _role(**kwargs: Any) -> ma.fields.String:
    return ma.fields.String(validate=validate.OneOf([role.value for role in Role]), **kwargs)


def _state() -> ma.fields.String:
    return ma.fields.String(validate=validate.OneOf([state.value for state in State]))


class UserListArgs(PageArgs):
    """Which users."""

    q = Text(max=LONGEST_TYPED, metadata={"description": "Beginnings of words in name and e-mail, in any order."})
    role = _role()
    state = _state()


class ReasonSchema(Strict):
    """Why; it stands in the audit trail."""

    reason = Prose(required=True, min=1, max=LONGEST_REASON)


class NewRoleSchema(ReasonSchema):
    """Another role, and why."""

    role = _role(required=True)


class PersonSchema(Shown):
    """Somebody with an account."""

    id = Id()
    email = Text()
    name = Text()
    role = _role()
    state = _state()
    created_at = Instant()
    last_login_at = Instant(allow_none=True)


class PersonInDetailSchema(PersonSchema):
    """Somebody with an account, and whether they are here."""

    sessions = Whole(metadata={"description": "How many are open."})


ADA = {
    "id": "665f1c2a9d3e4b5a6c7d8e9f",
    "email": "ada@example.com",
    "name": "Ada",
    "role": Role.CLIENT.value,
    "state": State.ACTIVE.value,
    "created_at": "2026-11-21T12:00:00Z",
    "last_login_at": "2026-11-25T08:30:00Z",
}
BECAUSE = {"reason": "Three chargebacks in a week."}


@blp.route("/users")
@signed_in("admin")
@blp.arguments(UserListArgs, location="query")
@blp.response(200, PersonSchema(many=True), example=[ADA])
@blp.doc(operationId="listUsers")
@declares(errors.Rejected, errors.Unavailable)
def list_users(args: dict[str, Any]) -> Any:
    """Find people by name, e-mail, role and state, newest first"""
    wanted = {name: args.get(name) for name in ("q", "role", "state")}
    return paged(*users.page_of(**wanted, page=args["page"], page_size=args["page_size"]), args)


@blp.route("/users/<id:user_id>")
@signed_in("admin")
@blp.response(200, PersonInDetailSchema, example={**ADA, "sessions": 2})
@blp.doc(operationId="getUser")
@declares(errors.NotFound, errors.Unavailable)
def get_user(user_id: ObjectId) -> Any:
    """Look at one person"""
    return users.find(user_id)


@blp.route("/users/<id:user_id>", methods=["PATCH"])
@signed_in("admin")
@blp.arguments(NewRoleSchema, example={"role": Role.OWNER.value, "reason": "Has cars to let."})
@blp.response(200, PersonInDetailSchema, example={**ADA, "role": Role.OWNER.value, "sessions": 0})
@blp.doc(operationId="changeRole")
@declares(errors.NotFound, errors.Conflict, "last_admin", "email_not_verified", errors.Rejected, errors.Unavailable)
def change_role(body: dict[str, Any], user_id: ObjectId) -> Any:
    """Give somebody another role; all their sessions end"""
    return users.change_role(user_id, **body, actor=acting_user())


@blp.route("/users/<id:user_id>/suspend", methods=["POST"])
@signed_in("admin")
@blp.arguments(ReasonSchema, example=BECAUSE)
@blp.response(200, PersonInDetailSchema, example={**ADA, "state": State.SUSPENDED.value, "sessions": 0})
@blp.doc(operationId="suspendUser")
@declares(errors.NotFound, "last_admin", errors.Rejected, errors.Unavailable)
def suspend_user(body: dict[str, Any], user_id: ObjectId) -> Any:
    """Keep somebody out, on every server within a second"""
    return users.suspend(user_id, **body, actor=acting_user())


@blp.route("/users/<id:user_id>/restore", methods=["POST"])
@signed_in("admin")
@blp.arguments(ReasonSchema, example={"reason": "It was a mistake of the bank."})
@blp.response(200, PersonInDetailSchema, example={**ADA, "sessions": 0})
@blp.doc(operationId="restoreUser")
@declares(errors.NotFound, errors.Rejected, errors.Unavailable)
def restore_user(body: dict[str, Any], user_id: ObjectId) -> Any:
    """Let somebody in again who was suspended"""
    return users.restore(user_id, **body, actor=acting_user())
