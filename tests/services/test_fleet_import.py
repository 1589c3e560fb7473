"""Bringing a fleet file in: what becomes of good lines, bad lines, and the same file again."""

from __future__ import annotations

from pathlib import Path

import pytest

from drivesphere.domain.errors import Rejected
from drivesphere.models import inventory, listing, user
from drivesphere.services.fleet_import import import_fleet
from tests.fleet import COLUMNS, DEMO, MIAMI, bring, line, row, the_car, write
from tests.stage import Stage

pytestmark = pytest.mark.usefixtures("stage")

BAD = {
    "daily_rate_usd: '1O0' is not a number": row(daily_rate_usd="1O0"),
    "daily_rate_usd: 'NaN' is not a number": row(daily_rate_usd="NaN"),
    "daily_rate_usd: -5 is not between 0 and 100000": row(daily_rate_usd="-5"),
    "daily_rate_usd: 0 is not a positive amount in dollars and cents": row(daily_rate_usd="0"),
    "daily_rate_usd: 9.999 is not a positive amount in dollars and cents": row(daily_rate_usd="9.999"),
    "latitude: 91 is not between -90 and 90": row(latitude="91"),
    "longitude: -181 is not between -180 and 180": row(longitude="-181"),
    "vehicle_type: 'boat' is not one of car, suv, truck, van, minivan": row(vehicle_type="boat"),
    "fuel_type: 'COAL' is not one of gasoline, hybrid, electric, diesel": row(fuel_type="COAL"),
    "year: 1066 is not between 1900 and": row(year="1066"),
    "year: '\uff12\uff10\uff11\uff19' is not a whole number": row(year="\uff12\uff10\uff11\uff19"),
    "rating: 6 is not between 1 and 5": row(rating="6"),
    "make: is missing": row(make=""),
    "country: 'DE' is not US": row(country="DE"),
    "state: 'Wash' is not a state of two capital letters": row(state="Wash"),
    "owner_ref: 'a@b' is not a reference of letters and digits": row(owner_ref="a@b"),
    "city: must be printable": row(city="Sea\x00ttle"),
    "14 columns instead of 15": line(row()).rpartition(",")[0],
    "16 columns instead of 15": line(row()) + ",extra",
    "not CSV": '"' + line(row()),
    "not UTF-8": line(row(city="Montréal")).encode("latin-1"),
}


def test_a_row_becomes_a_car_with_owner_point_time_zone_and_rate_in_cents(tmp_path: Path) -> None:
    report = bring(tmp_path, row())

    car = the_car(title="Tesla Model X 2019")
    assert (report.imported, report.updated, report.skipped) == (1, 0, [])
    assert car["location"] == {"type": "Point", "coordinates": [-122.308841, 47.449107]}
    assert (car["time_zone"], car["daily_rate"], car["fuel"]) == ("America/Los_Angeles", 13_500, "electric")
    assert the_car(owner_id=user.collection().find_one({"import_key": "12847615"})["_id"]) == car
    assert inventory.collection().find_one({"_id": car["_id"]})["buffer_us"] == 3_600_000_000


def test_missing_rating_and_fuel_are_null(tmp_path: Path) -> None:
    bring(tmp_path, row(rating="", fuel_type=""))

    car = the_car(kind="cars")
    assert car["rating"] is None
    assert car["fuel"] is None
    assert car["is_rated"] is False


@pytest.mark.parametrize("reason", BAD)
def test_a_bad_line_is_reported_and_its_neighbours_are_imported(tmp_path: Path, reason: str) -> None:
    report = bring(tmp_path, row(year="2017"), BAD[reason], row(year="2018"))

    [(number, given)] = report.skipped
    assert (report.imported, number) == (2, 3)
    assert given.startswith(reason)


def test_quoted_commas_accents_and_quotes_are_kept(tmp_path: Path) -> None:
    bring(tmp_path, line(row(model='"C4, ""Élan"""', make="Citroën")))

    assert the_car(kind="cars")["title"] == 'Citroën C4, "Élan" 2019'


def test_the_columns_may_stand_in_another_order_behind_a_byte_order_mark(tmp_path: Path) -> None:
    path = tmp_path / "fleet.csv"
    turned = list(reversed(COLUMNS))
    path.write_text("\ufeff" + ",".join(turned) + "\r\n" + ",".join(row()[name] for name in turned) + "\r\n\r\n")

    assert import_fleet(path).imported == 1


@pytest.mark.parametrize("content", ["", "make,model\nTesla,3\n", "\xff\xfe", ",".join([*COLUMNS, "year"]) + "\n"])
def test_a_file_that_is_no_fleet_gives_one_clear_error(tmp_path: Path, content: str) -> None:
    path = tmp_path / "fleet.csv"
    path.write_text(content, encoding="latin-1")

    with pytest.raises(Rejected, match="This is no fleet file") as refused:
        import_fleet(path)

    assert refused.value.code == "wrong_header"


def test_the_same_file_again_updates_every_car_and_adds_none(tmp_path: Path) -> None:
    bring(tmp_path, row(), row(), row(year="2018"))
    before = the_car(year=2018)

    report = bring(tmp_path, row(), row(), row(year="2018", daily_rate_usd="99.50"))

    after = the_car(year=2018)
    assert (report.imported, report.updated) == (0, 3)
    assert listing.collection().count_documents({}) == inventory.collection().count_documents({}) == 3
    assert (after["daily_rate"], after["_id"], after["created_at"]) == (9_950, before["_id"], before["created_at"])


def test_what_an_owner_has_decided_survives_the_next_import(tmp_path: Path) -> None:
    bring(tmp_path, row())
    own = {"visibility": "paused", "policy": {"buffer_minutes": 30}}
    listing.collection().update_one({}, {"$set": own})
    user.collection().update_one({"import_key": "12847615"}, {"$set": {"name": "Omar", "email": "omar@example.com"}})

    bring(tmp_path, row())

    car, omar = the_car(kind="cars"), user.collection().find_one({"import_key": "12847615"})
    assert (car["visibility"], car["policy"], car["owner_name"]) == ("paused", {"buffer_minutes": 30}, "Omar")
    assert omar["email"] == "omar@example.com"
    assert inventory.collection().find_one({"_id": car["_id"]})["buffer_us"] == 30 * 60_000_000


def test_claims_survive_the_next_import(tmp_path: Path, stage: Stage) -> None:
    bring(tmp_path, row())
    car = the_car(kind="cars")["_id"]
    stage.hold(car)

    bring(tmp_path, row())

    assert len(inventory.collection().find_one({"_id": car})["claims"]) == 1


def test_two_spellings_of_a_make_and_a_shouted_city_become_one(tmp_path: Path) -> None:
    bring(tmp_path, row(make="Mercedes-benz", city="SEATTLE "), row(make="Mercedes-Benz", city="seattle"))

    assert listing.collection().distinct("make") == ["Mercedes-Benz"]
    assert listing.collection().distinct("city") == ["Seattle"]


def test_imported_owners_cannot_sign_in(tmp_path: Path) -> None:
    bring(tmp_path, row(**MIAMI))

    owner = user.collection().find_one({"import_key": "12847615"})
    assert (owner["email"], owner["role"]) == ("owner-12847615@fleet.drivesphere.example", "owner")
    assert "password_hash" not in owner


def test_the_whole_demo_fleet_is_imported_without_a_skipped_line() -> None:
    told: list[tuple[int, int]] = []

    report = import_fleet(DEMO, lambda done, total: told.append((done, total)))

    assert (report.imported, report.skipped) == (5_851, [])
    assert told[-1] == (5_851, 5_851)
    assert user.collection().count_documents({"role": "owner"}) == 3_093
    assert inventory.collection().count_documents({}) == 5_851
    assert listing.collection().count_documents({"rating": None}) == 501


def test_a_file_without_a_good_line_reports_them_all(tmp_path: Path) -> None:
    report = import_fleet(write(tmp_path, ["nonsense", "more of it"]))

    assert (report.imported, [number for number, _ in report.skipped]) == (0, [2, 3])
