"""What the sandbox is told at its start; nothing here changes while it runs."""

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

# The account's API version: what stripe 16.1.0 is generated from, so objects and SDK agree.
API_VERSION = "2026-10-28.endive"

LOOPBACK = "127.0.0.1"

# What tests use that do not care; the supervisor generates its own.
TEST_KEY = "sk_test_sandbox"
TEST_SIGNING_KEY = "whsec_sandbox"


class BadSettings(ValueError):
    """A setting the sandbox refuses to start with; the message is one line for the operator."""


@dataclass(frozen=True)
class SandboxSettings:
    """`webhook_url` None sends no webhooks; `public_url` is filled at start when it is empty.

    Raises BadSettings for a key that could belong to a live account.
    """

    data_dir: Path
    secret_key: str
    webhook_secret: str
    webhook_url: str | None = None
    public_url: str = ""
    merchant: str = "DriveSphere"

    def __post_init__(self) -> None:
        if not self.secret_key.startswith("sk_test_"):
            raise BadSettings("STRIPE_SECRET_KEY must start with sk_test_: the sandbox takes no live keys")
        if not self.webhook_secret.startswith("whsec_"):
            raise BadSettings("STRIPE_WEBHOOK_SECRET must start with whsec_")
        if self.webhook_url is not None and urlsplit(self.webhook_url).scheme not in ("http", "https"):
            raise BadSettings(f"the webhook URL is no http address: {self.webhook_url}")

    @property
    def database(self) -> Path:
        return self.data_dir / "stripe_sandbox.sqlite3"
