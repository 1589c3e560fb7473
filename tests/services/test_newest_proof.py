"""Of the links of one purpose only that of the newest mail is good, in whatever order mails are sent."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from time import sleep
from typing import Any

import pytest
from bson import ObjectId

from drivesphere.domain import clock
from drivesphere.domain.errors import Rejected
from drivesphere.models import account_token, outbox
from drivesphere.services import outbox as effects_outbox
from drivesphere.services import proofs
from tests.mailroom import Mailroom
from tests.races.conftest import SPREADS
from tests.races.controls import MOMENT_SECONDS, ROUNDS
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
@pytest.mark.parametrize("spread", SPREADS)
def test_of_twenty_links_that_are_asked_for_and_sent_at_once_one_is_good(mailroom: Mailroom, spread: float) -> None:
    sent = asked_for_and_sent(mailroom, spread)

    assert good_of(sent) == [max(map(proofs._digest, sent))], "the hash decides between those of one moment"


@pytest.mark.usefixtures("ada")
def test_looking_first_and_writing_then_an_earlier_link_voids_a_later_one(
    mailroom: Mailroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The twin: which is the newest is read, and written down a moment later."""
    monkeypatch.setattr(account_token, "become_newest", look_then_write)

    def is_harmed() -> bool:
        account_token.collection().delete_many({})
        sent = asked_for_and_sent(mailroom, 0.0)
        return good_of(sent) != [max(map(proofs._digest, sent))]

    assert any(is_harmed() for _ in range(ROUNDS))


def look_then_write(digest: str, purpose: str, user_id: ObjectId, asked_at: datetime) -> bool:
    """In place of `account_token.become_newest`."""
    row = account_token.collection().find_one({"_id": account_token._newest_id(purpose, user_id)}) or {}
    sleep(MOMENT_SECONDS)
    if row and (row["asked_at"], row["newest"]) > (asked_at, digest):
        return False
    fields = {"purpose": purpose, "user_id": user_id, "newest": digest, "asked_at": asked_at}
    account_token.collection().update_one(
        {"_id": account_token._newest_id(purpose, user_id)}, {"$set": fields}, upsert=True
    )
    return True


def asked_for_and_sent(mailroom: Mailroom, spread: float) -> list[str]:
    """The tokens of twenty that were asked for in one moment, as far as four workers have sent them."""
    mailroom.sent()
    with ThreadPoolExecutor(20) as pool:
        asked = Counter(pool.map(lambda _: outcome(lambda: proofs.ask_to_reset(EMAIL)), range(20)))
        outbox.collection().update_many({}, {"$set": {"created_at": clock.now()}})
        list(pool.map(lambda number: (sleep(number * spread / 3), effects_outbox.drain()), range(4)))
    assert asked == {"ok": 20}
    return tokens_in(mailroom, "Choose a new password")


def good_of(tokens: list[str]) -> list[str]:
    return [row["_id"] for row in map(found_by, tokens) if row]


def found_by(token: str) -> dict[str, Any] | None:
    return account_token.find(proofs._digest(token), proofs.RESET)


def test_links_of_the_release_before_stay_good_until_one_is_asked_for(mailroom: Mailroom, ada: ObjectId) -> None:
    older = reset_token(mailroom)
    account_token.collection().delete_many({"newest": {"$exists": True}})
    assert found_by(older)

    reset_token(mailroom)

    assert found_by(older) is None
