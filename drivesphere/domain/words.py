"""The forms in which texts are compared: what people type rarely has the case and accents of a listing.

And whether there is anything to see in one.
"""

from __future__ import annotations

import re
import unicodedata

LONGEST_TYPED = 64  # characters that somebody may look for
MOST_WORDS = 8  # each one costs a look into the index

_WORD = re.compile(r"[^\W_]+")
_JOINERS = str.maketrans("", "", "-'.\N{RIGHT SINGLE QUOTATION MARK}")


_SEEN = frozenset("LNPS")
"""Letters, numbers, punctuation and symbols, as Unicode sorts characters; all others need one of them to be seen."""
_BLANK = frozenset("\u115f\u1160\u3164\uffa0\u2800\U0001d159")
"""What is sorted among them and shows nothing: fillers of Hangul, the Braille cell without dots, a headless note."""
_ADDRESS = re.compile(r"://|\bwww\.", re.IGNORECASE)


def is_seen(text: str) -> bool:
    """Whether a person sees anything of `text`: not of blanks, joiners, and accents without a letter."""
    return any(unicodedata.category(char)[0] in _SEEN and char not in _BLANK for char in text)


def holds_address(text: str) -> bool:
    """Whether readers of mails and pages would be offered `text`, or a part of it, as a link."""
    return bool(_ADDRESS.search(unicodedata.normalize("NFKC", text)))


def city_key(city: str) -> str:
    """Case and spaces do not count. Cache tags fold a city's case in the same way, see domain/events.py."""
    return " ".join(city.split()).casefold()


def words(text: str) -> list[str]:
    """The words of `text` in order, without accents and case: "Citroën C-4" gives citroen, c, 4."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return _WORD.findall("".join(char for char in plain if not unicodedata.combining(char)))


def searchable(text: str) -> list[str]:
    """Every word of `text` that a prefix may hit; a compound also as one word, so f150 finds an F-150."""
    return sorted({*words(text), *words(text.translate(_JOINERS))})
