"""Every page: no barrier that axe knows, nothing that jumps, nothing that the policy stops, nothing too wide."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from drivesphere.embedded.demo_logins import Login
from tests.e2e.addresses import ADDRESSES, Addresses, addresses
from tests.e2e.conftest import PATIENCE_MS
from tests.e2e.people import enter
from tests.e2e.watch import barriers, refused, shifts, too_wide, watch
from tests.installation import Installation

pytestmark = pytest.mark.e2e

DESKTOP, PHONE = {"width": 1280, "height": 900}, {"width": 320, "height": 700}


@pytest.fixture(scope="module")
def found(browser: Browser, installation: Installation, logins: dict[str, Login]) -> Addresses:
    return addresses(browser, installation, logins)


@pytest.fixture(scope="module")
def come(
    browser: Browser, installation: Installation, logins: dict[str, Login]
) -> Iterator[Callable[[str, str], BrowserContext]]:
    """Opens a browser of somebody who reads a language."""
    opened: list[BrowserContext] = []

    def come_as(who: str, locale: str) -> BrowserContext:
        context = browser.new_context(base_url=installation.url, locale=locale, reduced_motion="reduce")
        context.set_default_timeout(PATIENCE_MS)
        watch(context)
        if who != "guest":
            enter(context, logins[who])
        opened.append(context)
        return context

    yield come_as
    for context in opened:
        context.close()


@pytest.fixture(scope="module", params=ADDRESSES)
def visitor(
    request: pytest.FixtureRequest, come: Callable[[str, str], BrowserContext]
) -> tuple[str, Mapping[str, BrowserContext]]:
    """Who it is, and a browser for each language, which is that of its words."""
    return request.param, {locale: come(request.param, locale) for locale in ("en-US", "de-DE")}


def opened(context: BrowserContext, address: str, scheme: str, size: dict[str, int]) -> Page:
    """The page with all that it fetches; never its skeleton."""
    page = context.new_page()
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.set_viewport_size({"width": size["width"], "height": size["height"]})
    page.goto(address)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.locator("[aria-busy=true]")).to_have_count(0)
    return page


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_is_open_to_everybody_and_stands_still(
    visitor: tuple[str, Mapping[str, BrowserContext]], found: Addresses, scheme: str
) -> None:
    who, browsers = visitor
    faults: dict[str, list[str]] = {}
    for name in ADDRESSES[who]:
        page = opened(browsers["en-US"], found[name], scheme, DESKTOP)
        faults[name] = [*shifts(page), *refused(page), *barriers(page)]
        page.close()

    assert {name: said for name, said in faults.items() if said} == {}


@pytest.mark.parametrize("language", ["en-US", "de-DE"])
def test_every_page_fits_the_narrowest_phone_and_stands_still_there(
    visitor: tuple[str, Mapping[str, BrowserContext]], found: Addresses, language: str
) -> None:
    who, browsers = visitor
    faults: dict[str, list[str]] = {}
    for name in ADDRESSES[who]:
        page = opened(browsers[language], found[name], "light", PHONE)
        faults[name] = [*shifts(page), *too_wide(page)]
        page.close()

    assert {name: said for name, said in faults.items() if said} == {}


@pytest.mark.parametrize("name", ["car", "slot"])  # an event is asked for again while it is looked at
def test_what_a_page_asks_for_early_is_what_it_shows(context: BrowserContext, found: Addresses, name: str) -> None:
    page = opened(context, found[name], "light", DESKTOP)

    listing = page.evaluate("document.querySelector('link[rel=preload][as=fetch]').href")
    asked: list[str] = page.evaluate("performance.getEntriesByType('resource').map((entry) => entry.name)")
    early: list[str] = page.evaluate(
        "[...document.querySelectorAll('link[rel=modulepreload]')].map(({ href }) => href)"
    )
    assert asked.count(listing) == 1
    assert [code for code in early if asked.count(code) != 1] == []
