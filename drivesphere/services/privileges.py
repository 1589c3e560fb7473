"""What only admins may do is checked again in the transaction that does it.

A token says who somebody was when the request came in. Between that and the commit the role may be gone.
"""

from __future__ import annotations

from typing import Any

from bson import ObjectId

from drivesphere.domain.errors import NotAllowed
from drivesphere.domain.user import Role
from drivesphere.models import user


def recheck(session: Any, actor: str) -> None:
    """`NotAllowed` when `actor` is `admin:<id>` and that user is no admin any more; all others pass.

    Stands first in the transaction. It writes, so where one commit takes the role and another one uses it at the same
    moment, one of them comes first.
    """
    role, _, user_id = actor.partition(":")
    if role == Role.ADMIN and not user.confirm_role(session, ObjectId(user_id), role):
        raise NotAllowed("Your account is no admin's any more.")
