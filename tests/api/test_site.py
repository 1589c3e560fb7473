"""The built client: its page for its own addresses, its files as they are, and nothing of the API."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient


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
