"""Photos as phones take them, added in a real browser: larger than the server reads, and upright only by a note."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import BrowserContext, expect

from drivesphere.embedded.demo_logins import Login
from tests.e2e.people import enter

pytestmark = pytest.mark.e2e

LARGEST_BYTES, MOST_PIXELS = 5 * 1024 * 1024, 24_000_000  # that the server takes
ORIENTATION, QUARTER_TURN = 0x0112, 6


@pytest.fixture
def taken_by_a_phone(tmp_path: Path) -> Path:
    """A grainy picture of 25 million pixels on its side, with the note that it is to be turned."""
    grain = Image.frombytes("RGB", (1_440, 1_080), random.Random(7).randbytes(1_440 * 1_080 * 3))
    note = Image.Exif()
    note[ORIENTATION] = QUARTER_TURN
    path = tmp_path / "front.jpg"
    grain.resize((5_760, 4_320)).save(path, "JPEG", quality=95, exif=note)
    return path


def test_a_photo_larger_than_the_server_takes_is_made_smaller_on_the_way(
    context: BrowserContext, logins: dict[str, Login], taken_by_a_phone: Path
) -> None:
    assert taken_by_a_phone.stat().st_size > LARGEST_BYTES
    assert MOST_PIXELS < 5_760 * 4_320
    omar = enter(context, logins["owner"])
    car = omar.get("/owner/cars", page_size=1)[0]["id"]
    before = len(omar.get(f"/owner/cars/{car}")["photos"])
    page = context.new_page()
    page.goto(f"/owner/fleet/cars/{car}/photos")

    page.get_by_label("Add photos").set_input_files(taken_by_a_phone)

    expect(page.get_by_text(f"{before + 1} of at most 20 photos")).to_be_visible()
    shown = omar.get(f"/owner/cars/{car}")["photos"][-1]
    assert (shown["width"], shown["height"]) == (1_536, 2_048)
