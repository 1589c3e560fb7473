"""Make a fresh mongod a replica set of one, with its users; every step may be repeated after a crash."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator
from typing import Any

from pymongo import MongoClient
from pymongo.errors import OperationFailure, PyMongoError

from drivesphere.embedded.process import StartError, wait_until

Document = dict[str, Any]

REPLICA_SET = "rs0"
ROOT_USER = "root"
ANSWER_MILLISECONDS = 5_000  # On loopback an answer takes one millisecond; a busy disk may take seconds.
PRIMARY_SECONDS = 180.0  # An election of one takes 0.1 s, replaying a journal after a crash perhaps many.
LATE = f"mongod did not become primary within {PRIMARY_SECONDS:g} s"

# Short elections (guarantees D6). They matter once members are added; they cost nothing before.
ELECTIONS = {"electionTimeoutMillis": 2_000, "heartbeatIntervalMillis": 500, "heartbeatTimeoutSecs": 2}

UNAUTHORIZED = 13
ALREADY_INITIALIZED = 23
NOT_YET_INITIALIZED = 94
TRANSACTIONS_NEED_REPLICA_SET = (
    "MONGO_URL names a standalone mongod, which has no transactions; start it with --replSet and run rs.initiate() once"
)


@contextlib.contextmanager
def connect(url: str, **login: Any) -> Iterator[MongoClient[Document]]:
    """A short-lived client that gives up quickly."""
    client: MongoClient[Document] = MongoClient(
        url, serverSelectionTimeoutMS=ANSWER_MILLISECONDS, socketTimeoutMS=ANSWER_MILLISECONDS, **login
    )
    try:
        yield client
    finally:
        client.close()


def form_replica_set(member: str, root_password: str) -> None:
    """Found the set and its administrator, or follow a changed address; returns when it takes writes.

    `member` is host:port. Until the first user exists, mongod lets anyone on this machine found the set
    and create that user, and nothing else. Raises StartError or a PyMongoError.
    """
    with connect(_direct(member)) as anyone:
        config = {"_id": REPLICA_SET, "members": [{"_id": 0, "host": member}], "settings": ELECTIONS}
        if _refusal(anyone, "replSetInitiate", config) == UNAUTHORIZED:
            _adopt_address(member, root_password)
        wait_until(lambda: bool(anyone.admin.command("hello")["isWritablePrimary"]), PRIMARY_SECONDS, LATE)
        _refusal(anyone, "createUser", ROOT_USER, pwd=root_password, roles=["root"])


def ensure_user(root_url: str, name: str, password: str, database: str) -> None:
    """The user may read and write this database and nothing else; an existing one gets the password."""
    with connect(root_url) as root:
        known = root.admin.command("usersInfo", name)["users"]
        command = "updateUser" if known else "createUser"
        root.admin.command(command, name, pwd=password, roles=[{"role": "readWrite", "db": database}])


def refuse_standalone(url: str) -> None:
    """Raises StartError when the server has no transactions, is not there, or refuses the login."""
    try:
        with connect(url) as client:
            hello = client.admin.command("hello")
            client.get_default_database("drivesphere").command("ping")
    except (PyMongoError, ValueError) as refused:
        raise StartError(f"MONGO_URL cannot be used: {summary(refused)}") from refused
    if "setName" not in hello and hello.get("msg") != "isdbgrid":
        raise StartError(TRANSACTIONS_NEED_REPLICA_SET)


def _direct(member: str) -> str:
    """Talk to this mongod even while it is no member of any set."""
    return f"mongodb://{member}/?directConnection=true"


def _adopt_address(member: str, root_password: str) -> None:
    """Ports are picked free at every start, and the stored configuration holds the one of last time."""
    with connect(_direct(member), username=ROOT_USER, password=root_password) as root:
        wait_until(lambda: _refusal(root, "replSetGetConfig") != NOT_YET_INITIALIZED, PRIMARY_SECONDS, LATE)
        config = root.admin.command("replSetGetConfig")["config"]
        if config["members"][0]["host"] != member:
            config["members"][0]["host"] = member
            config["version"] += 1
            root.admin.command("replSetReconfig", config, force=True)


def _refusal(client: MongoClient[Document], command: str, value: Any = 1, **options: Any) -> int | None:
    """The code with which the server says that this was done before, or that it is too early."""
    try:
        client.admin.command(command, value, **options)
    except OperationFailure as refused:
        if refused.code not in (UNAUTHORIZED, ALREADY_INITIALIZED, NOT_YET_INITIALIZED):
            raise
        return refused.code
    return None


def summary(error: Exception) -> str:
    """What the driver says, without the settings and the topology it adds."""
    return re.split(r"\n| \(configured|, Timeout:|, full error:", str(error))[0]
