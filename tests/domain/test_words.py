"""What people see of a text, and what their programs make of it."""

from __future__ import annotations

import pytest

from drivesphere.domain.words import holds_address, is_seen
from tests.unseen import UNSEEN


@pytest.mark.parametrize("text", ["", " ", *UNSEEN])
def test_nothing_is_seen(text: str) -> None:
    assert not is_seen(text)


@pytest.mark.parametrize(
    "text", ["A", "é", "e\u0301", "李", "ᄀ", "각", "🚗", "7", "…", "नि", "\u200bAda", "👩\u200d🚀"]
)
def test_something_is_seen(text: str) -> None:
    assert is_seen(text)


@pytest.mark.parametrize("text", ["Win at http://evil.example", "www.evil.example", "WWW.EVIL.EXAMPLE", "ftp\uff1a//x"])
def test_an_address_is_found(text: str) -> None:
    assert holds_address(text)


@pytest.mark.parametrize("text", ["J.R.R. Tolkien", "Dr.Smith", "Awww. Well", "Ada / Grace", "10:30"])
def test_what_is_no_address_is_left_alone(text: str) -> None:
    assert not holds_address(text)
