"""The kinds of bookable things. A new kind is one folder here that offers `KIND`; nothing else names it."""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module

from drivesphere.domain.errors import NotFound
from drivesphere.domain.kind import Kind


@cache
def registry() -> dict[str, Kind]:
    """Every kind by name, found by looking along the path of this package, as Python does for its modules."""
    folders = [found.name for found in pkgutil.iter_modules(__path__) if found.ispkg]
    kinds = [import_module(f"{__name__}.{folder}").KIND for folder in sorted(folders)]
    return {kind.name: kind for kind in kinds}


def get(name: str) -> Kind:
    """The kind called `name`, or `NotFound`."""
    try:
        return registry()[name]
    except KeyError:
        raise NotFound(f"There is no kind called {name!r}.") from None
