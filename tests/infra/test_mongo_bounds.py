"""How long the work of a request may take, and the rare work that may take longer."""

from __future__ import annotations

import pytest
from pymongo.errors import PyMongoError

from drivesphere.domain import trace
from drivesphere.infra import mongo
from tests.stage import Stage


def ping() -> float:
    """Ask the database, and say what is left of the time."""
    mongo.client().admin.command("ping")
    return mongo.at_most(60)


def test_work_apart_has_time_of_its_own_where_that_of_the_request_is_over(stage: Stage) -> None:
    with mongo.bounded(0.000001):
        with pytest.raises(PyMongoError):
            ping()

        assert 20 < mongo.apart(30, ping) <= 30
        assert mongo.at_most(60) == 0


def test_work_apart_keeps_the_name_of_its_request(stage: Stage) -> None:
    token = trace.request_id.set("ada-42-and-more")
    try:
        assert mongo.apart(1, trace.request_id.get) == "ada-42-and-more"
    finally:
        trace.request_id.reset(token)


def test_what_is_asked_at_once_is_answered_in_its_order_and_within_the_callers_time(stage: Stage) -> None:
    with mongo.bounded(20):
        left = mongo.at_once([ping] * 9)
        assert mongo.at_once([lambda number=number: number for number in range(9)]) == list(range(9))

    assert max(left) <= 20


def test_what_is_asked_at_once_fails_where_the_callers_time_is_over(stage: Stage) -> None:
    with pytest.raises(PyMongoError), mongo.bounded(0.000001):
        mongo.at_once([ping] * 3)
