"""No function, file or nest of blocks is too large to hold in one's head."""

from __future__ import annotations

import pytest

from tests.architecture import size_rules as rules
from tests.architecture.reading import snippet, sources


def test_no_function_is_longer_than_forty_lines() -> None:
    assert [found for source in sources() for found in rules.long_functions(source)] == []


def test_no_file_is_longer_than_four_hundred_lines() -> None:
    checked = [*sources(), *sources("tests"), *sources("bench")]

    assert [found for source in checked for found in rules.long_files(source)] == []


def test_no_function_nests_deeper_than_three() -> None:
    assert [found for source in sources() for found in rules.deep_functions(source)] == []


def test_most_functions_are_short() -> None:
    assert rules.percentile(sources(), 0.5) <= rules.MEDIAN
    assert rules.percentile(sources(), 0.9) <= rules.NINETIETH


def test_a_function_of_forty_one_lines_is_found_whatever_its_docstring() -> None:
    body = "    x = 1\n" * 40

    assert rules.long_functions(snippet(f'def long():\n    """One.\n\n    Two."""\n{body}'))
    assert not rules.long_functions(snippet(f'def fits():\n    """One.\n\n    Two."""\n{body[:-10]}'))


def test_a_file_of_four_hundred_and_one_lines_is_found() -> None:
    assert rules.long_files(snippet("x = 1\n" * 401))
    assert not rules.long_files(snippet("x = 1\n" * 400))


@pytest.mark.parametrize(
    ("blocks", "expected"),
    [
        ("for a in b:\n  if a:\n    with c:\n      try: d()\n      finally: e()", 4),
        ("if a: b()\nelif c: d()\nelif e: f()\nelse: g()", 1),
        ("def inner():\n  if a:\n    for b in c: d()", 0),
    ],
)
def test_depth_counts_blocks_within_blocks(blocks: str, expected: int) -> None:
    inner = "\n".join(f"  {line}" for line in blocks.splitlines())

    assert rules.depth(snippet(f"def f():\n{inner}").tree.body[0]) == expected


def test_long_functions_would_show_in_the_percentiles() -> None:
    long = snippet("\n".join(f"def f{n}():\n" + "    x = 1\n" * 30 for n in range(5)))

    assert rules.percentile([long], 0.5) == 31
