"""People can be searched by the words of name and e-mail."""

from __future__ import annotations

from typing import Any

from pymongo import UpdateOne
from pymongo.database import Database

from drivesphere.models import user

ROLES_ALONE = "role_1_disabled_1"
BATCH = 1_000  # users whose words are written at once


def upgrade(db: Database[dict[str, Any]]) -> None:
    if ROLES_ALONE in db["users"].index_information():
        db["users"].drop_index(ROLES_ALONE)  # a longer one begins with it
    user.User.ensure_indexes()
    while rows := list(db["users"].find({"words": None}, {"name": 1, "email": 1}).limit(BATCH)):
        db["users"].bulk_write([UpdateOne({"_id": row["_id"]}, {"$set": user.findable(row)}) for row in rows])
