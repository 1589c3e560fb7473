"""From registering to what the link in the mail does, in a real browser: outbox, worker, maildir, mailbox, client."""

from __future__ import annotations

import json
import re
import urllib.request

import pytest
from playwright.sync_api import Page, expect

from tests.installation import Installation, wait_until

pytestmark = pytest.mark.e2e

PASSWORD, NEW_PASSWORD = "blue-harbour-lantern-19", "amber-lighthouse-ferry-27"
PATIENCE_SECONDS = 120  # the worker is woken at once, and a busy machine takes its time


def register(installation: Installation, email: str, role: str) -> None:
    body = {"email": email, "password": PASSWORD, "name": "Cleo", "role": role}
    where = f"{installation.url}/api/v1/auth/register"
    with urllib.request.urlopen(
        urllib.request.Request(where, json.dumps(body).encode(), {"Content-Type": "application/json"}), timeout=30
    ) as answer:
        assert answer.status == 201


def open_mail(page: Page, email: str, subject: str) -> None:
    """Open the mail in the mailbox, as soon as it is there."""
    mail = page.get_by_role("row").filter(has_text=email).filter(has_text=subject)

    def has_come() -> bool:
        page.goto("/mailbox")
        return mail.count() > 0

    wait_until(has_come, PATIENCE_SECONDS)
    mail.get_by_role("link").click()
    expect(page.locator("pre")).to_contain_text("Hello,")


def follow(page: Page, link: str) -> Page:
    """The page of its own that the link in the open mail leads to."""
    with page.expect_popup() as opened:
        page.frame_locator("iframe").get_by_role("link", name=link).click()
    return opened.value


def test_a_mail_is_read_in_a_frame_and_its_link_verifies_the_address(page: Page, installation: Installation) -> None:
    register(installation, "cleo@example.com", "owner")
    open_mail(page, "cleo@example.com", "Is this your e-mail address?")

    opened = follow(page, "This is my address")

    expect(opened.get_by_role("main")).to_contain_text("Your e-mail address is confirmed.")
    expect(opened).to_have_url(re.compile(r"/verify$"))  # the token has left the address


def test_who_forgot_the_password_chooses_a_new_one(page: Page, installation: Installation) -> None:
    register(installation, "dora@example.com", "client")
    page.goto("/login")
    page.get_by_role("link", name="Forgot your password?").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Forgot your password?")
    page.get_by_label("E-mail").fill("dora@example.com")
    page.get_by_role("button", name="Send the link").click()
    expect(page.get_by_role("main")).to_contain_text("Look into your mail")
    open_mail(page, "dora@example.com", "Choose a new password")

    opened = follow(page, "Choose a new password")
    opened.get_by_label("New password").fill(NEW_PASSWORD)
    expect(opened).to_have_url(re.compile(r"/reset$"))
    opened.get_by_role("button", name="Save the password").click()

    expect(opened.get_by_role("main")).to_contain_text("Your password is changed")
    opened.get_by_label("E-mail").fill("dora@example.com")
    opened.get_by_label("Password", exact=True).fill(NEW_PASSWORD)
    opened.get_by_role("main").get_by_role("button", name="Sign in").click()
    # An open menu closes with the page that one arrives at.
    expect(opened.get_by_role("heading", level=1)).to_have_text("The car you pick is the car you get.")
    opened.get_by_role("button", name="Menu").click()
    expect(opened.get_by_role("button", name="Sign out")).to_be_visible()
