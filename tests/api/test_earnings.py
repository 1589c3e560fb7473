"""Earnings over HTTP: whose they are, by which calendar, in which form, and what is wrong with a query."""

from __future__ import annotations

import csv
import io
import json
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from bson import ObjectId
from werkzeug.test import TestResponse

from drivesphere.domain import clock
from drivesphere.models import payment, refund
from tests.api.desk import Desk, Person

NOON = datetime(2026, 11, 1, 20, tzinfo=UTC)
"""In Seattle, on the day on which clocks go back."""
NOVEMBER = {"from": "2026-11-01", "to": "2026-11-30"}


def paid(owner: ObjectId, listing: ObjectId, at: datetime = NOON, amount: int = 10_000, **more: Any) -> str:
    """A payment of which the owner has four fifths."""
    parts = {"owner_amount": amount * 8 // 10, "fee_amount": amount // 10, "tax_amount": amount // 10}
    names = {"kind": "cars", "currency": "USD", "outcome": "kept", "session_id": "cs_1"}
    row = {"_id": f"pi_{ObjectId()}", "booking_id": ObjectId(), "listing_id": listing, "owner_id": owner}
    payment.collection().insert_one({**row, "amount": amount, "received_at": at, **parts, **names, **more})
    return str(row["_id"])


def gave_back(owner: ObjectId, listing: ObjectId, at: datetime = NOON, amount: int = 5_000, **more: Any) -> None:
    parts = {"owner_amount": amount * 8 // 10, "fee_amount": amount // 10, "tax_amount": amount // 10}
    names = {"kind": "cars", "currency": "USD", "state": "succeeded", "reason": "cancelled", "actor": "client:ada"}
    row = {"_id": f"refund:{ObjectId()}", "booking_id": ObjectId(), "listing_id": listing, "owner_id": owner}
    refund.collection().insert_one({**row, "amount": amount, "requested_at": at, **parts, **names, **more})


@pytest.fixture
def omar(desk: Desk) -> Person:
    """Has earned 80 dollars, of which 40 went back a day later."""
    person = desk.sign_in("Omar", "owner")
    car = desk.car(owner_id=person.id)
    paid(person.id, car)
    gave_back(person.id, car, NOON + timedelta(days=1))
    return person


def lines(answer: TestResponse) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(answer.text)))


def behind(person: Person, row: dict[str, Any]) -> Any:
    """What the link of a row leads to."""
    address = urlsplit(row["links"]["entries"])
    return person.get(address.path.removeprefix("/api/v1"), **dict(parse_qsl(address.query))).json


def amounts(row: dict[str, Any]) -> dict[str, int]:
    return {name: row[name]["amount"] for name in ("gross", "refunded", "fees", "taxes", "net")}


def test_every_day_has_its_row_and_totals_say_what_they_sum_up_to(omar: Person) -> None:
    report = omar.get("/owner/earnings", **{"from": "2026-11-01", "to": "2026-11-03"}).json

    assert [(row["period"], row["net"]["amount"]) for row in report["rows"]] == [
        ("2026-11-01", 8_000),
        ("2026-11-02", -4_000),
        ("2026-11-03", 0),
    ]
    assert [amounts(total) for total in report["totals"]] == [
        {"gross": 10_000, "refunded": 5_000, "fees": 500, "taxes": 500, "net": 4_000}
    ]


def test_a_report_goes_by_the_calendar_of_the_owners_first_listing_unless_it_is_told_another(omar: Person) -> None:
    late = datetime(2026, 11, 5, 3, tzinfo=UTC)
    paid(omar.id, ObjectId(), late)

    own, other = (omar.get("/owner/earnings", **NOVEMBER, **more).json for more in ({}, {"tz": "Asia/Tokyo"}))

    assert (own["time_zone"], other["time_zone"]) == ("America/Los_Angeles", "Asia/Tokyo")
    assert [row["period"] for row in own["rows"] if row["payments"]] == ["2026-11-01", "2026-11-04"]
    assert [row["period"] for row in other["rows"] if row["payments"]] == ["2026-11-02", "2026-11-05"]


def test_weeks_and_months_sum_up_to_the_same_as_days(omar: Person) -> None:
    reports = [omar.get("/owner/earnings", **NOVEMBER, group_by=unit).json for unit in ("day", "week", "month")]

    assert [len(report["rows"]) for report in reports] == [30, 6, 1]
    assert reports[0]["totals"] == reports[1]["totals"] == reports[2]["totals"]


def test_listings_are_named_and_each_currency_has_rows_and_a_total_of_its_own(desk: Desk, omar: Person) -> None:
    room = desk.room(owner_id=omar.id, title="Harbour Room")
    paid(omar.id, room, currency="EUR", amount=50_000)

    report = omar.get("/owner/earnings", **NOVEMBER, group_by="listing").json

    assert [(row["listing"]["title"], row["currency"], row["net"]["amount"]) for row in report["rows"]] == [
        ("Harbour Room", "EUR", 40_000),
        ("Tesla Model X 2019", "USD", 4_000),
    ]
    assert [total["currency"] for total in report["totals"]] == ["EUR", "USD"]


def test_an_owner_sees_nothing_of_anothers_money(desk: Desk, omar: Person) -> None:
    paid(ObjectId(), desk.car())
    other = desk.sign_in("Olga", "owner")

    assert [total["payments"] for total in omar.get("/owner/earnings", **NOVEMBER).json["totals"]] == [1]
    assert other.get("/owner/earnings", **NOVEMBER).json["totals"] == []
    assert other.get("/owner/earnings/entries", **NOVEMBER).json == []


def test_anothers_listing_has_earned_nothing(desk: Desk, omar: Person) -> None:
    others = desk.car()
    paid(ObjectId(), others)

    assert omar.get("/owner/earnings", **NOVEMBER, listing_id=str(others)).json["rows"] == []


def test_the_link_of_a_row_leads_to_the_payments_and_refunds_that_it_is_made_of(omar: Person) -> None:
    for row in omar.get("/owner/earnings", **NOVEMBER, group_by="week").json["rows"]:
        entries = behind(omar, row)

        assert sum(entry["net"]["amount"] for entry in entries) == row["net"]["amount"]
        assert len(entries) == row["payments"] + row["refunds"]


def test_entries_come_in_pages_newest_first(omar: Person) -> None:
    pages = [omar.get("/owner/earnings/entries", **NOVEMBER, page=page, page_size=1) for page in (1, 2, 3)]

    assert [[entry["type"] for entry in page.json] for page in pages] == [["refund"], ["payment"], []]
    assert json.loads(pages[0].headers["X-Pagination"])["total"] == 2


def test_a_refund_that_failed_counts_for_nothing(omar: Person) -> None:
    gave_back(omar.id, ObjectId(), state="failed")

    [total] = omar.get("/owner/earnings", **NOVEMBER).json["totals"]
    assert total["refunds"] == 1


def test_csv_has_every_row_whatever_the_page(omar: Person) -> None:
    answer = omar.get("/owner/earnings", **NOVEMBER, format="csv", page_size=1)

    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="earnings-2026-11-01-2026-11-30.csv"'
    found = lines(answer)
    assert len(found) == 30
    assert (found[0]["period"], found[0]["currency"], found[1]["net_amount"]) == ("2026-11-01", "USD", "-4000")


def test_csv_of_entries_is_read_in_parts_and_misses_none(omar: Person) -> None:
    listing = ObjectId()
    known = {paid(omar.id, listing, NOON + timedelta(seconds=number % 7)) for number in range(1_500)}

    found = lines(omar.get("/owner/earnings/entries", **NOVEMBER, listing_id=str(listing), format="csv"))

    assert len(found) == 1_500
    assert {line["id"] for line in found} == known


@pytest.mark.parametrize("title", ["=1+1", "+1", "-1", "@SUM(A1)", "=cmd|' /C calc'!A0"])
def test_no_cell_of_csv_is_a_formula_whatever_a_listing_is_called(desk: Desk, omar: Person, title: str) -> None:
    paid(omar.id, desk.car(owner_id=omar.id, title=title), amount=90_000)

    answer = omar.get("/owner/earnings", **NOVEMBER, group_by="listing", format="csv")

    assert lines(answer)[0]["listing_title"] == f"'{title}"


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ({"from": "2026-11-02", "to": "2026-11-01"}, "to"),
        ({"from": "2026-01-01", "to": "2027-01-02"}, "to"),
        ({"from": "yesterday", "to": "2026-11-01"}, "from"),
        ({"to": "2026-11-01"}, "from"),
        ({"from": "2026-11-01"}, "to"),
        ({"from": "1999-12-31", "to": "2000-01-01"}, "from"),
        (NOVEMBER | {"tz": "Mars/Olympus"}, "tz"),
        (NOVEMBER | {"tz": "../../etc/passwd"}, "tz"),
        (NOVEMBER | {"tz": "localtime"}, "tz"),
        (NOVEMBER | {"group_by": "hour"}, "group_by"),
        (NOVEMBER | {"group_by": "owner"}, "group_by"),
        (NOVEMBER | {"format": "xls"}, "format"),
        (NOVEMBER | {"listing_id": "7"}, "listing_id"),
        (NOVEMBER | {"page_size": 401}, "page_size"),
        (NOVEMBER | {"owner_id": "665f1c2a9d3e4b5a6c7d8e9f"}, "owner_id"),
    ],
)
def test_what_is_wrong_with_a_query_is_named(omar: Person, query: dict[str, Any], field: str) -> None:
    answer = omar.get("/owner/earnings", **query)

    assert (answer.status_code, list(answer.json["errors"])) == (422, [field])


def test_the_first_and_the_last_year_can_be_asked_for(omar: Person) -> None:
    edges = [{"from": f"{year}-01-01", "to": f"{year}-12-31", "tz": "Asia/Tokyo"} for year in (2000, 2199)]

    assert [omar.get("/owner/earnings", **edge).status_code for edge in edges] == [200, 200]


# ------------------------------------------------------------------------------------------------ the platform


@pytest.fixture
def iris(desk: Desk, omar: Person) -> Person:
    olga = desk.person("Olga", "owner")
    paid(olga, desk.event(owner_id=olga), kind="events", amount=30_000)
    return desk.sign_in("Iris", "admin")


def test_the_platforms_revenue_is_that_of_all_owners(iris: Person) -> None:
    [total] = iris.get("/admin/reports/revenue", **NOVEMBER).json["totals"]

    assert amounts(total) == {"gross": 40_000, "refunded": 5_000, "fees": 3_500, "taxes": 3_500, "net": 28_000}


def test_revenue_by_owner_is_a_list_of_the_best(iris: Person) -> None:
    rows = iris.get("/admin/reports/revenue", **NOVEMBER, group_by="owner").json["rows"]

    assert [(row["owner"]["name"], row["net"]["amount"]) for row in rows] == [("Olga", 24_000), ("Omar", 4_000)]


def test_revenue_by_kind_and_of_one_kind_by_period_agree(iris: Person) -> None:
    by_kind = iris.get("/admin/reports/revenue", **NOVEMBER, group_by="kind").json["rows"]
    [of_events] = iris.get("/admin/reports/revenue", **NOVEMBER, group_by="month", kind="events").json["rows"]

    assert [row["kind"] for row in by_kind] == ["events", "cars"]
    assert amounts(of_events) == amounts(by_kind[0])


def test_the_link_of_an_owners_row_leads_to_his_entries_alone(iris: Person) -> None:
    for row in iris.get("/admin/reports/revenue", **NOVEMBER, group_by="owner").json["rows"]:
        entries = behind(iris, row)

        assert sum(entry["net"]["amount"] for entry in entries) == row["net"]["amount"]


def test_the_platforms_report_goes_by_utc_unless_it_is_told_otherwise(iris: Person) -> None:
    today = clock.now().date().isoformat()

    assert iris.get("/admin/reports/revenue", **{"from": today, "to": today}).json["time_zone"] == "UTC"
