"""Where `up` keeps things, and the settings it hands to the processes it starts."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from drivesphere.config import LOOPBACK_NAMES
from drivesphere.embedded.ports import LOOPBACK
from drivesphere.embedded.secret_files import secret

PROJECT = Path(__file__).parents[2]  # Where wsgi.py, celery_worker.py and client/ are.
PREFIXES = {"STRIPE_SECRET_KEY": "sk_test_", "STRIPE_WEBHOOK_SECRET": "whsec_"}


@dataclass(frozen=True, kw_only=True)
class Options:
    """What the person who starts `up` can choose."""

    port: int
    data_dir: Path
    workers: int  # API processes.
    mongo_cache_gigabytes: float

    @property
    def url(self) -> str:
        """Where the product answers."""
        return f"http://{LOOPBACK}:{self.port}"

    @property
    def logs(self) -> Path:
        """The folder of the children's log files."""
        return self.data_dir / "logs"

    @property
    def secrets(self) -> Path:
        """The folder of generated secrets."""
        return self.data_dir / "secrets"


@dataclass(frozen=True, kw_only=True)
class Addresses:
    """Where the servers are, embedded or given."""

    mongo: str
    redis: str
    broker: str
    stripe: str | None  # None means Stripe itself.


def environment(options: Options, addresses: Addresses, given: Mapping[str, str] = os.environ) -> dict[str, str]:
    """What every product process gets: the given environment, completed. drivesphere.config reads it."""
    filled = {
        "DRIVESPHERE_ENV": "development",
        "SECRET_KEY": _kept(options, "SECRET_KEY"),
        "STRIPE_SECRET_KEY": _kept(options, "STRIPE_SECRET_KEY"),
        "STRIPE_WEBHOOK_SECRET": _kept(options, "STRIPE_WEBHOOK_SECRET"),
        "PUBLIC_URL": options.url,
        "LAB_ENABLED": "true",
        "MAIL_DIR": str(options.data_dir / "mail"),
        "PHOTO_DIR": str(options.data_dir / "photos"),
        "CLIENT_DIST": str(PROJECT / "client" / "dist"),
        "PYTHONUNBUFFERED": "1",
    }
    # Without keys, and with everybody's mails, only where nobody but this machine's own programs can ask.
    if urlsplit(given.get("PUBLIC_URL", options.url)).hostname in LOOPBACK_NAMES:
        filled |= {"PARTNER_API_OPEN": "true", "MAILBOX_ENABLED": "true"}
    servers = {"MONGO_URL": addresses.mongo, "REDIS_URL": addresses.redis, "BROKER_URL": addresses.broker}
    if addresses.stripe:
        servers["STRIPE_API_BASE"] = addresses.stripe
    return {**filled, **given, **servers}


def broker_beside(redis_url: str) -> str:
    """The next database of the same Redis, for a REDIS_URL that came without a BROKER_URL."""
    parts = urlsplit(redis_url)
    database = int(parts.path.strip("/") or 0)
    return urlunsplit(parts._replace(path=f"/{database + 1}"))


def _kept(options: Options, name: str) -> str:
    file_name = name.lower().replace("_", "-")
    return PREFIXES.get(name, "") + secret(options.secrets / file_name)
