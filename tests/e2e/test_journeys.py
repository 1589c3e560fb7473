"""What people come for, in a real browser against the whole system; what is claimed is read from API or database."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any
from uuid import uuid4

import pytest
from bson import ObjectId
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Route, expect
from pymongo.database import Database

from drivesphere.embedded.demo_logins import Login
from tests.e2e.conftest import PATIENCE_MS
from tests.e2e.people import API, Person, enter
from tests.installation import Installation

pytestmark = pytest.mark.e2e

PASSWORD = "blue-harbour-lantern-19"
HOLD = re.compile(r"^Hold for \d+ minutes?$")
CHECKOUT = re.compile(r"/checkout/[0-9a-f]{24}$")
AFTER_A_MINUTE_MS = 100_000  # the shortest hold, and time for the page to notice
_cars = count()


@pytest.fixture
def ada(context: BrowserContext) -> Person:
    """A client of this test alone, so that what she holds is hers alone."""
    login = Login("client", "Ada", f"ada-{uuid4().hex}@example.com", PASSWORD)
    body = {"email": login.email, "password": login.password, "name": login.name, "role": login.role}
    answer = context.request.post(f"{API}/auth/register", data=body)
    assert answer.ok, answer.text()
    return enter(context, login)


@pytest.fixture
def elsewhere(browser: Browser, installation: Installation) -> Iterator[Callable[[], BrowserContext]]:
    """Opens browsers of other people."""
    opened: list[BrowserContext] = []

    def open_one() -> BrowserContext:
        context = browser.new_context(base_url=installation.url, locale="en-US")
        context.set_default_timeout(PATIENCE_MS)
        opened.append(context)
        return context

    yield open_one
    for context in opened:
        context.close()


@pytest.fixture
def omar(elsewhere: Callable[[], BrowserContext], logins: dict[str, Login]) -> tuple[BrowserContext, Person]:
    context = elsewhere()
    return context, enter(context, logins["owner"])


def car_of(person: Person) -> str:
    """Another car of the fleet in Seattle for each test."""
    found: str = person.get("/cars", city="Seattle", state="WA", page_size=1, page=next(_cars) + 2)[0]["id"]
    return found


def car_page(car: str, days_ahead: int = 20) -> str:
    day = datetime.now(UTC).date() + timedelta(days=days_ahead)
    return f"/cars/{car}?from={day}T10:00&to={day + timedelta(days=2)}T10:00"


def hold(page: Page, car: str, days_ahead: int = 20) -> None:
    page.goto(car_page(car, days_ahead))
    page.get_by_role("button", name=HOLD).first.click()
    expect(page).to_have_url(CHECKOUT)


def pay(page: Page) -> None:
    page.get_by_role("button", name=re.compile(r"^Pay \$")).click()
    page.get_by_test_id("pay").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Booking confirmed")


def test_a_lost_answer_is_asked_for_again_with_the_same_key_and_gives_one_hold(
    context: BrowserContext, ada: Person, database: Database[dict[str, Any]]
) -> None:
    page = context.new_page()  # one whose console may complain of the line
    keys: list[str] = []

    def lose_the_first_answer(route: Route) -> None:
        keys.append(route.request.headers["idempotency-key"])
        if len(keys) > 1:
            route.continue_()
            return
        route.fetch()  # the server has it, and nobody hears so
        route.abort("connectionreset")

    car = car_of(ada)
    page.route(re.compile(rf"/api/v1/cars/{car}/bookings$"), lose_the_first_answer)
    page.goto(car_page(car))
    page.get_by_role("button", name=HOLD).first.click()

    expect(page).to_have_url(CHECKOUT)
    assert keys == [keys[0]] * 2
    assert len(ada.get("/bookings")) == 1
    assert database.bookings.count_documents({"listing_id": ObjectId(car)}) == 1


def test_a_hold_that_ends_on_screen_is_held_again_with_one_press(
    page: Page, ada: Person, omar: tuple[BrowserContext, Person]
) -> None:
    _, owner = omar
    car = owner.get("/owner/cars", page_size=1)[0]["id"]
    owner.patch(f"/owner/cars/{car}", {"policy": {"hold_minutes": 1}})
    hold(page, car, days_ahead=60)
    first = page.url

    expect(page.get_by_text("Your hold has ended").first).to_be_visible(timeout=AFTER_A_MINUTE_MS)
    page.get_by_role("main").get_by_role("button", name=HOLD).click()

    expect(page).to_have_url(CHECKOUT)
    expect(page).not_to_have_url(first)
    expect(page.get_by_role("timer", name="Time left to pay")).to_be_visible()
    assert sorted(booking["status"] for booking in ada.get("/bookings")) == ["expired", "pending"]


def test_places_of_two_sections_are_one_basket_and_one_payment(page: Page, ada: Person) -> None:
    event = next(each for each in ada.get("/events", page_size=50) if _has_two_sections_to_pay_for(each))
    wanted = [section["name"] for section in event["sections"][:2]]
    page.goto(f"/events/{event['id']}")

    for section in wanted:
        page.get_by_role("spinbutton", name=f"{section}: places", exact=True).fill("2")
        page.keyboard.press("Tab")
    page.get_by_role("button", name=re.compile(r"^Hold 4 places")).first.click()
    expect(page).to_have_url(CHECKOUT)
    pay(page)

    (booking,) = ada.get("/bookings")
    assert booking["status"] == "confirmed"
    assert [line["quantity"] for line in booking["lines"]] == [2, 2]


def _has_two_sections_to_pay_for(event: dict[str, object]) -> bool:
    sections = event["sections"]
    assert isinstance(sections, list)
    dear = [each for each in sections if each["price"]["amount"] > 0 and each["remaining"] >= 2]
    return len(sections) >= 2 and len(dear) == len(sections)


def test_a_time_slot_is_picked_held_and_paid(page: Page, ada: Person) -> None:
    slots = ada.get("/time-slots", page_size=50)
    resource = next(each for each in slots if each["price"]["amount"] > 0 and each["slot_minutes"])
    page.goto(f"/slots/{resource['id']}")

    page.get_by_role("button", name=re.compile(r"^Next free: ")).click()
    page.get_by_role("button", name=re.compile(r"^Hold .+ for \d+ minutes?$")).first.click()
    expect(page).to_have_url(CHECKOUT)
    pay(page)

    (booking,) = ada.get("/bookings")
    assert (booking["kind"], booking["status"], booking["listing"]["id"]) == ("time_slots", "confirmed", resource["id"])


def test_a_paid_booking_is_cancelled_and_what_comes_back_is_what_was_shown(page: Page, ada: Person) -> None:
    hold(page, car_of(ada), days_ahead=50)
    pay(page)
    page.get_by_role("link", name="See your booking").click()
    page.get_by_role("button", name="Cancel booking").click()

    dialog = page.get_by_role("dialog", name="Cancel this booking?")
    shown = dialog.get_by_text(re.compile(r"back.*\$[\d,.]+|\$[\d,.]+.*back")).first.inner_text()
    dialog.get_by_role("button", name="Cancel booking").click()

    expect(page.get_by_role("main")).to_contain_text("Cancelled")
    (booking,) = ada.get("/bookings")
    assert booking["status"] == "cancelled"
    assert f"${booking['refund']['amount'] / 100:,.2f}" in shown


def test_what_an_owner_blocks_in_the_calendar_nobody_can_book(
    page: Page, ada: Person, omar: tuple[BrowserContext, Person], database: Database[dict[str, Any]]
) -> None:
    context, owner = omar
    car = owner.get("/owner/cars", page_size=2)[1]
    first = datetime.now(UTC).date() + timedelta(days=70)
    desk = context.new_page()
    desk.goto("/owner/calendar")
    desk.get_by_role("button", name="Block days").first.click()
    dialog = desk.get_by_role("dialog", name="Block days")
    block(dialog, car["id"], f"{first}T08:00", f"{first + timedelta(days=3)}T20:00")

    expect(desk.get_by_text(f"{car['title']} is blocked.").first).to_be_visible()
    page.goto(car_page(car["id"], days_ahead=70))
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_role("main")).to_contain_text(re.compile("not free|blocked|taken", re.IGNORECASE))
    window = {
        "starts_at": f"{first + timedelta(days=1)}T18:00:00Z",
        "ends_at": f"{first + timedelta(days=2)}T18:00:00Z",
    }
    refused = ada.requests.post(
        f"{API}/cars/{car['id']}/bookings",
        data=window,
        headers={"Authorization": f"Bearer {ada.token}", "Idempotency-Key": uuid4().hex},
    )
    assert (refused.status, refused.json()["code"]) == (409, "window_taken")
    kept = database.inventory.find_one({"_id": ObjectId(car["id"])})
    assert kept is not None
    assert sum(claim["is_block"] for claim in kept["claims"]) == 1


def block(dialog: Locator, car: str, from_: str, until: str) -> None:
    """Fill the form of a block, and send it."""
    dialog.get_by_label("Listing").select_option(value=car)
    dialog.get_by_label("From").fill(from_)
    dialog.get_by_label("Until").fill(until)
    dialog.get_by_role("button", name="Block", exact=True).click()


def test_whoever_is_suspended_is_thrown_out_at_the_next_step(
    page: Page, ada: Person, elsewhere: Callable[[], BrowserContext], logins: dict[str, Login]
) -> None:
    page.goto("/bookings")
    expect(page.get_by_role("heading", level=1)).to_have_text("My bookings")
    email = ada.get("/auth/me")["email"]
    context = elsewhere()
    enter(context, logins["admin"])
    desk = context.new_page()
    desk.goto(f"/admin/users?q={email}")
    desk.get_by_role("button", name=re.compile("Ada")).or_(
        desk.get_by_role("link", name=re.compile("Ada"))
    ).first.click()
    panel = desk.get_by_role("dialog").first
    panel.get_by_role("button", name="Suspend").click()
    reason = desk.get_by_role("dialog", name="Suspend Ada?")
    reason.get_by_label("Reason").fill("Paid with a stolen card.")
    reason.get_by_role("button", name="Suspend").click()
    expect(desk.get_by_text("Ada is suspended.").first).to_be_visible()

    page.reload()

    expect(page).to_have_url(re.compile(r"/login"))


def test_the_main_job_is_done_with_keys_alone(page: Page, ada: Person) -> None:
    page.goto("/")
    type_into(page, page.get_by_role("combobox", name="Where"), "Seattle")
    expect(page.get_by_role("option").first).to_contain_text("Seattle")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    press(page, page.get_by_role("button", name="Search", exact=True))
    expect(page.get_by_role("heading", level=1)).to_contain_text("Seattle")
    press(page, page.get_by_role("article").get_by_role("link").nth(next(_cars)))
    expect(page).to_have_url(re.compile(r"/cars/[0-9a-f]{24}"))
    press(page, page.get_by_role("button", name=HOLD).first)
    expect(page).to_have_url(CHECKOUT)
    press(page, page.get_by_role("button", name=re.compile(r"^Pay \$")))
    press(page, page.get_by_test_id("pay"))

    expect(page.get_by_role("heading", level=1)).to_have_text("Booking confirmed")
    assert [booking["status"] for booking in ada.get("/bookings")] == ["confirmed"]


MOST_TABS = 150  # a page whose main act is further away than that is none for keys


def reach(page: Page, target: Locator) -> None:
    """Walk to `target` by the Tab key alone."""
    expect(target).to_be_visible()
    for _ in range(MOST_TABS):
        if target.evaluate("node => node === document.activeElement"):
            return
        page.keyboard.press("Tab")
    pytest.fail(f"the Tab key does not lead to {target}")


def press(page: Page, target: Locator) -> None:
    reach(page, target)
    page.keyboard.press("Enter")


def type_into(page: Page, target: Locator, text: str) -> None:
    reach(page, target)
    page.keyboard.type(text)
