"""Photos: the files that are kept of them, and the index by which those that nobody shows are found."""

from __future__ import annotations

from typing import Any

from pymongo.database import Database

from drivesphere.models.photo_file import PhotoFile


def upgrade(db: Database[dict[str, Any]]) -> None:
    del db  # the models are connected to it
    PhotoFile.ensure_indexes()
