"""Both stores keep, give and forget files alike, and say when they cannot."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from bson import ObjectId

from drivesphere.config import Settings
from drivesphere.domain.errors import Unavailable
from drivesphere.domain.photo import file_names
from drivesphere.infra import mongo, storage
from tests.s3 import s3_server
from tests.stage import Stage, make_settings

NAME, OTHER = file_names(ObjectId())


@pytest.fixture(scope="module")
def bucket() -> Iterator[dict[str, Any]]:
    with s3_server() as settings:
        yield settings


@pytest.fixture(params=["folder", "bucket"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Connected to a store of this sort."""
    place = request.getfixturevalue("bucket") if request.param == "bucket" else {"photo_dir": str(tmp_path / "a" / "b")}
    storage.connect(make_settings("m", "r", "b", **place))
    return str(request.param)


def test_what_was_put_is_read_and_what_was_removed_is_gone(store: str) -> None:
    storage.put(NAME, b"first")
    storage.put(OTHER, b"other")

    assert (storage.read(NAME), storage.read(OTHER)) == (b"first", b"other")
    storage.remove(NAME)
    assert (storage.read(NAME), storage.read(OTHER)) == (None, b"other")


def test_what_was_never_put_is_not_there_and_can_be_removed(store: str) -> None:
    never, _ = file_names(ObjectId())

    storage.remove(never)

    assert storage.read(never) is None


def test_the_same_file_can_be_put_twice(store: str) -> None:
    for _ in range(2):
        storage.put(NAME, b"again")

    assert storage.read(NAME) == b"again"


def test_a_folder_holds_whole_files_only(tmp_path: Path) -> None:
    storage.connect(make_settings("m", "r", "b", photo_dir=str(tmp_path)))

    storage.put(NAME, b"whole")

    assert [path.name for path in tmp_path.iterdir()] == [NAME]


@pytest.mark.parametrize(
    "place",
    [
        {"photo_dir": "/dev/null/photos"},
        {"photo_bucket": "b", "photo_endpoint": "http://127.0.0.1:1", "photo_access_key": "a", "photo_secret_key": "s"},
    ],
    ids=["a folder that cannot be", "a store that is away"],
)
def test_a_store_that_does_not_work_is_told_apart_from_an_empty_one(place: dict[str, Any]) -> None:
    storage.connect(make_settings("m", "r", "b", **place))

    for ask in (lambda: storage.put(NAME, b"x"), lambda: storage.read(NAME), lambda: storage.remove(NAME)):
        with pytest.raises(Unavailable):
            ask()


def test_a_bucket_that_does_not_exist_is_no_store(bucket: dict[str, Any]) -> None:
    storage.connect(make_settings("m", "r", "b", **(bucket | {"photo_bucket": "nowhere"})))

    with pytest.raises(Unavailable):
        storage.put(NAME, b"x")


def test_no_file_is_touched_inside_a_transaction(stage: Stage, settings: Settings, tmp_path: Path) -> None:
    storage.connect(replace(settings, photo_dir=str(tmp_path)))

    with pytest.raises(RuntimeError, match="may run twice"):
        mongo.transaction(lambda _: storage.put(NAME, b"x"))

    assert list(tmp_path.iterdir()) == []
