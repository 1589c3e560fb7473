"""The built client: its page for its own addresses, its files as they are, and nothing of the API."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from werkzeug import Request, Response
from werkzeug.test import Client

from drivesphere.api.public import site
from drivesphere.config import Settings
from tests.stage import PRODUCTION


@pytest.mark.parametrize("path", ["/", "/cars", "/cars/665f1c2a9d3e4b5a6c7d8e9f", "/checkout/1/return", "/apis"])
def test_an_address_of_the_client_gets_its_page(site_client: FlaskClient, path: str) -> None:
    answer = site_client.get(path)

    assert answer.status_code == 200
    assert answer.content_type == 'text/html; charset="utf-8"'
    assert answer.headers["Cache-Control"] == "no-cache"
    assert "DriveSphere" in answer.text


def test_the_page_is_sent_once_to_a_browser_that_has_it(site_client: FlaskClient) -> None:
    tag = site_client.get("/").headers["ETag"]

    assert site_client.get("/cars", headers={"If-None-Match": tag}).status_code == 304


def test_hashed_files_are_kept_for_ever_and_sent_compressed(site_client: FlaskClient) -> None:
    answer = site_client.get("/assets/index-1a2b3c.js", headers={"Accept-Encoding": "gzip, br"})

    assert "immutable" in answer.headers["Cache-Control"]
    assert (answer.headers["Content-Encoding"], answer.data) == ("br", b"brotli")
    assert "Accept-Encoding" in answer.headers["Vary"]


def test_a_reader_without_brotli_gets_the_plain_file(site_client: FlaskClient) -> None:
    assert site_client.get("/assets/index-1a2b3c.js").text == "console.log('plain')"


def test_other_files_are_asked_for_again(site_client: FlaskClient) -> None:
    assert site_client.get("/theme.js").headers["Cache-Control"] == "no-cache"


BROWSER = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}


def test_the_address_that_page_and_api_share_is_a_page_to_browsers_alone(site_client: FlaskClient) -> None:
    page, answer = site_client.get("/bookings", headers=BROWSER), site_client.get("/bookings")

    assert (page.status_code, page.mimetype) == (200, "text/html")
    assert (answer.status_code, answer.mimetype) == (401, "application/json")
    assert "Accept" in page.headers["Vary"]
    assert "Accept" in answer.headers["Vary"]


@pytest.mark.parametrize("accept", ["*/*", "application/json", ""])
def test_programs_that_ask_for_anything_else_get_the_api(site_client: FlaskClient, accept: str) -> None:
    assert site_client.get("/bookings", headers={"Accept": accept}).mimetype == "application/json"


def test_a_browser_that_posts_there_reaches_the_api(site_client: FlaskClient) -> None:
    assert site_client.post("/bookings", headers=BROWSER).mimetype == "application/json"


def test_a_booking_below_it_is_a_page_to_everybody(site_client: FlaskClient) -> None:
    assert site_client.get("/bookings/665f1c2a9d3e4b5a6c7d8e9f").mimetype == "text/html"


@pytest.mark.parametrize("path", ["/health", "/metrics"])
def test_probes_at_the_root_reach_the_api_whoever_asks(site_client: FlaskClient, path: str) -> None:
    answer = site_client.get(path, headers=BROWSER)

    assert (answer.status_code, answer.mimetype != "text/html") == (200, True)


@pytest.mark.parametrize(
    "path", ["/assets/old-hash.js", "/assets", "/robots.txt", "/../secrets.json", "/api", "/api/x"]
)
def test_what_is_neither_a_file_nor_a_page_is_a_404_problem(site_client: FlaskClient, path: str) -> None:
    answer = site_client.get(path)

    assert (answer.status_code, answer.json["code"]) == (404, "not_found")


def test_the_page_is_only_read(site_client: FlaskClient) -> None:
    assert site_client.post("/cars").status_code == 404
    assert site_client.head("/cars").status_code == 200


def test_without_a_build_a_page_says_how_to_make_one(client: FlaskClient) -> None:
    answer = client.get("/")

    assert answer.status_code == 503
    assert "make up" in answer.text


def test_a_client_that_is_built_anew_is_served_by_the_server_that_runs(settings: Settings, tmp_path: Path) -> None:
    asked = browser(replace(settings, client_dist=str(tmp_path)))
    before = asked.get("/cars")
    build(tmp_path, "first")
    first = [asked.get("/cars", buffered=True).text, asked.get("/assets/first.js", buffered=True).text]
    shutil.rmtree(tmp_path / "assets")
    build(tmp_path, "second, which is longer")

    second = asked.get("/cars", buffered=True)

    assert (before.status_code, first) == (503, ["first", "first"])
    assert (second.text, second.headers["Content-Length"]) == ("second, which is longer", "23")
    assert asked.get("/assets/second, which is longer.js", buffered=True).text == second.text
    assert asked.get("/assets/first.js", buffered=True).text == "api"


def test_a_client_that_is_taken_away_leaves_the_api_and_the_page_that_says_so(
    settings: Settings, tmp_path: Path
) -> None:
    build(tmp_path, "first")
    asked = browser(replace(settings, client_dist=str(tmp_path)))
    shutil.rmtree(tmp_path)

    assert asked.get("/cars").status_code == 503
    assert asked.get("/api/health").text == "api"


def build(folder: Path, content: str) -> None:
    (folder / "assets").mkdir()
    for path in (folder / "index.html", folder / "assets" / f"{content}.js"):
        path.write_text(content)


@pytest.fixture
def developer(settings: Settings, built_client: Path) -> Settings:
    changes = {"drivesphere_env": "development", "public_url": "http://127.0.0.1:8000"}
    return replace(settings, client_dist=str(built_client), **changes)


@Request.application
def api(_: Request) -> Response:
    return Response("api")


def browser(settings: Settings) -> Client:
    return Client(site.around(api, settings))


@pytest.mark.parametrize("path", ["/", "/cars?city=S%C3%A3o&days=2", "/checkout/1/return", "/a%0d%0ab"])
def test_in_development_a_page_under_another_name_leads_to_ours(developer: Settings, path: str) -> None:
    answer = browser(developer).get(path, base_url="http://localhost:8000")

    assert (answer.status_code, answer.headers["Location"].lower()) == (307, f"http://127.0.0.1:8000{path}".lower())


def test_no_path_leads_to_somebody_else(developer: Settings) -> None:
    odd = {"PATH_INFO": "//rival"}
    answer = browser(developer).get("/", base_url="http://localhost:8000", environ_overrides=odd)

    assert answer.headers["Location"] == "http://127.0.0.1:8000//rival"


@pytest.mark.parametrize(
    ("path", "base"),
    [
        ("/cars", "http://127.0.0.1:8000"),  # our own name
        ("/cars", "http://localhost:9000"),  # somebody's tunnel
        ("/api/health", "http://localhost:8000"),
        ("/assets/index-1a2b3c.js", "http://localhost:8000"),
        ("/theme.js", "http://localhost:8000"),
    ],
)
def test_everything_else_is_answered_where_it_was_asked(developer: Settings, path: str, base: str) -> None:
    assert browser(developer).get(path, base_url=base, buffered=True).status_code == 200


@pytest.mark.parametrize("host", ["", "localhost:port", "[::1"])
def test_a_host_that_is_none_gets_the_page(developer: Settings, host: str) -> None:
    assert browser(developer).get("/cars", headers={"Host": host}, buffered=True).status_code == 200


def test_production_answers_under_every_name(developer: Settings) -> None:
    live = replace(developer, **PRODUCTION)

    assert browser(live).get("/cars", base_url="https://www.drivesphere.example", buffered=True).status_code == 200
