"""Keys of partners: giving them out, taking them back, and knowing one when it comes."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from bson import ObjectId

from drivesphere.domain import clock
from drivesphere.domain.errors import NotFound, Rejected, Unauthenticated
from drivesphere.domain.partner import Caller, Scope, is_partner_name
from drivesphere.infra import mongo
from drivesphere.models import api_key
from drivesphere.services import audit, privileges

Record = dict[str, Any]
KEY_BYTES = 32  # 256 bits: nobody guesses one, so a quick hash is enough
PREFIX_BYTES = 6  # tells keys apart in lists and logs; two alike would be refused by the index
USE_NOTED_EVERY = timedelta(minutes=10)  # finer would cost a write for each request
_KEY = re.compile(rf"dsk_([0-9a-f]{{{2 * PREFIX_BYTES}}})_[A-Za-z0-9_-]{{43}}", re.ASCII)


def issue(partner: str, scopes: Sequence[str], *, by: str) -> tuple[Record, str]:
    """A new key of `partner`, and the key itself, which nobody can look up again; `Rejected` names the field."""
    _refuse_bad_terms(partner, scopes)
    prefix = secrets.token_hex(PREFIX_BYTES)
    key = f"dsk_{prefix}_{secrets.token_urlsafe(KEY_BYTES)}"
    row = {
        "_id": ObjectId(),
        "prefix": prefix,
        "digest": _digest(key),
        "partner": partner,
        "scopes": sorted(set(scopes)),
        "created_by": by,
        "created_at": clock.now().replace(microsecond=0),
        "last_used_at": None,
        "revoked_at": None,
    }

    def work(session: Any) -> None:
        privileges.recheck(session, by)
        api_key.insert(session, row)
        audit.noted(session, "create_api_key", actor=by, partner=partner, prefix=prefix)

    mongo.transaction(work)
    return row, key


def revoke(key_id: ObjectId, *, by: str) -> None:
    """Let nobody in with the key from this moment on; `NotFound` for one that does not work already."""

    def work(session: Any) -> None:
        privileges.recheck(session, by)
        row = api_key.revoke(session, key_id)
        if row is None:
            raise NotFound("There is no such key that still works.")
        audit.noted(session, "revoke_api_key", actor=by, partner=row["partner"], prefix=row["prefix"])

    mongo.transaction(work)


def page_of(page: int, page_size: int) -> tuple[list[Record], int]:
    """A page of all keys, revoked ones too, newest first, and how many there are; never the keys themselves."""
    with mongo.deadline():
        return api_key.page(skip=(page - 1) * page_size, limit=page_size)


def identify(presented: str) -> Caller:
    """Whose key this is. `Unauthenticated` says the same of one that is wrong, revoked or no key at all."""
    found = _KEY.fullmatch(presented)
    with mongo.deadline():
        row = api_key.find(found[1]) if found else None
    if row is None or not hmac.compare_digest(row["digest"], _digest(presented)) or row["revoked_at"]:
        raise Unauthenticated("The API key is wrong or was revoked.")
    if _is_long_ago(row["last_used_at"]):
        with mongo.deadline():
            api_key.note_use(row["_id"], row["last_used_at"])
    return Caller(row["partner"], frozenset(row["scopes"]), row["_id"])


def _refuse_bad_terms(partner: str, scopes: Sequence[str]) -> None:
    if not is_partner_name(partner):
        message = "Must be 1 to 40 lower-case letters, digits and hyphens, and not `open`."
        raise Rejected(message, errors={"partner": [message]})
    if not scopes or not set(scopes) <= set(Scope):
        message = f"Must be some of {', '.join(Scope)}."
        raise Rejected(message, errors={"scopes": [message]})


def _digest(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()


def _is_long_ago(used_at: datetime | None) -> bool:
    return used_at is None or clock.now() - used_at > USE_NOTED_EVERY
