"""Ids that look like Stripe's: a prefix, then random letters and digits."""

import secrets
import string

_ALPHABET = string.ascii_letters + string.digits

# Lengths of the random part in today's ids of Stripe's test mode.
_LENGTHS = {"cs_test_": 64, "req_": 14}
_USUAL_LENGTH = 24


def new_id(prefix: str) -> str:
    """`prefix` with its underscore, such as "pi_"."""
    length = _LENGTHS.get(prefix, _USUAL_LENGTH)
    return prefix + "".join(secrets.choice(_ALPHABET) for _ in range(length))
