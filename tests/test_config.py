"""Settings that cannot be run with safely refuse to start, in one line that names them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from drivesphere.config import Settings, SettingsError
from tests.stage import PRODUCTION, make_settings

UNSAFE_ANYWHERE: list[dict[str, Any]] = [
    {"secret_key": "short"},
    {"secret_key": "a" * 40},
    {"secret_key": "abcdefgh" * 4},
    {"drivesphere_env": "prod"},
    {"log_level": "LOUD"},
    {"lock_lease_ms": 0},
    {"lock_wait_ms": -5},
    {"proxy_hops": -1},
    {"lab_target_url": "127.0.0.1:8000"},
    {"photo_endpoint": "s3.example.com"},
    {"photo_access_key": "", "photo_bucket": "photos", "photo_secret_key": "a secret"},
    {"photo_secret_key": "", "photo_bucket": "photos", "photo_access_key": "a key"},
    {"photo_dir": ""},
    {"cors_origins": ("*",)},
    {"cors_origins": ("https://a.example", "null")},
    {"mailbox_enabled": True, "public_url": "http://192.168.0.7:8000"},
    {"partner_api_open": True, "public_url": "http://drivesphere.example"},
    {"partner_api_open": True, "public_url": "http://192.168.0.7:8000"},
]
UNSAFE_IN_PRODUCTION: list[dict[str, Any]] = [
    {"stripe_secret_key": "sk_test_0123456789"},
    {"stripe_secret_key": "rk_test_0123456789"},
    {"stripe_secret_key": "pk_live_0123456789"},
    {"stripe_api_base": "http://127.0.0.1:1"},
    {"stripe_webhook_secret": "w"},
    {"public_url": "http://drivesphere.example"},
    {"smtp_url": ""},
    {"rate_limits_enabled": False},
    {"lock_lease_ms": 1_000},
    {"mailbox_enabled": True, "public_url": "https://127.0.0.1"},
    {"partner_api_open": True},
    {"partner_api_open": True, "public_url": "https://127.0.0.1"},
]


def named(changes: dict[str, Any]) -> str:
    return next(iter(changes)).upper()


@pytest.mark.parametrize("changes", UNSAFE_ANYWHERE, ids=str)
def test_what_is_unsafe_anywhere_refuses_to_start(changes: dict[str, Any]) -> None:
    with pytest.raises(SettingsError, match=named(changes)):
        replace(make_settings("m", "r", "b"), **changes)


@pytest.mark.parametrize("changes", UNSAFE_IN_PRODUCTION, ids=str)
def test_what_is_unsafe_in_production_refuses_to_start_there(changes: dict[str, Any]) -> None:
    with pytest.raises(SettingsError, match=named(changes)):
        replace(make_settings("m", "r", "b"), **(PRODUCTION | changes))


def test_production_starts_with_everything_in_order() -> None:
    assert replace(make_settings("m", "r", "b"), **PRODUCTION).is_production


@pytest.mark.parametrize(("name", "text"), [("PROXY_HOPS", "two"), ("RATE_LIMITS_ENABLED", "ture")])
def test_a_value_of_the_wrong_sort_is_named(name: str, text: str) -> None:
    with pytest.raises(SettingsError, match=name):
        Settings.from_env({name: text})


def test_what_is_missing_is_named_and_nothing_secret_is_shown() -> None:
    with pytest.raises(SettingsError, match="MONGO_URL"):
        Settings.from_env({})
    assert "0123456789" not in repr(make_settings("m", "r", "b"))
