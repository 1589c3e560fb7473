"""The secret of the installation, which makes what nobody can make who has read the database alone."""

from __future__ import annotations

import base64
import hmac

from drivesphere.config import Settings

TOKEN_BYTES = 16  # 128 bits: nobody guesses one in the time for which it is good
_key = b""


def connect(settings: Settings) -> None:
    """Remember the secret of this installation."""
    global _key
    _key = settings.secret_key.encode()


def token(purpose: str, seed: str) -> str:
    """The token that belongs to a random `seed`; for another purpose it is another one."""
    sealed = hmac.digest(_key, f"token of {purpose} from {seed}".encode(), "sha256")
    return base64.urlsafe_b64encode(sealed[:TOKEN_BYTES]).rstrip(b"=").decode()
