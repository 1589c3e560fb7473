"""A house with many doors: every persona knocks at every route, with things that are really theirs or another's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from bson import ObjectId
from flask import Flask
from werkzeug.test import TestResponse

from tests.api.desk import Desk, Person
from tests.authorisation.access import ANONYMOUS, NOT_YOU, NOTHING_THERE, PASSES, PERSONAS, WHO_ARE_YOU, Access
from tests.authorisation.circle import Circle

METHODS = frozenset({"GET", "POST", "PUT", "PATCH", "DELETE"})
TOLD_APART = ("400", WHO_ARE_YOU, NOT_YOU, NOTHING_THERE, "405")
"""Statuses that say who somebody is not, or that there is nothing; all others come from behind the door."""
JSON = "application/json"

Ids = dict[str, ObjectId | str]


def routes_of(app: Flask) -> list[str]:
    """`GET /api/v1/cars/{car_id}` of each route, as it is written in the documentation."""
    return sorted(
        f"{method} {_as_documented(rule.rule)}"
        for rule in app.url_map.iter_rules()
        for method in METHODS & (rule.methods or set())
    )


def arguments_of(route: str) -> list[str]:
    return re.findall(r"{(\w+)}", route)


def methods_of(path: str, table: Mapping[str, Access]) -> set[str]:
    """The methods that the table knows at an address, which may fit several routes.

    In the main API only ids stand for an argument, so that `/cars/bulk` is no car.
    """
    routes, argument = [route.split() for route in table], r"{\\w+}" if path.startswith("/api/v1/") else "[^/]+"
    return {method for method, known in routes if re.fullmatch(re.sub(r"{\w+}", argument, known), path)}


def _as_documented(rule: str) -> str:
    return re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule)


@dataclass
class House:
    """The application and its six callers, for one route; each signs in when first needed."""

    desk: Desk
    table: Mapping[str, Access]
    _signed_in: dict[str, Person] = field(default_factory=dict)

    def caller(self, persona: str) -> Person:
        if persona not in self._signed_in:
            self._signed_in[persona] = self.desk.sign_in(persona, str(PERSONAS[persona]))
        return self._signed_in[persona]

    def circle(self, *, other: bool = False) -> Circle:
        """New things of `client` and `owner`, or of the other two."""
        client, owner = (self.caller(f"other {name}" if other else name) for name in ("client", "owner"))
        return Circle(self.desk, client.id, owner.id)

    def things(self, route: str, *, other: bool = False) -> Ids:
        """The arguments of the route's address, all of one circle."""
        circle, at = self.circle(other=other), self.table[route].at
        return {name: at.get(name) or getattr(circle, name) for name in arguments_of(route)}

    def knock(self, persona: str, route: str, ids: Ids, **changes: Any) -> TestResponse:
        """The answer to a request with the examples of the documentation, save what the table and `changes` say."""
        method, path = route.split()
        sent = self._examples(method.lower(), path) | dict(self.table[route].sent) | changes
        token = {} if persona == ANONYMOUS else {"Authorization": f"Bearer {self.caller(persona).token}"}
        request = {"method": method, **sent, "headers": {**sent.get("headers", {}), **token}}
        return self.desk.app.test_client().open(path.format(**ids), buffered=True, **request)

    def _examples(self, method: str, path: str) -> dict[str, Any]:
        operation = self._document["paths"].get(path, {}).get(method, {})
        content = operation.get("requestBody", {}).get("content", {})
        found = {(given["in"], given["name"]): str(given["example"]) for given in _shown(operation)}
        sent = {"headers": {name: value for (place, name), value in found.items() if place == "header"}}
        sent["query_string"] = {name: value for (place, name), value in found.items() if place == "query"}
        return sent | ({"json": _example(content[JSON])} if JSON in content else {})

    @cached_property
    def _document(self) -> dict[str, Any]:
        api = self.desk.app.extensions["flask-smorest"]["apis"][""]["ext_obj"]
        document: dict[str, Any] = api.spec.to_dict()
        return document


def _shown(operation: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The required parameters that have an example."""
    for given in operation.get("parameters", []):
        if given.get("required") and "example" in given:
            yield given


def _example(media: dict[str, Any]) -> Any:
    """The one example of a body, or the first of several."""
    return media["example"] if "example" in media else next(iter(media["examples"].values()))["value"]


def word(answer: TestResponse) -> str:
    """The status where it says who may, else that the caller got through."""
    status = str(answer.status_code)
    return status if status in TOLD_APART else PASSES


def without(text: str, ids: Ids) -> str:
    """An answer without what each has of its own: the ids of its address, and of its request."""
    for value in ids.values():
        text = text.replace(str(value), "…")
    return re.sub(r'"request_id":\s*"[^"]*"', "", text)


def replaced(ids: Ids, name: str, value: ObjectId | str) -> Ids:
    return {**ids, name: value}
