"""Accounts: making them, and signing in to them. What admins do with them stands in `users`."""

from __future__ import annotations

from typing import Any

from email_validator import EmailNotValidError, validate_email

from drivesphere.domain import clock
from drivesphere.domain.errors import EmailTaken, NotAllowed, NotFound, Rejected, Unauthenticated
from drivesphere.domain.user import REGISTRABLE, Role, Seen, comparable, looks_like_another
from drivesphere.domain.words import holds_address, is_seen
from drivesphere.infra import mongo
from drivesphere.models import user
from drivesphere.services import audit, outbox, passwords, proofs, sessions
from drivesphere.services.sessions import Ticket

Record = dict[str, Any]
LONGEST_NAME = 100


def register(*, email: str, name: str, password: str, role: str) -> Record:
    """Open an account for a client or an owner. `Rejected` names the field; `EmailTaken` if there is one."""
    if role not in REGISTRABLE:
        raise Rejected("Choose one of the roles.", errors={"role": ["Must be client or owner."]})
    return _open(email, name, password, Role(role))


def create_admin(*, email: str, name: str, password: str) -> Record:
    """Open an account that may do everything; only the command line calls this."""
    return _open(email, name, password, Role.ADMIN)


def log_in(*, email: str, password: str, seen: Seen | None = None) -> Ticket:
    """Begin a session. `Unauthenticated` says the same, after the same time, whatever was wrong."""
    with mongo.deadline():
        found = user.find_by_email(comparable(email)) or {}
    stored = found.get("password_hash")
    if not passwords.fits(password, stored) or found["disabled"]:
        raise _unknown()
    if passwords.is_outdated(str(stored)):
        user.replace_hash(found["_id"], str(stored), passwords.hashed(password))
    ticket = sessions.start(found, seen)
    if ticket is None:
        raise _unknown()
    return ticket


def find(user_id: Any) -> Record:
    """The user; `NotFound` when there is none."""
    with mongo.deadline():
        found = user.find(user_id)
    if found is None:
        raise NotFound("There is no such user.")
    return found


def public(record: Record) -> Record:
    """What the API shows of a user, and nothing else."""
    shown = {"id": record["_id"], "email": record["email"], "name": record["name"], "role": record["role"]}
    return shown | {"email_verified": user.is_verified(record)}


def refuse_unverified(user_id: Any) -> None:
    """`NotAllowed` until the user has shown to read the mail of the account: others rely on who publishes."""
    refuse_without_proof(find(user_id))


def refuse_without_proof(person: Record) -> None:
    """The same of a user who has been looked up."""
    if not user.is_verified(person):
        raise NotAllowed("Follow the link in our mail first; you can ask for it again.", code="email_not_verified")


def _open(email: str, name: str, password: str, role: Role) -> Record:
    person = identity(email=email, name=name) | {"role": role.value, "created_at": clock.now()}
    passwords.check(password, passwords.personal(person))
    # Hashed before anybody looks whether the address is taken: a taken one takes as long.
    person |= {"password_hash": passwords.hashed(password), "email_verified": role is Role.ADMIN}

    def work(session: Any) -> Record:
        made = user.insert(session, person)
        if role is Role.ADMIN:
            audit.noted(session, "create_admin", actor="command line", user_id=str(made["_id"]))
        else:
            proofs.ask_to_verify(session, made)
        return made

    try:
        made = mongo.transaction(work)
    except mongo.AlreadyWritten:
        raise EmailTaken("There is an account with this e-mail address.") from None
    outbox.wake()
    return made


def identity(*, email: str, name: str) -> Record:
    """The checked and tidied `email`, `email_key` and `name`; `Rejected` names the one that is wrong."""
    tidy = tidy_name(name)
    try:
        address = validate_email(email.strip(), check_deliverability=False).normalized
    except EmailNotValidError as error:
        raise Rejected("Not an e-mail address.", errors={"email": [str(error)]}) from None
    if looks_like_another(address):
        raise Rejected("Not an e-mail address.", errors={"email": ["Mixes letters of alphabets that look alike."]})
    return {"email": address, "email_key": comparable(address), "name": tidy}


def tidy_name(name: str) -> str:
    """The name without spaces that say nothing; `Rejected` when nothing is left to see, or too much.

    An address of a page is no name: it is shown to others, whose programs make a link of it.
    """
    tidy = " ".join(name.split())
    if not 0 < len(tidy) <= LONGEST_NAME:
        raise _no_name(f"Must have 1 to {LONGEST_NAME} characters.")
    if not is_seen(tidy):
        raise _no_name("Must have something that can be seen.")
    if holds_address(tidy):
        raise _no_name("Must not hold the address of a page.")
    return tidy


def _no_name(reason: str) -> Rejected:
    return Rejected("Tell us a name.", errors={"name": [reason]})


def _unknown() -> Unauthenticated:
    return Unauthenticated("E-mail or password is wrong.")
