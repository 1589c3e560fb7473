"""The public car routes over HTTP: shapes, pages, refusals."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from bson import ObjectId
from flask import Flask
from flask.testing import FlaskClient
from pymongo import MongoClient

from drivesphere.app import create_app
from drivesphere.config import Settings
from drivesphere.kinds.cars import schemas as shapes
from drivesphere.models import booking, listing
from drivesphere.shapes.windows import AvailabilitySchema
from tests.fleet import MIAMI, bring, dates, row
from tests.stage import Stage, empty

MAX_TIME_EXPIRED = 50  # MongoDB's number of the error
UNKNOWN = "0" * 24


@pytest.fixture
def shop(settings: Settings, tmp_path: Path) -> FlaskClient:
    """A client of an installation with two Teslas in Seattle and a Ford in Miami."""
    app = create_app(settings)
    empty()
    bring(tmp_path, row(), row(year="2018"), row(**MIAMI, make="Ford", model="F-150", rating="", fuel_type=""))
    return app.test_client()


def ask(shop: FlaskClient, path: str = "/cars", **query: Any) -> Any:
    return shop.get(f"/api/v1{path}", query_string=query)


def span(day: int = 10, days: int = 3) -> dict[str, str]:
    return {name: at.isoformat() for name, at in dates(day, days).items()}


def a_car(make: str = "Tesla") -> ObjectId:
    found = listing.collection().find_one({"make": make})
    assert found is not None
    return found["_id"]


def test_the_list_answers_cars_in_their_declared_shape_with_a_page_header(shop: FlaskClient) -> None:
    answer = ask(shop, city="seattle", page_size=1, near="47.6,-122.3", **span())

    [car] = answer.json
    shapes.CarSchema().load(car)
    assert json.loads(answer.headers["X-Pagination"])["total"] == 2
    assert car["quote"]["days"] == 3
    assert car["distance_km"] > 0
    assert car["links"]["self"] == f"/api/v1/cars/{car['id']}"


def test_the_detail_and_the_list_show_the_same_car(shop: FlaskClient) -> None:
    [listed] = ask(shop, make="ford").json

    assert ask(shop, f"/cars/{listed['id']}").json == listed
    shapes.CarSchema().load(listed)


def test_a_detail_with_dates_has_their_quote(shop: FlaskClient) -> None:
    car = ask(shop, f"/cars/{a_car()}", **span(days=7)).json

    assert car["quote"]["days"] == 7
    assert sum(line["amount"]["amount"] for line in car["quote"]["lines"]) == car["quote"]["total"]["amount"]


@pytest.mark.parametrize("path", ["", "/availability", "/quote"])
@pytest.mark.parametrize("car_id", [UNKNOWN, "abc", UNKNOWN.replace("0", "g"), "$ne", "%00"])
def test_a_car_that_is_not_there_is_not_found(shop: FlaskClient, car_id: str, path: str) -> None:
    answer = ask(shop, f"/cars/{car_id}{path}", **(span() if path == "/quote" else {}))

    assert (answer.status_code, answer.json["code"]) == (404, "not_found")


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ({"near": "here"}, "near"),
        ({"near": "91,0"}, "near"),
        ({"near": "0,181"}, "near"),
        ({"near": "1,2,3"}, "near"),
        ({"near": "٤٧,٢"}, "near"),
        ({"near": "47,-122", "radius_km": "501"}, "radius_km"),
        ({"near": "47,-122", "radius_km": "NaN"}, "radius_km"),
        ({"radius_km": "5"}, "near"),
        ({"sort": "distance"}, "near"),
        ({"sort": "password_hash"}, "sort"),
        ({"starts_at": "2099-01-01T00:00:00Z"}, "ends_at"),
        ({"ends_at": "2099-01-01T00:00:00Z"}, "starts_at"),
        ({"starts_at": "2099-01-01", "ends_at": "2099-01-02"}, "starts_at"),
        ({"starts_at": "2099-01-01T00:00:00", "ends_at": "2099-01-02T00:00:00Z"}, "starts_at"),
        ({"starts_at": "2099-01-01T24:00:00Z", "ends_at": "2099-01-02T00:00:00Z"}, "starts_at"),
        ({"starts_at": "9999-01-01T00:00:00Z", "ends_at": "9999-12-31T00:00:00Z"}, "starts_at"),
        (span(day=-3), "starts_at"),
        (span(days=-1), "ends_at"),
        (span(days=0), "ends_at"),
        (span(days=400), "ends_at"),
        ({"vehicle_type": "boat"}, "vehicle_type"),
        ({"fuel": "coal"}, "fuel"),
        ({"state": "Washington"}, "state"),
        ({"state": "WA\n"}, "state"),
        ({"year_min": "1e3"}, "year_min"),
        ({"price_min": "NaN"}, "price_min"),
        ({"price_min": "12.50"}, "price_min"),
        ({"price_min": "-1"}, "price_min"),
        ({"price_min": "9", "price_max": "8"}, "price_max"),
        ({"rating_min": "Infinity"}, "rating_min"),
        ({"q": "x" * 65}, "q"),
        ({"q": "a\x00b"}, "q"),
        ({"city": ""}, "city"),
        ({"page": "0"}, "page"),
        ({"page": "1000000000"}, "page"),
        ({"page_size": "101"}, "page_size"),
        ({"limit": "5"}, "limit"),
        ({"city[$ne]": "x"}, "city[$ne]"),
        ({"$where": "sleep(1000)"}, "$where"),
        ({"city": ["Seattle", "Miami"]}, "city"),
    ],
)
def test_a_bad_argument_is_named(shop: FlaskClient, query: dict[str, Any], field: str) -> None:
    answer = ask(shop, **query)

    assert answer.status_code == 422
    assert answer.content_type == "application/problem+json"
    assert field in answer.json["errors"]


@pytest.mark.parametrize("payload", ['{"$ne": null}', "[$ne]", "$where", "{$gt: ''}", "'; return true"])
@pytest.mark.parametrize("field", ["city", "make", "q"])
def test_operators_in_text_are_text(shop: FlaskClient, field: str, payload: str) -> None:
    answer = ask(shop, **{field: payload})

    assert answer.status_code == 200
    assert answer.json == []


@pytest.mark.parametrize("evil", ["(a+)+$" * 10, "a" * 64, "^(([a-z])+.)+[A-Z]([a-z])+$", "\\" * 64, "." * 64])
def test_an_evil_pattern_costs_nothing(shop: FlaskClient, evil: str) -> None:
    times = []
    for page in (1, 2, 3):  # each is asked of the database, and not of the cache
        started = time.perf_counter()
        assert ask(shop, q=evil, page=page).status_code == 200
        times.append(time.perf_counter() - started)

    # A busy machine delays one or the other, backtracking all of them; without it each takes a few milliseconds.
    assert min(times) < 0.5


def test_a_search_that_the_database_cuts_off_answers_503(shop: FlaskClient, root: MongoClient[Any]) -> None:
    fail = {"errorCode": MAX_TIME_EXPIRED, "failCommands": ["aggregate"], "namespace": listing.collection().full_name}
    root.admin.command("configureFailPoint", "failCommand", mode={"times": 1}, data=fail)

    answer = ask(shop, city="Seattle")

    assert (answer.status_code, answer.json["code"]) == (503, "unavailable")
    assert answer.headers["Retry-After"]


def test_a_held_car_leaves_the_list_and_shows_in_its_calendar(shop: FlaskClient, settings: Settings) -> None:
    car = a_car()
    Stage(settings).hold(car, day=10, days=2)

    listed = ask(shop, city="Seattle", **span(day=11, days=1)).json
    calendar = ask(shop, f"/cars/{car}/availability").json

    AvailabilitySchema().load(calendar)
    assert booking.collection().count_documents({}) == 1
    assert str(car) not in {each["id"] for each in listed}
    assert [busy["reason"] for busy in calendar["busy"]] == ["held"]
    assert calendar["from"] < calendar["busy"][0]["starts_at"] < calendar["to"]


def test_a_calendar_covers_at_most_a_year(shop: FlaskClient) -> None:
    start, end = span(day=0, days=367).values()

    answer = ask(shop, f"/cars/{a_car()}/availability", **{"from": start, "to": end})

    assert (answer.status_code, answer.json["code"]) == (422, "range_too_long")


def test_a_quote_has_a_line_for_each_extra_and_says_whether_the_car_is_free(shop: FlaskClient) -> None:
    answer = ask(shop, f"/cars/{a_car()}/quote", **span(), extras=["child_seat", "roof_rack"])

    shapes.CarQuoteSchema().load(answer.json)
    assert {"extra:child_seat", "extra:roof_rack"} <= {line["code"] for line in answer.json["lines"]}
    assert answer.json["available"] is True


@pytest.mark.parametrize(
    ("query", "field"),
    [({}, "starts_at"), ({"extras": "jetpack", **span()}, "extras"), (span(day=-2), "starts_at")],
)
def test_a_bad_quote_request_names_its_field(shop: FlaskClient, query: dict[str, Any], field: str) -> None:
    answer = ask(shop, f"/cars/{a_car()}/quote", **query)

    assert answer.status_code == 422
    assert field in answer.json["errors"]


def test_places_complete_a_city(shop: FlaskClient) -> None:
    answer = ask(shop, "/places", q="sea")

    shapes.PlaceSchema(many=True).load(answer.json)
    assert [(place["city"], place["cars"]) for place in answer.json] == [("Seattle", 2)]
    assert ask(shop, "/places", q=quote("(a+)+$")).json == []
    assert ask(shop, "/places", q="x" * 65).status_code == 422


def test_the_map_answers_in_its_declared_shape_and_map_is_no_car(shop: FlaskClient) -> None:
    answer = ask(shop, "/cars/map", **span())

    shapes.CarMapSchema().load(answer.json)
    assert [(place["city"], place["cars"]) for place in answer.json["places"]] == [("Seattle", 2), ("Miami", 1)]
    assert answer.json["total"] == json.loads(ask(shop, **span()).headers["X-Pagination"])["total"]
    assert ask(shop, "/cars/map/quote", **span()).status_code == 404


@pytest.mark.parametrize("query", [{"page": 1}, {"sort": "price"}, {"radius_km": "5"}, {"$where": "1"}, span(days=-1)])
def test_the_map_takes_filters_and_nothing_else(shop: FlaskClient, query: dict[str, Any]) -> None:
    assert ask(shop, "/cars/map", **query).status_code == 422


OPERATIONS = {
    "listCars": "/api/v1/cars",
    "mapCars": "/api/v1/cars/map",
    "getCar": "/api/v1/cars/{car_id}",
    "getCarAvailability": "/api/v1/cars/{car_id}/availability",
    "getCarQuote": "/api/v1/cars/{car_id}/quote",
    "listPlaces": "/api/v1/places",
}


@pytest.mark.parametrize("name", OPERATIONS)
def test_every_view_is_documented_with_example_and_errors(app: Flask, name: str) -> None:
    document = app.test_client().get("/api/openapi.json").json

    operation = document["paths"][OPERATIONS[name]]["get"]

    assert operation["operationId"] == name
    assert operation["summary"]
    assert operation["responses"]["200"]["content"]["application/json"]["example"]
    assert {"422", "503"} <= operation["responses"].keys()
