"""The people of a fresh installation: Ada rents, Omar owns cars in Seattle, Iris looks after it all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from drivesphere.config import Settings, SettingsError
from drivesphere.domain import clock
from drivesphere.domain.user import Role, comparable
from drivesphere.infra import mongo
from drivesphere.models import listing_owner, user
from drivesphere.services import passwords
from drivesphere.services.accounts import identity

Record = dict[str, Any]
DOMAIN = "demo.drivesphere.example"
PEOPLE = ((Role.CLIENT, "Ada"), (Role.OWNER, "Omar"), (Role.ADMIN, "Iris"))
CITY = "Seattle"


@dataclass(frozen=True, slots=True)
class Login:
    """One demo account."""

    role: str
    name: str
    email: str
    password: str = field(repr=False)


def seed(logins: Sequence[Mapping[str, str]], *, settings: Settings | None = None) -> list[Login]:
    """`seed_demo` for the entries of a logins file: [{role, name, email, password}]."""
    return seed_demo({login["email"]: login["password"] for login in logins}, settings=settings)


def seed_demo(chosen: Mapping[str, str], *, settings: Settings | None = None) -> list[Login]:
    """Make or refresh the demo accounts with passwords `{email: password}`; a repeat changes nothing."""
    if (settings or Settings.from_env()).is_production:
        raise SettingsError("demo accounts have no place in production.")
    logins = [_login(role, name, chosen) for role, name in PEOPLE]
    for login in logins:
        _settle(login)
    return logins


def owner() -> Record:
    """The demo owner's account, which seeding has made: {_id, name}."""
    [name] = [name for role, name in PEOPLE if role == Role.OWNER]
    found = user.find_by_email(comparable(_email(name)))
    if found is None:
        raise LookupError(f"{name} has no account yet.")
    return found


def _email(name: str) -> str:
    return f"{name.lower()}@{DOMAIN}"


def _login(role: Role, name: str, chosen: Mapping[str, str]) -> Login:
    email = _email(name)
    return Login(role.value, name, email, chosen[email])


def _settle(login: Login) -> None:
    """Make `login` work; hashing and looking around come before the transaction."""
    known = user.find_by_email(comparable(login.email)) or {}
    stored = known.get("password_hash")
    wanted = identity(email=login.email, name=login.name) | {"role": login.role, "disabled": False}
    keeps = passwords.fits(login.password, stored)
    wanted["password_hash"] = stored if keeps else passwords.hashed(login.password)
    needs_fleet = login.role == Role.OWNER and not known.get("import_key")
    fleet_owner = _busiest_owner() if needs_fleet else None

    def work(session: Any) -> None:
        person = _settle_person(session, wanted, known, fleet_owner)
        if login.role == Role.OWNER:
            listing_owner.rename(session, person["_id"], person["name"])

    mongo.transaction(work)


def _settle_person(session: Any, wanted: Record, known: Record, fleet_owner: Any) -> Record:
    """The account as `wanted`: the one there is, else the imported owner it becomes, else a new one."""
    if known and fleet_owner:
        wanted = wanted | _take_over(session, fleet_owner, known["_id"])
    account = known.get("_id") or fleet_owner
    settled = user.update_person(session, account, wanted) if account else None
    return settled or user.insert(session, wanted | {"created_at": clock.now()})


def _take_over(session: Any, fleet_owner: Any, heir: Any) -> Record:
    """Give the imported owner's listings and import key to `heir`: a repeated import then finds the heir."""
    imported = user.find(fleet_owner, session)
    if imported is None or not user.remove_unclaimed(session, fleet_owner):
        return {}
    listing_owner.pass_on(session, fleet_owner, heir)
    return {"import_key": imported["import_key"]}


def _busiest_owner() -> Any:
    """The imported owner with most listings in Seattle whom nobody can sign in as; None without a fleet."""
    ranked = listing_owner.ranked_by_listings(CITY)
    return next((owner for owner in ranked if user.is_unclaimed(owner)), None)
