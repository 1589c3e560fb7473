"""Two transactions, statement by statement, in the order in which a test writes them down.

A race finds an interleaving by luck; here it is made by hand. Both have their snapshot before either writes, which is
where snapshot isolation is weakest: each sees a past in which the other does not exist.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from bson import ObjectId
from pymongo.client_session import ClientSession
from pymongo.errors import DuplicateKeyError, OperationFailure
from pymongo.read_concern import ReadConcern

from drivesphere import inventory
from drivesphere.domain.demand import Demand, Stock
from drivesphere.domain.window import Window
from drivesphere.infra import mongo
from drivesphere.inventory.protocol import Taken
from drivesphere.models import inventory as ledger
from tests.stage import span

HOLD = timedelta(minutes=10)
DAY = Window(**span(10))
OVERLAPPING_DAY = DAY.moved_to(DAY.starts_at + timedelta(hours=12))


@contextmanager
def open_transactions() -> Iterator[tuple[ClientSession, ClientSession]]:
    """Ada's and Ben's transaction, both begun; what a test leaves open is undone."""
    with mongo.client().start_session() as ada, mongo.client().start_session() as ben:
        yield begin(ada), begin(ben)


def begin(session: ClientSession) -> ClientSession:
    """Open a transaction as the engine does, and have its snapshot taken now."""
    session.start_transaction(read_concern=ReadConcern("snapshot"), write_concern=mongo.MAJORITY)
    ledger.collection().find_one({}, session=session)
    return session


def again(session: ClientSession) -> ClientSession:
    """What the driver does after a conflict: undo, and begin anew with what is true by then."""
    if session.in_transaction:
        session.abort_transaction()
    return begin(session)


def outcome(statement: Callable[[], Any]) -> str:
    """What became of a statement: "done", "taken" by the engine's word, "conflict" or "duplicate" by MongoDB's."""
    try:
        statement()
    except Taken:
        return "taken"
    except DuplicateKeyError:
        return "duplicate"
    except OperationFailure as error:
        if not mongo.is_write_conflict(error):
            raise
        return "conflict"
    return "done"


# ----------------------------------------------------------------------------------------- what is fought for


def a_room() -> Demand:
    """A day in a room that one can have at a time."""
    return _of("interval", window=DAY)


def a_section(places: int, quantity: int = 1) -> Demand:
    """`quantity` of the `places` of a section."""
    return _of("counted", capacity=places, quantity=quantity)


def _of(model: str, capacity: int = 1, **wanted: Any) -> Demand:
    stock = Stock(str(ObjectId()), capacity=capacity, listing_id=str(ObjectId()))
    inventory.open_stock(model, "any", [stock])
    return Demand(stock.inventory_id, **wanted)


def claim(session: ClientSession, *demands: Demand) -> None:
    """The engine's statement."""
    model = "interval" if demands[0].window else "counted"
    inventory.claim(session, model, demands, ObjectId(), HOLD, make_room=lambda *_: False)


def row(demand: Demand, session: ClientSession | None = None) -> dict[str, Any]:
    found = ledger.collection().find_one({"_id": ObjectId(demand.inventory_id)}, session=session)
    assert found is not None
    return found
