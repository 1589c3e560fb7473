"""Photos over HTTP: sent as a form, shown to everybody, never more than a picture."""

from __future__ import annotations

import random
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from bson import ObjectId
from werkzeug.test import TestResponse

from drivesphere.domain.photo import LARGEST_FILE_BYTES, MOST_PHOTOS
from drivesphere.models import listing
from tests.api.desk import Desk, Person
from tests.photos import form_of, opened, picture, turned

SMALL = picture(size=(8, 8))


@pytest.fixture
def omar(desk: Desk) -> Person:
    return desk.sign_in("Omar", "owner")


@pytest.fixture
def car(desk: Desk, omar: Person) -> ObjectId:
    return desk.car(owner_id=omar.id)


def path(thing: ObjectId, *more: Any) -> str:
    return "/".join(["/api/v1/owner/listings", str(thing), "photos", *map(str, more)])


def send(owner: Person, thing: ObjectId, content: bytes, name: str = "car.jpg") -> TestResponse:
    return _as(owner, "POST", path(thing), **form_of(content, name))


def patch(owner: Person, address: str, body: Any) -> TestResponse:
    return _as(owner, "PATCH", address, json=body)


def _as(owner: Person, method: str, address: str, **request: Any) -> TestResponse:
    headers = {"Authorization": f"Bearer {owner.token}"}
    return owner.app.test_client().open(address, method=method, headers=headers, **request)


def fetch(desk: Desk, address: str) -> TestResponse:
    return desk.app.test_client().get(address)


def test_a_photo_is_shown_with_its_listing_and_in_the_list_to_everybody(
    desk: Desk, omar: Person, car: ObjectId
) -> None:
    sent = send(omar, car, turned(6))

    assert (sent.status_code, sent.headers["ETag"]) == (201, '"2"')
    [on_page] = fetch(desk, f"/api/v1/cars/{car}").json["photos"]
    [in_list] = fetch(desk, "/api/v1/cars").json[0]["photos"]
    assert on_page == in_list == sent.json
    assert (sent.json["width"], sent.json["height"]) == (48, 64)


@pytest.mark.parametrize("kind", ["time-slots", "events"])
def test_listings_of_every_kind_have_photos(desk: Desk, omar: Person, kind: str) -> None:
    thing = {"time-slots": desk.room, "events": desk.event}[kind](owner_id=omar.id)

    sent = send(omar, thing, SMALL)

    assert fetch(desk, f"/api/v1/{kind}/{thing}").json["photos"] == [sent.json]
    assert fetch(desk, f"/api/v1/{kind}").json[0]["photos"] == [sent.json]


def test_its_files_are_pictures_that_may_be_kept_for_ever_and_do_nothing(
    desk: Desk, omar: Person, car: ObjectId
) -> None:
    sent = send(omar, car, turned(1) + b"<script>alert(1)</script>", "page.html").json

    for address in (sent["url"], sent["small_url"]):
        file = fetch(desk, address)
        assert (file.status_code, file.content_type) == (200, "image/webp")
        assert file.headers["Cache-Control"] == "public, max-age=31536000, immutable"
        assert file.headers["X-Content-Type-Options"] == "nosniff"
        assert "sandbox" in file.headers["Content-Security-Policy"].split("; ")
        assert opened(file.data).format == "WEBP"
        assert b"script" not in file.data
        assert b"SECRETCAM" not in file.data


@pytest.mark.parametrize(
    "name",
    [
        "0" * 24,
        "0" * 24 + ".webp",
        "0" * 24 + ".html",
        "..%2f..%2fetc%2fpasswd",
        "%2e%2e%2fsecret.webp",
        "../secret.webp",
        "..",
        "secret.webp",
        "%00.webp",
    ],
)
def test_no_other_file_can_be_reached(desk: Desk, tmp_path: Path, name: str) -> None:
    (tmp_path / "photos").mkdir()
    (tmp_path / "secret.webp").write_bytes(b"secret")
    (tmp_path / "photos" / "secret.webp").write_bytes(b"secret")

    assert fetch(desk, f"/api/v1/photos/{name}").status_code == 404


@pytest.mark.parametrize("content", [b"", b"<svg onload='alert(1)'/>", SMALL[:100]])
def test_what_is_no_photo_is_named_and_nothing_is_written(
    desk: Desk, omar: Person, car: ObjectId, content: bytes, tmp_path: Path
) -> None:
    answer = send(omar, car, content)

    assert (answer.status_code, list(answer.json["errors"])) == (422, ["photo"])
    assert not (tmp_path / "photos").exists()
    assert listing.collection().count_documents({"photos": {"$exists": True}}) == 0


def test_a_file_that_is_too_large_is_refused_before_it_is_looked_at(desk: Desk, omar: Person, car: ObjectId) -> None:
    large = send(omar, car, SMALL + bytes(LARGEST_FILE_BYTES))
    huge = send(omar, car, SMALL + bytes(2 * LARGEST_FILE_BYTES))

    assert (large.status_code, list(large.json["errors"])) == (422, ["photo"])
    assert (huge.status_code, huge.json["code"]) == (413, "payload_too_large")


FILLINGS = {"zeros": b"\0", "line breaks": b"\n", "beginnings": b"\r\n--", "noise": random.Random(7).randbytes(2**16)}


@pytest.mark.parametrize("filling", FILLINGS.values(), ids=FILLINGS)
def test_a_photo_of_the_largest_size_is_taken_whatever_is_in_it(
    desk: Desk, omar: Person, car: ObjectId, filling: bytes
) -> None:
    """A body is read in parts. What may begin a boundary at the end of one is kept, and is more than the next holds."""
    padded = (SMALL + filling * (LARGEST_FILE_BYTES // len(filling)))[:LARGEST_FILE_BYTES]

    assert send(omar, car, padded).status_code == 201


def test_all_other_bodies_stay_as_small_as_they_were(desk: Desk, omar: Person, car: ObjectId) -> None:
    answer = patch(omar, path(car), {"order": ["0" * 70_000]})

    assert (answer.status_code, answer.json["code"]) == (413, "payload_too_large")


@pytest.mark.parametrize(
    ("form", "field"),
    [({}, "photo"), ({"photo": "text"}, "photo"), ({"picture": (BytesIO(SMALL), "a.jpg")}, "picture")],
)
def test_a_form_without_the_file_or_with_another_is_named(
    desk: Desk, omar: Person, car: ObjectId, form: dict[str, Any], field: str
) -> None:
    answer = _as(omar, "POST", path(car), data=form, content_type="multipart/form-data")

    assert answer.status_code == 422
    assert field in answer.json["errors"]


def test_a_body_that_is_no_form_has_no_photo(desk: Desk, omar: Person, car: ObjectId) -> None:
    answers = [
        _as(omar, "POST", path(car), data=SMALL, content_type="image/jpeg"),
        _as(omar, "POST", path(car), json={"photo": "x"}),
        _as(omar, "POST", path(car), data=b"--x\r\nnonsense", content_type="multipart/form-data; boundary=x"),
        _as(omar, "POST", path(car), data=SMALL, content_type="multipart/form-data"),
    ]

    assert [answer.status_code for answer in answers] == [422] * 4


def test_one_more_than_a_listing_may_have_is_refused(desk: Desk, omar: Person, car: ObjectId) -> None:
    full = [{"id": ObjectId(), "width": 1, "height": 1, "caption": ""} for _ in range(MOST_PHOTOS)]
    listing.collection().update_one({"_id": car}, {"$set": {"photos": full}})

    answer = send(omar, car, SMALL)

    assert (answer.status_code, answer.json["code"]) == (409, "too_many_photos")


def test_photos_are_described_arranged_and_taken_down(desk: Desk, omar: Person, car: ObjectId) -> None:
    one, two = (send(omar, car, SMALL).json for _ in range(2))

    described = patch(omar, path(car, two["id"]), {"caption": "From behind"})
    arranged = patch(omar, path(car), {"order": [two["id"], one["id"]]})
    left = _as(omar, "DELETE", path(car, one["id"]))

    assert [photo["caption"] for photo in described.json] == ["", "From behind"]
    assert [photo["id"] for photo in arranged.json] == [two["id"], one["id"]]
    assert left.json == arranged.json[:1] == fetch(desk, f"/api/v1/cars/{car}").json["photos"]
    assert [answer.headers["ETag"] for answer in (described, arranged, left)] == ['"4"', '"5"', '"6"']
    assert fetch(desk, one["url"]).status_code == 404
    assert _as(omar, "DELETE", path(car, one["id"])).status_code == 404


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"order": []}, "order"),
        ({"order": ["x"]}, "order.0"),
        ({"order": ["0" * 24] * 21}, "order"),
        ({}, "order"),
        ({"order": [], "caption": "x"}, "caption"),
    ],
)
def test_an_order_that_is_none_is_named(
    desk: Desk, omar: Person, car: ObjectId, body: dict[str, Any], field: str
) -> None:
    send(omar, car, SMALL)

    answer = patch(omar, path(car), body)

    assert (answer.status_code, list(answer.json["errors"])) == (422, [field])


@pytest.mark.parametrize("caption", ["x" * 201, "a\nb", "\u202egnp.exe", None, 7])
def test_a_caption_is_a_line_of_text(desk: Desk, omar: Person, car: ObjectId, caption: Any) -> None:
    photo = send(omar, car, SMALL).json

    answer = patch(omar, path(car, photo["id"]), {"caption": caption})

    assert (answer.status_code, list(answer.json["errors"])) == (422, ["caption"])
