"""The concurrency lab in a real browser, against the whole system."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, Route, expect

pytestmark = pytest.mark.e2e

SOUND = re.compile(r"1 of \d+ won\. Confirmed 1 ≤ capacity 1\. Overlaps in the database: 0\.")


def send(page: Page, requests: int = 10) -> None:
    page.get_by_role("spinbutton", name="Requests").fill(str(requests))
    page.get_by_role("button", name=f"Send {requests} simultaneous requests").click()
    expect(page.get_by_role("heading", name="Nothing was sold twice")).to_be_visible()


def test_the_button_sends_ten_requests_and_the_database_says_that_one_won(page: Page) -> None:
    page.goto("/lab")

    send(page)

    expect(page.get_by_text(SOUND)).to_be_visible()
    expect(page.get_by_role("list", name="Answers")).to_contain_text("1Got it201")
    expect(page.get_by_role("img", name=re.compile("^10 requests over"))).to_be_visible()
    page.get_by_text("What the database was asked").click()
    expect(page.get_by_role("region", name="The query")).to_contain_text("db.bookings.aggregate(")


def test_a_run_is_found_again_by_its_address(page: Page) -> None:
    page.goto("/lab")
    send(page, requests=5)
    expect(page).to_have_url(re.compile(r"/lab\?run=[0-9a-f]{24}$"))

    page.goto(page.url)

    expect(page.get_by_text(re.compile(r"1 of 5 won\."))).to_be_visible()
    expect(page.get_by_role("link", name=re.compile("1 of 5 won: Car")).first).to_have_attribute("aria-current", "true")


def test_an_oversold_run_is_shown_as_what_it_is(page: Page) -> None:
    page.route("**/concurrency-runs", oversell)
    page.goto("/lab")

    page.get_by_role("button", name="Send 10").click()

    expect(page.get_by_role("heading", name="Oversold", exact=True)).to_be_visible()
    expect(page.get_by_text("Confirmed 2 > capacity 1. Overlaps in the database: 1.")).to_be_visible()


def oversell(route: Route) -> None:
    """What the page would be told by a server without a guard."""
    if route.request.method != "POST":
        route.continue_()
        return
    answer = route.fetch()
    run = answer.json()
    run["verdict"] |= {"won": 2, "confirmed": 2, "overlaps": 1, "oversold": True}
    route.fulfill(response=answer, json=run)


def test_the_lanes_are_a_table_too(page: Page) -> None:
    page.goto("/lab")
    send(page, requests=4)

    page.get_by_text("The same as a table").click()

    rows = page.get_by_role("region", name="The same as a table").get_by_role("row")
    expect(rows).to_have_count(1 + 4)
    # The cell itself: a time of 201 milliseconds is no status.
    expect(rows.get_by_role("cell", name="201", exact=True)).to_have_count(1)


def test_a_run_can_be_watched_again_and_stopped(page: Page) -> None:
    page.emulate_media(reduced_motion="reduce")
    page.goto("/lab")
    send(page)
    entries = page.get_by_role("region", name="Activity").get_by_role("listitem")
    expect(entries).to_have_count(20)

    page.get_by_role("button", name="Watch again").click()
    page.get_by_role("button", name="Pause").click()

    expect(page.get_by_role("button", name="Play")).to_be_visible()
    assert entries.count() < 20


def test_when_somebody_else_is_at_it_the_page_says_so(page: Page) -> None:
    busy = {"title": "Another run is under way", "detail": "Try again in a moment.", "code": "lab_busy"}
    page.route("**/concurrency-runs", lambda route: route.fulfill(status=429, json=busy))
    page.goto("/lab")

    page.get_by_role("button", name="Send 10").click()

    expect(page.get_by_role("alert").filter(has_text="Another run is under way")).to_contain_text(
        "Try again in a moment."
    )


def test_a_hundred_rivals_fit_a_narrow_screen(page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto("/lab")

    send(page, requests=100)

    expect(page.get_by_role("img", name=re.compile("^100 requests over"))).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == 320
