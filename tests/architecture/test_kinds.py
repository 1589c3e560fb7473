"""No kind is named outside its folder, or a new one would have to be named there too."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from drivesphere.domain.kind import Kind
from drivesphere.kinds import registry
from tests.architecture.reading import Source, imports, is_text, own_sources, snippet

NAMED_FOR_A_REASON = {
    "drivesphere/services/fleet_import.py": "a fleet file holds cars",
    "drivesphere/cli.py": "and so does the bar that shows its progress",
    "drivesphere/infra/checkout.py": "Stripe calls what it reports an event, and so must we",
    "drivesphere/services/partner_events.py": "two of the partners' services sell places of events",
    "drivesphere/services/partner_resources.py": "and the third books by time",
}


def mentions(source: Source, kind: Kind) -> Iterator[str]:
    """Texts that are a name of the kind, and imports of what is its own."""
    own = f"drivesphere.kinds.{kind.name}"
    for node in ast.walk(source.tree):
        if is_text(node, kind.name, kind.noun, kind.path):
            yield source.at(node, f"names {kind.name}")
    if any(f"{target}.".startswith(f"{own}.") for target in imports(source).values()):
        yield f"{source.path} imports {own}"


def test_no_kind_is_named_outside_its_folder() -> None:
    found = {
        source.path
        for kind in registry().values()
        for source in own_sources()
        if not source.path.startswith((f"drivesphere/kinds/{kind.name}/", "drivesphere/embedded/"))
        for _ in mentions(source, kind)
    }

    assert found == set(NAMED_FOR_A_REASON)


def test_a_name_and_an_import_would_be_found() -> None:
    [cars, *_] = registry().values()

    assert list(mentions(snippet("if kind.name == 'cars': pass"), cars))
    assert list(mentions(snippet("from drivesphere.kinds.cars.pricing import quote"), cars))
    assert not list(mentions(snippet("from drivesphere.kinds import registry\nx = 'oscars'"), cars))
