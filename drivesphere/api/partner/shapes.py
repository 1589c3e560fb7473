"""What the three services have in common on the wire."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import marshmallow as ma
from bson import ObjectId
from flask import request
from werkzeug.exceptions import HTTPException

from drivesphere.api import strict_json
from drivesphere.domain.errors import NotFound
from drivesphere.shapes.fields import ID_PATTERN, Flag, Number, Text, Whole
from drivesphere.shapes.schemas import LARGEST_PAGE, LAST_PAGE, USUAL_PAGE, Query, Shown

Record = dict[str, Any]
LONGEST_USER = 128  # what partners call their users: ids, addresses, hashes
HIGHEST_PRICE = 1_000_000  # major units; above it a decimal point was forgotten
MINOR_UNITS = 100
_ID = re.compile(ID_PATTERN)


class User(Text):
    """Whom the partner books for; a word that only the partner understands."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(min=1, max=LONGEST_USER, **kwargs)


class Price(Number):
    """Major units on the wire, with at most two decimals; minor units inside."""

    def _deserialize(self, value: Any, *args: Any, **kwargs: Any) -> int:
        amount = Decimal(str(super()._deserialize(value, *args, **kwargs)))
        if not 0 <= amount <= HIGHEST_PRICE:
            raise ma.ValidationError(f"Must be between 0 and {HIGHEST_PRICE}.")
        if amount * MINOR_UNITS % 1:
            raise ma.ValidationError("Must have at most two decimals.")
        return int(amount * MINOR_UNITS)

    def _serialize(self, value: Any, *_: Any, **__: Any) -> Any:
        return price_of(value)


class PartnerPageArgs(Query):
    """Which page of a list."""

    page = Whole(min=1, max=LAST_PAGE, load_default=1, metadata={"description": "From 1."})
    limit = Whole(min=1, max=LARGEST_PAGE, load_default=USUAL_PAGE, metadata={"description": "Rows on a page."})


class PaginationSchema(Shown):
    """Where a page stands."""

    page = Whole()
    limit = Whole()
    total = Whole()
    pages = Whole()


class Succeeded(Shown):
    """What the ticket service puts around everything."""

    success = Flag(metadata={"description": "true"})


def price_of(minor_units: int) -> int | float:
    """The price as a partner writes it: whole where it is whole."""
    whole, cents = divmod(minor_units, MINOR_UNITS)
    return minor_units / MINOR_UNITS if cents else whole


def succeeded(shown: Any) -> Record:
    """`shown`, as the ticket service answers it."""
    return {"success": True, "data": shown}


def page_of(rows: Sequence[Any], total: int, args: Record) -> Record:
    """A page of the ticket service."""
    pages = -(-total // args["limit"])
    where = {"page": args["page"], "limit": args["limit"], "total": total, "pages": pages}
    return succeeded(rows) | {"pagination": where}


def id_of(text: str) -> ObjectId:
    """The id that `text` is; what is none belongs to nothing (`NotFound`)."""
    if not _ID.fullmatch(text):
        raise NotFound("There is no such thing.")
    return ObjectId(text)


def event_of(named: int | str) -> ObjectId | int:
    """What an event is known by: its number, or its id."""
    return named if isinstance(named, int) else id_of(named)


def sent() -> Record:
    """The body of this request, as far as it can be read; for those who must say something about any body."""
    try:
        return strict_json.parse(request.get_data(cache=True))
    except (strict_json.NotJson, HTTPException):
        return {}
