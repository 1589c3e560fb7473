"""What must be true before anything is started; each refusal is one line that says what to do."""

from __future__ import annotations

import contextlib
import fcntl
import os
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

from drivesphere.embedded.process import StartError

LEAST_FREE_MEGABYTES = 1_000  # mongod's journal and first files take 300 MB, the fleet and its indexes 30 MB.


def refuse_production(environ: Mapping[str, str]) -> None:
    """`up` brings a payment sandbox and prints passwords, so it must never run in production."""
    if environ.get("DRIVESPHERE_ENV") == "production":
        raise StartError(
            "`up` is for one machine and brings a payment sandbox;"
            " for DRIVESPHERE_ENV=production see docs/operations.md"
        )


def refuse_half_a_stripe(environ: Mapping[str, str]) -> None:
    """A Stripe key without the webhook's secret would take money and never confirm a booking."""
    if environ.get("STRIPE_SECRET_KEY") and not environ.get("STRIPE_WEBHOOK_SECRET"):
        raise StartError(
            "STRIPE_SECRET_KEY is set but STRIPE_WEBHOOK_SECRET is not; set both, or none to use the sandbox"
        )


def refuse_full_disk(folder: Path, free_megabytes: int | None = None) -> None:
    """mongod on a full disk stops with a page of backtrace."""
    free = free_megabytes if free_megabytes is not None else shutil.disk_usage(folder).free // 1_000_000
    if free < LEAST_FREE_MEGABYTES:
        raise StartError(
            f"DATA_DIR {folder} has {free} MB free and {LEAST_FREE_MEGABYTES} MB are needed;"
            " make room or set DATA_DIR elsewhere"
        )


@contextlib.contextmanager
def exclusive(folder: Path) -> Iterator[None]:
    """Make the folder and keep it for this process; the kernel frees it when the process ends in any way."""
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        lock = os.open(folder / "up.lock", os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as refused:
        raise StartError(
            f"DATA_DIR {folder} cannot be written: {refused.strerror}; set DATA_DIR elsewhere"
        ) from refused
    try:
        _take(lock, folder)
        yield
    finally:
        os.close(lock)


def _take(lock: int, folder: Path) -> None:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as taken:
        holder = os.read(lock, 20).decode() or "unknown"
        raise StartError(
            f"DATA_DIR {folder} is in use by another `drivesphere up` (process {holder});"
            " stop it or set DATA_DIR elsewhere"
        ) from taken
    os.ftruncate(lock, 0)
    os.pwrite(lock, str(os.getpid()).encode(), 0)
