"""The chain of the audit trail: sealed behind the writers' backs, and every touch of a hand is found."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from bson import ObjectId
from pymongo.errors import WriteError

from drivesphere.domain import clock
from drivesphere.domain.chain import NOTHING_BEFORE, Fault, Wrong, link
from drivesphere.domain.errors import ChainBroken
from drivesphere.infra import mongo
from drivesphere.models import audit_entry, audit_head
from drivesphere.services import audit, audit_chain
from tests.stage import Stage

LENGTH = 9
ALL = 1_000_000

pytestmark = pytest.mark.usefixtures("stage")


def write(count: int) -> None:
    for number in range(count):
        mongo.transaction(lambda session, n=number: audit.noted(session, "suspend", actor="iris", number=n))


def chain() -> list[dict[str, Any]]:
    return audit_entry.sealed(1, ALL)


@pytest.fixture
def sealed(stage: Stage) -> list[dict[str, Any]]:
    """A chain of nine entries."""
    write(LENGTH)
    assert audit_chain.seal() == LENGTH
    return chain()


def fault() -> Fault | None:
    return audit_chain.verify(limit=ALL).fault


def test_sealing_gives_every_entry_its_place_behind_the_one_before(sealed: list[dict[str, Any]]) -> None:
    before = NOTHING_BEFORE
    for position, entry in enumerate(sealed, 1):
        assert (entry["position"], entry["hash"]) == (position, link(before, entry["text"]))
        before = entry["hash"]

    head = audit_head.find()
    assert (head["position"], head["hash"]) == (LENGTH, before)


def test_what_is_sealed_is_sealed_once(sealed: list[dict[str, Any]]) -> None:
    assert audit_chain.seal() == 0
    assert chain() == sealed


def test_the_chain_goes_on_where_it_ended(sealed: list[dict[str, Any]]) -> None:
    write(2)

    assert audit_chain.verify(limit=ALL).unsealed == 2
    assert audit_chain.seal() == 2
    assert audit_chain.verify(limit=ALL) == audit_chain.Report(LENGTH + 2, None, None, audit_head.find(), 0)


def test_more_than_a_batch_is_sealed_batch_by_batch() -> None:
    write(LENGTH)

    assert audit_chain.seal(batch=4) == LENGTH
    assert fault() is None


def test_a_trail_without_entries_is_in_order() -> None:
    assert audit_chain.seal() == 0
    assert audit_chain.verify(limit=ALL).fault is None


def test_a_sealing_that_dies_before_its_commit_leaves_nothing_behind(stage: Stage) -> None:
    write(LENGTH)
    audit_head.prepare()

    def die(session: Any) -> None:
        audit_chain._seal_batch(session, LENGTH)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        mongo.transaction(die)

    assert chain() == []
    assert audit_chain.seal() == LENGTH
    assert fault() is None


# ------------------------------------------------------------------------------------- hands that meddle


def change(position: int, /, **changes: Any) -> None:
    audit_entry.collection().update_one({"position": position}, {"$set": changes})


def remove(*positions: int) -> None:
    audit_entry.collection().delete_many({"position": {"$in": list(positions)}})


def swap(one: int, other: int) -> None:
    """Two entries change places, each with its hash."""
    for old, new in ((one, -1), (other, one), (-1, other)):
        change(old, position=new)


def forge(position: int, before: str) -> str:
    """Put in an entry that fits behind the hash `before`; its own hash."""
    entry = {"_id": ObjectId(), "action": "nothing_to_see", "outcome": "done", "at": clock.now()}
    made = link(before, audit_entry.canonical(entry))
    audit_entry.collection().insert_one(entry | {"position": position, "hash": made})
    return made


def shift_from(position: int) -> None:
    """Make room at `position`."""
    for old in range(LENGTH, position - 1, -1):
        change(old, position=old + 1)


def insert_in_between() -> None:
    before = audit_entry.hash_at(4)
    assert before is not None
    shift_from(5)
    forge(5, before)
    audit_head.collection().update_one({}, {"$inc": {"position": 1}})


def rewrite_the_last() -> None:
    """The last entry is another one, with a hash that fits: only the head knows better."""
    before = audit_entry.hash_at(LENGTH - 1)
    assert before is not None
    remove(LENGTH)
    forge(LENGTH, before)


def append_behind_the_head() -> None:
    forge(LENGTH + 1, audit_head.find()["hash"])


def remove_the_head() -> None:
    audit_head.collection().delete_many({})


def set_head_to(position: int) -> None:
    sealed = audit_entry.hash_at(position) or NOTHING_BEFORE
    audit_head.collection().update_one({}, {"$set": {"position": position, "hash": sealed}})


MEDDLING: dict[str, tuple[Callable[[], Any], int, Wrong]] = {
    "an entry is changed": (lambda: change(5, actor="nobody"), 5, Wrong.CHANGED),
    "the first entry is changed": (lambda: change(1, actor="nobody"), 1, Wrong.CHANGED),
    "a detail is changed": (lambda: change(5, **{"details.number": 7}), 5, Wrong.CHANGED),
    "a field is added": (lambda: change(5, seen=True), 5, Wrong.CHANGED),
    "a hash is changed": (lambda: change(5, hash="0" * 64), 5, Wrong.CHANGED),
    "an entry is removed": (lambda: remove(5), 5, Wrong.MISSING),
    "the first entry is removed": (lambda: remove(1), 1, Wrong.MISSING),
    "two entries are swapped": (lambda: swap(4, 6), 4, Wrong.MOVED),
    "an entry is put in between, and fits": (insert_in_between, 6, Wrong.MOVED),
    "an entry is taken out of the chain": (lambda: change(5, position=None), 5, Wrong.MISSING),
    "the end is cut off": (lambda: remove(8, 9), 8, Wrong.CUT),
    "everything is cut off": (lambda: remove(*range(1, 10)), 1, Wrong.CUT),
    "the last entry is made anew": (rewrite_the_last, LENGTH, Wrong.CHANGED),
    "an entry is put behind the head": (append_behind_the_head, LENGTH + 1, Wrong.INSERTED),
    "the head is gone": (remove_the_head, LENGTH, Wrong.HEADLESS),
    "the head is set back to the beginning": (lambda: set_head_to(0), LENGTH, Wrong.HEADLESS),
    "the head is set back": (lambda: set_head_to(5), LENGTH, Wrong.INSERTED),
}


@pytest.mark.parametrize("what", MEDDLING)
def test_the_first_wrong_entry_is_named_when(what: str, sealed: list[dict[str, Any]]) -> None:
    meddle, position, wrong = MEDDLING[what]
    assert fault() is None

    meddle()

    found = fault()
    assert found is not None
    assert (found.position, found.what) == (position, wrong)


@pytest.mark.parametrize("what", MEDDLING)
def test_it_is_found_in_small_steps_as_well(what: str, sealed: list[dict[str, Any]]) -> None:
    meddle, position, _ = MEDDLING[what]
    meddle()

    report = audit_chain.verify(limit=3, at_once=2)
    while report.next_position:
        report = audit_chain.verify(report.next_position, limit=3, at_once=2)

    assert report.fault is not None
    assert report.fault.position == position


@pytest.mark.parametrize("meddle", [remove_the_head, lambda: set_head_to(0), lambda: set_head_to(5)])
@pytest.mark.parametrize("waiting", [0, 2])
def test_nothing_is_sealed_over_a_chain_that_goes_on_behind_its_head(
    meddle: Callable[[], None], waiting: int, sealed: list[dict[str, Any]]
) -> None:
    meddle()
    left = audit_head.collection().find_one({})
    write(waiting)

    with pytest.raises(ChainBroken, match=r"Nothing was sealed: .*\. See `The audit trail was touched`"):
        audit_chain.seal()

    assert (chain(), audit_head.collection().find_one({})) == (sealed, left)


def test_a_head_that_goes_while_a_batch_is_sealed_stops_it(sealed: list[dict[str, Any]]) -> None:
    write(2)
    remove_the_head()

    with pytest.raises(ChainBroken):
        mongo.transaction(lambda session: audit_chain._seal_batch(session, 2))

    assert chain() == sealed


def test_a_chain_without_a_head_is_walked_and_goes_on_under_the_head_that_was_noted(
    sealed: list[dict[str, Any]],
) -> None:
    noted = audit_head.find()
    remove_the_head()
    assert audit_chain.verify(limit=ALL).checked == LENGTH
    write(2)

    audit_head.collection().insert_one(noted)

    assert audit_chain.seal() == 2
    assert fault() is None


def test_a_second_entry_at_a_place_is_found_where_the_index_that_forbids_it_is_gone(
    sealed: list[dict[str, Any]],
) -> None:
    name = next(name for name in audit_entry.collection().index_information() if name.startswith("position"))
    audit_entry.collection().drop_index(name)
    try:
        forge(5, sealed[3]["hash"])

        assert audit_chain.verify(limit=ALL, at_once=5).fault is not None
    finally:
        audit_entry.collection().delete_many({})
        audit_entry.AuditEntry.ensure_indexes()


@pytest.mark.parametrize("wrong", [{"at": "today"}, {"action": None}, {"outcome": "maybe"}, {"hash": "none"}], ids=str)
def test_mongodb_itself_refuses_what_is_no_entry(stage: Stage, wrong: dict[str, Any]) -> None:
    entry = {"at": clock.now(), "action": "suspend", "outcome": "done"}
    audit_entry.insert(None, dict(entry))

    with pytest.raises(WriteError):
        audit_entry.insert(None, entry | wrong)
