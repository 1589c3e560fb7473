"""Runs of the concurrency lab: they go after 30 days."""

from __future__ import annotations

from typing import Any

from pymongo.database import Database

from drivesphere.models.lab_run import LabRun


def upgrade(db: Database[dict[str, Any]]) -> None:
    del db  # the models are connected to it
    LabRun.ensure_indexes()
