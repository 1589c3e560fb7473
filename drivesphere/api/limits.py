"""How often somebody may try a password, open an account or use the lab, counted in Redis.

Nobody is locked out: every limit is a window that passes. When Redis is away each process counts for itself.
"""

from __future__ import annotations

import hashlib
import hmac
import time
from ipaddress import IPv6Address, IPv6Network, ip_address

from flask import Flask, current_app, g, request
from flask_limiter import Limiter
from werkzeug.exceptions import HTTPException

from drivesphere.api import strict_json
from drivesphere.config import Settings
from drivesphere.domain.errors import TooManyRequests
from drivesphere.domain.user import comparable
from drivesphere.infra import redis

LOGIN_PER_ACCOUNT = "10 per minute"  # and address: guessing from elsewhere does not lock the owner out
LOGIN_PER_ADDRESS = "30 per minute"  # an office behind one address signs in on Monday morning
REGISTER_PER_ADDRESS = "60 per hour"
REFRESH_PER_ADDRESS = "120 per minute"
PROOFS_PER_ADDRESS = "60 per hour"  # mails asked for, links followed: from an office behind one address
MAILS_PER_ACCOUNT = "5 per hour"  # wherever they are asked for: nobody's mailbox is flooded by ours
PASSWORDS_PER_ACCOUNT = "10 per hour"  # tries of somebody who sits at an unlocked screen
EXPORTS_PER_ACCOUNT = "10 per hour"  # each reads all that is known of a person
LAB_PER_ADDRESS = "20 per minute"  # a person who plays; each run is a hundred requests at most
REPORTS_PER_ADDRESS = "600 per minute"  # an office behind one address that opens a page every second: five for each
REQUESTS_PER_KEY = "6000 per minute"  # a partner's busy minute, and no more than a process can bear
IPV6_SITE_BITS = 64  # one subscriber has at least a /64: 2⁶⁴ addresses


def address() -> str:
    """The place a request comes from, as far as it can be told apart from others."""
    try:
        place = ip_address(request.remote_addr or "")
    except ValueError:
        return "unknown"
    if isinstance(place, IPv6Address):
        place = place.ipv4_mapped or IPv6Network((place, IPV6_SITE_BITS), strict=False).network_address
    return str(place)


def account() -> str:
    """The account that the body names. Hashed: Redis need not know who signs in."""
    key = str(current_app.config["SECRET_KEY"]).encode()
    return hmac.digest(key, _named_account().encode(), hashlib.sha256).hex()[:32]


def account_at_address() -> str:
    """The account that the body names, from this address."""
    return f"{account()}@{address()}"


# Without Redis each process counts for itself. Of requests that find it gone at the same moment only the first leads
# there; the others go uncounted that once, for a limit that cannot be looked up is no reason to turn anybody away.
limiter = Limiter(address, in_memory_fallback_enabled=True, swallow_errors=True, key_prefix="drivesphere")

limit_login = limiter.limit(LOGIN_PER_ADDRESS)
limit_login_of_account = limiter.limit(LOGIN_PER_ACCOUNT, key_func=account_at_address)
limit_register = limiter.limit(REGISTER_PER_ADDRESS)
limit_refresh = limiter.limit(REFRESH_PER_ADDRESS)
limit_proofs = limiter.limit(PROOFS_PER_ADDRESS)
limit_mails_to_account = limiter.limit(MAILS_PER_ACCOUNT, key_func=account)
limit_own_mails = limiter.limit(MAILS_PER_ACCOUNT, key_func=lambda: str(g.actor.id))
limit_own_passwords = limiter.limit(PASSWORDS_PER_ACCOUNT, key_func=lambda: str(g.actor.id))
limit_exports = limiter.limit(EXPORTS_PER_ACCOUNT, key_func=lambda: str(g.actor.id))
"""Those by `g.actor` stand behind `signed_in`."""
limit_lab = limiter.limit(LAB_PER_ADDRESS)
limit_reports = limiter.limit(REPORTS_PER_ADDRESS)
limit_key = limiter.shared_limit(
    REQUESTS_PER_KEY,
    scope="partner",
    key_func=lambda: str(g.caller.key_id),
    # On loopback, where no key is needed, there is nobody to tell apart.
    exempt_when=lambda: g.caller.key_id is None,
)
"""Stands behind the check of the key, so that strangers cannot use up a partner's share."""


def init_app(app: Flask, settings: Settings) -> None:
    """Count for `app`, unless its settings say not to; `redis.connect` has run before."""
    app.config["RATE_LIMITS"] = settings.rate_limits_enabled
    app.config["RATELIMIT_STORAGE_URI"] = "redis://"
    # The product's own pool, because it gives up after 0.2 seconds and does not try again.
    app.config["RATELIMIT_STORAGE_OPTIONS"] = {"connection_pool": redis.main().client.connection_pool}
    limiter.init_app(app)


@limiter.request_filter
def _is_unlimited() -> bool:
    return not current_app.config["RATE_LIMITS"]


def too_many() -> TooManyRequests:
    """The refusal of a request that broke a limit, with the time until the limit has passed."""
    breached = limiter.current_limit
    # Rounded up: whoever comes back at that very second is let in.
    seconds = max(1, breached.reset_at - int(time.time()) if breached else 1)
    return TooManyRequests(f"Too many requests. Try again in {seconds} seconds.", retry_after=seconds)


def _named_account() -> str:
    """Never raises: what a key function raises, flask-limiter takes for a Redis that is away."""
    try:
        named = strict_json.parse(request.get_data(cache=True)).get("email")
    except (strict_json.NotJson, HTTPException):
        named = None
    return comparable(named) if isinstance(named, str) else ""
