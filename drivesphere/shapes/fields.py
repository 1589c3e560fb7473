"""Fields that take exactly one form of a value, because every second form is a second meaning."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Mapping
from datetime import UTC, date, datetime
from functools import cache
from typing import Any
from zoneinfo import available_timezones

import marshmallow as ma
from bson import ObjectId
from marshmallow import validate

from drivesphere.domain.clock import rfc3339
from drivesphere.domain.geo import Point
from drivesphere.domain.words import is_seen

Messages = dict[str, str | list[Any] | dict[Any, Any]]

ID_PATTERN = "[0-9a-f]{24}"
EARLIEST_YEAR, LATEST_YEAR = 2000, 2199  # wide enough for every booking, and no offset can leave the calendar
PLACELESS = {"localtime", "Factory"}  # files among the others that say how this machine is set up
LONGEST_TEXT = 200  # a name or a title; longer texts say so

_ID = re.compile(ID_PATTERN)
_CLOCK = r"([01]\d|2[0-3]):[0-5]\d"
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_INSTANT = re.compile(rf"\d{{4}}-\d\d-\d\d[Tt]{_CLOCK}:[0-5]\d(\.\d{{1,6}})?([Zz]|[+-]{_CLOCK})", re.ASCII)
_WHOLE = re.compile(r"-?(0|[1-9][0-9]{0,15})", re.ASCII)
_NUMBER = re.compile(r"-?(0|[1-9][0-9]{0,15})(\.[0-9]{1,15})?", re.ASCII)
_COORDINATES = re.compile(r"(-?\d{1,2}(?:\.\d{1,12})?),(-?\d{1,3}(?:\.\d{1,12})?)", re.ASCII)
_UNSEEN = frozenset({"Cc", "Cs", "Zl", "Zp"})
_BIDI_CONTROLS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")

_ID_MESSAGES: Messages = {"invalid": "Not an id: 24 hexadecimal digits."}
_INSTANT_MESSAGES: Messages = {
    "invalid": "Not a time with an offset, like 2026-05-01T10:00:00Z.",
    "year": f"Must be in the years {EARLIEST_YEAR} to {LATEST_YEAR}.",
}
_DAY_MESSAGES: Messages = {**_INSTANT_MESSAGES, "invalid": "Not a date, like 2026-05-01."}
_ZONE_MESSAGES: Messages = {"zone": "Not the name of a time zone, like Europe/Berlin."}
_TEXT_MESSAGES: Messages = {
    "unseen": "Must not contain control characters.",
    "blank": "Must have something that can be seen.",
    "too_long": "Longer than maximum length {limit}.",
}


class Id(ma.fields.Field[ObjectId]):
    """24 lower-case hexadecimal digits, as an ObjectId inside."""

    default_error_messages = _ID_MESSAGES

    def __init__(self, *, metadata: Mapping[str, Any] | None = None, **kwargs: Any) -> None:
        super().__init__(metadata={"pattern": f"^{ID_PATTERN}$", **(metadata or {})}, **kwargs)

    def _serialize(self, value: Any, *_: Any, **__: Any) -> str | None:
        return None if value is None else str(value)

    def _deserialize(self, value: Any, *_: Any, **__: Any) -> ObjectId:
        if not isinstance(value, str) or not _ID.fullmatch(value):
            raise self.make_error("invalid")
        return ObjectId(value)


class Instant(ma.fields.Field[datetime]):
    """RFC 3339 with seconds and an offset, as an aware UTC datetime inside; shown with `Z`."""

    default_error_messages = _INSTANT_MESSAGES

    def _serialize(self, value: Any, *_: Any, **__: Any) -> str | None:
        return rfc3339(value) if isinstance(value, datetime) else value

    def _deserialize(self, value: Any, *_: Any, **__: Any) -> datetime:
        if not isinstance(value, str) or not _INSTANT.fullmatch(value):
            raise self.make_error("invalid")
        if not EARLIEST_YEAR <= int(value[:4]) <= LATEST_YEAR:
            raise self.make_error("year")
        try:
            return datetime.fromisoformat(value.upper()).astimezone(UTC)
        except ValueError as error:
            raise self.make_error("invalid") from error


class Day(ma.fields.Date):
    """A date of a calendar, in whose time zone the query says; a `date` inside."""

    default_error_messages = _DAY_MESSAGES

    def _serialize(self, value: Any, *_: Any, **__: Any) -> str | None:
        return value.isoformat() if isinstance(value, date) else value

    def _deserialize(self, value: Any, *_: Any, **__: Any) -> date:
        if not isinstance(value, str) or not _DAY.fullmatch(value):
            raise self.make_error("invalid")
        if not EARLIEST_YEAR <= int(value[:4]) <= LATEST_YEAR:
            raise self.make_error("year")
        try:
            return date.fromisoformat(value)
        except ValueError as error:
            raise self.make_error("invalid") from error


class Text(ma.fields.String):
    """Text in NFC that a person can see: no controls, no halves of characters, no reversal of direction.

    With `min` it must not be empty, and what looks empty is.
    """

    default_error_messages = _TEXT_MESSAGES

    def __init__(self, *, max: int | None = None, min: int | None = None, lines: bool = False, **kwargs: Any) -> None:
        given = kwargs.pop("validate", None) or []
        length = [] if max is None and min is None else [validate.Length(min=min, max=max)]
        super().__init__(validate=[*length, *(given if isinstance(given, list | tuple) else [given])], **kwargs)
        self.limit = LONGEST_TEXT if max is None else max
        self.allowed = frozenset("\n\t" if lines else "")
        self.must_show = bool(min)

    def _deserialize(self, value: Any, *args: Any, **kwargs: Any) -> str:
        text = unicodedata.normalize("NFC", str(super()._deserialize(value, *args, **kwargs)))
        if len(text) > self.limit:
            raise self.make_error("too_long", limit=self.limit)
        if not text.isprintable() and any(self._is_unseen(char) for char in text):
            raise self.make_error("unseen")
        if text and self.must_show and not is_seen(text):
            raise self.make_error("blank")
        return text

    def _is_unseen(self, char: str) -> bool:
        unseen = unicodedata.category(char) in _UNSEEN or char in _BIDI_CONTROLS
        return unseen and char not in self.allowed


class Name(Text):
    """What people call something: one line, with single spaces between its words."""

    def _deserialize(self, value: Any, *args: Any, **kwargs: Any) -> str:
        return " ".join(super()._deserialize(value, *args, **kwargs).split())


class Prose(Text):
    """What somebody has to say, in as many lines as it takes; blanks around it are no part of it."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(lines=True, **kwargs)

    def _deserialize(self, value: Any, *args: Any, **kwargs: Any) -> str:
        return super()._deserialize(value, *args, **kwargs).strip()


class TimeZone(Text):
    """The IANA name of a time zone, as text inside."""

    default_error_messages = _ZONE_MESSAGES

    def _deserialize(self, value: Any, *args: Any, **kwargs: Any) -> str:
        name = super()._deserialize(value, *args, **kwargs)
        if not is_time_zone(name):
            raise self.make_error("zone")
        return name


class State(Text):
    """A state of the USA by its two letters, in either case."""

    def __init__(self, **kwargs: Any) -> None:
        letters = validate.Regexp(r"^[A-Za-z]{2}\Z", error="Not a state of two letters, like WA.")
        super().__init__(validate=letters, **kwargs)


class Whole(ma.fields.Integer):
    """A whole number: digits in a query, an integer in a body; true and 1.0 are none."""

    def __init__(self, *, min: int | None = None, max: int | None = None, **kwargs: Any) -> None:
        super().__init__(validate=_bounds(min, max), **kwargs)

    def _deserialize(self, value: Any, *_: Any, **__: Any) -> int:
        if _is_query(self) and isinstance(value, str) and _WHOLE.fullmatch(value):
            return int(value)
        if isinstance(value, bool) or not isinstance(value, int):
            raise self.make_error("invalid")
        return value


class Number(ma.fields.Float):
    """A finite number in plain notation."""

    def __init__(self, *, min: float | None = None, max: float | None = None, **kwargs: Any) -> None:
        super().__init__(validate=_bounds(min, max), **kwargs)

    def _deserialize(self, value: Any, *_: Any, **__: Any) -> float:
        if _is_query(self) and isinstance(value, str) and _NUMBER.fullmatch(value):
            return float(value)
        if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
            raise self.make_error("invalid")
        return float(value)


class Flag(ma.fields.Boolean):
    """true or false; nothing that could be taken for them."""

    def _deserialize(self, value: Any, *_: Any, **__: Any) -> bool:
        if _is_query(self) and value in ("true", "false"):
            return bool(value == "true")
        if not isinstance(value, bool):
            raise self.make_error("invalid")
        return value


class Coordinates(ma.fields.Field[Point]):
    """`latitude,longitude` in degrees, as a Point inside."""

    def _deserialize(self, value: Any, *_: Any, **__: Any) -> Point:
        found = _COORDINATES.fullmatch(value)
        if not found or abs(float(found[1])) > 90 or abs(float(found[2])) > 180:
            raise ma.ValidationError("Not latitude,longitude in degrees, like 47.61,-122.33.")
        return Point(float(found[1]), float(found[2]))


def is_time_zone(name: str) -> bool:
    """Whether the rules of a time zone of this name are there; no name is ever taken for a path to them."""
    return name in _time_zones()


@cache
def _time_zones() -> frozenset[str]:
    return frozenset(available_timezones()) - PLACELESS


def _bounds(min: float | None, max: float | None) -> list[Any]:
    return [] if min is None and max is None else [validate.Range(min=min, max=max)]


def _is_query(field: ma.fields.Field[Any]) -> bool:
    """Whether the field stands in a query, where everything arrives as text."""
    return bool(getattr(field.root, "is_query", False))
