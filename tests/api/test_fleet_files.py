"""A fleet as a file over HTTP: taken out, changed elsewhere, brought in again."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from bson import ObjectId
from werkzeug.test import TestResponse

from drivesphere import kinds
from drivesphere.api.owner.fleet_files import LARGEST_FILE_BYTES
from drivesphere.models import audit_entry, inventory, listing, user
from drivesphere.services import own_fleet
from tests.api.desk import Desk, Person
from tests.races.ledger import broken_invariants

CAR = {
    "key": "plate-7",
    "visibility": "published",
    "make": "Tesla",
    "model": "Model X",
    "city": "Seattle",
    "vehicle_type": "suv",
    "year": "2019",
    "fuel_type": "electric",
    "state": "WA",
    "latitude": "47.449107",
    "longitude": "-122.308841",
    "daily_rate_usd": "135.00",
}
BAD = {
    "key: is missing": {"key": ""},
    "key: 'a b' is not a key": {"key": "a b"},
    "visibility: 'retired' is not one of": {"visibility": "retired"},
    "make: is missing": {"make": ""},
    "model: must be printable": {"model": "Model\u0007X"},
    "make: must be printable": {"make": "\u3164"},
    "vehicle_type: 'boat' is not one of": {"vehicle_type": "boat"},
    "year: 1066 is not between": {"year": "1066"},
    "latitude: 91 is not between": {"latitude": "91"},
    "daily_rate_usd: 0 is not a positive amount": {"daily_rate_usd": "0"},
    "daily_rate_usd: 9.999 is not a positive amount": {"daily_rate_usd": "9.999"},
}
FORMULAS = ["=HYPERLINK(1)", "+1", "-1", "@SUM(A1)", "'=1", "''-x", "O'Neill", "1-2"]


@pytest.fixture
def omar(desk: Desk) -> Person:
    return desk.sign_in("Omar", "owner")


def file_of(*rows: dict[str, str]) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, list(CAR))
    writer.writeheader()
    writer.writerows(CAR | row for row in rows)
    return out.getvalue()


def bring(owner: Person, content: str) -> TestResponse:
    return owner.send("/owner/cars/import", content.encode(), "text/csv")


def taken_out(owner: Person) -> str:
    return owner.get("/owner/cars/export").text


def outcomes(answer: TestResponse) -> list[str]:
    return [row["outcome"] for row in answer.json["rows"]]


def the_car(**query: Any) -> dict[str, Any]:
    found = listing.collection().find_one(query)
    assert found is not None
    return found


# ------------------------------------------------------------------------------------------------- bringing in


def test_a_row_becomes_a_car_that_can_be_found_and_booked(desk: Desk, omar: Person) -> None:
    answer = bring(omar, file_of({}))

    assert (answer.status_code, answer.json["created"], outcomes(answer)) == (200, 1, ["created"]), answer.text
    [row] = answer.json["rows"]
    car = ObjectId(row["id"])
    assert (the_car(_id=car)["title"], the_car(_id=car)["owner_id"]) == ("Tesla Model X 2019", omar.id)
    assert desk.sign_in().get("/cars", q="tesla").json[0]["id"] == row["id"]
    assert desk.hold(car).status == 201
    assert broken_invariants() == []


def test_its_owner_sees_under_which_key_a_car_came(desk: Desk, omar: Person) -> None:
    [row] = bring(omar, file_of({"key": "plate-7"})).json["rows"]
    by_hand = desk.car(owner_id=omar.id)

    keys = {each["id"]: each["own_key"] for each in omar.get("/owner/cars").json}
    shown = omar.get("/owner/calendar", **{"from": "2026-12-01", "to": "2026-12-02"}).json

    assert keys == {row["id"]: "plate-7", str(by_hand): None}
    assert {each["listing"]["id"]: each["own_key"] for each in shown} == keys


def test_an_owner_whose_address_is_not_verified_brings_in_drafts_alone(omar: Person) -> None:
    content = file_of({}, {"key": "plate-8", "visibility": "unlisted"}, {"key": "plate-9", "visibility": "paused"})
    user.collection().update_one({"_id": omar.id}, {"$set": {"email_verified": False}})

    answer = bring(omar, content)

    assert outcomes(answer) == ["refused", "refused", "created"]
    assert "our mail" in answer.json["rows"][0]["reason"]
    assert listing.collection().count_documents({"visibility": {"$ne": "paused"}}) == 0


def test_what_others_see_already_stays_in_the_file_of_an_unverified_owner(omar: Person) -> None:
    bring(omar, file_of({}))
    user.collection().update_one({"_id": omar.id}, {"$set": {"email_verified": False}})

    assert outcomes(bring(omar, file_of({"daily_rate_usd": "99.5"}))) == ["updated"]


def test_the_same_file_again_changes_nothing(omar: Person) -> None:
    content = file_of({}, {"key": "plate-8", "year": "2020"})
    bring(omar, content)
    before = list(listing.collection().find().sort("_id", 1))

    answer = bring(omar, content)

    assert outcomes(answer) == ["unchanged", "unchanged"]
    assert list(listing.collection().find().sort("_id", 1)) == before


def test_a_changed_row_changes_its_car_and_leaves_what_no_row_says(omar: Person) -> None:
    car = ObjectId(bring(omar, file_of({})).json["rows"][0]["id"])
    listing.collection().update_one({"_id": car}, {"$set": {"policy": {"hold_minutes": 30}, "rating": 4.9}})

    answer = bring(omar, file_of({"daily_rate_usd": "99.5", "visibility": "paused"}))

    after = the_car(_id=car)
    assert outcomes(answer) == ["updated"]
    assert (after["daily_rate"], after["visibility"], after["version"]) == (9_950, "paused", 2)
    assert (after["policy"], after["rating"]) == ({"hold_minutes": 30}, 4.9)


@pytest.mark.parametrize("reason", BAD)
def test_a_bad_line_is_named_with_its_number_and_its_neighbours_come_in(omar: Person, reason: str) -> None:
    answer = bring(omar, file_of({}, {"key": "plate-8"} | BAD[reason], {"key": "plate-9"}))

    assert outcomes(answer) == ["created", "refused", "created"]
    bad = answer.json["rows"][1]
    assert (bad["line"], bad["reason"].startswith(reason)) == (3, True), bad


def test_a_key_that_stands_twice_counts_once(omar: Person) -> None:
    answer = bring(omar, file_of({}, {"year": "2020"}))

    assert outcomes(answer) == ["created", "refused"]
    assert (answer.json["rows"][1]["reason"], the_car()["year"]) == (own_fleet.TWICE, 2019)


def test_what_is_retired_does_not_come_back_by_a_file(omar: Person) -> None:
    car = bring(omar, file_of({})).json["rows"][0]["id"]
    omar.post(f"/owner/cars/{car}/retire")

    answer = bring(omar, file_of({}))

    assert (outcomes(answer), the_car()["visibility"]) == (["refused"], "retired")


def test_thousands_of_rows_come_in_over_many_commits(omar: Person) -> None:
    rows = [{"key": f"plate-{number}"} for number in range(2 * own_fleet.BATCH + 1)]

    answer = bring(omar, file_of(*rows))

    assert answer.json["created"] == len(rows) == listing.collection().count_documents({"owner_id": omar.id})
    assert inventory.collection().count_documents({}) == len(rows)
    assert audit_entry.collection().count_documents({"action": "import_fleet"}) == 3


# ------------------------------------------------------------------------------------------ nobody else's cars


def test_the_same_key_of_two_owners_is_two_cars(desk: Desk, omar: Person) -> None:
    ben = desk.sign_in("Ben", "owner")
    bring(omar, file_of({}))

    answer = bring(ben, file_of({"daily_rate_usd": "1"}))

    assert outcomes(answer) == ["created"]
    assert the_car(owner_id=omar.id)["daily_rate"] == 13_500


def test_the_id_of_anothers_car_is_refused_like_one_that_does_not_exist(desk: Desk, omar: Person) -> None:
    theirs, nowhere = desk.car(), ObjectId()
    before = the_car(_id=theirs)

    answer = bring(omar, file_of({"key": str(theirs)}, {"key": str(nowhere)}))

    assert {row["reason"] for row in answer.json["rows"]} == {own_fleet.NOT_YOURS}
    assert list(listing.collection().find()) == [before]


def test_a_car_that_was_passed_on_is_not_taken_back_by_a_file(desk: Desk, omar: Person) -> None:
    bring(omar, file_of({}))
    listing.collection().update_one({}, {"$set": {"owner_id": desk.person("Ben", "owner")}})

    answer = bring(omar, file_of({"daily_rate_usd": "1"}))

    assert (outcomes(answer), the_car()["daily_rate"]) == (["refused"], 13_500)


# -------------------------------------------------------------------------------------------------- taking out


def test_what_is_taken_out_can_be_brought_in_and_changes_nothing(desk: Desk, omar: Person) -> None:
    bring(omar, file_of({}, {"key": "plate-8", "fuel_type": "", "visibility": "paused", "model": 'C4, "Élan"'}))
    omar.post("/owner/cars", kinds.get("cars").editing.asked)
    content = taken_out(omar)

    answer = bring(omar, content)

    assert outcomes(answer) == ["unchanged"] * 3
    assert taken_out(omar) == content


def test_the_file_holds_own_cars_that_are_not_retired(desk: Desk, omar: Person) -> None:
    desk.car()
    desk.car(owner_id=omar.id, visibility="retired")
    mine = desk.car(owner_id=omar.id)

    answer = omar.get("/owner/cars/export")

    [row] = csv.DictReader(io.StringIO(answer.text))
    assert row["key"] == str(mine)
    assert answer.headers["Content-Type"].startswith("text/csv")
    assert answer.headers["Content-Disposition"] == "attachment; filename=cars.csv"


@pytest.mark.parametrize("model", FORMULAS)
def test_no_text_is_a_formula_to_a_spreadsheet_and_all_come_back_as_they_were(
    desk: Desk, omar: Person, model: str
) -> None:
    desk.car(owner_id=omar.id, model=model, title=f"Tesla {model} 2019")

    content = taken_out(omar)

    [row] = csv.DictReader(io.StringIO(content))
    assert row["model"][0] not in "=+-@"
    bring(omar, content)
    assert the_car()["model"] == model


# ------------------------------------------------------------------------------------------------- whole files


@pytest.mark.parametrize("content", ["", "make,model\nTesla,3\n", "\xff\xfe", ",".join([*CAR, "owner_ref"]) + "\n"])
def test_a_file_of_another_sort_is_refused_as_a_whole(omar: Person, content: str) -> None:
    answer = omar.send("/owner/cars/import", content.encode("latin-1"), "text/csv")

    assert (answer.status_code, answer.json["code"]) == (422, "wrong_header")


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        ([*CAR, "make"], "daily_rate_usd. Twice: make."),
        ([*list(CAR)[1:], "wings"], "daily_rate_usd. Missing: key. Unknown: wings."),
    ],
)
def test_it_is_told_which_columns_are_wrong(omar: Person, columns: list[str], said: str) -> None:
    answer = omar.send("/owner/cars/import", ",".join(columns).encode(), "text/csv")

    assert answer.json["detail"].endswith(said)


@pytest.mark.parametrize("separator", [";", "\t"])
@pytest.mark.parametrize("rate", ["135,50", "135.50"])
def test_a_spreadsheet_may_have_put_semicolons_or_tabs_between_columns_and_commas_into_numbers(
    omar: Person, separator: str, rate: str
) -> None:
    """As those of many countries do. Names keep their commas."""
    car = CAR | {"latitude": "47,449107", "longitude": "-122,308841", "daily_rate_usd": rate, "model": "9,3"}
    lines = [separator.join(each) for each in (car, car.values())]

    answer = omar.send("/owner/cars/import", "\r\n".join(lines).encode(), "text/csv")

    assert [row["outcome"] for row in answer.json["rows"]] == ["created"]
    stored = listing.collection().find_one({"_id": ObjectId(answer.json["rows"][0]["id"])})
    assert stored
    assert (stored["daily_rate"], stored["model"]) == (13_550, "9,3")
    assert stored["location"]["coordinates"] == [-122.308841, 47.449107]


@pytest.mark.parametrize("separator", [";", "\t"])
@pytest.mark.parametrize("rate", ["1,230", "1.230", "1.230,00", "1,230.00"])
def test_thousands_that_a_spreadsheet_has_grouped_are_no_dollars_and_cents(
    omar: Person, separator: str, rate: str
) -> None:
    """A car for 1,230 dollars must not be put up for 1.23."""
    lines = [separator.join(each) for each in (CAR, (CAR | {"daily_rate_usd": rate}).values())]

    answer = omar.send("/owner/cars/import", "\r\n".join(lines).encode(), "text/csv")

    assert [row["outcome"] for row in answer.json["rows"]] == ["refused"]
    assert "daily_rate_usd" in answer.json["rows"][0]["reason"]


def test_a_decimal_comma_is_no_number_where_commas_separate_columns(omar: Person) -> None:
    answer = bring(omar, file_of({"daily_rate_usd": "1,234"}))

    assert [(row["outcome"], row["reason"]) for row in answer.json["rows"]] == [
        ("refused", "daily_rate_usd: '1,234' is not a number")
    ]


def test_too_many_lines_are_refused_before_any_comes_in(omar: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(own_fleet, "MOST_ROWS", 1)

    answer = bring(omar, file_of({}, {"key": "plate-8"}))

    assert (answer.status_code, list(answer.json["errors"])) == (422, ["body"])
    assert listing.collection().count_documents({}) == 0


def test_a_file_that_is_too_large_or_no_csv_is_not_read(omar: Person) -> None:
    largest = omar.send("/owner/cars/import", b"x" * LARGEST_FILE_BYTES, "text/csv")
    large = omar.send("/owner/cars/import", b"x" * (LARGEST_FILE_BYTES + 1), "text/csv")
    other = omar.send("/owner/cars/import", file_of({}).encode(), "application/json")

    assert (largest.json["code"], large.status_code, other.status_code) == ("wrong_header", 413, 415)
