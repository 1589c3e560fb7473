"""Read-through with tag versions."""

from __future__ import annotations

import json

from drivesphere.domain.events import AvailabilityChanged, availability_tag, listing_tag, owner_reports_tag
from drivesphere.infra import cache, redis
from tests.stage import UNREACHABLE, Stage, make_settings

SEATTLE = availability_tag("cars", "WA", "Seattle")
MIAMI = availability_tag("cars", "FL", "Miami")


class Source:
    """Counts how often it was asked."""

    def __init__(self) -> None:
        self.asked = 0

    def __call__(self) -> dict[str, int]:
        self.asked += 1
        return {"answer": self.asked}


def read(source: Source, *tags: str, parts: tuple[object, ...] = ("a",)) -> dict[str, int]:
    found: dict[str, int] = cache.read_through(parts, tags, 30, source)
    return found


def test_a_second_read_does_not_compute(stage: Stage) -> None:
    source = Source()
    assert read(source, SEATTLE) == read(source, SEATTLE) == {"answer": 1}


def test_several_values_come_apart_as_the_json_they_are_kept_as(stage: Stage) -> None:
    page = [2, [{"title": "Citroën\nBerlingo"}, {"title": "Tesla"}]]

    first = cache.read_lines(("a",), [SEATTLE], 30, lambda: page)

    assert first == cache.read_lines(("a",), [SEATTLE], 30, lambda: [0, []])
    assert [json.loads(line) for line in first] == page


def test_a_purge_makes_the_very_next_read_fresh_and_leaves_others_alone(stage: Stage) -> None:
    seattle, miami = Source(), Source()
    read(seattle, SEATTLE)
    read(miami, MIAMI, parts=("b",))

    cache.purge([AvailabilityChanged("cars", "1", "WA", "Seattle", owner_id="7")])

    assert read(seattle, SEATTLE) == {"answer": 2}
    assert read(miami, MIAMI, parts=("b",)) == {"answer": 1}


def test_a_purge_reaches_the_reports_of_the_owner_and_of_nobody_else(stage: Stage) -> None:
    own, others = Source(), Source()
    read(own, owner_reports_tag("7"))
    read(others, owner_reports_tag("8"), parts=("b",))

    cache.purge([AvailabilityChanged("cars", "1", owner_id="7")])

    assert read(own, owner_reports_tag("7")) == {"answer": 2}
    assert read(others, owner_reports_tag("8"), parts=("b",)) == {"answer": 1}


def test_a_slow_reader_cannot_put_an_old_answer_back(stage: Stage) -> None:
    """It read before the purge and files after it: under a version that nobody asks for any more."""

    def slow() -> str:
        cache.purge([AvailabilityChanged("cars", "1", "WA", "Seattle", owner_id="7")])
        return "old"

    assert cache.read_through(("a",), [SEATTLE], 30, slow) == "old"
    assert cache.read_through(("a",), [SEATTLE], 30, lambda: "new") == "new"


def test_a_forgotten_tag_never_comes_back_to_a_version_it_had(stage: Stage) -> None:
    source = Source()
    purge = [AvailabilityChanged("cars", "1", "WA", "Seattle", owner_id="7")]
    cache.purge(purge)
    read(source, listing_tag("1"))
    redis.main().call(lambda client: client.delete("tag:" + listing_tag("1")))
    cache.purge(purge)

    assert read(source, listing_tag("1")) == {"answer": 2}


def test_without_redis_every_read_computes_and_a_purge_is_no_error(stage: Stage) -> None:
    redis.connect(make_settings("", UNREACHABLE, ""))
    source = Source()

    cache.purge([AvailabilityChanged("cars", "1", owner_id="7")])

    assert [read(source, SEATTLE)["answer"] for _ in range(3)] == [1, 2, 3]


def test_what_has_no_tag_is_kept_for_its_time_whatever_is_purged(stage: Stage) -> None:
    source = Source()
    read(source)

    cache.purge([AvailabilityChanged("cars", "1", "WA", "Seattle", owner_id="7")])

    assert read(source) == {"answer": 1}
