"""What the release before wrote is found, and sealed, like everything that came after it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from drivesphere.domain import clock
from drivesphere.infra import mongo
from drivesphere.migrations import SCRIPTS, _load
from drivesphere.models import audit_entry, booking, payment_event, user
from drivesphere.services import audit_chain, users
from tests.stage import Stage

OF_THE_RELEASE_BEFORE = {
    "users": [("role", 1), ("disabled", 1)],
    "audit": [("listing_id", 1), ("at", -1)],
}
DOCUMENTS: list[Any] = [
    user.User,
    audit_entry.AuditEntry,
    booking.Booking,
    payment_event.PaymentEventRow,
]


def upgrade() -> None:
    _load(SCRIPTS / "0013_oversight.py")(mongo.database())


@pytest.fixture
def old(stage: Stage) -> Iterator[Stage]:
    """A database with the indexes of the release before, a user without words, an entry without a place."""
    database = mongo.database()
    for document in DOCUMENTS:
        document._get_collection().drop_indexes()
    for name, keys in OF_THE_RELEASE_BEFORE.items():
        database[name].create_index(keys)
    user.collection().update_one({"_id": stage.person("Ada Lovelace")}, {"$unset": {"words": True}})
    database["audit"].insert_one({"at": clock.now(), "action": "suspend", "outcome": "done", "actor": "iris"})
    yield stage
    for document in DOCUMENTS:
        document.ensure_indexes()


def names(collection: str) -> set[str]:
    return set(mongo.database()[collection].index_information())


def test_old_users_are_found_and_old_entries_are_sealed(old: Stage) -> None:
    for _ in range(2):
        upgrade()

    [ada], total = users.page_of(q="love", role=None, state=None, page=1, page_size=20)
    assert (ada["name"], total) == ("Ada Lovelace", 1)
    assert audit_chain.seal() == 1
    assert audit_chain.verify(limit=10).fault is None


def test_indexes_with_which_longer_ones_begin_are_gone_and_all_others_are_there(old: Stage) -> None:
    assert {"role_1_disabled_1"} <= names("users")

    for _ in range(2):
        upgrade()

    assert "role_1_disabled_1" not in names("users")
    assert "listing_id_1_at_-1" not in names("audit")
    for document in DOCUMENTS:
        declared = len(document._meta["indexes"])
        assert len(names(document._get_collection_name()) - {"_id_"}) == declared
