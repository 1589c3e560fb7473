"""From registering to the link in the mail, in a real browser: outbox, worker, maildir, mailbox."""

from __future__ import annotations

import json
import re
import urllib.request

import pytest
from playwright.sync_api import Page, expect

from tests.installation import Installation, wait_until

pytestmark = pytest.mark.e2e

EMAIL = "cleo@example.com"
PATIENCE_SECONDS = 120  # the worker is woken at once, and a busy machine takes its time


def register(installation: Installation) -> None:
    body = {"email": EMAIL, "password": "blue-harbour-lantern-19", "name": "Cleo", "role": "client"}
    where = f"{installation.url}/api/v1/auth/register"
    with urllib.request.urlopen(
        urllib.request.Request(where, json.dumps(body).encode(), {"Content-Type": "application/json"}), timeout=30
    ) as answer:
        assert answer.status == 201


def has_mail(installation: Installation) -> bool:
    with urllib.request.urlopen(f"{installation.url}/mailbox", timeout=30) as answer:
        return EMAIL in answer.read().decode()


def test_a_mail_is_read_in_a_frame_and_its_link_opens_a_page_of_its_own(page: Page, installation: Installation) -> None:
    register(installation)
    wait_until(lambda: has_mail(installation), PATIENCE_SECONDS)

    page.goto("/mailbox")
    page.get_by_role("row").filter(has_text=EMAIL).get_by_role("link").click()

    expect(page.locator("pre")).to_contain_text("Hello Cleo,")
    with page.expect_popup() as opened:
        page.frame_locator("iframe").get_by_role("link", name="This is my address").click()
    expect(opened.value).to_have_url(re.compile(r"/verify#token=[\w-]{22}$"))
