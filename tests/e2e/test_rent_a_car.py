"""The main job in a real browser, against the whole system: a stranger rents a Tesla in Seattle."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from pymongo.database import Database

from drivesphere.embedded.demo_logins import Login

pytestmark = pytest.mark.e2e


def search(page: Page, place: str, words: str) -> None:
    """From the home page to the results for the coming weekend, which the form proposes."""
    page.goto("/")
    page.get_by_role("combobox", name="Where").fill(place)
    page.get_by_role("option", name=re.compile(place)).first.click()
    page.get_by_role("button", name="Search", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(place)
    page.get_by_label("Make or model").fill(words)
    page.get_by_label("Make or model").press("Enter")
    expect(page).to_have_url(re.compile(r"q="))


def open_first(page: Page, words: str) -> str:
    """Open the first car whose title has `words`; its page's address."""
    page.get_by_role("link", name=re.compile(words)).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(words)
    return page.url


def sign_in(page: Page, login: Login) -> None:
    main = page.get_by_role("main")
    main.get_by_label("E-mail").fill(login.email)
    main.get_by_label("Password", exact=True).fill(login.password)
    main.get_by_role("button", name="Sign in").click()


def register(page: Page, name: str) -> None:
    page.get_by_role("link", name="Create an account").click()
    main = page.get_by_role("main")
    main.get_by_label("Name").fill(name)
    main.get_by_label("E-mail").fill(f"{name.lower()}@example.com")
    main.get_by_label("Password", exact=True).fill("blue-harbour-lantern-19")
    main.get_by_role("button", name="Create account").click()


def hold(page: Page) -> None:
    page.get_by_role("button", name="Hold for 10 minutes").first.click()


def pay(page: Page) -> None:
    expect(page.get_by_role("timer", name="Time left to pay")).to_be_visible()
    page.get_by_role("button", name=re.compile(r"^Pay \$")).click()
    page.get_by_test_id("pay").click()


def test_a_stranger_rents_a_tesla_and_sees_it_confirmed(page: Page, database: Database[dict[str, Any]]) -> None:
    search(page, "Seattle", "Tesla")
    open_first(page, "Tesla")
    hold(page)
    register(page, "Grace")
    expect(page.get_by_role("heading", level=1)).to_have_text("Review and pay")
    pay(page)

    expect(page.get_by_role("heading", level=1)).to_have_text("Booking confirmed")
    page.get_by_role("link", name="See your booking").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Tesla")
    expect(page.get_by_role("main")).to_contain_text("Confirmed")
    (booking,) = bookings_of("grace@example.com", database)
    assert booking["status"] == "confirmed"
    assert database.payments.count_documents({"booking_id": booking["_id"]}) == 1


def bookings_of(email: str, database: Database[dict[str, Any]]) -> list[dict[str, Any]]:
    client = database.users.find_one({"email": email})
    assert client is not None
    return list(database.bookings.find({"client_id": client["_id"]}))


def test_who_loses_the_race_takes_an_alternative(
    page: Page, context: BrowserContext, logins: dict[str, Login], database: Database[dict[str, Any]]
) -> None:
    search(page, "Portland", "Toyota")
    address = open_first(page, "Toyota")
    rival = context.new_page()
    rival.goto(address)
    hold(rival)
    sign_in(rival, logins["client"])
    expect(rival.get_by_role("heading", level=1)).to_have_text("Review and pay")
    rival.close()
    context.clear_cookies()

    hold(page)
    register(page, "Ben")

    dialog = page.get_by_role("dialog", name="Someone was faster")
    expect(dialog).to_be_visible()
    dialog.get_by_role("button", name=re.compile("Hold this")).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Review and pay")
    (second,) = bookings_of("ben@example.com", database)
    assert second["status"] == "pending"
    assert rivals_of(second, database) == 0


def rivals_of(booking: dict[str, Any], database: Database[dict[str, Any]]) -> int:
    """How many others have the same car at some time of this booking."""
    others = {"_id": {"$ne": booking["_id"]}, "listing_id": booking["listing_id"], "status": {"$ne": "cancelled"}}
    during = {"starts_at": {"$lt": booking["ends_at"]}, "ends_at": {"$gt": booking["starts_at"]}}
    return database.bookings.count_documents(others | during)


def test_a_declined_card_leaves_the_hold_to_its_client(page: Page, logins: dict[str, Login]) -> None:
    search(page, "Denver", "Ford")
    open_first(page, "Ford")
    hold(page)
    sign_in(page, logins["client"])
    page.get_by_role("button", name=re.compile(r"^Pay \$")).click()
    page.get_by_test_id("decline").click()
    expect(page.get_by_test_id("problem")).to_be_visible()
    page.get_by_test_id("cancel").click()

    expect(page.get_by_role("timer", name="Time left to pay")).to_be_visible()
    page.goto("/bookings")
    expect(page.get_by_role("main")).to_contain_text("Ford")
