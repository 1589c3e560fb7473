"""Log files of `up`: every line is kept, and only news reach the terminal."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from drivesphere.embedded.children import programs
from drivesphere.embedded.environment import Options
from drivesphere.embedded.log_files import LogFiles
from drivesphere.embedded.process import Process, wait_until

STAMP = "2026-03-01T12:00:00.000000Z"
QUIET = f"{STAMP} [info     ] request                        [drivesphere.access] method=GET ms=2.1 status=200"
SLOW = f"{STAMP} [warning  ] request                        [drivesphere.access] method=GET ms=1200.3 status=200"


@pytest.fixture
def logs(tmp_path: Path) -> LogFiles:
    return LogFiles(tmp_path / "logs", largest_bytes=100)


def test_every_line_is_kept_and_only_news_are_shown(logs: LogFiles, tmp_path: Path) -> None:
    options = Options(port=1, data_dir=tmp_path, workers=1, mongo_cache_gigabytes=1)
    api, shown = programs(options, stripe_port=None)[-1], []
    speaker = [sys.executable, "-c", f"print({QUIET!r}); print({SLOW!r}); print('Killed')"]
    child = Process("api", speaker, render=api.render, sink=shown.append, keep=LogFiles(tmp_path).keeper("api"))

    child.start()
    wait_until(lambda: not child.is_alive, 60, "it did not end")
    child.kill()

    assert shown == [SLOW, "Killed"]
    assert (tmp_path / "api.log").read_text() == f"{QUIET}\n{SLOW}\nKilled\n"


def test_a_start_begins_a_new_file_and_keeps_the_last(tmp_path: Path) -> None:
    for line in ("first start", "second start"):
        LogFiles(tmp_path).keeper("api")(line)

    assert (tmp_path / "api.log").read_text() == "second start\n"
    assert (tmp_path / "api.log.1").read_text() == "first start\n"


def test_a_file_does_not_grow_for_ever(logs: LogFiles, tmp_path: Path) -> None:
    keep = logs.keeper("api")
    for number in range(50):
        keep(f"line {number}")

    sizes = [path.stat().st_size for path in (tmp_path / "logs").iterdir()]
    assert len(sizes) == 2
    assert max(sizes) <= 100
    assert (tmp_path / "logs" / "api.log").read_text().endswith("line 49\n")


def test_logs_are_nobody_elses_business(logs: LogFiles, tmp_path: Path) -> None:
    logs.keeper("api")("line")

    assert (tmp_path / "logs").stat().st_mode & 0o077 == 0
    assert (tmp_path / "logs" / "api.log").stat().st_mode & 0o077 == 0


def test_a_disk_that_takes_nothing_stops_nobody(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    LogFiles(tmp_path / "file").keeper("api")("line")
