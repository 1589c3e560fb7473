"""Where files of ours are kept: in a folder of this machine, or in a bucket of any store that speaks S3.

Names are made by us and never by a client. A file is written once and never changed, so it may be read at any time.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

from drivesphere.config import Settings
from drivesphere.domain.errors import Unavailable
from drivesphere.domain.photo import MEDIA_TYPE
from drivesphere.infra import mongo

CONNECT_SECONDS, READ_SECONDS = 1, 2  # with one repeat still within what a client waits for an answer
TRIES = 2
RETRY_AFTER_SECONDS = 5
_MISSING = ("NoSuchKey", "404")


class Store(Protocol):
    """What both can do. Writing the same file twice, or removing what is not there, does no harm."""

    def put(self, name: str, content: bytes) -> None: ...
    def read(self, name: str) -> bytes | None: ...
    def remove(self, name: str) -> None: ...


class Folder:
    """Files in one folder, which is made with the first of them."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def put(self, name: str, content: bytes) -> None:
        """Written aside and moved to its place, so that nobody ever reads half of it."""
        self.path.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=self.path, delete=False) as aside:
            aside.write(content)
            aside.flush()
            os.fsync(aside.fileno())
        Path(aside.name).replace(self.path / name)

    def read(self, name: str) -> bytes | None:
        with contextlib.suppress(FileNotFoundError):
            return (self.path / name).read_bytes()
        return None

    def remove(self, name: str) -> None:
        (self.path / name).unlink(missing_ok=True)


class Bucket:
    """Objects in one bucket, which must exist."""

    def __init__(self, client: Any, name: str) -> None:
        self.client, self.name = client, name

    def put(self, name: str, content: bytes) -> None:
        self.client.put_object(Bucket=self.name, Key=name, Body=content, ContentType=MEDIA_TYPE)

    def read(self, name: str) -> bytes | None:
        from botocore.exceptions import ClientError

        try:
            found: bytes = self.client.get_object(Bucket=self.name, Key=name)["Body"].read()
        except ClientError as error:
            if error.response["Error"]["Code"] in _MISSING:
                return None
            raise
        return found

    def remove(self, name: str) -> None:
        self.client.delete_object(Bucket=self.name, Key=name)


_store: Store | None = None
_outages: tuple[type[Exception], ...] = (OSError,)


def connect(settings: Settings) -> None:
    """Remember where files are; asks nobody."""
    global _store, _outages
    if settings.photo_bucket:
        _store, _outages = _bucket(settings)
    else:
        _store, _outages = Folder(Path(settings.photo_dir)), (OSError,)


def put(name: str, content: bytes) -> None:
    """Keep `content` as `name`; `Unavailable` when the store does not take it."""
    with _bounded() as store:
        store.put(name, content)


def read(name: str) -> bytes | None:
    """What is kept as `name`, or None; `Unavailable` when the store does not say."""
    with _bounded() as store:
        return store.read(name)


def remove(name: str) -> None:
    """Forget `name`; `Unavailable` when the store does not."""
    with _bounded() as store:
        store.remove(name)


@contextmanager
def _bounded() -> Iterator[Store]:
    if mongo.in_transaction():
        raise RuntimeError("A transaction may run twice and may be undone; files are written before it or after it.")
    if _store is None:
        raise RuntimeError("infra.storage.connect(settings) has not been called.")
    try:
        yield _store
    except _outages as error:
        raise Unavailable("The store of photos does not answer.", retry_after=RETRY_AFTER_SECONDS) from error


def _bucket(settings: Settings) -> tuple[Store, tuple[type[Exception], ...]]:
    """boto3 is imported where it is used: it takes a third of a second and tens of megabytes of every process."""
    import boto3
    from botocore.config import Config
    from botocore.exceptions import BotoCoreError, ClientError

    client = boto3.client(
        "s3",
        endpoint_url=settings.photo_endpoint or None,
        region_name=settings.photo_region,
        aws_access_key_id=settings.photo_access_key,
        aws_secret_access_key=settings.photo_secret_key,
        config=Config(
            connect_timeout=CONNECT_SECONDS,
            read_timeout=READ_SECONDS,
            retries={"total_max_attempts": TRIES},
            s3={"addressing_style": "path"},  # names of buckets are no host names where a store has one address
        ),
    )
    return Bucket(client, settings.photo_bucket), (BotoCoreError, ClientError, OSError)
