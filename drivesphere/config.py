"""One frozen Settings, read once from the environment; an unknown or unsafe value refuses to start."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from urllib.parse import urlsplit

ENVIRONMENTS = ("development", "test", "production")
SHORTEST_SECRET_BYTES = 32  # HMAC-SHA256 keys shorter than the hash weaken every token
LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")
# The lease must outlive the 3 s deadline of a transaction in production; tests shorten it to see it run out.
LOWEST = {"lock_wait_ms": 0, "lock_lease_ms": 100, "proxy_hops": 0}
SHORTEST_LEASE_MS = 3_500
STRIPE_API = "https://api.stripe.com"
LOOPBACK_NAMES = ("127.0.0.1", "localhost", "::1")


class SettingsError(SystemExit):
    """The configuration cannot be run with; the message is one line and names the setting."""

    def __init__(self, problem: str) -> None:
        super().__init__(f"drivesphere: {problem}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Every setting with its default; `from_env` reads the upper-case names."""

    drivesphere_env: str = "development"
    secret_key: str = field(repr=False)
    mongo_url: str = field(repr=False)
    mongo_db: str = "drivesphere"
    redis_url: str = field(repr=False)
    broker_url: str = field(repr=False)
    lock_redis_urls: tuple[str, ...] = field(default=(), repr=False)
    stripe_secret_key: str = field(repr=False)
    stripe_webhook_secret: str = field(repr=False)
    stripe_api_base: str = STRIPE_API
    public_url: str = "http://127.0.0.1:8000"
    cors_origins: tuple[str, ...] = ()
    proxy_hops: int = 0
    smtp_url: str = field(default="", repr=False)
    mail_dir: str = ""
    mail_from: str = "DriveSphere <bookings@drivesphere.example>"
    client_dist: str = "client/dist"
    photo_dir: str = "data/photos"
    photo_bucket: str = ""
    photo_endpoint: str = ""
    photo_region: str = "us-east-1"
    photo_access_key: str = field(default="", repr=False)
    photo_secret_key: str = field(default="", repr=False)
    rate_limits_enabled: bool = True
    partner_api_open: bool = False
    lab_enabled: bool = False
    mailbox_enabled: bool = False
    lab_target_url: str = ""
    lock_wait_ms: int = 1_000
    lock_lease_ms: int = 5_000
    log_level: str = "INFO"

    def __post_init__(self) -> None:
        if self.drivesphere_env not in ENVIRONMENTS:
            raise SettingsError(f"DRIVESPHERE_ENV must be one of {', '.join(ENVIRONMENTS)}.")
        _check_secret(self.secret_key)
        for name, lowest in LOWEST.items():
            if getattr(self, name) < lowest:
                raise SettingsError(f"{name.upper()} must be at least {lowest}.")
        if self.log_level not in LOG_LEVELS:
            raise SettingsError(f"LOG_LEVEL must be one of {', '.join(LOG_LEVELS)}.")
        if not all(origin.startswith(("https://", "http://")) for origin in self.cors_origins):
            raise SettingsError("CORS_ORIGINS takes whole origins such as https://app.example, no * and no null.")
        if self.mailbox_enabled and urlsplit(self.public_url).hostname not in LOOPBACK_NAMES:
            raise SettingsError(
                "MAILBOX_ENABLED=true shows all mails to whoever reaches us; PUBLIC_URL must be on loopback."
            )
        if self.partner_api_open and urlsplit(self.public_url).hostname not in LOOPBACK_NAMES:
            raise SettingsError("PARTNER_API_OPEN=true lets in whoever reaches us; PUBLIC_URL must be on loopback.")
        if self.lab_target_url and not self.lab_target_url.startswith(("https://", "http://")):
            raise SettingsError("LAB_TARGET_URL must be an address such as http://127.0.0.1:8000.")
        self._check_photos()
        if self.is_production:
            self._check_production()

    @property
    def is_production(self) -> bool:
        return self.drivesphere_env == "production"

    @property
    def public_host(self) -> str:
        return urlsplit(self.public_url).netloc

    @property
    def lock_urls(self) -> tuple[str, ...]:
        """The independent Redis servers whose majority grants a lock."""
        return self.lock_redis_urls or (self.redis_url,)

    def _check_photos(self) -> None:
        if self.photo_endpoint and not self.photo_endpoint.startswith(("https://", "http://")):
            raise SettingsError("PHOTO_ENDPOINT must be an address such as https://s3.example.com.")
        for name in ("photo_access_key", "photo_secret_key"):
            if self.photo_bucket and not getattr(self, name):
                raise SettingsError(f"{name.upper()} is needed with PHOTO_BUCKET.")
        if not (self.photo_bucket or self.photo_dir):
            raise SettingsError("PHOTO_DIR names the folder of photos, unless PHOTO_BUCKET names a bucket.")

    def _check_production(self) -> None:
        if not self.stripe_secret_key.startswith(("sk_live_", "rk_live_")):
            raise SettingsError("STRIPE_SECRET_KEY is no live key; production takes only those (sk_live_…).")
        if self.stripe_api_base != STRIPE_API:
            raise SettingsError(f"STRIPE_API_BASE is not {STRIPE_API}; production takes money through Stripe itself.")
        if (
            not self.stripe_webhook_secret.startswith("whsec_")
            or len(self.stripe_webhook_secret) < SHORTEST_SECRET_BYTES
        ):
            raise SettingsError("STRIPE_WEBHOOK_SECRET is not one that Stripe gives out (whsec_…).")
        if self.lock_lease_ms < SHORTEST_LEASE_MS:
            raise SettingsError(f"LOCK_LEASE_MS must be at least {SHORTEST_LEASE_MS}, longer than a transaction.")
        if not self.rate_limits_enabled:
            raise SettingsError("RATE_LIMITS_ENABLED=false leaves passwords open to guessing; not in production.")
        if self.mailbox_enabled:
            raise SettingsError("MAILBOX_ENABLED=true shows everybody's mails; not in production.")
        if self.partner_api_open:
            raise SettingsError("PARTNER_API_OPEN=true lets partners in without a key; not in production.")
        if not self.public_url.startswith("https://"):
            raise SettingsError("PUBLIC_URL must start with https:// in production.")
        if not self.smtp_url:
            raise SettingsError("SMTP_URL is needed in production, for example smtp://user:password@host:587.")

    @classmethod
    def from_env(cls, environ: Mapping[str, str] | None = None) -> Settings:
        """Settings from `environ` (default: the process environment); `SettingsError` names what is wrong."""
        environ = os.environ if environ is None else environ
        values = {
            f.name: _parse(f.name, f.type, environ[f.name.upper()]) for f in fields(cls) if f.name.upper() in environ
        }
        missing = [f.name.upper() for f in fields(cls) if f.name in REQUIRED and not values.get(f.name)]
        if missing:
            raise SettingsError(f"set {', '.join(missing)}; `drivesphere up` does it for you on one machine.")
        return cls(**values)  # type: ignore[arg-type]


REQUIRED = frozenset(
    {"secret_key", "mongo_url", "redis_url", "broker_url", "stripe_secret_key", "stripe_webhook_secret"}
)


def _check_secret(secret: str) -> None:
    """Refuse what is short, or made of one piece again and again."""
    is_repeated = (secret + secret).find(secret, 1) < len(secret)
    if len(secret.encode()) < SHORTEST_SECRET_BYTES or len(set(secret)) < 8 or is_repeated:
        raise SettingsError(f"SECRET_KEY must be at least {SHORTEST_SECRET_BYTES} random bytes.")


def _parse(name: str, kind: object, text: str) -> object:
    """`text` as the annotated type of the field; strict, so that `ture` does not mean no."""
    try:
        return _PARSERS[str(kind)](text.strip())
    except (KeyError, ValueError):
        raise SettingsError(f"{name.upper()}={text!r} is not a valid {kind}.") from None


def _parse_list(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())


_PARSERS: dict[str, Callable[[str], object]] = {
    "str": str,
    "int": int,
    "bool": {"true": True, "1": True, "false": False, "0": False}.__getitem__,
    "tuple[str, ...]": _parse_list,
}
