"""A port that stays the same from start to start while it is free."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from drivesphere.embedded.ports import LOOPBACK, kept_port


def test_a_port_is_kept_from_start_to_start(tmp_path: Path) -> None:
    first, _ = kept_port(tmp_path / "port")

    assert kept_port(tmp_path / "port") == (first, None)


def test_a_taken_port_is_given_up_by_name(tmp_path: Path) -> None:
    first, _ = kept_port(tmp_path / "port")
    with socket.create_server((LOOPBACK, first)):
        second, lost = kept_port(tmp_path / "port")

    assert (lost, second != first) == (first, True)
    assert kept_port(tmp_path / "port") == (second, None)


def test_a_port_that_is_meant_for_another_is_not_taken_from_it(tmp_path: Path) -> None:
    first, _ = kept_port(tmp_path / "port")

    assert kept_port(tmp_path / "port", reserved=(first,))[1] == first


@pytest.mark.parametrize("text", ["", "nonsense", "0", "70000"])
def test_a_file_that_holds_no_port_is_written_anew(tmp_path: Path, text: str) -> None:
    (tmp_path / "port").write_text(text)
    port, lost = kept_port(tmp_path / "port")

    assert lost is None
    assert (tmp_path / "port").read_text() == str(port)
