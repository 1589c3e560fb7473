"""Texts that are there and show nothing, each for another reason."""

from __future__ import annotations

UNSEEN = {
    "a zero-width space": "\u200b",
    "a byte-order mark": "\ufeff",
    "a filler of Hangul": "\u3164",
    "its narrow twin": "\uffa0",
    "a cell of Braille without dots": "\u2800",
    "a soft hyphen": "\u00ad",
    "a joiner of words": "\u2060",
    "an accent without a letter": "\u0301",
    "a joiner of accents": "\u034f",
    "a selector of variants": "\ufe0f",
    "a tag": "\U000e0041",
    "a character of nobody": "\ue000",
    "several of them": "\u200b \u3164\u0301",
}.values()
