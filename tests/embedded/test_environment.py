"""The settings that `up` hands to the processes it starts."""

from __future__ import annotations

from pathlib import Path

import pytest

from drivesphere.embedded.environment import Addresses, Options, environment

NOWHERE = Addresses(mongo="m", redis="r", broker="b", stripe=None)


def settings(folder: Path, **given: str) -> dict[str, str]:
    return environment(Options(port=8000, data_dir=folder, workers=1, mongo_cache_gigabytes=1), NOWHERE, given)


def test_partners_of_this_machine_need_no_key_and_its_mails_can_be_read(tmp_path: Path) -> None:
    given = settings(tmp_path)

    assert (given["PARTNER_API_OPEN"], given["MAILBOX_ENABLED"]) == ("true", "true")


@pytest.mark.parametrize("url", ["https://tunnel.example", "http://192.168.0.7:8000"])
def test_where_others_can_ask_a_key_is_needed_and_mails_are_private(tmp_path: Path, url: str) -> None:
    assert {"PARTNER_API_OPEN", "MAILBOX_ENABLED"} & set(settings(tmp_path, PUBLIC_URL=url)) == set()


def test_whoever_starts_it_may_want_keys_here_too(tmp_path: Path) -> None:
    assert settings(tmp_path, PARTNER_API_OPEN="false")["PARTNER_API_OPEN"] == "false"


def test_photos_are_kept_with_all_other_data(tmp_path: Path) -> None:
    assert settings(tmp_path)["PHOTO_DIR"] == str(tmp_path / "photos")
