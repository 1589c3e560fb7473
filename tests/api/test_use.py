"""Occupancy, what is to come and lost demand over HTTP."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.api.desk import Desk, Person

BY_LISTING: dict[str, dict[str, str]] = {
    "occupancy": {"group_by": "listing"},
    "upcoming": {"group_by": "listing"},
    "lost-demand": {},
}


def next_weeks(**more: Any) -> dict[str, Any]:
    today = datetime.now(UTC).date()
    return {"from": today.isoformat(), "to": (today + timedelta(days=30)).isoformat(), "tz": "UTC", **more}


@pytest.fixture
def omar(desk: Desk) -> Person:
    """Has a car that is booked for a day and wanted by one more, and another one."""
    person = desk.sign_in("Omar", "owner")
    car = desk.car(owner_id=person.id, daily_rate=0, title="=Tesla")
    desk.hold(car)
    assert desk.sign_in("Ben").hold(car).status_code == 409
    desk.car(owner_id=person.id)
    return person


def test_occupancy_lists_all_listings_the_most_used_first(omar: Person) -> None:
    report = omar.get("/owner/occupancy", **next_weeks()).json

    assert [(row["listing"]["title"], row["booked"]) for row in report["rows"]] == [
        ("=Tesla", 86_400),
        ("Tesla Model X 2019", 0),
    ]
    assert report["totals"][0]["share"] == pytest.approx(1 / 62, abs=1e-4)


def test_a_page_of_a_report_has_the_totals_of_all(omar: Person) -> None:
    page = omar.get("/owner/occupancy", **next_weeks(page_size=1, page=2)).json

    assert [row["booked"] for row in page["rows"]] == [0]
    assert page["totals"][0]["booked"] == 86_400


def test_what_is_to_come_leads_to_its_bookings(omar: Person) -> None:
    report = omar.get("/owner/upcoming", **next_weeks(group_by="listing")).json

    [row] = report["rows"]
    address, _, query = row["links"]["bookings"].removeprefix("/api/v1").partition("?")
    found = omar.app.test_client().get(f"/api/v1{address}?{query}", headers={"Authorization": f"Bearer {omar.token}"})
    assert len(found.json) == row["bookings"] == report["totals"]["bookings"] == 1


def test_lost_demand_names_reason_and_listing(omar: Person) -> None:
    [row] = omar.get("/owner/lost-demand", **next_weeks()).json["rows"]

    assert (row["reason"], row["attempts"], row["listing"]["title"]) == ("window_taken", 1, "=Tesla")


def test_the_platform_sees_lost_demand_by_kind(desk: Desk, omar: Person) -> None:
    [row] = desk.sign_in("Iris", "admin").get("/admin/reports/lost-demand", **next_weeks()).json["rows"]

    assert (row["reason"], row["kind"], row["people"]) == ("window_taken", "cars", 1)


@pytest.mark.parametrize("route", BY_LISTING)
def test_each_is_there_as_csv_without_formulas(omar: Person, route: str) -> None:
    answer = omar.get(f"/owner/{route}", **next_weeks(format="csv"), **BY_LISTING[route])

    [first, *_] = csv.DictReader(io.StringIO(answer.text))
    assert answer.content_type == "text/csv; charset=utf-8"
    assert first["listing_title"] == "'=Tesla"


@pytest.mark.parametrize("route", BY_LISTING)
def test_another_owner_sees_none_of_it(desk: Desk, omar: Person, route: str) -> None:
    other = desk.sign_in("Olga", "owner")

    assert other.get(f"/owner/{route}", **next_weeks(), **BY_LISTING[route]).json["rows"] == []


@pytest.mark.parametrize("route", BY_LISTING)
@pytest.mark.parametrize(
    ("query", "field"),
    [
        ({"from": "2026-11-02", "to": "2026-11-01"}, "to"),
        ({"from": "2026-01-01", "to": "2027-01-02"}, "to"),
        ({"from": "2026-01-01", "to": "2026-01-02", "tz": "Nowhere"}, "tz"),
        ({"from": "2026-01-01", "to": "2026-01-02", "listing_id": "x"}, "listing_id"),
        ({"from": "2026-01-01"}, "to"),
    ],
)
def test_what_is_wrong_with_a_query_is_named(omar: Person, route: str, query: dict[str, Any], field: str) -> None:
    answer = omar.get(f"/owner/{route}", **query)

    assert (answer.status_code, list(answer.json["errors"])) == (422, [field])
