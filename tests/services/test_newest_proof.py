"""Of the links of one purpose only that of the newest mail is good, in whatever order mails are sent."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from bson import ObjectId

from drivesphere.domain import clock
from drivesphere.domain.errors import Rejected
from drivesphere.models import account_token, outbox
from drivesphere.services import outbox as effects_outbox
from drivesphere.services import proofs
from tests.mailroom import Mailroom
from tests.services.test_proofs import EMAIL, NEW, PASSWORD, ada, log_in, outcome, reset_token, tokens_in, verification

__all__ = ["ada"]


@pytest.mark.usefixtures("ada")
def test_only_the_link_that_was_asked_for_last_is_good(mailroom: Mailroom) -> None:
    older, newer = reset_token(mailroom), reset_token(mailroom)

    with pytest.raises(Rejected) as refused:
        proofs.reset(older, NEW)

    assert refused.value.code == "token_no_good"
    assert log_in(PASSWORD)
    proofs.reset(newer, NEW)
    assert log_in(NEW)


def test_only_the_verification_that_was_asked_for_last_is_good(mailroom: Mailroom, ada: ObjectId) -> None:
    older = verification(mailroom)
    proofs.ask_again(ada)
    newer = verification(mailroom)

    assert outcome(lambda: proofs.verify(older)) == "token_no_good"
    assert outcome(lambda: proofs.verify(newer)) == "ok"


@pytest.mark.usefixtures("ada")
def test_a_link_is_good_until_a_newer_one_is_on_its_way(mailroom: Mailroom) -> None:
    older = reset_token(mailroom)
    proofs.ask_to_reset(EMAIL)

    proofs.reset(older, NEW)

    assert log_in(NEW)


@pytest.mark.usefixtures("ada")
def test_a_link_voids_none_of_another_purpose(mailroom: Mailroom) -> None:
    verify = verification(mailroom)
    reset_token(mailroom)

    assert outcome(lambda: proofs.verify(verify)) == "ok"


@pytest.mark.usefixtures("ada")
def test_a_mail_that_was_overtaken_is_not_sent(mailroom: Mailroom) -> None:
    mailroom.sent()
    proofs.ask_to_reset(EMAIL)
    late = {"$set": {"due_at": clock.now() + timedelta(hours=1)}}  # the mail server was away when its turn came
    outbox.collection().update_one({"payload.template": proofs.RESET}, late)
    newer = reset_token(mailroom)

    outbox.collection().update_one({"payload.template": proofs.RESET}, {"$set": {"due_at": clock.now()}})

    assert tokens_in(mailroom, "Choose a new password") == [newer]
    assert outbox.collection().count_documents({}) == 0
    proofs.reset(newer, NEW)


@pytest.mark.usefixtures("ada")
def test_of_twenty_links_that_are_asked_for_and_sent_at_once_one_is_good(mailroom: Mailroom) -> None:
    mailroom.sent()
    with ThreadPoolExecutor(20) as pool:
        asked = Counter(pool.map(lambda _: outcome(lambda: proofs.ask_to_reset(EMAIL)), range(20)))
        outbox.collection().update_many({}, {"$set": {"created_at": clock.now()}})
        list(pool.map(lambda _: effects_outbox.drain(), range(4)))

    assert asked == {"ok": 20}
    sent = tokens_in(mailroom, "Choose a new password")
    good = [row["_id"] for row in map(found_by, sent) if row]
    newest = account_token.collection().find_one({"newest": {"$exists": True}, "purpose": proofs.RESET}) or {}
    assert good == [newest["newest"]]


def found_by(token: str) -> dict[str, Any] | None:
    return account_token.find(proofs._digest(token), proofs.RESET)


def test_links_of_the_release_before_stay_good_until_one_is_asked_for(mailroom: Mailroom, ada: ObjectId) -> None:
    older = reset_token(mailroom)
    account_token.collection().delete_many({"newest": {"$exists": True}})
    assert found_by(older)

    reset_token(mailroom)

    assert found_by(older) is None
