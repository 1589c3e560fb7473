"""A mail that fails is tried again and again, given up loudly, and can be sent again when somebody has looked."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from bson import ObjectId

from drivesphere.domain.errors import IllegalTransition, NotFound
from drivesphere.models import audit_entry
from drivesphere.models import outbox as rows
from drivesphere.services import accounts, outbox, undelivered
from tests.mailroom import Mailroom
from tests.stage import Stage, section

PASSWORD = "blue-harbour-lantern-19"


@pytest.fixture
def iris(stage: Stage) -> str:
    return f"admin:{accounts.create_admin(email='iris@example.com', name='Iris', password=PASSWORD)['_id']}"


@pytest.fixture
def given_up(stage: Stage, mailroom: Mailroom) -> ObjectId:
    """A confirmation that the mailbox has refused until it was given up."""
    (mailroom.folder).write_text("no folder, so nothing can be delivered")
    stage.place(stage.event(owner_id=stage.person("Omar", "owner"), sections=[section("Floor", 0, 3)]), [("Floor", 1)])
    rows.collection().delete_one({"attempt": "owner_booked"})
    for _ in range(rows.MOST_TRIES):
        outbox.drain()
        rows.collection().update_many({"state": "pending"}, [{"$set": {"due_at": "$$NOW"}}])
    [row] = rows.collection().find()
    return ObjectId(row["_id"])


def mend(mailroom: Mailroom) -> None:
    mailroom.folder.unlink()


def test_a_failing_mail_waits_longer_each_time(stage: Stage, mailroom: Mailroom) -> None:
    mailroom.folder.write_text("no folder")
    stage.place(stage.event(sections=[section("Floor", 0, 3)]), [("Floor", 1)])

    outbox.drain()
    tried_again = outbox.drain()

    assert tried_again == 0
    shown, total = undelivered.page_of("pending", page=1, page_size=20)
    assert (total, {mail["tries"] for mail in shown}) == (2, {1})


def test_a_mail_that_was_given_up_is_counted_and_shown_with_its_reason(given_up: ObjectId) -> None:
    shown, total = undelivered.page_of("dead", page=1, page_size=20)

    [mail] = shown
    assert (total, mail["id"], mail["template"], mail["tries"]) == (1, given_up, "confirmed", rows.MOST_TRIES)
    assert "Error" in mail["last_error"]
    assert rows.depth("dead") == 1


def test_sent_again_it_arrives_once(given_up: ObjectId, mailroom: Mailroom, iris: str) -> None:
    mend(mailroom)

    again = undelivered.send_again(given_up, actor=iris)

    assert (again["state"], again["tries"]) == ("pending", 0)
    assert [message["Message-ID"] for message in mailroom.sent()] == [f"<{given_up}@drivesphere>"]
    assert (rows.depth("dead"), rows.depth("pending")) == (0, 0)


def test_of_two_who_send_it_again_at_once_one_does(given_up: ObjectId, iris: str) -> None:
    with ThreadPoolExecutor(2) as pool:
        tries = [pool.submit(undelivered.send_again, given_up, actor=iris) for _ in range(2)]

    assert [type(each.exception()) for each in tries].count(IllegalTransition) == 1
    assert audit_entry.collection().count_documents({"action": "send_mail_again"}) == 1


def test_what_was_not_given_up_is_not_sent_again(given_up: ObjectId, mailroom: Mailroom, iris: str) -> None:
    mend(mailroom)
    undelivered.send_again(given_up, actor=iris)
    mailroom.sent()

    with pytest.raises(IllegalTransition, match="done"):
        undelivered.send_again(given_up, actor=iris)
    with pytest.raises(NotFound):
        undelivered.send_again(ObjectId(), actor=iris)


def test_no_list_of_mails_tells_what_makes_a_token(stage: Stage, mailroom: Mailroom) -> None:
    accounts.register(email="ada@example.com", name="Ada", password=PASSWORD, role="client")
    seed = (rows.collection().find_one({}) or {})["payload"]["seed"]

    shown, _ = undelivered.page_of("pending", page=1, page_size=20)

    assert [mail["template"] for mail in shown] == ["verify_email"]
    assert seed not in str(shown)
