"""Pictures of the ten main views, light and dark, on a desk and on a phone, of an installation of its own.

    make pictures           # docs/images/<view>-<light|dark>-<desktop|phone>.webp, in some minutes

What is on them is true: the demo fleet, some bookings that were paid at the sandbox, a run of the lab.
"""

from __future__ import annotations

import io
import re
import shutil
import sys
import tempfile
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from itertools import product
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from drivesphere.embedded.demo_logins import Login, demo_logins
from tests.e2e.addresses import addresses
from tests.e2e.conftest import FLAGS, PATIENCE_MS, chromium
from tests.e2e.people import Person, enter
from tests.installation import Installation

IMAGES = Path(__file__).parents[2] / "docs" / "images"
QUALITY = 82  # of WebP: text stays sharp
SIZES = {"desktop": {"width": 1280, "height": 800}, "phone": {"width": 390, "height": 844}}
SCHEMES = ("light", "dark")
VIEWS = {
    "guest": ("home", "results", "car", "event", "slot", "lab"),
    "client": ("checkout",),
    "owner": ("calendar", "earnings"),
    "admin": ("admin",),
}
BOOKED_DAYS = (3, 9, 16)  # from today on, on each of some cars of the owner's
BOOKED_CARS = 3


def main() -> None:
    folder = Path(tempfile.mkdtemp(prefix="pictures-"))
    installation = Installation(folder / "data")
    try:
        print("starting an installation ...", flush=True)
        installation.start_and_wait()
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
            _take_all(browser, installation)
            browser.close()
    finally:
        installation.end()
        shutil.rmtree(folder)


def _take_all(browser: Browser, installation: Installation) -> None:
    secrets = next((installation.folder / "secrets").glob("*login*"))
    logins = {login.role: login for login in demo_logins(secrets)}
    print("booking and paying for what is to be seen ...", flush=True)
    _fill(browser, installation, logins)
    found = {**addresses(browser, installation, logins), "lab": _a_run(browser, installation)}
    views = [(who, view) for who, names in VIEWS.items() for view in names]
    for number, (who, view) in enumerate(views, start=1):
        print(f"{number} of {len(views)}: {view}", flush=True)
        for scheme, size in product(SCHEMES, SIZES):
            _take(browser, installation, logins.get(who), found[view], IMAGES / f"{view}-{scheme}-{size}.webp")


def _fill(browser: Browser, installation: Installation, logins: Mapping[str, Login]) -> None:
    context = _new_context(browser, installation, "light", "desktop")
    client, owner = enter(context, logins["client"]), enter(context, logins["owner"])
    for car in owner.get("/owner/cars", page_size=BOOKED_CARS):
        for day in BOOKED_DAYS:
            _book_and_pay(context, client, car["id"], day)
    context.close()


def _book_and_pay(context: BrowserContext, client: Person, car: str, day: int) -> None:
    starts_at = (datetime.now(UTC) + timedelta(days=day)).replace(hour=18, minute=0, second=0, microsecond=0)
    window = {"starts_at": starts_at.isoformat(), "ends_at": (starts_at + timedelta(days=3)).isoformat()}
    booking = client.post(f"/cars/{car}/bookings", window)
    page = context.new_page()
    page.goto(client.post(f"/bookings/{booking['id']}/checkout")["checkout_url"])
    page.get_by_test_id("pay").click()
    page.wait_for_url(re.compile(r"/checkout/.*/return"))
    page.close()


def _a_run(browser: Browser, installation: Installation) -> str:
    """The address of a run of ten rivals."""
    context = _new_context(browser, installation, "light", "desktop")
    plan = {"kind": "cars", "rivals": 10}
    run = context.request.post("/api/v1/lab/concurrency-runs", data=plan, timeout=PATIENCE_MS).json()
    context.close()
    return str(run["links"]["page"])


def _take(browser: Browser, installation: Installation, login: Login | None, address: str, file: Path) -> None:
    _, scheme, size = file.stem.rsplit("-", 2)
    context = _new_context(browser, installation, scheme, size)
    if login:
        enter(context, login)
    page = context.new_page()
    page.goto(address)
    _wait_for_all(page)
    Image.open(io.BytesIO(page.screenshot())).save(file, "WEBP", quality=QUALITY, method=6)
    context.close()


def _new_context(browser: Browser, installation: Installation, scheme: str, size: str) -> BrowserContext:
    context = browser.new_context(
        base_url=installation.url,
        locale="en-US",
        color_scheme="dark" if scheme == "dark" else "light",
        viewport={"width": SIZES[size]["width"], "height": SIZES[size]["height"]},
        device_scale_factor=1.5,
        reduced_motion="reduce",
    )
    context.set_default_timeout(PATIENCE_MS)
    return context


def _wait_for_all(page: Page) -> None:
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.locator("[aria-busy=true]")).to_have_count(0)
    page.wait_for_load_state("networkidle")
    page.evaluate("document.fonts.ready")


if __name__ == "__main__":
    sys.exit(main())
