"""Every pinned package is justified, every justification is of a pinned package, and every import is pinned."""

from __future__ import annotations

import ast
import json
import re
import sys
from collections.abc import Iterator
from importlib.metadata import packages_distributions

import pytest

from tests.architecture.prose import page, raw, rows, section
from tests.architecture.reading import Source, own_sources, snippet, sources

PAGE = "docs/dependencies.md"
LAYERS = {
    "requirements.txt": "What production runs",
    "requirements-embedded.txt": "What `drivesphere up` adds",
    "requirements-bench.txt": "What load tests add",
    "requirements-dev.txt": "What tests and checks add",
}
CLIENT = {"dependencies": "What the browser gets", "devDependencies": "What builds and tests the client"}
INDIRECT = "# what they need themselves"
NOT_INSTALLED_BY_US = {"drivesphere", "tests", "bench"}


def pinned(path: str) -> set[str]:
    """The packages that a requirements file names itself, above those that they bring along."""
    return _names(raw(path).partition(INDIRECT)[0])


def _names(text: str) -> set[str]:
    return {name.lower() for name in re.findall(r"^([A-Za-z0-9._-]+)==", text, re.MULTILINE)}


@pytest.mark.parametrize("path", LAYERS)
def test_every_python_package_has_its_reason_and_no_reason_is_stale(path: str) -> None:
    assert set(rows(section(page(PAGE), LAYERS[path]))) == pinned(path)


@pytest.mark.parametrize("group", CLIENT)
def test_every_client_package_has_its_reason_and_no_reason_is_stale(group: str) -> None:
    assert set(rows(section(page(PAGE), CLIENT[group]))) == set(json.loads(raw("client/package.json"))[group])


@pytest.mark.parametrize("path", LAYERS)
def test_every_python_package_is_pinned_to_one_version(path: str) -> None:
    lines = [line.partition("#")[0].strip() for line in raw(path).splitlines()]
    loose = [
        line for line in lines if line and not line.startswith("-r ") and not re.match(r"[\w.-]+==[\w.]+( ;.*)?$", line)
    ]

    assert loose == []


@pytest.mark.parametrize("group", CLIENT)
def test_every_client_package_is_pinned_to_one_version(group: str) -> None:
    versions = json.loads(raw("client/package.json"))[group]

    assert {name: v for name, v in versions.items() if not re.fullmatch(r"\d+\.\d+\.\d+[\w.-]*", v)} == {}


def test_what_production_imports_is_pinned_for_production() -> None:
    product = [source for source in own_sources() if not source.path.startswith("drivesphere/embedded/")]

    assert _unpinned(product, _names(raw("requirements.txt"))) == []


def test_what_the_embedded_servers_import_is_pinned_for_them() -> None:
    known = _names(raw("requirements.txt")) | _names(raw("requirements-embedded.txt"))

    assert _unpinned(list(sources("drivesphere/embedded")), known) == []


def test_what_the_benchmarks_import_is_pinned_for_them() -> None:
    layers = ("requirements.txt", "requirements-embedded.txt", "requirements-bench.txt")

    assert _unpinned(list(sources("bench")), set().union(*(_names(raw(layer)) for layer in layers))) == []


def test_an_import_that_nobody_pins_is_found() -> None:
    code = "import os\nimport flask\nfrom made_up import thing\nfrom drivesphere import infra\nfrom . import near"

    assert _unpinned([snippet(code)], {"flask"}) == ["drivesphere/services/snippet.py imports made_up"]


def _unpinned(files: list[Source], known: set[str]) -> list[str]:
    """Imports of packages that no requirements file installs."""
    distributions = packages_distributions()
    found = {(name, source.path) for source in files for name in _imported(source)}
    missing = {
        f"{path} imports {name}"
        for name, path in found
        if not {_normal(each) for each in distributions.get(name, [name])} & {_normal(each) for each in known}
    }
    return sorted(missing)


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _imported(source: Source) -> Iterator[str]:
    """First words of absolute imports from outside the standard library and outside this project."""
    for node in ast.walk(source.tree):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom) and not node.level:
            names = [node.module or ""]
        firsts = {name.partition(".")[0] for name in names}
        yield from firsts - sys.stdlib_module_names - NOT_INSTALLED_BY_US
