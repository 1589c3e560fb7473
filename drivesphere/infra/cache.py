"""Read-through cache on flask-caching. Keys carry the version of their tags, a purge raises the version.

Nothing is searched for or deleted, and a reader that was slow files its old answer under the old version, where
nobody looks. Without Redis every read computes.
"""

from __future__ import annotations

import hashlib
import json
import logging
import time
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from cachelib.serializers import BaseSerializer
from flask import Flask
from flask_caching import Cache
from flask_caching.backends.rediscache import RedisCache

from drivesphere.domain.events import Event
from drivesphere.infra import mongo, redis

log = logging.getLogger(__name__)

TAG_PREFIX = "tag:"
KEY_PREFIX = "cache:lines:"  # says in which form values are kept: what another version has kept is never read
_cache = Cache()
_encoder = json.JSONEncoder(allow_nan=False, separators=(",", ":"))


class JsonLines(BaseSerializer):
    """Lines of JSON in place of the default pickle: whoever can write to Redis must not run code here."""

    def dumps(self, value: list[bytes], protocol: int = 0) -> bytes:  # noqa: ARG002 - cachelib's signature
        return b"\n".join(value)

    def loads(self, bvalue: bytes | None) -> list[bytes] | None:
        return None if bvalue is None else bvalue.split(b"\n")


class SharedRedisCache(RedisCache):
    """flask-caching's Redis backend on the client that has our timeouts; named by its path in `init_app`."""

    @classmethod
    def factory(cls, _app: Flask, _config: Any, args: list[Any], kwargs: dict[str, Any]) -> SharedRedisCache:
        shared = {"host": redis.main().client, "key_prefix": KEY_PREFIX}
        return cls(*args, **(kwargs | shared))


def init_app(app: Flask | None = None) -> None:
    """Bind the cache to `app`, or to an app of its own in processes that serve no HTTP; `redis.connect` has run."""
    config = {"CACHE_TYPE": f"{__name__}.{SharedRedisCache.__name__}", "CACHE_SERIALIZER": JsonLines}
    _cache.init_app(app or Flask(__name__), config=config)


def read_through(parts: Sequence[object], tags: Iterable[str], seconds: int, compute: Callable[[], Any]) -> Any:
    """The JSON value that is cached for `parts`, else that of `compute()`, kept for `seconds` unless a tag is purged.

    A value that was just computed comes as JSON gives it back too: a tuple is a list, whether or not it was cached.
    """
    (line,) = read_lines(parts, tags, seconds, lambda: [compute()])
    return json.loads(line)


def read_lines(
    parts: Sequence[object], tags: Iterable[str], seconds: int, compute: Callable[[], Iterable[Any]]
) -> list[bytes]:
    """As `read_through` for several values, each as the JSON that it is kept as: what is handed on need not be read."""
    try:
        key = _key(parts, _versions(sorted(set(tags))))
        found: list[bytes] | None = redis.main().call(lambda _: _cache.get(key))
    except redis.Away:
        return _lines(compute())
    return found if found is not None else _fill(key, seconds, _lines(compute()))


def _fill(key: str, seconds: int, lines: list[bytes]) -> list[bytes]:
    try:
        redis.main().call(lambda _: _cache.set(key, lines, timeout=seconds))
    except redis.Away as error:
        log.warning("answer not cached: %s", type(error).__name__)
    return lines


def _lines(values: Iterable[Any]) -> list[bytes]:
    """JSON writes the end of a line within a text as an escape, so each value is one line."""
    return [_encoder.encode(value).encode() for value in values]


def purge(events: Iterable[Event]) -> None:
    """Make every cached answer that `events` touch unreachable; called after commit, never fails."""
    if mongo.in_transaction():
        raise RuntimeError("A purge before the commit lets readers cache the old state again.")
    # A version is a time in nanoseconds: a tag that Redis forgot can never come back to a number it had before.
    version = time.time_ns()
    versions = {TAG_PREFIX + tag: version for event in events for tag in event.tags}
    try:
        redis.main().call(lambda client: client.mset(versions))
    except redis.Away as error:
        log.warning("cache not purged (%s); answers age out by themselves", type(error).__name__)


def _versions(tags: Sequence[str]) -> list[str]:
    names = [TAG_PREFIX + tag for tag in tags]
    stored = redis.main().call(lambda client: client.mget(names))
    return [f"{tag}={int(version or 0)}" for tag, version in zip(tags, stored, strict=True)]


def _key(parts: Sequence[object], versions: Sequence[str]) -> str:
    text = json.dumps([list(map(str, parts)), versions])
    return hashlib.sha256(text.encode()).hexdigest()
