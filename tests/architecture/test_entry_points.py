"""What a server, a worker and a shell start with is there under the names that they are told."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from importlib.metadata import entry_points

from drivesphere.config import REQUIRED, Settings
from drivesphere.tasks.jobs import JOBS
from tests.architecture.prose import raw
from tests.architecture.reading import ROOT


def environment(settings: Settings) -> dict[str, str]:
    """What a process of its own needs to come up on this worker's servers."""
    names = sorted(REQUIRED | {"drivesphere_env", "stripe_api_base"})
    return {**os.environ, **{name.upper(): str(getattr(settings, name)) for name in names}}


def run(code: str, settings: Settings) -> str:
    argv = [sys.executable, "-c", code]
    done = subprocess.run(argv, cwd=ROOT, env=environment(settings), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_a_wsgi_server_finds_the_application(settings: Settings) -> None:
    assert run("import wsgi; print(type(wsgi.application).__name__)", settings) == "Flask"


def test_what_a_wsgi_server_has_loaded_is_not_looked_through_for_garbage_again(settings: Settings) -> None:
    """A look at all of it holds up every request of the process, and each large answer would bring some about."""
    frozen, others = run("import gc, wsgi; print(gc.get_freeze_count(), len(gc.get_objects()))", settings).split()

    assert int(frozen) > 100 * int(others)


def test_a_worker_finds_every_task(settings: Settings) -> None:
    found = run("import celery_worker; print(*celery_worker.celery.tasks)", settings).split()

    assert sorted(set(JOBS) - set(found)) == []


def test_beat_runs_every_task(settings: Settings) -> None:
    found = run("import celery_worker; print(*celery_worker.celery.conf.beat_schedule)", settings).split()

    assert sorted(found) == sorted(JOBS)


def test_a_missing_setting_is_one_line_that_names_it(settings: Settings) -> None:
    code = "import os; del os.environ['MONGO_URL']; import celery_worker"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=environment(settings), capture_output=True, text=True, check=False
    )

    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "MONGO_URL" in done.stderr


def test_the_shell_finds_the_command() -> None:
    assert 'drivesphere = "drivesphere.cli:main"' in raw("pyproject.toml")
    found = [entry.value for entry in entry_points(group="console_scripts") if entry.name == "drivesphere"]
    assert found in ([], ["drivesphere.cli:main"])


def test_an_installed_package_has_every_file_that_is_no_code() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text())
    endings = {pattern.rpartition(".")[2] for pattern in settings["tool"]["setuptools"]["package-data"]["drivesphere"]}
    others = {path.suffix.lstrip(".") for path in (ROOT / "drivesphere").rglob("*.*") if path.suffix != ".pyc"}

    assert others - {"py"} == endings
