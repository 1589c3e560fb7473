"""A running installation, and a browser in front of it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from pymongo import MongoClient
from pymongo.database import Database

from drivesphere.embedded.demo_logins import Login, demo_logins
from tests.installation import Installation

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
PATIENCE_MS = 30_000  # two cores serve the browser, the API, MongoDB and the other test workers


@pytest.fixture(scope="session")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    found = Installation(tmp_path_factory.mktemp("e2e") / "data")
    found.start_and_wait()
    yield found
    found.end()


@pytest.fixture(scope="session")
def database(installation: Installation) -> Iterator[Database[dict[str, Any]]]:
    """What is true in the end, past everything that could tell it nicer than it is."""
    with MongoClient[dict[str, Any]](installation.mongo_url, tz_aware=True) as client:
        yield client.get_default_database()


@pytest.fixture(scope="session")
def logins(installation: Installation) -> dict[str, Login]:
    """The demo logins of the installation, by role."""
    path = next((installation.folder / "secrets").glob("*login*"))
    return {login.role: login for login in demo_logins(path)}


def chromium() -> str:
    """The program that is a browser here."""
    program = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    assert program, "the browser tests need Chromium; on Debian: apt-get install chromium"
    return program


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    expect.set_options(timeout=PATIENCE_MS)  # the context's patience is not that of an assertion
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def context(browser: Browser, installation: Installation) -> Iterator[BrowserContext]:
    context = browser.new_context(base_url=f"http://127.0.0.1:{installation.port}", locale="en-US")
    context.set_default_timeout(PATIENCE_MS)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A page whose console stays clean: an error there, a refused script included, fails the test."""
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    assert [text for text in complaints if "status of 4" not in text] == []
