"""Every kind in turn, also those that a test puts into a folder of their own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from bson import ObjectId

from drivesphere import inventory
from drivesphere.domain import clock
from drivesphere.domain.kind import Kind
from drivesphere.kinds import registry
from drivesphere.models import listing
from tests.api.desk import Desk
from tests.races.ledger import broken_invariants


@pytest.fixture(params=registry().values(), ids=lambda kind: kind.name)
def kind(request: pytest.FixtureRequest) -> Kind:
    return request.param


@pytest.fixture
def published(desk: Desk, kind: Kind) -> Iterator[str]:
    """Where the kind's example stands as a listing of Omar's; after the test the database must be sound."""
    owner = {"owner_id": desk.person("Omar", "owner"), "owner_name": "Omar", "visibility": "published", "version": 1}
    stored = {**kind.examples.listing(clock.now()), **owner, "_id": ObjectId(), "kind": kind.name}
    inventory.open_stock(kind.inventory_model, kind.name, kind.stock(stored))
    listing.collection().insert_one(stored)
    yield f"/{kind.path}/{stored['_id']}"
    assert broken_invariants() == []
