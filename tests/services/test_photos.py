"""Photos and their files: never one too many, none left behind, whatever dies in between."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from bson import ObjectId

from drivesphere.config import Settings
from drivesphere.domain.errors import Busy, Conflict, NotFound, Rejected, TooManyPhotos, Unavailable
from drivesphere.domain.photo import MOST_PHOTOS, file_names
from drivesphere.infra import mongo, storage
from drivesphere.migrations import SCRIPTS, _load
from drivesphere.models import listing, photo_file
from drivesphere.services import photos
from drivesphere.services.photos import Own
from tests.photos import picture
from tests.stage import Stage

SMALL = picture(size=(8, 8))


@pytest.fixture
def folder(stage: Stage, settings: Settings, tmp_path: Path) -> Path:
    """Where files are."""
    storage.connect(replace(settings, photo_dir=str(tmp_path)))
    return tmp_path


@pytest.fixture
def own(stage: Stage) -> Own:
    omar = stage.person("Omar", "owner")
    return Own(omar, stage.car(owner_id=omar))


def shown(own: Own) -> list[ObjectId]:
    found = listing.collection().find_one({"_id": own.listing_id})
    assert found is not None
    return [each["id"] for each in found.get("photos", [])]


def files(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def files_of(ids: list[ObjectId]) -> set[str]:
    return {name for photo_id in ids for name in file_names(photo_id)}


def test_a_photo_stands_behind_the_others_with_two_files(folder: Path, own: Own) -> None:
    first, second = (photos.add(own, SMALL)["photos"][-1]["id"] for _ in range(2))

    assert shown(own) == [first, second]
    assert files(folder) == files_of([first, second])


def test_of_many_at_once_as_many_are_taken_as_fit(folder: Path, own: Own) -> None:
    for _ in range(MOST_PHOTOS - 2):
        photos.add(own, SMALL)

    with ThreadPoolExecutor(6) as rivals:
        outcomes = sorted(rivals.map(lambda _: _outcome(own), range(6)))

    assert outcomes == ["added"] * 2 + ["too many"] * 4
    assert len(set(shown(own))) == MOST_PHOTOS
    assert files(folder) == files_of(shown(own))


def _outcome(own: Own) -> str:
    """Told to come back, a good client does."""
    while True:
        try:
            photos.add(own, SMALL)
        except TooManyPhotos:
            return "too many"
        except (Unavailable, Busy):
            continue
        return "added"


def test_a_photo_that_is_taken_down_takes_its_files_along(folder: Path, own: Own) -> None:
    kept, gone = (photos.add(own, SMALL)["photos"][-1]["id"] for _ in range(2))

    photos.remove(own, gone)

    assert shown(own) == [kept]
    assert files(folder) == files_of([kept])
    assert photo_file.collection().count_documents({}) == 1


def test_files_that_could_not_be_removed_go_with_the_next_sweep(folder: Path, own: Own, settings: Settings) -> None:
    photo_id = photos.add(own, SMALL)["photos"][-1]["id"]
    storage.connect(settings)  # whose folder cannot be
    photos.remove(own, photo_id)
    storage.connect(replace(settings, photo_dir=str(folder)))
    assert (shown(own), files(folder)) == ([], files_of([photo_id]))

    assert photos.sweep() == 1

    assert files(folder) == set()
    assert photos.sweep() == 0


def test_files_of_an_upload_that_died_are_swept_an_hour_later(folder: Path, own: Own) -> None:
    photo_id = ObjectId()
    photo_file.announce(photo_id, own.listing_id)
    storage.put(file_names(photo_id)[0], b"half of what was to be written")

    assert photos.sweep() == 0
    _let_pass(photo_file.UPLOAD_TIME)

    assert photos.sweep() == 1
    assert files(folder) == set()


def test_the_sweep_leaves_what_is_shown(folder: Path, own: Own) -> None:
    photos.add(own, SMALL)
    _let_pass(timedelta(days=365))

    assert photos.sweep() == 0
    assert files(folder) == files_of(shown(own))


def _let_pass(time: timedelta) -> None:
    earlier = {"$subtract": ["$doomed_at", int(time.total_seconds() * 1000)]}
    photo_file.collection().update_many({"doomed_at": {"$ne": None}}, [{"$set": {"doomed_at": earlier}}])


def test_files_that_are_doomed_already_are_adopted_by_nobody(folder: Path, own: Own) -> None:
    in_time, late = ObjectId(), ObjectId()
    for photo_id in (in_time, late):
        photo_file.announce(photo_id, own.listing_id)

    adopted = mongo.transaction(lambda session: photo_file.adopt(session, in_time))
    _let_pass(photo_file.UPLOAD_TIME)

    assert adopted
    assert not mongo.transaction(lambda session: photo_file.adopt(session, late))
    assert photo_file.doomed(10) == [late]


def test_a_listing_that_is_taken_down_takes_no_photo_and_keeps_no_file(folder: Path, own: Own) -> None:
    listing.collection().update_one({"_id": own.listing_id}, {"$set": {"visibility": "retired"}})

    with pytest.raises(Conflict):
        photos.add(own, SMALL)

    assert files(folder) == set()
    assert photo_file.collection().count_documents({}) == 0


def test_photos_are_arranged_as_told_and_only_all_of_them(folder: Path, own: Own) -> None:
    one, two, three = (photos.add(own, SMALL)["photos"][-1]["id"] for _ in range(3))

    photos.arrange(own, [three, one, two])

    assert shown(own) == [three, one, two]
    for order in ([one, two], [one, two, three, three], [one, two, ObjectId()], []):
        with pytest.raises(Rejected) as refused:
            photos.arrange(own, order)
        assert list(refused.value.errors) == ["order"]
    assert shown(own) == [three, one, two]


def test_somebody_elses_listing_and_photo_are_not_there(folder: Path, own: Own, stage: Stage) -> None:
    photo_id = photos.add(own, SMALL)["photos"][-1]["id"]
    other = stage.person("Olga", "owner")
    strangers = [Own(other, own.listing_id), Own(other, stage.car(owner_id=other)), Own(own.owner_id, ObjectId())]

    for stranger in strangers:
        for attempt in (
            lambda stranger=stranger: photos.remove(stranger, photo_id),
            lambda stranger=stranger: photos.describe(stranger, photo_id, "mine"),
        ):
            with pytest.raises(NotFound):
                attempt()
    with pytest.raises(NotFound):
        photos.add(strangers[0], SMALL)
    assert files(folder) == files_of([photo_id])


def test_a_file_is_read_by_the_names_that_photos_have_and_by_no_other(folder: Path, own: Own) -> None:
    photo_id = photos.add(own, SMALL)["photos"][-1]["id"]
    (folder.parent / "secret.webp").write_bytes(b"secret")

    assert all(photos.read(name).startswith(b"RIFF") for name in file_names(photo_id))
    for name in ("../secret.webp", "secret.webp", "..", "", f"{photo_id}", f"{photo_id}.webp\n", f"{ObjectId()}.webp"):
        with pytest.raises(NotFound):
            photos.read(name)


def test_an_edit_of_the_owner_learns_that_a_photo_came_in_between(folder: Path, own: Own) -> None:
    before = listing.collection().find_one({"_id": own.listing_id})
    assert before is not None

    after = photos.add(own, SMALL)

    assert after["version"] == before["version"] + 1


def test_the_migration_may_run_twice_and_leaves_listings_as_they_are(own: Own, settings: Settings) -> None:
    before = listing.collection().find_one({"_id": own.listing_id})
    [script] = SCRIPTS.glob("0008_*.py")
    database = mongo.client().get_default_database()

    for _ in range(2):
        _load(script)(database)

    assert listing.collection().find_one({"_id": own.listing_id}) == before
    assert "doomed_at_1" in photo_file.collection().index_information()
