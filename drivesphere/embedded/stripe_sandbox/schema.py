"""Checks from which the parameters of an endpoint are declared.

A check takes a decoded value and the parameter's full name, gives the typed value, or raises ParameterError
with the message and code Stripe uses.
"""

import re
from collections.abc import Callable
from typing import Any

from .errors import JSON, ParameterError
from .money import CURRENCIES

Check = Callable[[Any, str], Any]

# Stripe's own limits.
LONGEST_TEXT = 5000
METADATA_KEYS = 50
METADATA_KEY_LENGTH = 40
METADATA_VALUE_LENGTH = 500

_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_URL = re.compile(r"https?://[^\s/]+\S*")
_INTEGER = re.compile(r"-?[0-9]{1,18}")
_POSITION = re.compile(r"[0-9]{1,4}")


def text(longest: int = LONGEST_TEXT) -> Check:
    def check(value: Any, param: str) -> str:
        if not isinstance(value, str):
            raise ParameterError(f"Invalid string: {str(value)[:100]}", param=param)
        if not value:
            raise ParameterError(
                f"You passed an empty string for '{param}'. We assume empty values are an attempt to unset a"
                f" parameter; however '{param}' cannot be unset. You should remove '{param}' from your"
                " request or supply a non-empty value.",
                code="parameter_invalid_empty",
                param=param,
            )
        if len(value) > longest:
            raise ParameterError(
                f"Invalid string: {value[:10]}...; must be at most {longest} characters",
                code="parameter_invalid_string",
                param=param,
            )
        return value

    return check


def integer(least: int, most: int) -> Check:
    def check(value: Any, param: str) -> int:
        if not isinstance(value, str) or not _INTEGER.fullmatch(value):
            raise _bad_integer(f"Invalid integer: {str(value)[:100]}", param)
        number = int(value)
        if number < least:
            raise _bad_integer(f"This value must be greater than or equal to {least}.", param)
        if number > most:
            raise _bad_integer(f"This value must be less than or equal to {most}.", param)
        return number

    return check


def _bad_integer(message: str, param: str) -> ParameterError:
    return ParameterError(message, code="parameter_invalid_integer", param=param)


def one_of(*choices: str) -> Check:
    def check(value: Any, param: str) -> str:
        if value not in choices:
            raise ParameterError(f"Invalid {param}: must be one of {', '.join(choices)}", param=param)
        return str(value)

    return check


def boolean(value: Any, param: str) -> bool:
    if value not in ("true", "false"):
        raise ParameterError(f"Invalid boolean: {str(value)[:100]}", param=param)
    return bool(value == "true")


def url(value: Any, param: str) -> str:
    address: str = text()(value, param)
    if not _URL.fullmatch(address):
        raise ParameterError("Not a valid URL", code="url_invalid", param=param)
    return address


def email(value: Any, param: str) -> str:
    address: str = text(512)(value, param)
    if not _EMAIL.fullmatch(address):
        raise ParameterError(f"Invalid email address: {address[:100]}", code="email_invalid", param=param)
    return address


def currency(value: Any, param: str) -> str:
    code: str = text(3)(value, param).lower()
    if code not in CURRENCIES:
        raise ParameterError(f"Invalid currency: {code}.", param=param)
    return code


def metadata(value: Any, param: str) -> JSON:
    """An empty string clears it, as in Stripe; an empty value leaves its key out."""
    if value == "":
        return {}
    if not isinstance(value, dict) or any(not isinstance(entry, str) for entry in value.values()):
        raise ParameterError("Invalid object", param=param)
    if len(value) > METADATA_KEYS:
        raise ParameterError(f"Metadata can have up to {METADATA_KEYS} keys.", param=param)
    for key, entry in value.items():
        _check_entry(key, entry, param)
    return {key: entry for key, entry in value.items() if entry}


def _check_entry(key: str, entry: str, param: str) -> None:
    if len(key) > METADATA_KEY_LENGTH:
        raise ParameterError(f"Metadata keys can have up to {METADATA_KEY_LENGTH} characters.", param=param)
    if len(entry) > METADATA_VALUE_LENGTH:
        raise ParameterError(
            f"Metadata values can have up to {METADATA_VALUE_LENGTH} characters, but you passed in a value"
            f" that is {len(entry)} characters.",
            param=param,
        )


def list_of(entry: Check, *, most: int = 100) -> Check:
    def check(value: Any, param: str) -> list[Any]:
        if not isinstance(value, dict) or not all(map(_POSITION.fullmatch, value)) or len(value) > most:
            raise ParameterError("Invalid array", param=param)
        return [entry(value[key], f"{param}[{key}]") for key in sorted(value, key=int)]

    return check


def record(fields: dict[str, Check], *required: str) -> Check:
    """An object: unknown members are refused first, then missing ones, then each value is checked."""

    def check(value: Any, param: str) -> JSON:
        if not isinstance(value, dict):
            raise ParameterError("Invalid object", param=param)
        _refuse_unknown([_member(param, key) for key in value if key not in fields])
        for name in required:
            if name not in value:
                raise missing(_member(param, name))
        return {key: fields[key](entry, _member(param, key)) for key, entry in value.items()}

    return check


def missing(param: str) -> ParameterError:
    return ParameterError(f"Missing required param: {param}.", code="parameter_missing", param=param)


def _refuse_unknown(names: list[str]) -> None:
    if names:
        plural = "s" if len(names) > 1 else ""
        listed = ", ".join(name[:100] for name in names[:10])
        raise ParameterError(
            f"Received unknown parameter{plural}: {listed}", code="parameter_unknown", param=names[0][:100]
        )


def _member(param: str, key: str) -> str:
    return f"{param}[{key}]" if param else key
