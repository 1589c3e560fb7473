"""No code path changes or removes an entry of the audit trail. Each rule has a control that it must find."""

from __future__ import annotations

import pytest

from tests.architecture.reading import own_sources, snippet
from tests.architecture.trail_rules import OWNER, meddlings

SEAL = "def seal(s, p): collection().bulk_write([UpdateOne(i, %s)])"


def test_nothing_changes_or_removes_an_entry_of_the_audit_trail() -> None:
    assert [found for source in own_sources() for found in meddlings(source)] == []


@pytest.mark.parametrize(
    "code",
    [
        "def purge(): collection().delete_many({})",
        "def correct(i): collection().update_one({'_id': i}, {'$set': {'actor': 'nobody'}})",
        "def correct(i): AuditEntry._get_collection().replace_one({'_id': i}, {})",
        "def seal(s, p): collection().delete_many({})",
        SEAL % "{'$set': {'position': 1, 'hash': h, 'actor': 'nobody'}}",
        SEAL % "{'$set': {'position': 1, 'hash': h}, '$unset': {'actor': 1}}",
    ],
)
def test_a_model_that_meddles_is_found(code: str) -> None:
    assert meddlings(snippet(code, OWNER))


@pytest.mark.parametrize(
    "code",
    [
        "from drivesphere.models import audit_entry\ndef purge(): audit_entry.collection().delete_many({})",
        "from drivesphere.models import audit_entry\ntrail = audit_entry.collection()",
        "from drivesphere.models.audit_entry import AuditEntry\ndef purge(): AuditEntry.objects().delete()",
        "def purge(db): db['audit'].delete_many({})",
    ],
)
def test_code_that_reaches_behind_the_model_is_found(code: str) -> None:
    assert meddlings(snippet(code))


def test_asking_the_collection_is_allowed() -> None:
    code = "from drivesphere.models import audit_entry\ndef lost(): return audit_entry.collection().aggregate([])"

    assert meddlings(snippet(code)) == []


def test_adding_and_sealing_are_allowed() -> None:
    code = "def insert(s, e): collection().insert_one(e)\n" + SEAL % "{'$set': {'position': 1, 'hash': h}}"

    assert meddlings(snippet(code, OWNER)) == []
