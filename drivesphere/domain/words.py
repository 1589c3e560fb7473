"""The forms in which texts are compared: what people type rarely has the case and accents of a listing."""

from __future__ import annotations

import re
import unicodedata

LONGEST_TYPED = 64  # characters that somebody may look for
MOST_WORDS = 8  # each one costs a look into the index

_WORD = re.compile(r"[^\W_]+")
_JOINERS = str.maketrans("", "", "-'.\N{RIGHT SINGLE QUOTATION MARK}")


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
