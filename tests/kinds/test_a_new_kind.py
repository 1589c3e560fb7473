"""A new kind is one folder, and no other file changes: kinds nobody has heard of pass all that holds for any."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.reading import ROOT

SUITE = ("tests/kinds/test_every_kind.py", "tests/kinds/test_every_kind_is_edited.py")
NEWCOMERS = [Path(__file__).with_name(name) for name in ("pedal_boats.py", "tombolas.py")]
"""One of each inventory model."""
BRING = "from drivesphere import kinds\nkinds.__path__.append({folder!r})\n"
FEWEST_TESTS = 24
LONGEST_SECONDS = 250  # ten seconds, and a minute on a busy machine


def run_suite(folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """The suite in a process of its own, in which Python also looks for kinds in `folder`."""
    (folder.parent / "bring.py").write_text(BRING.format(folder=str(folder)))
    # The suite must not take itself for a part of the run that it is called from.
    own = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST_", "COV_"))}
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "bring", *SUITE, *options],
        cwd=ROOT,
        env=own | {"PYTHONPATH": str(folder.parent)},
        capture_output=True,
        text=True,
        timeout=LONGEST_SECONDS,
        check=False,
    )


@pytest.mark.parametrize("newcomer", NEWCOMERS, ids=lambda path: path.stem)
def test_a_folder_is_all_that_a_new_kind_needs(tmp_path: Path, newcomer: Path) -> None:
    folder = tmp_path / "kinds" / newcomer.stem
    folder.mkdir(parents=True)
    shutil.copy(newcomer, folder / "__init__.py")

    # It will not stay long enough to deserve a page in docs/kinds.
    run = run_suite(folder.parent, "-k", f"{newcomer.stem} and not has_its_page")

    assert run.returncode == 0, run.stdout
    passed = re.search(r"(\d+) passed", run.stdout)
    assert passed
    assert int(passed[1]) >= FEWEST_TESTS, run.stdout


def test_without_its_folder_nobody_knows_it(tmp_path: Path) -> None:
    names = " or ".join(newcomer.stem for newcomer in NEWCOMERS)

    run = run_suite(tmp_path / "kinds", "-k", names, "--collect-only")

    assert "no tests collected" in run.stdout
