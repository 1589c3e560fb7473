"""A letter to one person, before anybody knows how it travels."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Invitation:
    """A calendar file: `method` is the word of RFC 5546 that tells a calendar what to do with it."""

    method: str
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Letter:
    """The same news twice, for programs that show HTML and for those that do not.

    The texts stay out of its repr, and so out of every log: some of them hold a link that opens an account.
    """

    subject: str
    text: str = field(repr=False)
    html: str = field(repr=False)
    invitation: Invitation | None = None
