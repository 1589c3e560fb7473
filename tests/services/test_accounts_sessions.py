"""Refresh tokens work once, a lost answer may be asked for again, a stolen token ends the session."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from bson import ObjectId

from drivesphere.domain.errors import Unauthenticated, Unavailable
from drivesphere.infra import mongo, redis, revocations
from drivesphere.models import refresh_family
from drivesphere.services import accounts, sessions
from drivesphere.services.sessions import Ticket
from tests.stage import UNREACHABLE, Stage, make_settings

PASSWORD = "blue-harbour-lantern-19"


@pytest.fixture
def ticket(stage: Stage) -> Ticket:
    """Ada's session, just begun."""
    accounts.register(email="ada@example.com", name="Ada", password=PASSWORD, role="client")
    return accounts.log_in(email="ada@example.com", password=PASSWORD)


def renew(ticket: Ticket) -> Ticket:
    return sessions.renew(ticket.family_id, ticket.generation)


def wait_as_if(ticket: Ticket, **span: int) -> None:
    """Move the session into the past, as waiting would."""
    back = int(timedelta(**span).total_seconds() * 1000)
    moved = {field: {"$subtract": [f"${field}", back]} for field in ("rotated_at", "expires_at")}
    refresh_family.collection().update_one({"_id": ticket.family_id}, [{"$set": moved}])


def stored(ticket: Ticket) -> dict[str, Any]:
    return refresh_family.collection().find_one({"_id": ticket.family_id}) or {}


def test_each_renewal_is_the_next_generation_of_one_session(ticket: Ticket) -> None:
    second = renew(ticket)
    third = renew(second)

    assert [t.generation for t in (ticket, second, third)] == [0, 1, 2]
    assert {t.family_id for t in (ticket, second, third)} == {ticket.family_id}
    assert {t.expires_at for t in (ticket, second, third)} == {ticket.expires_at}
    assert ticket.expires_at - ticket.issued_at == timedelta(days=30)


def test_a_lost_answer_is_given_again_to_the_byte(ticket: Ticket) -> None:
    assert renew(ticket) == renew(ticket) == renew(ticket)


def test_a_repeat_after_ten_seconds_is_theft_and_ends_the_session_for_both(ticket: Ticket) -> None:
    successor = renew(ticket)
    wait_as_if(ticket, seconds=11)

    with pytest.raises(Unauthenticated):
        renew(ticket)

    with pytest.raises(Unauthenticated):
        renew(successor)
    assert not sessions.is_live(ticket.family_id)
    assert stored(ticket)["revoked_for"] == "reuse"


def test_a_token_two_generations_old_is_theft_even_at_once(ticket: Ticket) -> None:
    latest = renew(renew(ticket))

    with pytest.raises(Unauthenticated):
        renew(ticket)

    with pytest.raises(Unauthenticated):
        renew(latest)


def test_a_theft_ends_no_other_session_of_the_user(ticket: Ticket) -> None:
    other = accounts.log_in(email="ada@example.com", password=PASSWORD)
    renew(renew(ticket))

    with pytest.raises(Unauthenticated):
        renew(ticket)

    assert renew(other).generation == 1


@pytest.mark.parametrize("spread_ms", [0, 100, 300])
def test_of_many_renewals_at_once_there_is_one_successor(ticket: Ticket, spread_ms: int) -> None:
    def attempt(number: int) -> Ticket:
        time.sleep(number / 16 * spread_ms / 1000)
        return renew(ticket)

    with ThreadPoolExecutor(16) as pool:
        successors = list(pool.map(attempt, range(16)))

    assert all(successor == successors[0] for successor in successors)
    assert stored(ticket)["generation"] == 1


def test_without_the_compare_and_set_there_would_be_several_successors(
    ticket: Ticket, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The negative control: everybody reads, then everybody writes."""
    everybody_has_read = threading.Barrier(8)

    def unguarded(family_id: ObjectId, generation: int, *_: Any) -> Any:
        found = refresh_family.collection().find_one({"_id": family_id, "generation": generation})
        everybody_has_read.wait(10)
        step = [{"$set": {"generation": {"$add": ["$generation", 1]}, "rotated_at": "$$NOW"}}]
        after = refresh_family.collection().find_one_and_update({"_id": family_id}, step, return_document=True)
        return found and after

    monkeypatch.setattr(refresh_family, "advance", unguarded)
    with ThreadPoolExecutor(8) as pool:
        successors = {successor.generation for successor in pool.map(renew, [ticket] * 8)}

    assert len(successors) > 1


def test_after_thirty_days_the_password_is_asked_again(ticket: Ticket) -> None:
    wait_as_if(ticket, days=30)

    with pytest.raises(Unauthenticated):
        renew(ticket)


@pytest.mark.usefixtures("stage")
def test_a_session_nobody_began_is_refused() -> None:
    with pytest.raises(Unauthenticated):
        sessions.renew(ObjectId(), 0)

    assert not sessions.is_live(ObjectId())


def test_nothing_is_stored_that_a_token_could_be_made_from(ticket: Ticket) -> None:
    renew(ticket)

    fields = {"_id", "user_id", "generation", "created_at", "rotated_at", "expires_at", "revoked_at"}
    assert set(stored(ticket)) == fields


def test_a_signed_out_session_is_refused_at_once(ticket: Ticket) -> None:
    assert sessions.is_live(ticket.family_id)

    sessions.end(ticket.family_id)

    assert not sessions.is_live(ticket.family_id)
    with pytest.raises(Unauthenticated):
        renew(ticket)


def test_signing_out_twice_is_no_error(ticket: Ticket) -> None:
    assert sessions.end(ticket.family_id)
    assert not sessions.end(ticket.family_id)


def test_a_known_session_costs_one_call_to_redis_and_none_to_mongodb(
    ticket: Ticket, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: Any) -> None:
        raise AssertionError("asked MongoDB")

    monkeypatch.setattr(refresh_family, "is_alive", refuse)
    before = calls()

    assert sessions.is_live(ticket.family_id)

    assert calls() - before == 2  # the question, and the INFO that counts


def calls() -> int:
    return redis.main().call(lambda client: int(client.info("stats")["total_commands_processed"]))


@pytest.mark.parametrize("ended", [False, True])
def test_a_redis_that_forgot_everything_lets_nobody_in_or_out(ticket: Ticket, ended: bool) -> None:
    if ended:
        sessions.end(ticket.family_id)

    redis.main().call(lambda client: client.flushdb())

    assert sessions.is_live(ticket.family_id) is not ended
    assert sessions.is_live(ticket.family_id) is not ended


@pytest.fixture
def without_redis(stage: Stage) -> Callable[[], None]:
    """Call it, and Redis is away from then on."""
    url = stage.settings.mongo_url

    def leave() -> None:
        redis.connect(make_settings(url, UNREACHABLE, UNREACHABLE))

    return leave


def test_with_redis_away_mongodb_answers_and_a_logout_counts_at_once(
    ticket: Ticket, without_redis: Callable[[], None]
) -> None:
    without_redis()
    assert sessions.is_live(ticket.family_id)

    sessions.end(ticket.family_id)

    assert not sessions.is_live(ticket.family_id)


def test_a_logout_that_redis_missed_is_told_when_redis_is_back(
    stage: Stage, ticket: Ticket, without_redis: Callable[[], None]
) -> None:
    bystander = accounts.log_in(email="ada@example.com", password=PASSWORD)
    without_redis()
    sessions.end(ticket.family_id)
    redis.connect(stage.settings)

    assert sessions.is_live(bystander.family_id)

    mark = redis.main().call(lambda client: client.get(f"session:{ticket.family_id}"))
    assert mark == revocations.ENDED


def test_a_slow_reader_cannot_bring_an_ended_session_back(ticket: Ticket) -> None:
    sessions.end(ticket.family_id)

    revocations.mark_living(str(ticket.family_id))

    assert not sessions.is_live(ticket.family_id)


def test_for_certainty_a_forged_mark_in_redis_counts_for_nothing(ticket: Ticket) -> None:
    sessions.end(ticket.family_id)
    redis.main().call(lambda client: client.set(f"session:{ticket.family_id}", revocations.LIVES))

    assert not sessions.is_live(ticket.family_id, certain=True)


def test_with_both_databases_away_nobody_is_let_in(
    ticket: Ticket, without_redis: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_: Any) -> bool:
        raise mongo.Outage("away")

    without_redis()
    monkeypatch.setattr(refresh_family, "is_alive", away)

    with pytest.raises(Unavailable):
        sessions.is_live(ticket.family_id)
