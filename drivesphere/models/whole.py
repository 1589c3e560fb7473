"""Whole collections, row by row: for those who check everything, and for nobody who serves a request."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from mongoengine import Document
from pymongo.client_session import ClientSession

Record = dict[str, Any]
Fields = Mapping[str, Any]
BATCH = 1_000  # rows that come from the server at a time: few round trips, and little that waits in memory


def rows(
    session: ClientSession, document: type[Document], fields: Fields, where: Fields | None = None, by: str | None = None
) -> Iterator[Record]:
    """Those of a collection's rows that fulfil `where`, as the session sees them, with these fields of each.

    A field may be an expression, which can ask the database's clock. Rows come in the order of `by`, if that is named;
    it should have an index.
    """
    cursor = document._get_collection().find(where or {}, dict(fields), session=session, batch_size=BATCH)
    with cursor:
        yield from cursor.sort(by, 1) if by else cursor


def derived(session: ClientSession, document: type[Document], stages: Sequence[Fields]) -> Iterator[Record]:
    """What the server makes of a collection, as the session sees it; it may use its disk to sort and group."""
    pipeline = [dict(stage) for stage in stages]
    with document._get_collection().aggregate(pipeline, session=session, allowDiskUse=True, batchSize=BATCH) as found:
        yield from found


def counted(session: ClientSession, document: type[Document], field: str, where: Fields) -> Iterator[Record]:
    """Each value of a field in the rows that fulfil `where`, in order, and in how many it stands: {_id, rows}."""
    count = {"$group": {"_id": f"${field}", "rows": {"$sum": 1}}}
    return derived(session, document, [{"$match": where}, count, {"$sort": {"_id": 1}}])
