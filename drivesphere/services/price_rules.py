"""The rules by which owners vary the price of a unit. A quote keeps those it was made by; see `domain/pricing`."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from typing import Any

from bson import ObjectId

from drivesphere import kinds
from drivesphere.domain.errors import NotFound, Rejected
from drivesphere.domain.kind import Kind
from drivesphere.domain.money import Money
from drivesphere.domain.policy import check_length
from drivesphere.domain.price_rule_checks import faults
from drivesphere.domain.price_rules import Tariff
from drivesphere.domain.window import Window
from drivesphere.infra import mongo
from drivesphere.models import listing as listings
from drivesphere.services import editing
from drivesphere.services.editing import Edition
from drivesphere.services.presenting import instant

Record = dict[str, Any]
Rules = Sequence[Record]
ID_BYTES = 4  # ids need to differ among a listing's rules only


def shown(owner_id: ObjectId, listing_id: ObjectId) -> Record:
    """The rules that hold for the owner's listing, its own or the usual ones of its kind, and the base price."""
    kind, listing = _own(owner_id, listing_id)
    return _presented(_tariff(kind, listing), listing)


def state(owner_id: ObjectId, listing_id: ObjectId, version: int, rules: Rules) -> Record:
    """Replace all rules of a listing that is at `version`; bookings keep the quotes that they have.

    Raises `Rejected` with the path of each wrong field, `NotFound`, `Stale`.
    """
    kind, _ = _own(owner_id, listing_id)
    stated = _checked(rules)
    after = editing.edit(
        Edition(kind, listing_id, owner_id, version),
        lambda _, listing: {"pricing": _with(listing, stated)},
        action="state_price_rules",
    )
    return _presented(_tariff(kind, after), after)


def preview(owner_id: ObjectId, listing_id: ObjectId, request: Record, rules: Rules | None = None) -> Record:
    """What a client would be quoted for `request` by the rules that hold, or by `rules` that are only tried."""
    kind, listing = _own(owner_id, listing_id)
    if rules is not None:
        listing = listing | {"pricing": _with(listing, _checked(rules))}
    check_length(kind.policy(listing), Window(request["starts_at"], request["ends_at"]))
    kind.demands(listing, request)  # refuses a window that the listing does not have, a slot beside its grid say
    span = {name: instant(request[name]) for name in ("starts_at", "ends_at")}
    return span | kind.quote(listing, request).as_dict()


def _own(owner_id: ObjectId, listing_id: ObjectId) -> tuple[Kind, Record]:
    with mongo.deadline():
        listing = listings.of_owner(listing_id, owner_id)
    if listing is None:
        raise NotFound("There is no such listing.")
    kind = kinds.get(listing["kind"])
    if kind.tariff is None:
        raise NotFound(f"There are no price rules for {kind.name}.")
    return kind, listing


def _tariff(kind: Kind, listing: Record) -> Tariff:
    assert kind.tariff is not None
    return kind.tariff(listing)


def _checked(rules: Rules) -> list[Record]:
    """`rules` with an id each; `Rejected` where they make no sense by themselves, or together."""
    named = [{"id": secrets.token_hex(ID_BYTES), **rule} for rule in rules]
    if wrong := faults(named):
        raise Rejected("The price rules do not fit together.", errors=wrong)
    return named


def _with(listing: Record, rules: Rules) -> Record:
    return {**(listing.get("pricing") or {}), "rules": rules}


def _presented(tariff: Tariff, listing: Record) -> Record:
    return {
        "unit": tariff.unit,
        "base": Money(tariff.base, tariff.currency).as_dict(),
        "rules": tariff.rules,
        "version": listing["version"],
    }
