"""A real mongod on loopback: a replica set of one, with authentication, from its wheel or from PATH."""

from __future__ import annotations

import importlib.util
import re
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

from pymongo.errors import PyMongoError

from drivesphere.embedded.mongod_log import explain, readable
from drivesphere.embedded.ports import LOOPBACK, accepts_connections, free_port, refuse_taken_port
from drivesphere.embedded.process import Process, StartError
from drivesphere.embedded.replica_set import (
    REPLICA_SET,
    ROOT_USER,
    connect,
    ensure_user,
    form_replica_set,
    summary,
)
from drivesphere.embedded.secret_files import secret, write_private

APP_DATABASE = "drivesphere"
APP_USER = "drivesphere"
OLDEST_MAJOR = 6  # Partial indexes with $in, which the one-per-client rule needs, came with 6.0.
STOP_SECONDS = 20.0  # A checkpoint of the cache to a slow disk.
DEFAULT_CACHE_GIGABYTES = 1.0  # mongod would take half of the machine's memory.
KEYFILE_BYTES = 96
OPLOG_MEGABYTES = 256  # The default is a twentieth of the disk; a set of one needs no history.

# Guarantees D6: a worker killed inside a transaction must not freeze a car for a minute. The shutdown
# time is what mongod waits for another member to take over, and there is none.
SERVER_PARAMETERS = (
    "transactionLifetimeLimitSeconds=5",
    "oplogNetworkTimeoutBufferSeconds=1",
    "diagnosticDataCollectionEnabled=false",
    "shutdownTimeoutMillisForSignaledShutdown=100",
)


class Mongod:
    """One mongod whose files live in `folder`; `start` answers the URL of the application's user."""

    def __init__(
        self,
        folder: Path,
        *,
        port: int | None = None,
        cache_gigabytes: float = DEFAULT_CACHE_GIGABYTES,
        parameters: Iterable[str] = (),
    ) -> None:
        self.folder = folder
        self.port = port or free_port()
        self.cache_gigabytes = cache_gigabytes
        self.parameters = (*SERVER_PARAMETERS, *parameters)
        self.process = Process("mongod", self._argv(), render=readable)

    def _argv(self) -> list[str]:
        argv = [str(find_mongod()), "--dbpath", str(self.folder / "db"), "--port", str(self.port)]
        argv += ["--bind_ip", LOOPBACK, "--nounixsocket", "--quiet", "--noscripting"]
        argv += ["--auth", "--keyFile", str(self.folder / "keyfile"), "--replSet", REPLICA_SET]
        argv += ["--oplogSize", str(OPLOG_MEGABYTES), "--wiredTigerCacheSizeGB", str(self.cache_gigabytes)]
        for parameter in self.parameters:
            argv += ["--setParameter", parameter]
        return argv

    def start(self) -> str:
        """Start and wait until it takes writes; raises StartError. Also restarts it after stop or kill."""
        self.launch()
        self.await_ready()
        return self.url()

    def launch(self) -> None:
        """Start the program without waiting; raises StartError."""
        refuse_taken_port("mongod", self.port, "start again, a free one is picked")
        try:
            (self.folder / "db").mkdir(parents=True, exist_ok=True, mode=0o700)
        except OSError as refused:
            raise StartError(f"mongod cannot start: {refused}") from refused
        keyfile = self.folder / "keyfile"
        # mongod wants base64 letters; the URL-safe ones differ in two.
        write_private(keyfile, secret(keyfile, size=KEYFILE_BYTES).replace("-", "+").replace("_", "/"))
        self.process.start()

    def await_ready(self) -> None:
        """Wait for the primary and make the users; raises StartError after stopping what was started."""
        try:
            self.process.await_ready(lambda: accepts_connections(self.port))
            self._set_up()
        except (StartError, PyMongoError) as failed:
            self.kill()
            why = explain(self.process.tail) or summary(failed)
            raise StartError(f"mongod cannot start: {why}") from failed

    def _set_up(self) -> None:
        form_replica_set(f"{LOOPBACK}:{self.port}", self._password("root"))
        ensure_user(self.root_url(), APP_USER, self._password("app"), APP_DATABASE)

    def url(self, database: str = APP_DATABASE) -> str:
        """The address the application uses: its user may read and write `drivesphere` and nothing else."""
        return self._url(APP_USER, self._password("app"), database)

    def root_url(self, database: str = "admin") -> str:
        """The administrator's address: for set-up, migrations, and tests that arm failpoints."""
        return self._url(ROOT_USER, self._password("root"), database)

    def allow(self, database: str) -> None:
        """Let the application's user read and write one more database."""
        with connect(self.root_url()) as root:
            root.admin.command("grantRolesToUser", APP_USER, roles=[{"role": "readWrite", "db": database}])

    def stop(self) -> None:
        """Stop it cleanly."""
        self.process.resume()
        self.process.stop(STOP_SECONDS)

    def kill(self) -> None:
        """SIGKILL it."""
        self.process.kill()

    def pause(self) -> None:
        """Freeze it: connections stay open, nothing answers."""
        self.process.pause()

    def resume(self) -> None:
        """Let it go on after `pause`."""
        self.process.resume()

    def _password(self, owner: str) -> str:
        return secret(self.folder / f"{owner}-password")

    def _url(self, user: str, password: str, database: str) -> str:
        options = f"replicaSet={REPLICA_SET}&authSource=admin"
        return f"mongodb://{user}:{password}@{LOOPBACK}:{self.port}/{database}?{options}"


def find_mongod() -> Path:
    """The wheel's mongod, else one of at least version 6 on PATH; raises StartError when there is none."""
    spec = importlib.util.find_spec("fiftyone")
    for place in (spec.submodule_search_locations or []) if spec else []:
        binary = Path(place) / "db" / "bin" / "mongod"
        if binary.is_file():
            return binary
    on_path = shutil.which("mongod")
    if on_path is None or _major_version(on_path) < OLDEST_MAJOR:
        raise StartError(
            f"mongod cannot start: none found (version {OLDEST_MAJOR} or later);"
            " install requirements-embedded.txt or set MONGO_URL to a replica set"
        )
    return Path(on_path)


def _major_version(binary: str) -> int:
    answer = subprocess.run([binary, "--version"], capture_output=True, text=True, check=False).stdout
    found = re.search(r"db version v(\d+)\.", answer)
    return int(found.group(1)) if found else 0
