"""People: clients, owners and admins, with every query on them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from bson import ObjectId
from mongoengine import BooleanField, DateTimeField, Document, IntField, ListField, StringField
from pymongo import ReturnDocument, UpdateOne
from pymongo.client_session import ClientSession
from pymongo.collection import Collection

from drivesphere.domain.words import searchable
from drivesphere.models.listing import with_words

Record = dict[str, Any]
ROLES = ("client", "owner", "admin")
FLEET_DOMAIN = "fleet.drivesphere.example"  # `.example` never delivers: no mail goes to imported owners


class User(Document):
    """`email_key` is the e-mail in the form that addresses are compared in; `words` are those of name and e-mail.

    `email_verified` is false from registering until the user has followed the link in our mail; accounts that were made
    otherwise, by an import, at the command line or before there was such a mail, count as verified.

    Owners that came with an imported fleet have an `import_key` and no `password_hash`, those of partners neither;
    nobody can sign in as them.
    """

    email = StringField(required=True)
    email_key = StringField(required=True)
    name = StringField(required=True)
    role = StringField(required=True, choices=ROLES)
    password_hash = StringField()
    email_verified = BooleanField()
    disabled = BooleanField(required=True, default=False)
    import_key = StringField()
    words = ListField(StringField())
    version = IntField(default=1)
    created_at = DateTimeField()
    last_login_at = DateTimeField()
    imported_at = DateTimeField()
    erased_at = DateTimeField()

    meta = {
        "collection": "users",
        "auto_create_index": False,
        "index_background": False,
        "indexes": [
            {"fields": ["email_key"], "unique": True},
            {"fields": ["import_key"], "unique": True, "sparse": True},
            {"fields": ["role", "disabled", "-_id"]},
            {"fields": ["disabled", "-_id"]},
            {"fields": ["words"]},
        ],
    }

    def __repr__(self) -> str:
        return f"<User {self.id}>"


def collection() -> Collection[Record]:
    return User._get_collection()


def insert(session: ClientSession | None, record: Record) -> Record:
    """Store a new user and return it with its `_id`; a taken e-mail is a duplicate key."""
    row = {"_id": ObjectId(), **record, **findable(record), "disabled": False, "version": 1}
    collection().insert_one(row, session=session)
    return row


def ensure(people: Sequence[Record]) -> None:
    """Make those of `people` that are not there yet, under the `_id` that each has; the others stay as they are."""
    first: Record = {"disabled": False, "version": 1}
    rows = [first | each | findable(each) for each in people]
    writes = [UpdateOne({"_id": row["_id"]}, {"$setOnInsert": row}, upsert=True) for row in rows]
    collection().bulk_write(writes, ordered=False)


def find(user_id: ObjectId, session: ClientSession | None = None) -> Record | None:
    return collection().find_one({"_id": user_id}, session=session)


def contacts(ids: Iterable[ObjectId]) -> dict[ObjectId, Record]:
    """By user: {name, email}, of those who are there."""
    return {row["_id"]: row for row in collection().find({"_id": {"$in": list(ids)}}, {"name": 1, "email": 1})}


def find_by_email(email_key: str) -> Record | None:
    return collection().find_one({"email_key": str(email_key)})


def findable(person: Record) -> Record:
    """The words by which `person`, with `name` and `email`, is found."""
    return {"words": searchable(f"{person['name']} {person['email']}")}


def page(filters: Mapping[str, Any], typed: str | None, *, skip: int, limit: int) -> tuple[list[Record], int]:
    """Users, newest first, in whose name or e-mail each word of `typed` begins one, and how many there are."""
    query = {**filters, **with_words(typed or "")}
    rows = collection().find(query, {"password_hash": 0}).sort("_id", -1).skip(skip).limit(limit)
    return list(rows), collection().count_documents(query) if query else collection().estimated_document_count()


def touch(session: ClientSession, user_id: ObjectId) -> bool:
    """Really change the user, so that two transactions which decide something about the same one conflict.

    False for one who is kept out or gone.
    """
    return _change_enabled(session, {"_id": user_id}, {"$inc": {"version": 1}}) == 1


def email_of(user_id: ObjectId) -> str:
    """Where mail to the user goes; LookupError when there is no such user."""
    row = collection().find_one({"_id": user_id}, {"email": 1})
    if row is None:
        raise LookupError(f"user {user_id} is gone")
    return str(row["email"])


def names(ids: Iterable[ObjectId]) -> dict[ObjectId, str]:
    """What these users are called."""
    return {row["_id"]: row.get("name", "") for row in collection().find({"_id": {"$in": list(ids)}}, {"name": 1})}


def still_called(ids: Iterable[ObjectId]) -> dict[ObjectId, str]:
    """What those of these users are called whose account was not erased."""
    found = collection().find({"_id": {"$in": list(ids)}, "erased_at": None}, {"name": 1})
    return {row["_id"]: row.get("name", "") for row in found}


def mail_address(user_id: ObjectId) -> str | None:
    """Where mail to the user goes; None where none arrives: imported owners, partners, people who are gone."""
    row = collection().find_one({"_id": user_id}, {"email": 1}) or {}
    address = str(row.get("email", ""))
    return address if "@" in address and not address.endswith(f"@{FLEET_DOMAIN}") else None


def admit(session: ClientSession, user_id: ObjectId) -> bool:
    """Note a login unless the user is disabled: a real write, so that a suspension just now conflicts."""
    change = {"$currentDate": {"last_login_at": True}, "$inc": {"version": 1}}
    return _change_enabled(session, {"_id": user_id}, change) == 1


def is_verified(person: Record) -> bool:
    """Whether the address is known to be the user's own. Only who registers has to show it: see `email_verified`."""
    return bool(person.get("email_verified", True))


def verify(session: ClientSession, user_id: ObjectId) -> bool:
    """Whether this call verified the address."""
    query = {"_id": user_id, "email_verified": False}
    return collection().update_one(query, _set({"email_verified": True}), session=session).modified_count == 1


def set_password(session: ClientSession, user_id: ObjectId, new: str, *, instead_of: str | None = None) -> bool:
    """Store the hash of a new password, unless another one than `instead_of` stands there by now."""
    query = {"_id": user_id} | ({"password_hash": instead_of} if instead_of else {})
    return _change_enabled(session, query, _set({"password_hash": new})) == 1


def erase(session: ClientSession, user_id: ObjectId, name: str) -> None:
    """Leave of the user a number that nobody can sign in as, called `name`."""
    key = f"erased:{user_id}"  # no e-mail address, on purpose
    kept: Record = {"email": key, "email_key": key, "name": name, "words": [], "disabled": True}
    gone = dict.fromkeys(("password_hash", "email_verified", "last_login_at"), "")
    change = {"$set": kept, "$unset": gone, "$currentDate": {"erased_at": True}, "$inc": {"version": 1}}
    collection().update_one({"_id": user_id}, change, session=session)


def replace_hash(user_id: ObjectId, old: str, new: str) -> bool:
    """Store the hash made with newer parameters, unless the password changed meanwhile."""
    query = {"_id": user_id, "password_hash": old}
    return collection().update_one(query, {"$set": {"password_hash": new}}).modified_count == 1


def disable(session: ClientSession, user_id: ObjectId) -> bool:
    """Whether this call disabled the user."""
    return _change_enabled(session, {"_id": user_id}, _set({"disabled": True})) == 1


def enable(session: ClientSession, user_id: ObjectId) -> bool:
    """Whether this call let the user in again; an account that was erased stays closed."""
    query = {"_id": user_id, "disabled": True, "erased_at": None}
    return collection().update_one(query, _set({"disabled": False}), session=session).modified_count == 1


def set_role(session: ClientSession, user_id: ObjectId, role: str) -> bool:
    """Whether this call gave the user another role."""
    query = {"_id": user_id, "role": {"$ne": role}}
    return collection().update_one(query, _set({"role": role}), session=session).modified_count == 1


def confirm_role(session: ClientSession, user_id: ObjectId, role: str) -> bool:
    """Whether the user may act in this role. A real write, so that losing it at this very moment conflicts."""
    return _change_enabled(session, {"_id": user_id, "role": role}, {"$inc": {"version": 1}}) == 1


def count_admins(session: ClientSession) -> int:
    """The admins who can sign in. Written to, for two who remove each other must not both see the other."""
    return _change_enabled(session, {"role": "admin"}, {"$inc": {"version": 1}})


def _change_enabled(session: ClientSession, query: Record, change: Record) -> int:
    return collection().update_many(query | {"disabled": False}, change, session=session).modified_count


def update_person(session: ClientSession, user_id: ObjectId, changes: Record) -> Record | None:
    """Set `changes` on the user and return the new state; name and e-mail change together, if at all."""
    if "name" in changes or "email" in changes:
        changes = changes | findable(changes)
    change, after = _set(changes), ReturnDocument.AFTER
    return collection().find_one_and_update({"_id": user_id}, change, session=session, return_document=after)


def _set(changes: Record) -> Record:
    return {"$set": changes, "$inc": {"version": 1}}


def is_unclaimed(user_id: ObjectId) -> bool:
    """Whether this is an imported owner whom nobody can sign in as."""
    return collection().find_one(_unclaimed(user_id), {"_id": 1}) is not None


def remove_unclaimed(session: ClientSession, user_id: ObjectId) -> bool:
    """Remove an imported owner whom nobody can sign in as; anybody else stays."""
    return collection().delete_one(_unclaimed(user_id), session=session).deleted_count == 1


def upsert_imported(names: Mapping[str, str]) -> dict[str, Record]:
    """An owner per `{import_key: name}`, by import key; who is there keeps name, e-mail and password."""
    keys = list(names)
    if keys:
        collection().bulk_write([_imported(key, name) for key, name in names.items()], ordered=False)
    shown = {"import_key": 1, "name": 1, "email": 1}
    return {row["import_key"]: row for row in collection().find({"import_key": {"$in": keys}}, shown)}


def owner_of_partner(partner: str, at: datetime) -> Record:
    """The owner of what a partner publishes, made at first use; nobody can sign in as it, or register in its place."""
    key = f"partner:{partner}"  # no e-mail address, on purpose
    first: Record = {"email": key, "name": partner, "role": "owner", "disabled": False, "version": 1, "created_at": at}
    first |= findable(first)
    row = collection().find_one_and_update(
        {"email_key": key}, {"$setOnInsert": first}, upsert=True, return_document=ReturnDocument.AFTER
    )
    assert row is not None
    return row


def _unclaimed(user_id: ObjectId) -> Record:
    return {"_id": user_id, "import_key": {"$type": "string"}, "password_hash": None}


def _imported(import_key: str, name: str) -> UpdateOne:
    email = f"owner-{import_key}@{FLEET_DOMAIN}"
    first: Record = {"email": email, "email_key": email.casefold(), "name": name, "role": "owner"}
    first |= {"disabled": False, "version": 1, **findable(first)}
    change = {"$setOnInsert": first, "$currentDate": {"imported_at": True}}
    return UpdateOne({"import_key": import_key}, change, upsert=True)
