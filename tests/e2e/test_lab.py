"""The page of the concurrency lab in a real browser, against the whole system."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

pytestmark = pytest.mark.e2e

SOUND = re.compile(r"^1 of \d+ won\. Confirmed 1 <= capacity 1\. Overlaps in database: 0\.$")


def send(page: Page, requests: int = 10) -> None:
    page.get_by_label("Requests").fill(str(requests))
    page.get_by_role("button", name=f"Send {requests} simultaneous requests").click()
    expect(page.get_by_role("heading", name="Nothing was sold twice")).to_be_visible()


def test_the_button_sends_ten_requests_and_the_database_says_that_one_won(page: Page) -> None:
    page.goto("/lab")

    send(page)

    expect(page.locator("#sentence")).to_have_text(SOUND)
    expect(page.get_by_role("list", name="Answers")).to_contain_text("1created201")
    expect(page.get_by_role("img", name=re.compile("^10 requests over"))).to_be_visible()
    page.get_by_text("What the database was asked").click()
    expect(page.locator("#query")).to_contain_text("db.bookings.aggregate(")


def test_a_run_is_found_again_by_its_address(page: Page) -> None:
    page.goto("/lab")
    send(page, requests=5)
    expect(page).to_have_url(re.compile(r"/lab\?run=[0-9a-f]{24}$"))

    page.goto(page.url)

    expect(page).to_have_title(re.compile("^1 of 5 won"))
    expect(page.get_by_role("link", name="1 of 5 cars")).to_have_attribute("aria-current", "true")
    page.go_back()
    expect(page.get_by_role("heading", name="Nothing was sold twice")).to_be_hidden()


def test_an_oversold_run_is_shown_as_what_it_is(page: Page) -> None:
    page.route("**/concurrency-runs", oversell)
    page.goto("/lab")

    page.get_by_role("button", name="Send 10").click()

    expect(page.get_by_role("heading", name="Oversold", exact=True)).to_be_visible()
    expect(page.locator("#sentence")).to_have_text("2 of 10 won. Confirmed 2 > capacity 1. Overlaps in database: 1.")
    expect(page.locator("#verdict")).to_have_css("border-left-color", "rgb(173, 36, 28)")


def oversell(route: Route) -> None:
    """What the page would be told by a server without a guard."""
    answer = route.fetch()
    run = answer.json()
    run["verdict"] |= {"won": 2, "confirmed": 2, "overlaps": 1, "oversold": True}
    run["verdict"]["sentence"] = "2 of 10 won. Confirmed 2 > capacity 1. Overlaps in database: 1."
    route.fulfill(response=answer, json=run)


def test_the_lanes_are_a_table_too(page: Page) -> None:
    page.goto("/lab")
    send(page, requests=4)

    page.get_by_text("The same as a table").click()

    rows = page.get_by_role("region", name="The same as a table").get_by_role("row")
    expect(rows).to_have_count(1 + 4)
    # The cell itself: a time of 201 milliseconds is no status.
    expect(rows.get_by_role("cell", name="201", exact=True)).to_have_count(1)


def test_a_wrong_number_is_named_and_can_be_put_right(page: Page) -> None:
    page.goto("/lab")
    page.get_by_label("Requests").fill("500")

    page.get_by_role("button", name="Send 500").click()

    expect(page.get_by_role("alert")).to_contain_text("Requests: Must be greater than or equal to 2 and less")
    expect(page.get_by_label("Requests")).to_have_attribute("aria-invalid", "true")
    send(page, requests=3)
    expect(page.get_by_role("alert")).to_be_empty()


def test_a_run_that_is_gone_is_said_to_be_so(page: Page) -> None:
    page.goto(f"/lab?run={'0' * 24}")

    expect(page.get_by_role("alert")).to_contain_text("There is no such run.")


def test_when_somebody_else_is_at_it_the_page_says_so(page: Page) -> None:
    busy = {"title": "Another run is under way", "detail": "Try again in a moment.", "code": "lab_busy"}
    page.route("**/concurrency-runs", lambda route: route.fulfill(status=429, json=busy))
    page.goto("/lab")

    page.get_by_role("button", name="Send 10").click()

    expect(page.get_by_role("alert")).to_have_text("Another run is under way. Try again in a moment.")
    expect(page.get_by_role("progressbar")).to_be_hidden()


@pytest.mark.parametrize(("scheme", "ground"), [("light", "rgb(246, 245, 241)"), ("dark", "rgb(13, 20, 19)")])
def test_it_fits_a_narrow_screen_in_light_and_dark(page: Page, scheme: Any, ground: str) -> None:
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto("/lab")

    send(page, requests=40)

    expect(page.locator("html")).to_have_css("background-color", ground)
    assert page.evaluate("document.documentElement.scrollWidth") == 320
