"""What people do with their own account while signed in: name, password, sessions."""

from __future__ import annotations

from typing import Any

from bson import ObjectId

from drivesphere.domain.errors import Conflict, NotFound, Rejected
from drivesphere.domain.user import Actor
from drivesphere.infra import mongo, revocations
from drivesphere.models import listing_owner, refresh_family, user
from drivesphere.services import accounts, audit, outbox, passwords, proofs

Record = dict[str, Any]


def rename(actor: Actor, name: str) -> Record:
    """The user under another name, which an owner's listings show too; `Rejected` names it when it is none."""
    tidy = accounts.tidy_name(name)

    def work(session: Any) -> Record | None:
        before = user.find(actor.id, session)
        if before is None:
            return None
        listing_owner.rename(session, actor.id, tidy)
        audit.noted(session, "rename", actor=actor.word, user_id=str(actor.id))
        return user.update_person(session, actor.id, {"name": tidy, "email": before["email"]})

    after = mongo.transaction(work)
    if after is None:
        raise NotFound("There is no such user.")
    return after


def change_password(actor: Actor, current: str, new: str) -> None:
    """Replace the password and end all other sessions; `Rejected` names `current` or `new`."""
    person = confirmed(actor, current, "current")
    passwords.check(new, passwords.personal(person), field="new")
    stored = passwords.hashed(new)

    def work(session: Any) -> list[Any]:
        if not user.set_password(session, actor.id, stored, instead_of=person["password_hash"]):
            raise Conflict("The password was changed at this very moment.")
        return proofs.end_everything(session, actor.id, "change_password", actor=actor.word, but=actor.family_id)

    revocations.mark_ended(map(str, mongo.transaction(work)))
    outbox.wake()


def confirmed(actor: Actor, password: str, field: str) -> Record:
    """The user, who has just shown to know the password; `Rejected` names `field` otherwise."""
    person = accounts.find(actor.id)
    if not passwords.fits(password, person.get("password_hash")):
        raise Rejected("That is not your password.", errors={field: ["Not your password."]})
    return person


def sessions_of(actor: Actor, *, page: int, page_size: int) -> tuple[list[Record], int]:
    """A page of the user's open sessions, the one used last first, and how many there are."""
    with mongo.deadline():
        rows, total = refresh_family.page(actor.id, skip=(page - 1) * page_size, limit=page_size)
    return [session(row, actor) for row in rows], total


def end_session(actor: Actor, session_id: ObjectId) -> None:
    """End one of the user's open sessions, everywhere within a second; another's is `NotFound`."""
    with mongo.deadline():
        ended = refresh_family.revoke(session_id, "ended", user_id=actor.id)
    if not ended:
        raise NotFound("There is no such session.")
    revocations.mark_ended([str(session_id)])


def end_other_sessions(actor: Actor) -> None:
    """End all of the user's sessions but this one."""
    ended = mongo.transaction(lambda s: refresh_family.revoke_all(s, actor.id, "ended", but=actor.family_id))
    revocations.mark_ended(map(str, ended))


def session(row: Record, actor: Actor) -> Record:
    """Times to the minute: finer ones would only tell how often a browser asks for new tokens."""
    return {
        "id": row["_id"],
        "device": row.get("device"),
        "address": row.get("address"),
        "created_at": row["created_at"].replace(second=0, microsecond=0),
        "last_used_at": row["rotated_at"].replace(second=0, microsecond=0),
        "is_current": row["_id"] == actor.family_id,
    }
