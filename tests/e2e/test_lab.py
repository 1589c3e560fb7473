"""The concurrency lab in a real browser, against the whole system."""

from __future__ import annotations

import re
from typing import Any

import pytest
from bson import ObjectId
from playwright.sync_api import BrowserContext, Page, Route, expect
from pymongo.database import Database

from tests.e2e.watch import shifts, watch

pytestmark = pytest.mark.e2e

SOUND = re.compile(r"1 of \d+ won\. Confirmed 1 ≤ capacity 1\. Overlaps in the database: 0\.")


def send(page: Page, requests: int = 10) -> None:
    page.get_by_role("spinbutton", name="Requests").fill(str(requests))
    page.get_by_role("button", name=f"Send {requests} simultaneous requests").click()
    expect(page.get_by_role("heading", name="Nothing was sold twice")).to_be_visible()


def test_the_button_sends_ten_requests_and_the_database_says_that_one_won(
    page: Page, database: Database[dict[str, Any]]
) -> None:
    page.goto("/lab")

    send(page)

    expect(page.get_by_text(SOUND)).to_be_visible()
    expect(page.get_by_role("list", name="Answers")).to_contain_text("1Got it201")
    expect(page.get_by_role("img", name=re.compile("^10 requests over"))).to_be_visible()
    page.get_by_text("What the database was asked").click()
    expect(page.get_by_role("region", name="The query")).to_contain_text("db.bookings.aggregate(")
    run = database.lab_runs.find_one({"_id": ObjectId(page.url.partition("run=")[2])})
    assert run is not None
    assert database.bookings.count_documents({"listing_id": run["listing_id"]}) == 1
    assert database.inventory.find_one({"_id": run["listing_id"]}, {"claims_made": 1, "_id": 0}) == {"claims_made": 1}


def test_nothing_moves_by_itself_from_the_press_to_the_end_of_the_run(context: BrowserContext) -> None:
    watch(context)
    page = context.new_page()
    for width in (390, 1280):
        page.set_viewport_size({"width": width, "height": 844})
        page.goto("/lab")
        expect(page.locator("[aria-busy=true]")).to_have_count(0)
        send(page)
        expect(page.get_by_role("button", name="Watch again").first).to_be_visible()

        assert shifts(page) == [], width


def test_the_lanes_and_the_table_show_the_times_that_the_server_measured(page: Page) -> None:
    page.goto("/lab")
    send(page, requests=6)
    answer = page.request.get(f"/api/v1/lab/concurrency-runs/{page.url.partition('run=')[2]}").json()

    page.get_by_text("The same as a table").click()

    rows = page.get_by_role("region", name="The same as a table").locator("tbody tr")
    shown = [[cell.replace(",", "") for cell in row.locator("td").all_inner_texts()[:4]] for row in rows.all()]
    times = ("sent_ms", "answered_ms", "lock_wait_ms", "transaction_ms")
    assert shown == [[as_shown(rival[name]) for name in times] for rival in answer["results"]]


NOTHING = "\u2013"  # a dash, for what a rival did not come to


def as_shown(ms: float | None) -> str:
    return NOTHING if ms is None else f"{ms:.3f}".rstrip("0").rstrip(".")


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

    page.get_by_role("button", name="Watch again").first.click()
    page.get_by_role("button", name="Pause").last.click()

    expect(page.get_by_role("button", name="Play")).to_have_count(2)
    assert entries.count() < 20


def test_when_somebody_else_is_at_it_the_page_says_so(page: Page) -> None:
    busy = {"title": "Another run is under way", "detail": "Try again in a moment.", "code": "lab_busy"}
    page.route("**/concurrency-runs", lambda route: route.fulfill(status=429, json=busy))
    page.goto("/lab")

    page.get_by_role("button", name="Send 10").click()

    expect(page.get_by_role("alert").filter(has_text="Another run is under way")).to_contain_text(
        "Try again in a few seconds."
    )


def test_a_hundred_rivals_fit_a_narrow_screen(page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto("/lab")

    send(page, requests=100)

    expect(page.get_by_role("img", name=re.compile("^100 requests over"))).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == 320
