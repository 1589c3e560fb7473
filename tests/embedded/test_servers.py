"""The embedded MongoDB and Redis, each started for real."""

from __future__ import annotations

import stat
from pathlib import Path

import pymongo
import pytest
import redis
from pymongo.errors import OperationFailure
from redis.backoff import NoBackoff
from redis.retry import Retry

from drivesphere.embedded.mongod import Mongod
from drivesphere.embedded.mongod_log import explain
from drivesphere.embedded.ports import free_port
from drivesphere.embedded.process import Process, StartError
from drivesphere.embedded.redis_server import RedisServer
from drivesphere.embedded.replica_set import refuse_standalone
from tests.conftest import Servers


def arguments_of(pid: int) -> str:
    return Path(f"/proc/{pid}/cmdline").read_text()


def private_files(folder: Path) -> dict[str, str]:
    return {path.name: stat.filemode(path.stat().st_mode) for path in folder.iterdir() if path.is_file()}


def test_mongod_runs_transactions(mongo_url: str) -> None:
    with pymongo.MongoClient(mongo_url) as client, client.start_session() as session:
        with session.start_transaction():
            client.get_default_database().proof.insert_one({"by": "Ada"}, session=session)

        assert client.admin.command("hello")["setName"] == "rs0"


def test_mongod_refuses_who_has_no_password(servers: Servers) -> None:
    with (
        pymongo.MongoClient(f"mongodb://127.0.0.1:{servers.mongo_port}/") as stranger,
        pytest.raises(OperationFailure, match="requires authentication"),
    ):
        stranger.drivesphere.bookings.find_one()


@pytest.mark.parametrize("command", [{"dropDatabase": 1}, {"createUser": "ben", "pwd": "x", "roles": []}])
def test_the_applications_user_may_only_read_and_write(mongo_url: str, command: dict[str, object]) -> None:
    with pymongo.MongoClient(mongo_url) as client, pytest.raises(OperationFailure, match="not authorized"):
        client.get_default_database().command(command)


def test_the_applications_user_sees_no_other_database(mongo_url: str) -> None:
    with pymongo.MongoClient(mongo_url) as client, pytest.raises(OperationFailure, match="not authorized"):
        client.elsewhere.bookings.find_one()


def test_mongod_runs_no_javascript(mongo_url: str) -> None:
    with pymongo.MongoClient(mongo_url) as client:
        client.get_default_database().proof.insert_one({})

        with pytest.raises(OperationFailure, match="no globalScriptEngine"):
            client.get_default_database().proof.find_one({"$where": "true"})


def test_mongods_secrets_are_readable_by_their_owner_alone(servers: Servers) -> None:
    files = private_files(Path(servers.folder) / "mongo")

    assert files == dict.fromkeys(("keyfile", "root-password", "app-password"), "-rw-------")


def test_mongod_keeps_its_content_when_its_port_changes(own_mongod: Mongod) -> None:
    with pymongo.MongoClient(own_mongod.start()) as client:
        client.drivesphere.cars.insert_one({"owner": "Omar"}, comment="acknowledged by a majority")
    own_mongod.stop()

    moved = Mongod(own_mongod.folder, port=free_port(), cache_gigabytes=0.25)
    try:
        with pymongo.MongoClient(moved.start()) as client:
            assert client.drivesphere.cars.find_one()["owner"] == "Omar"
    finally:
        moved.kill()


def test_mongod_says_which_file_it_cannot_use(own_mongod: Mongod) -> None:
    (own_mongod.folder).mkdir()
    (own_mongod.folder / "db").write_text("not a folder")

    with pytest.raises(StartError, match=r"^mongod cannot start: .*File exists"):
        own_mongod.start()
    assert not own_mongod.process.is_alive


def test_mongod_on_a_taken_port_says_so_in_one_line(own_mongod: Mongod, servers: Servers) -> None:
    rival = Mongod(own_mongod.folder, port=servers.mongo_port)

    with pytest.raises(StartError, match=r"^mongod cannot start: port \d+ is taken") as refusal:
        rival.start()
    assert "\n" not in str(refusal.value)
    assert not rival.process.is_alive


def test_a_missing_library_is_named_with_its_package() -> None:
    loader = "mongod: error while loading shared libraries: libcurl.so.4: cannot open shared object file"

    assert explain([loader]) == "libcurl.so.4 is missing; on Debian or Ubuntu: apt-get install libcurl4"


def test_a_standalone_mongod_is_refused(own_mongod: Mongod) -> None:
    argv = own_mongod.process.argv
    (own_mongod.folder / "db").mkdir(parents=True)
    alone = Process("alone", [*argv[: argv.index("--auth")]])
    alone.start()
    try:
        with pytest.raises(StartError, match="standalone mongod, which has no transactions"):
            refuse_standalone(f"mongodb://127.0.0.1:{own_mongod.port}/drivesphere")
    finally:
        alone.kill()


def test_redis_refuses_who_has_no_password(servers: Servers) -> None:
    stranger = redis.Redis(port=servers.redis_port, retry=Retry(NoBackoff(), 0))

    with pytest.raises(redis.AuthenticationError):
        stranger.ping()
    stranger.close()


def test_redis_keeps_its_password_out_of_its_arguments(own_redis: RedisServer) -> None:
    own_redis.start()

    assert own_redis.password not in arguments_of(own_redis.process.pid)
    assert set(private_files(own_redis.folder).values()) == {"-rw-------"}


def test_redis_remembers_across_a_kill(own_redis: RedisServer) -> None:
    with redis.Redis.from_url(own_redis.start()) as client:
        client.set("held_by", "Ada")
    own_redis.kill()

    with redis.Redis.from_url(own_redis.start()) as client:
        assert client.get("held_by") == b"Ada"


def test_a_paused_redis_does_not_answer_and_comes_back(own_redis: RedisServer) -> None:
    own_redis.start()

    own_redis.pause()
    assert not own_redis.answers()
    own_redis.resume()
    assert own_redis.answers()


def test_redis_never_throws_messages_out(own_redis: RedisServer) -> None:
    with redis.Redis.from_url(own_redis.start()) as client:
        assert client.config_get("maxmemory-policy") == {"maxmemory-policy": "noeviction"}
        assert client.config_get("appendonly") == {"appendonly": "yes"}
