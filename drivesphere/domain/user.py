"""Who somebody is to us, and when two e-mail addresses are the same person."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Role(StrEnum):
    CLIENT = "client"
    OWNER = "owner"
    ADMIN = "admin"


class State(StrEnum):
    """Whether somebody may sign in."""

    ACTIVE = "active"
    SUSPENDED = "suspended"


LOOKALIKE = frozenset({"LATIN", "CYRILLIC", "GREEK"})
"""Alphabets that share the looks of many letters, as Unicode calls them."""
REGISTRABLE = (Role.CLIENT, Role.OWNER)
"""What people may call themselves; the first admin is made at the command line, others by an admin."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Whoever makes the current request: `id` is the user's ObjectId, `family_id` that of the session."""

    id: Any
    role: Role
    family_id: Any

    @property
    def word(self) -> str:
        """How the audit trail names whoever it is."""
        return f"{self.role.value}:{self.id}"


def person_in(word: str | None) -> str | None:
    """The id of the person whom an entry of the audit trail names; None for Stripe, a task, a partner or nobody."""
    role, _, user_id = (word or "").partition(":")
    return user_id if user_id and role in list(Role) else None


@dataclass(frozen=True, slots=True)
class Seen:
    """From where a session is used: the `device` in words, the network `address`."""

    device: str
    address: str


def comparable(email: str) -> str:
    """The form in which addresses are compared: width, ligatures and case make no second account."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", email.strip()).casefold())


def looks_like_another(email: str) -> bool:
    """Whether letters of alphabets that look alike stand in one part of the address: it is meant for another's."""
    return any(len(_alphabets(part) & LOOKALIKE) > 1 for part in re.split("[@.]", email))


def _alphabets(text: str) -> set[str]:
    return {unicodedata.name(char, "").partition(" ")[0] for char in text if char.isalpha()}
