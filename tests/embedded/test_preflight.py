"""What `drivesphere up` refuses before it starts anything."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from drivesphere.embedded import preflight
from drivesphere.embedded.ports import refuse_taken_port
from drivesphere.embedded.process import StartError


def test_production_is_refused() -> None:
    with pytest.raises(StartError, match="DRIVESPHERE_ENV=production"):
        preflight.refuse_production({"DRIVESPHERE_ENV": "production"})


def test_a_stripe_key_without_its_webhook_secret_is_refused() -> None:
    with pytest.raises(StartError, match="STRIPE_WEBHOOK_SECRET is not"):
        preflight.refuse_half_a_stripe({"STRIPE_SECRET_KEY": "sk_test_1"})


def test_a_taken_port_is_refused_with_advice() -> None:
    with socket.create_server(("127.0.0.1", 0)) as rival:
        port = rival.getsockname()[1]

        with pytest.raises(StartError, match=f"^api cannot start: port {port} is taken .*; try another$"):
            refuse_taken_port("api", port, "try another")


def test_a_second_up_on_the_same_folder_is_refused(tmp_path: Path) -> None:
    with (
        preflight.exclusive(tmp_path / "data"),
        pytest.raises(StartError, match=r"is in use by another .*\(process \d+\)"),
        preflight.exclusive(tmp_path / "data"),
    ):
        pytest.fail("both have it")


def test_the_folder_is_free_again_after_the_first_up(tmp_path: Path) -> None:
    for _ in range(2):
        with preflight.exclusive(tmp_path):
            assert (tmp_path / "up.lock").exists()


def test_a_data_dir_that_cannot_be_made_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    with (
        pytest.raises(StartError, match="cannot be written"),
        preflight.exclusive(tmp_path / "file" / "data"),
    ):
        pytest.fail("it cannot be there")


def test_a_full_disk_is_refused_with_the_room_needed(tmp_path: Path) -> None:
    with pytest.raises(StartError, match="has 12 MB free and 1000 MB are needed"):
        preflight.refuse_full_disk(tmp_path, free_megabytes=12)
