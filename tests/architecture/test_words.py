"""What code says, how it is named, and what it must never contain. Each rule has a control that it must find."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.architecture import word_rules as rules
from tests.architecture.reading import Source, own_sources, snippet, sources

NAMED_BY_A_LIBRARY = {
    "_register_error_handlers": "flask-smorest calls its own method so, and we replace it",
}
SPEAKING_LAYERS = ("drivesphere/services/", "drivesphere/inventory/", "drivesphere/domain/")

Rule = Callable[[Source], list[str]]
NEVER_WRITTEN: dict[Rule, list[str]] = {
    rules.bare_excepts: ["try: a()\nexcept: pass"],
    rules.unpacked_requests: [
        "User(**request.json)",
        "User(**request.get_json())",
        "User(**flask.request.json['user'])",
        "User.objects(id=i).update(**changes)",
    ],
    rules.server_code: [
        "find({'$where': text})",
        "update(__raw__=changes)",
        "update({'__raw__': changes})",
        "find({'name': {'$regex': text}})",
    ],
    rules.formatted_queries: [
        "collection().find({f'{field}': 1})",
        "collection().aggregate([{'$match': {'a': 'b' + text}}])",
        "database.execute(f'select * from {table}')",
        "database.execute('select * from %s' % table)",
        "database.command('ping {}'.format(text))",
    ],
}


@pytest.mark.parametrize("rule", NEVER_WRITTEN, ids=lambda rule: rule.__name__)
def test_the_product_is_free_of(rule: Rule) -> None:
    assert [found for source in sources() for found in rule(source)] == []


@pytest.mark.parametrize(("rule", "code"), [(rule, code) for rule, codes in NEVER_WRITTEN.items() for code in codes])
def test_it_would_be_found(rule: Rule, code: str) -> None:
    assert rule(snippet(code))


def test_names_say_something() -> None:
    found = [name for source in sources() for name in rules.empty_names(source)]

    assert [name for name in found if name.rpartition(" ")[2] not in NAMED_BY_A_LIBRARY] == []


@pytest.mark.parametrize(
    "code", ["def date_helper(): pass", "class LockManager: pass", "def f(errorHandler): pass", "UTILS = 1"]
)
def test_a_name_that_says_nothing_is_found(code: str) -> None:
    assert rules.empty_names(snippet(code))


@pytest.mark.parametrize("path", ["drivesphere/utils.py", "drivesphere/api/extensions.py", "drivesphere/helpers/a.py"])
def test_a_file_name_that_says_nothing_is_found(path: str) -> None:
    assert rules.empty_names(snippet("", path))


def test_every_file_says_what_it_is_for() -> None:
    assert [found for source in sources() for found in rules.missing_module_docstrings(source)] == []


def test_a_file_without_a_docstring_is_found() -> None:
    assert rules.missing_module_docstrings(snippet("x = 1"))


def test_public_functions_of_the_core_state_their_contract() -> None:
    core = [source for source in own_sources() if source.path.startswith(SPEAKING_LAYERS)]

    assert [found for source in core for found in rules.missing_function_docstrings(source)] == []


def test_a_public_function_without_contract_is_found() -> None:
    body = "    x = 1\n" * rules.TRIVIAL

    assert rules.missing_function_docstrings(snippet(f"def place_hold():\n{body}"))
    assert rules.missing_function_docstrings(snippet("class A:\n  def b(self):\n" + body))
    assert not rules.missing_function_docstrings(snippet(f"def _private():\n{body}"))


def test_no_test_is_skipped_without_a_reason() -> None:
    assert [found for source in sources("tests") for found in rules.silent_skips(source)] == []


@pytest.mark.parametrize(
    "code",
    [
        "@pytest.mark.skip\ndef test_a(): pass",
        "@pytest.mark.skipif(True)\ndef test_a(): pass",
        "@pytest.mark.xfail(reason='')\ndef test_a(): pass",
        "def test_a(): pytest.skip()",
    ],
)
def test_a_skip_without_a_reason_is_found(code: str) -> None:
    assert rules.silent_skips(snippet(code))


def test_a_skip_with_a_reason_is_allowed() -> None:
    assert not rules.silent_skips(snippet("def test_a(): pytest.skip('there is no Chromium here')"))
