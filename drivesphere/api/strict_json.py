"""JSON bodies, read without mercy: what two programs could read differently is refused.

Python's reader accepts NaN, 1e999, repeated keys, UTF-16 and lone surrogates, and BSON or an index trips over
some of them later. Here each becomes a `Flaw` at its place, and the answer names that place.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from typing import Any, NoReturn

DEEPEST = 20  # no body of ours nests deeper than six; a stack overflow needs thousands
GREATEST_INTEGER = 2**53 - 1  # beyond it a JavaScript client has read another number than we have
LONGEST_INTEGER = 20  # digits that are looked at before the comparison; Python would parse 4,300


class NotJson(ValueError):
    """The body is not JSON that everybody reads alike; `errors` maps dotted paths to messages."""

    def __init__(self, errors: dict[str, list[str]]) -> None:
        super().__init__(next(iter(errors.values()))[0])
        self.errors = errors


class Flaw(str):
    """Stands in the parsed value where something was wrong, until the walk reports it."""

    __slots__ = ()


def parse(body: bytes) -> dict[str, Any]:
    """The object in `body`; `NotJson` names every spot that is not plain, unambiguous JSON."""
    value = _read(_decode(body))
    if not isinstance(value, dict):
        _refuse("The body must be a JSON object.")
    _refuse_flaws(value)
    return value


def parse_any(body: bytes) -> Any:
    """As `parse`, of whatever stands in `body`: an object, a list, or a value."""
    value = _read(_decode(body))
    _refuse_flaws(value)
    return value


def _refuse_flaws(value: Any) -> None:
    errors = {path or "body": [flaw] for path, flaw in _flaws(value, "", 1)}
    if errors:
        raise NotJson(errors)


def _decode(body: bytes) -> str:
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError:
        _refuse("The body must be UTF-8.")
    if text.startswith("\ufeff"):
        _refuse("The body must not start with a byte order mark.")
    return text


def _read(text: str) -> Any:
    try:
        return _decoder.decode(text)
    except RecursionError:
        _refuse(f"Must not nest deeper than {DEEPEST} levels.")
    except ValueError as error:
        _refuse(f"Not valid JSON at character {getattr(error, 'pos', 0)}.")


def _refuse(message: str) -> NoReturn:
    raise NotJson({"body": [message]})


def _constant(name: str) -> Flaw:
    return Flaw(f"{name} is not a number.")


def _integer(digits: str) -> int | Flaw:
    if len(digits) > LONGEST_INTEGER or abs(value := int(digits)) > GREATEST_INTEGER:
        return Flaw(f"Must be between -{GREATEST_INTEGER} and {GREATEST_INTEGER}.")
    return value


def _float(digits: str) -> float | Flaw:
    value = float(digits)
    return value if math.isfinite(value) else Flaw("Must be a finite number.")


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) < len(pairs):
        seen: set[str] = set()
        for name, _ in pairs:
            if name in seen:
                members[name] = Flaw("Given more than once.")
            seen.add(name)
    return members


_decoder = json.JSONDecoder(
    parse_constant=_constant, parse_int=_integer, parse_float=_float, object_pairs_hook=_object, strict=True
)


def _flaws(value: Any, path: str, depth: int) -> Iterator[tuple[str, str]]:
    """(path, message) of everything wrong below `value`."""
    if isinstance(value, Flaw):
        yield path, str(value)
    elif isinstance(value, str):
        if not _is_clean(value):
            yield path, "Must not contain NUL or half of a surrogate pair."
    elif isinstance(value, dict | list):
        yield from _too_deep(path) if depth > DEEPEST else _flaws_inside(value, path, depth)


def _too_deep(path: str) -> Iterator[tuple[str, str]]:
    yield path.split(".", 1)[0], f"Must not nest deeper than {DEEPEST} levels."


def _flaws_inside(value: dict[str, Any] | list[Any], path: str, depth: int) -> Iterator[tuple[str, str]]:
    for name, inner in value.items() if isinstance(value, dict) else enumerate(value):
        step = f"{path}.{name}" if path else str(name)
        if isinstance(name, str) and not _is_clean(name):
            yield step, "Field names must not contain NUL or half of a surrogate pair."
        yield from _flaws(inner, step, depth + 1)


def _is_clean(text: str) -> bool:
    return (text.isascii() and "\0" not in text) or not any(_is_unusable(char) for char in text)


def _is_unusable(char: str) -> bool:
    return char == "\0" or "\ud800" <= char <= "\udfff"
