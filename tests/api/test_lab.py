"""The concurrency lab fires at a real server of several processes, and believes the database alone."""

from __future__ import annotations

import json
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any
from urllib.error import HTTPError

import pytest
from flask.testing import FlaskClient

from drivesphere.api import limits
from drivesphere.app import create_app
from drivesphere.config import Settings
from drivesphere.domain.errors import Rejected
from drivesphere.domain.kind import Kind
from drivesphere.infra import locks
from drivesphere.kinds import registry
from drivesphere.models import booking, lab_run, listing, refresh_family, user
from drivesphere.services.lab import staging
from tests.api_server import served
from tests.races.ledger import broken_invariants
from tests.stage import UNREACHABLE, empty

RUNS = "/api/v1/lab/concurrency-runs"
PATIENCE_SECONDS = 60
ONE_KIND = next(iter(registry()))
TURNED_AWAY = {"inventory_busy"}
"""What a rival may get, beside the refusal, that came while the others had the lock for a second."""


@dataclass(frozen=True)
class Lab:
    """The routes of the lab at a server that is running."""

    url: str

    def run(self, **plan: Any) -> tuple[int, Any]:
        body = json.dumps({"kind": ONE_KIND, "rivals": 10} | plan).encode()
        return self._ask(urllib.request.Request(self.url + RUNS, body, {"Content-Type": "application/json"}))

    def get(self, path: str) -> tuple[int, Any]:
        return self._ask(urllib.request.Request(self.url + path))

    def _ask(self, request: urllib.request.Request) -> tuple[int, Any]:
        try:
            with urllib.request.urlopen(request, timeout=PATIENCE_SECONDS) as answer:
                return answer.status, json.load(answer)
        except HTTPError as refused:
            return refused.code, json.load(refused)


@pytest.fixture(scope="module")
def running(settings: Settings) -> Iterator[Lab]:
    with served(replace(settings, lab_enabled=True)) as url:
        yield Lab(url)


@pytest.fixture
def lab(running: Lab) -> Lab:
    empty()
    return running


@pytest.fixture
def enabled(settings: Settings) -> FlaskClient:
    """The application with a lab that has nobody to fire at."""
    empty()
    return create_app(replace(settings, lab_enabled=True, lab_target_url="http://127.0.0.1:1")).test_client()


# ------------------------------------------------------------------------------------------------ runs


@pytest.mark.parametrize("kind", registry())
@pytest.mark.parametrize("rivals", [2, 10])
def test_of_rivals_for_one_thing_one_wins(lab: Lab, kind: str, rivals: int) -> None:
    status, run = lab.run(kind=kind, rivals=rivals)

    assert status == 201, run
    assert run["outcomes"]["created"] == 1
    assert set(run["outcomes"]) <= {"created", *registry()[kind].views.book.refusals, *TURNED_AWAY}
    assert run["verdict"]["sentence"] == f"1 of {rivals} won. Confirmed 1 <= capacity 1. Overlaps in database: 0."
    assert run["verdict"]["oversold"] is False


def takes_capacity(kind: Kind) -> bool:
    """Whether listings of this kind may say how many can be had at a time."""
    try:
        staging.draw(staging.Plan(kind=kind.name, rivals=2, capacity=staging.MOST_CAPACITY))
    except Rejected:
        return False
    return True


@pytest.mark.parametrize("kind", registry())
def test_as_many_win_as_there_is_room_for_where_there_is_a_choice(lab: Lab, kind: str) -> None:
    status, run = lab.run(kind=kind, rivals=8, capacity=3)

    if takes_capacity(registry()[kind]):
        assert (status, run["outcomes"]["created"], run["verdict"]["confirmed"]) == (201, 3, 3)
    else:
        assert (status, run["code"], list(run["errors"])) == (422, "validation", ["capacity"])


@pytest.mark.parametrize("kind", registry())
def test_different_demands_that_stand_in_each_others_way_are_rivals_too(lab: Lab, kind: str) -> None:
    _, run = lab.run(kind=kind, rivals=6, scenario="overlapping")

    assert (run["outcomes"]["created"], run["verdict"]["confirmed"]) == (1, 1)


def test_one_request_repeated_is_one_booking_and_one_answer(lab: Lab) -> None:
    _, run = lab.run(scenario="one_key")

    assert run["outcomes"] == {"replayed": 9, "created": 1}
    assert run["verdict"]["confirmed"] == 1


def test_one_client_who_asks_again_and_again_is_led_to_the_first_booking(lab: Lab) -> None:
    _, run = lab.run(scenario="one_client")

    assert run["outcomes"]["created"] == 1
    assert set(run["outcomes"]) <= {"created", "duplicate_booking", *TURNED_AWAY}


def test_every_rival_says_when_it_was_sent_and_answered_and_where_its_time_went(lab: Lab) -> None:
    _, run = lab.run(spread_ms=200)

    results = run["results"]
    assert [result["index"] for result in results] == list(range(10))
    assert results[0]["sent_ms"] == 0
    assert all(result["sent_ms"] < result["answered_ms"] <= run["duration_ms"] for result in results)
    [winner] = [result for result in results if result["status"] == 201]
    assert 0 < winner["lock_wait_ms"] + winner["transaction_ms"] < winner["answered_ms"] - winner["sent_ms"]


def test_a_hundred_rivals_are_all_answered(lab: Lab) -> None:
    status, run = lab.run(rivals=100)

    assert (status, sum(run["outcomes"].values())) == (201, 100)
    assert "no_answer" not in run["outcomes"]
    assert run["outcomes"]["created"] == run["verdict"]["confirmed"] == 1


def test_what_the_database_was_asked_is_shown_with_its_answer(lab: Lab) -> None:
    _, run = lab.run()

    [place] = listing.collection().find({})
    assert run["verdict"]["query"].startswith(
        f'db.bookings.aggregate([{{"$match": {{"listing_id": ObjectId("{place["_id"]}'
    )
    assert run["verdict"]["result"] == [{"_id": str(place["_id"]), "bookings": 1, "places": 1, "peak": 1}]


# ------------------------------------------------------------------------------------ what is left of it


@pytest.mark.parametrize("kind", registry())
def test_when_it_is_over_nothing_is_taken_and_nobody_is_signed_in(lab: Lab, kind: str) -> None:
    lab.run(kind=kind)

    assert booking.collection().distinct("status") == ["cancelled"]
    assert listing.collection().distinct("visibility") == ["retired"]
    assert refresh_family.collection().count_documents({"revoked_at": None}) == 0
    assert broken_invariants() == []


def test_the_same_rivals_come_again_and_are_let_in_again(lab: Lab) -> None:
    for _ in range(5):  # more often than one client may hold
        assert lab.run(rivals=2)[1]["outcomes"]["created"] == 1

    assert user.collection().count_documents({"role": "client"}) == 2


def test_nobody_can_sign_in_as_a_rival_nor_register_its_name(lab: Lab) -> None:
    lab.run(rivals=2)

    for person in user.collection().find({}):
        assert "password_hash" not in person
        assert person["email_key"].startswith("lab:")  # which is no address


def test_a_run_is_kept_for_whoever_has_its_link(lab: Lab) -> None:
    _, run = lab.run()

    assert lab.get(run["links"]["self"]) == (200, run)
    [kept] = lab_run.collection().index_information().keys() - {"_id_"}
    assert lab_run.collection().index_information()[kept]["expireAfterSeconds"] == 30 * 24 * 3600


def test_a_run_is_sent_once_to_whoever_has_it(enabled: FlaskClient, lab: Lab) -> None:
    address = lab.run(rivals=2)[1]["links"]["self"]
    tag = enabled.get(address).headers["ETag"]

    assert enabled.get(address, headers={"If-None-Match": tag}).status_code == 304
    lab_run.collection().update_one({}, {"$set": {"duration_ms": 1.0}})
    assert enabled.get(address, headers={"If-None-Match": tag}).status_code == 200


def test_runs_are_listed_newest_first_and_in_pages(lab: Lab) -> None:
    runs = [lab.run(rivals=2)[1] for _ in range(3)]

    _, [newest, second] = lab.get(f"{RUNS}?page_size=2")

    assert [newest["id"], second["id"]] == [runs[2]["id"], runs[1]["id"]]
    assert newest == {name: value for name, value in runs[2].items() if name != "results"}
    assert [row["id"] for row in lab.get(f"{RUNS}?page_size=2&page=2")[1]] == [runs[0]["id"]]


# -------------------------------------------------------------------------------------------- refusals

UNREADABLE: list[tuple[dict[str, Any], str]] = [
    ({"kind": "castles"}, "kind"),
    ({"kind": None}, "kind"),
    ({"rivals": 1}, "rivals"),
    ({"rivals": 101}, "rivals"),
    ({"rivals": "10"}, "rivals"),
    ({"rivals": True}, "rivals"),
    ({"capacity": 0}, "capacity"),
    ({"capacity": 101}, "capacity"),
    ({"spread_ms": -1}, "spread_ms"),
    ({"spread_ms": 1001}, "spread_ms"),
    ({"scenario": "chaos"}, "scenario"),
    ({"target": "http://192.0.2.1"}, "target"),
]


@pytest.mark.parametrize(("change", "field"), UNREADABLE)
def test_a_plan_that_cannot_be_is_refused_by_field(enabled: FlaskClient, change: dict[str, Any], field: str) -> None:
    answer = enabled.post(RUNS, json={"kind": ONE_KIND, "rivals": 2} | change)

    assert (answer.status_code, list(answer.json["errors"])) == (422, [field])
    assert listing.collection().count_documents({}) == 0


@pytest.mark.parametrize("path", [f"{RUNS}/{'0' * 24}", f"{RUNS}/none"])
def test_a_run_that_is_not_there_is_not_found(enabled: FlaskClient, path: str) -> None:
    assert enabled.get(path).status_code == 404


def test_there_is_one_run_at_a_time(enabled: FlaskClient) -> None:
    with locks.hold(["rivals"], wait_seconds=0):
        answer = enabled.post(RUNS, json={"kind": ONE_KIND, "rivals": 2})

    assert (answer.status_code, answer.json["code"]) == (429, "lab_busy")
    assert int(answer.headers["Retry-After"]) > 0


def test_a_server_that_cannot_be_reached_is_named_and_nothing_is_left_standing(enabled: FlaskClient) -> None:
    answer = enabled.post(RUNS, json={"kind": ONE_KIND, "rivals": 2})

    assert (answer.status_code, answer.json["code"]) == (503, "lab_unreachable")
    assert listing.collection().distinct("visibility") == ["retired"]
    assert lab_run.collection().count_documents({}) == 0
    assert enabled.post(RUNS, json={"kind": ONE_KIND, "rivals": 2}).json["code"] == "lab_unreachable"  # not busy


@pytest.mark.parametrize("path", [RUNS, f"{RUNS}/{'0' * 24}"])
def test_where_it_is_not_enabled_there_is_no_lab(client: FlaskClient, path: str) -> None:
    assert client.get(path).json["code"] == "not_found"


def test_where_it_is_not_enabled_nothing_can_be_sent(client: FlaskClient) -> None:
    assert client.post(RUNS, json={"kind": ONE_KIND, "rivals": 2}).status_code == 404


def test_the_twenty_first_run_of_a_place_in_a_minute_is_sent_away(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits.limiter, "_storage_dead", False)
    limited = create_app(replace(settings, lab_enabled=True, rate_limits_enabled=True)).test_client()
    empty()

    answers = [limited.post(RUNS, json={}).status_code for _ in range(22)]

    assert answers == [422] * 20 + [429] * 2


# -------------------------------------------------------------------------------------------- the twin


def test_an_engine_without_its_guard_is_caught_overselling(settings: Settings) -> None:
    """The control: a lab that finds nothing here would find nothing anywhere. No lock of Redis covers up for it."""
    defenceless = replace(settings, lab_enabled=True, redis_url=UNREACHABLE)
    with served(defenceless, application="tests.races.unguarded_wsgi:application", processes=3) as url:
        empty()
        runs = (Lab(url).run(rivals=12)[1] for _ in range(20))

        caught = next(run for run in runs if run["verdict"]["oversold"])
        kept = Lab(url).get(caught["links"]["self"])[1]

    assert kept["verdict"]["confirmed"] > kept["verdict"]["capacity"]
    assert kept["verdict"]["overlaps"] == kept["verdict"]["confirmed"] - 1 > 0
    assert "> capacity 1" in kept["verdict"]["sentence"]
    assert booking.collection().distinct("status") == ["cancelled"]
