"""What MongoDB says it has done: every statement on this worker's database, with the plan it chose."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

import pytest
from pymongo import MongoClient

from tests.conftest import Servers

Statement = dict[str, Any]
Profiled = Callable[[], AbstractContextManager[list[Statement]]]


@pytest.fixture
def root(servers: Servers) -> Iterator[MongoClient[Any]]:
    with MongoClient(servers.mongod.root_url()) as client:
        yield client


@pytest.fixture
def profiled(root: MongoClient[Any], mongo_url: str) -> Profiled:
    """`with profiled() as statements:` fills the list when the block ends."""
    database = root[mongo_url.partition("?")[0].rpartition("/")[2]]

    @contextmanager
    def profile() -> Iterator[list[Statement]]:
        statements: list[Statement] = []
        database.command("profile", 2)
        try:
            yield statements
        finally:
            database.command("profile", 0)
            statements += database["system.profile"].find({"ns": {"$not": {"$regex": "system"}}})
            database.drop_collection("system.profile")

    return profile


def scans(statements: list[Statement]) -> list[str]:
    """The statements that had no index to go by: collection and command of each."""
    return [f"{each['ns']}: {each['command']}" for each in statements if "COLLSCAN" in each.get("planSummary", "")]
