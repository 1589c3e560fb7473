"""Whole collections, row by row: for those who check everything, and for nobody who serves a request."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from mongoengine import Document
from pymongo.client_session import ClientSession

Record = dict[str, Any]
Fields = Mapping[str, Any]
BATCH = 5_000  # rows that come from the server at a time: few round trips, and no answer near its limit of 16 MB


def rows(
    session: ClientSession, document: type[Document], fields: Fields, where: Fields | None = None
) -> Iterator[Record]:
    """Those of a collection's rows that fulfil `where`, as the session sees them, with these fields of each.

    A field may be an expression, which can ask the database's clock.
    """
    cursor = document._get_collection().find(where or {}, dict(fields), session=session, batch_size=BATCH)
    with cursor:
        yield from cursor


def counted(session: ClientSession, document: type[Document], field: str, where: Fields) -> Iterator[tuple[Any, int]]:
    """Each value of a field in the rows that fulfil `where`, and in how many it stands."""
    stages: list[Record] = [{"$match": dict(where)}, {"$group": {"_id": f"${field}", "rows": {"$sum": 1}}}]
    with document._get_collection().aggregate(stages, session=session, allowDiskUse=True, batchSize=BATCH) as found:
        yield from ((row["_id"], row["rows"]) for row in found)
