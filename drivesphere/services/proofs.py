"""Mails whose link proves that its reader owns the address: to verify it, and to choose a new password.

What waits in the outbox is a random seed. The token is made of it and of the installation's secret when the mail is
sent, and the database keeps its hash alone: whoever reads outbox or tokens can open no account.
"""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime
from typing import Any

from bson import ObjectId

from drivesphere.domain.errors import Rejected
from drivesphere.domain.user import comparable
from drivesphere.infra import mongo, revocations, seal
from drivesphere.models import account_token as tokens
from drivesphere.models import refresh_family, user
from drivesphere.services import audit, outbox, passwords
from drivesphere.services.outbox import Effect

Record = dict[str, Any]
SEED_BYTES = 16
VERIFY, RESET = "verify_email", "reset_password"
"""What a token is for, which is also the name of its mail."""
PAGES = {VERIFY: "/verify", RESET: "/reset"}
"""The client's pages that take the tokens, in the part of the address that no browser sends to a server."""


def ask_to_verify(session: Any, person: Record) -> None:
    """Write to a new user in the transaction that makes the account."""
    _write(session, VERIFY, person["_id"])


def ask_again(user_id: ObjectId) -> None:
    """Write once more to a user who has not verified the address yet."""

    def work(session: Any) -> None:
        person = user.find(user_id, session)
        if person and not user.is_verified(person):
            _write(session, VERIFY, user_id)

    mongo.transaction(work)
    outbox.wake()


def ask_to_reset(email: str) -> None:
    """Write to the account of this address, if there is one. What is done here, and how long it takes, is the same
    whether there is one or not; the worker finds out whether there is anybody to write to.
    """
    with mongo.deadline():
        found = user.find_by_email(comparable(email)) or {}
    mongo.transaction(lambda session: _write(session, RESET, found.get("_id")))
    outbox.wake()


def _write(session: Any, template: str, user_id: ObjectId | None) -> None:
    seed = secrets.token_hex(SEED_BYTES)
    outbox.add_for_account(session, user_id, Effect.MAIL, f"{template}:{seed}", template=template, seed=seed)


def page_of(template: str, seed: str, user_id: ObjectId, asked_at: datetime) -> str | None:
    """The page that a mail's link leads to, with a token that is good from now on, and no earlier one any more.

    None for a mail that another one has overtaken, which was asked for later.
    """
    token = seal.token(template, seed)
    if not tokens.become_newest(_digest(token), template, user_id, asked_at):
        return None
    tokens.hand_out(_digest(token), template, user_id)
    return f"{PAGES[template]}#token={token}"


def verify(token: str) -> None:
    """The address is that of the account's user; `Rejected` when the token is no good."""
    known = _found(token, VERIFY)

    def work(session: Any) -> None:
        _use_up(session, token, VERIFY)
        if user.verify(session, known["user_id"]):
            audit.noted(session, "verify_email", actor="mail", user_id=str(known["user_id"]))

    mongo.transaction(work)


def reset(token: str, password: str) -> None:
    """Set a new password and end all sessions; `Rejected` names `token` or `password`, which leaves the token good."""
    known = _found(token, RESET)
    with mongo.deadline():
        person = user.find(known["user_id"])
    if person is None or person["disabled"]:
        raise _no_good()
    passwords.check(password, passwords.personal(person))
    stored = passwords.hashed(password)

    def work(session: Any) -> list[Any]:
        _use_up(session, token, RESET)
        user.set_password(session, person["_id"], stored)
        user.verify(session, person["_id"])  # whoever reads the mail has the address
        return end_everything(session, person["_id"], "reset_password", actor="mail")

    revocations.mark_ended(map(str, mongo.transaction(work)))
    outbox.wake()


def end_everything(session: Any, user_id: ObjectId, action: str, *, actor: str, but: Any = None) -> list[Any]:
    """What a new password brings with it: tokens void, sessions ended save `but`, a mail that tells of it.

    Answers the ended sessions, which are to be marked after the commit.
    """
    tokens.void(session, user_id)
    audit.noted(session, action, actor=actor, user_id=str(user_id))
    outbox.add_for_account(session, user_id, Effect.MAIL, f"password_changed:{ObjectId()}", template="password_changed")
    return list(refresh_family.revoke_all(session, user_id, "new_password", but=but))


def _found(token: str, purpose: str) -> Record:
    with mongo.deadline():
        found = tokens.find(_digest(token), purpose)
    if found is None:
        raise _no_good()
    return found


def _use_up(session: Any, token: str, purpose: str) -> None:
    if not tokens.use_up(session, _digest(token), purpose):
        raise _no_good()


def _no_good() -> Rejected:
    why = "Unknown, used, too old, or of an earlier mail. Take the newest mail, or ask for a new one."
    return Rejected("The link is no good any more.", code="token_no_good", errors={"token": [why]})


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
