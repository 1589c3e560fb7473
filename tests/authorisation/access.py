"""The words of the table: who may use a route, and what it must be sent to come to that question."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from drivesphere.domain.user import Role

ANONYMOUS = "anonymous"
PERSONAS: dict[str, Role | None] = {
    ANONYMOUS: None,
    "client": Role.CLIENT,
    "other client": Role.CLIENT,
    "owner": Role.OWNER,
    "other owner": Role.OWNER,
    "admin": Role.ADMIN,
}
"""Who knocks at each route. What a route is about belongs to `client` and `owner`, never to the other ones."""

PASSES, WHO_ARE_YOU, NOT_YOU, NOTHING_THERE = "passes", "401", "403", "404"


def is_other(persona: str) -> bool:
    return persona.startswith("other ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """Who may: these roles, `own` things only or `any`; with neither everybody, who is answered `otherwise`.

    Users of the roles `unseen` have such things too, but not the one that is knocked with.

    `sent` is what the request has beside the examples of its documentation: `json`, `headers`, `query_string` …, `at`
    the arguments of its address that are no things. `lists` names the thing whose ids the answer shows, own ones only.
    """

    own: frozenset[Role] = frozenset()
    any: frozenset[Role] = frozenset()
    unseen: frozenset[Role] = frozenset()
    otherwise: str = PASSES
    sent: Mapping[str, Any] = field(default_factory=dict)
    at: Mapping[str, str] = field(default_factory=dict)
    lists: str = ""

    def expected(self, persona: str) -> str:
        """What `persona` gets."""
        role = PERSONAS[persona]
        if not self.own | self.any:
            return self.otherwise
        if role is None:
            return WHO_ARE_YOU
        if role in self.any or (role in self.own and (self.lists or not is_other(persona))):
            return PASSES
        return NOTHING_THERE if role in self.own | self.unseen else NOT_YOU

    @property
    def guests(self) -> list[str]:
        """Those who get through where not everybody does."""
        return [persona for persona in PERSONAS if self.own | self.any and self.expected(persona) == PASSES]


def own(*roles: str, also: tuple[str, ...] = (), unseen: tuple[str, ...] = (), lists: str = "", **sent: Any) -> Access:
    """Users of `roles`, for what is their own; those of the roles `also` for everything, of `unseen` for none of it.

    Of what is another's they hear what they hear of a missing id. With `lists="booking_id"` the route has no id but
    answers many things, and shows everybody their own.
    """
    mine, everything, nothing = (frozenset(map(Role, some)) for some in (roles, also, unseen))
    return Access(own=mine, any=everything, unseen=nothing, lists=lists, sent=sent)


def only(*roles: str, **sent: Any) -> Access:
    """Users of `roles`, whosever it is; all who are signed in where none is named."""
    return Access(any=frozenset(map(Role, roles or Role)), sent=sent)


def everybody(at: Mapping[str, str] | None = None, **sent: Any) -> Access:
    """All personas pass alike."""
    return Access(at=at or {}, sent=sent)


def nobody(at: Mapping[str, str] | None = None) -> Access:
    """It looks as if it were not there."""
    return Access(otherwise=NOTHING_THERE, at=at or {})


def by_other_means(status: int, **sent: Any) -> Access:
    """The route knows its caller by a key, a cookie or a password; our personas have none and all get `status`."""
    return Access(otherwise=str(status), sent=sent)
