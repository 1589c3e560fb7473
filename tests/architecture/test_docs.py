"""The documentation and the code name the same things: whatever is added, renamed or removed shows here."""

from __future__ import annotations

import ast
import dataclasses
import inspect
import pkgutil
import re
from collections.abc import Iterable, Iterator
from importlib import import_module
from pathlib import Path

import pytest
from flask import Flask
from mongoengine import Document

from drivesphere import models
from drivesphere.api import BLUEPRINTS, docs, problem_types
from drivesphere.api.blueprint import Blueprint
from drivesphere.cli import main
from drivesphere.config import Settings
from drivesphere.domain import errors
from drivesphere.domain.booking import PaymentStatus, Status, Trigger
from drivesphere.kinds import registry
from drivesphere.services.outbox import Effect
from drivesphere.tasks.jobs import JOBS
from tests.architecture.prose import broken_links, headings, page, pages, raw, rows, section
from tests.architecture.reading import ROOT, Source, calls, dotted, is_text, own_sources, snippet, sources

API, ARCHITECTURE, OPERATIONS = "docs/api.md", "docs/architecture.md", "docs/operations.md"
FOLDERS = "drivesphere|tests|docs|domain|models|infra|shapes|inventory|kinds|services|api|tasks|migrations_scripts"
LONGEST_ADR = 60  # lines: one page
ADR_PARTS = ["Context", "Decision", "Consequences", "Evidence"]


def documented(path: str, title: str) -> dict[str, str]:
    return rows(section(page(path), title))


def documented_with_kinds(path: str, title: str) -> dict[str, str]:
    """The table of a page, and what the page of each kind adds to it: a new kind edits no other page than its own."""
    of_kinds = [documented(f"docs/kinds/{name}.md", title) for name in registry()]
    return {code: rest for table in (documented(path, title), *of_kinds) for code, rest in table.items()}


def test_every_error_code_has_its_row_with_its_status_and_no_row_is_stale() -> None:
    written = {code: int(rest.split("|")[0]) for code, rest in documented_with_kinds(API, "Errors").items()}

    assert written == {code: problem.status for code, problem in problem_types.BY_CODE.items()}


def test_every_error_of_the_tree_has_a_problem_type() -> None:
    classes = [found for _, found in inspect.getmembers(errors, inspect.isclass)]
    tree = {found.code for found in classes if issubclass(found, errors.DriveSphereError)}

    assert sorted(tree - set(problem_types.BY_CODE)) == []


def test_every_code_that_is_raised_has_a_problem_type() -> None:
    raised = {(code, source.path) for source in own_sources() for code in _codes(source)}

    assert sorted(place for place in raised if place[0] not in problem_types.BY_CODE) == []


def _codes(source: Source) -> Iterator[str]:
    """What is given as `code=` to one of our errors."""
    tree = {name for name, found in inspect.getmembers(errors, inspect.isclass)}
    for call in calls(source.tree):
        if dotted(call.func).rpartition(".")[2] in tree:
            yield from (
                str(w.value.value) for w in call.keywords if w.arg == "code" and isinstance(w.value, ast.Constant)
            )


def test_every_route_has_its_row_and_no_row_is_stale() -> None:
    written = set(documented_with_kinds(API, "Routes"))

    assert written == set(_routes(BLUEPRINTS))


def _routes(blueprints: Iterable[Blueprint]) -> Iterator[str]:
    """`GET /api/v1/cars/{car_id}` of each view, as Flask routes it; no server is needed for that."""
    app = Flask("routes")
    app.config["JWT_REFRESH_COOKIE_NAME"] = "any"
    documentation = docs.init_app(app)
    for blueprint in blueprints:
        documentation.register_blueprint(blueprint)
    names = {blueprint.name for blueprint in blueprints}
    for rule in app.url_map.iter_rules():
        if rule.endpoint.partition(".")[0] in names:
            path = re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.rule)
            yield from (f"{method} {path}" for method in (rule.methods or set()) - {"HEAD", "OPTIONS"})


def test_every_setting_has_its_row_and_no_row_is_stale() -> None:
    written = documented(OPERATIONS, "Settings of the product")

    assert set(written) == {field.name.upper() for field in dataclasses.fields(Settings)}


def test_every_setting_row_states_the_default() -> None:
    written = documented(OPERATIONS, "Settings of the product")
    plain = {
        f.name.upper(): f.default
        for f in dataclasses.fields(Settings)
        if isinstance(f.default, str | int) and f.default
    }
    shown = {name: str(value).lower() if isinstance(value, bool) else str(value) for name, value in plain.items()}

    assert [name for name, value in shown.items() if f"`{value}`" not in written[name]] == []


def test_every_choice_of_the_command_line_has_its_row() -> None:
    written = documented(OPERATIONS, "Settings of `drivesphere up`")
    choices = {str(option.envvar) for command in main.commands.values() for option in command.params if option.envvar}

    assert set(written) == choices


def test_every_command_has_its_row_and_no_row_is_stale() -> None:
    written = documented(OPERATIONS, "Commands")

    assert {row.split()[1] for row in written} == set(main.commands)


def test_every_task_has_its_row_and_no_row_is_stale() -> None:
    assert set(documented(OPERATIONS, "Tasks")) == set(JOBS)


def test_every_effect_of_the_outbox_has_its_row() -> None:
    assert set(documented(OPERATIONS, "Outbox")) == {effect.value for effect in Effect}


def test_every_kind_has_its_page_and_no_page_is_stale() -> None:
    pages_of_kinds = {path.stem for path in (ROOT / "docs/kinds").glob("*.md")}

    assert pages_of_kinds == set(registry())


def test_every_state_and_trigger_is_explained() -> None:
    text = section(page(ARCHITECTURE), "States")
    words = [*Status, *PaymentStatus, *Trigger]

    assert [word for word in words if f"`{word}`" not in text] == []


def test_every_field_of_every_collection_has_its_row_and_no_row_is_stale() -> None:
    text = section(page(ARCHITECTURE), "Collections")

    for document in _documents():
        written = set(rows(section(text, f"`{document._get_collection_name()}`")))
        fields = set(document._db_field_map.values())
        assert fields <= written, document
        assert {name for name in written - fields if not _is_written_somewhere(name)} == set(), document


def _documents() -> list[type[Document]]:
    for found in pkgutil.iter_modules(models.__path__):
        import_module(f"{models.__name__}.{found.name}")
    return [found for found in Document.__subclasses__() if found.__module__.startswith(models.__name__)]


def _is_written_somewhere(name: str) -> bool:
    """Fields that only some documents have are not in their schema, but a literal names them."""
    return any(is_text(node, name) for source in own_sources() for node in ast.walk(source.tree))


@pytest.mark.parametrize("path", pages(), ids=str)
def test_every_relative_link_leads_somewhere(path: Path) -> None:
    assert list(broken_links(path)) == []


def test_a_broken_link_is_found(tmp_path: Path) -> None:
    lost = tmp_path / "lost.md"
    lost.write_text("[there](nowhere.md) [here](#no-heading) [out](https://example.com)\n# A heading", encoding="utf-8")

    assert [found.split()[1] for found in broken_links(lost)] == ["nowhere.md", "#no-heading"]


def test_a_table_is_read_only_below_its_heading() -> None:
    text = (
        "## Errors\n| code | status |\n| --- | --- |\n| `gone` | 410 |\n### More\n| `busy` | 423 |\n## No\n| `a` | 1 |"
    )

    assert rows(section(text, "Errors")) == {"gone": "410", "busy": "423"}
    assert rows(section(text, "Nothing")) == {}


def test_a_route_is_read_from_its_blueprint_and_a_code_from_the_source() -> None:
    blueprint = Blueprint("boats", __name__, url_prefix="/api/v1")
    blueprint.route("/boats/<id:boat_id>", methods=["PUT"])(lambda boat_id: boat_id)

    assert list(_routes([blueprint])) == ["PUT /api/v1/boats/{boat_id}"]
    assert list(_codes(snippet("def f(): raise Rejected('No.', code='too_soon')"))) == ["too_soon"]


def test_adrs_are_numbered_without_gaps_and_fit_on_one_page() -> None:
    adrs = sorted((ROOT / "docs/adr").glob("*.md"))

    assert [int(adr.name[:4]) for adr in adrs] == list(range(1, len(adrs) + 1))
    assert [adr.name for adr in adrs if raw(adr).count("\n") >= LONGEST_ADR] == []


@pytest.mark.parametrize("path", sorted((ROOT / "docs/adr").glob("*.md")), ids=lambda path: path.stem)
def test_an_adr_has_its_four_parts(path: Path) -> None:
    assert headings(page(path))[1:] == ADR_PARTS


def test_every_adr_is_listed_in_the_architecture_page() -> None:
    text = page(ARCHITECTURE)

    assert [adr.name for adr in (ROOT / "docs/adr").glob("*.md") if f"adr/{adr.name}" not in text] == []


def test_every_page_of_docs_can_be_reached_from_the_readme() -> None:
    text = page("README.md")

    assert [path.name for path in (ROOT / "docs").glob("*.md") if f"docs/{path.name}" not in text] == []


def test_every_picture_is_shown() -> None:
    names = [path.name for path in (ROOT / "docs/images").glob("*")]
    shown = page("README.md") + page("docs/pictures.md")

    assert [name for name in names if f"images/{name}" not in shown] == []


def test_every_make_target_that_is_named_exists() -> None:
    targets = set(re.findall(r"^([a-z-]+):", raw("Makefile"), re.MULTILINE))
    named = {(path, target) for path in pages() for target in re.findall(r"`(?:\w+=\S+ )*make ([a-z-]+)`", page(path))}

    assert sorted(str(found) for found in named if found[1] not in targets) == []


def test_every_test_that_is_named_exists() -> None:
    tests = {function.name for source in sources("tests") for function in source.functions}
    named = {name for path in pages() for name in re.findall(r"`(test_[a-z_]+)`", page(path))}

    assert sorted(named - tests) == []


def test_every_file_that_is_named_exists() -> None:
    """Paths from the root, from drivesphere/, or of a module without its ending."""
    named = {(str(path), name) for path in pages() for name in re.findall(rf"`((?:{FOLDERS})/[\w/.]+)`", page(path))}

    assert sorted(found for found in named if not _is_there(found[1])) == []


def _is_there(name: str) -> bool:
    """`services/outbox.Effect` is a name in services/outbox.py."""
    module, _, word = name.partition(".")
    for folder in (ROOT, ROOT / "drivesphere"):
        if (folder / name).exists() or (folder / f"{name}.py").is_file():
            return True
        file = folder / f"{module}.py"
        if file.is_file() and word and re.search(rf"\b{word}\b", file.read_text(encoding="utf-8")):
            return True
    return False


def test_the_changelog_has_the_version_that_is_built() -> None:
    version = re.search(r'^version = "(.+)"', raw("pyproject.toml"), re.MULTILINE)

    assert version
    assert f"[{version[1]}]" in page("CHANGELOG.md")
