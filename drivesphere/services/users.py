"""People as admins see them: found, given another role, kept out, let in again.

A token says the role, so whoever gets another one or is kept out loses all sessions in the same commit.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from bson import ObjectId

from drivesphere.domain.errors import Conflict, DriveSphereError, NotAllowed, NotFound
from drivesphere.domain.user import Role, State
from drivesphere.infra import mongo, revocations
from drivesphere.models import refresh_family, user
from drivesphere.services import audit, privileges

Record = dict[str, Any]
Change = Callable[[Any, Record], Sequence[Any]]
"""Changes a user, given as it was, and answers the sessions that end with it."""


def page_of(
    *, q: str | None, role: str | None, state: str | None, page: int, page_size: int
) -> tuple[list[Record], int]:
    """A page of users, newest first, and how many there are; `q` are beginnings of words in name and e-mail."""
    filters = ({"role": role} if role else {}) | ({"disabled": state == State.SUSPENDED} if state else {})
    with mongo.deadline():
        rows, total = user.page(filters, q, skip=(page - 1) * page_size, limit=page_size)
    return [shown(row) for row in rows], total


def find(user_id: ObjectId) -> Record:
    """The user as admins see it, with how many sessions are open; `NotFound` when there is none."""
    with mongo.deadline():
        return shown(_found(user_id)) | {"sessions": refresh_family.count_alive(user_id)}


def change_role(user_id: ObjectId, role: str, *, reason: str, actor: str) -> Record:
    """Give the user another role; repeating it is harmless. `Conflict` for the last admin, and for an account that
    nobody can sign in to: as an admin it would count as one, and be none. `NotAllowed` to make an admin of somebody
    whose address is not verified: whoever registered with it may be another person than its reader.
    """

    def change(session: Any, before: Record) -> Sequence[Any]:
        if role == Role.ADMIN and not before.get("password_hash"):
            raise Conflict("Nobody can sign in to this account.")
        if role == Role.ADMIN and not user.is_verified(before):
            raise NotAllowed("Nobody has shown yet to read the mail of this account.", code="email_not_verified")
        if role != Role.ADMIN:
            refuse_last_admin(session, before)
        if not user.set_role(session, user_id, role):
            return ()
        about = {"user_id": str(user_id), "before": before["role"], "after": role}
        audit.noted(session, "change_role", actor=actor, reason=reason, **about)
        return refresh_family.revoke_all(session, user_id, "role_changed")

    return _changed(user_id, "change_role", actor, change)


def suspend(user_id: ObjectId, *, reason: str, actor: str) -> Record:
    """Keep the user out from this second on; repeating it is harmless, the last admin stays."""

    def change(session: Any, before: Record) -> Sequence[Any]:
        refuse_last_admin(session, before)
        if user.disable(session, user_id):
            audit.noted(session, "suspend", actor=actor, reason=reason, user_id=str(user_id))
        return refresh_family.revoke_all(session, user_id, "suspended")

    return _changed(user_id, "suspend", actor, change)


def restore(user_id: ObjectId, *, reason: str, actor: str) -> Record:
    """Let the user in again, with the role of before and no session; repeating it is harmless."""

    def change(session: Any, _: Record) -> Sequence[Any]:
        if user.enable(session, user_id):
            audit.noted(session, "restore", actor=actor, reason=reason, user_id=str(user_id))
        return ()

    return _changed(user_id, "restore", actor, change)


def refuse_last_admin(session: Any, person: Record) -> None:
    """`Conflict` when `person` is the only admin who can sign in, in the transaction that would end that.

    It writes to all admins, so that two of them who remove each other at one moment do not both see the other.
    """
    if person["role"] == Role.ADMIN and not person["disabled"] and user.count_admins(session) < 2:
        raise Conflict("This is the last admin; make another one first.", code="last_admin")


def shown(person: Record) -> Record:
    """The user as admins see it: no password, no hash."""
    return {
        "id": person["_id"],
        "email": person["email"],
        "name": person["name"],
        "role": person["role"],
        "state": State.SUSPENDED if person["disabled"] else State.ACTIVE,
        "created_at": person.get("created_at") or person["_id"].generation_time,
        "last_login_at": person.get("last_login_at"),
    }


def _changed(user_id: ObjectId, action: str, actor: str, change: Change) -> Record:
    """The user after `change`; a refusal stands in the audit trail too."""

    def work(session: Any) -> Sequence[Any]:
        privileges.recheck(session, actor)
        return change(session, _found(user_id, session))

    try:
        ended = mongo.transaction(work)
    except DriveSphereError as refusal:
        audit.refused(action, actor, refusal, details={"user_id": str(user_id)})
        raise
    revocations.mark_ended(map(str, ended))
    return find(user_id)


def _found(user_id: ObjectId, session: Any = None) -> Record:
    found = user.find(user_id, session)
    if found is None:
        raise NotFound("There is no such user.")
    return found
