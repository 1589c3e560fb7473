"""Every index of the models, from their own definitions, and the rule that places are conserved."""

from __future__ import annotations

import pkgutil
from importlib import import_module
from typing import Any

from mongoengine import Document
from pymongo.database import Database

from drivesphere import models
from drivesphere.models import audit_entry

PLACES_ARE_CONSERVED: dict[str, Any] = {
    "$or": [
        {"model": {"$ne": "counted"}},
        {"remaining": {"$gte": 0}, "$expr": {"$lte": ["$remaining", "$capacity"]}},
    ]
}
"""What MongoDB itself refuses to store: a section with less than nothing left, or with more than it has."""


def upgrade(db: Database[dict[str, Any]]) -> None:
    # A validator must come with the collection: to add it later takes rights that the application has not.
    validators = {"inventory": PLACES_ARE_CONSERVED, "audit": audit_entry.SHAPE}
    for name in validators.keys() - set(db.list_collection_names()):
        db.create_collection(name, validator=validators[name])
    for found in pkgutil.iter_modules(models.__path__):
        import_module(f"{models.__name__}.{found.name}")
    for document in Document.__subclasses__():
        if document.__module__.startswith(models.__name__):
            _ensure(document, db)


def _ensure(document: type[Document], db: Database[dict[str, Any]]) -> None:
    if document._get_db().name != db.name:
        raise RuntimeError(f"The models are connected to {document._get_db().name}, not to {db.name}.")
    document.ensure_indexes()
