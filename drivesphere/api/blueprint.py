"""flask-smorest's blueprint, strict: how bodies and queries are read, and what all views document."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import Any, Protocol, TypeVar, cast

import flask
import flask_smorest
import marshmallow as ma
from flask_smorest.utils import deepupdate
from webargs.flaskparser import FlaskParser, abort

from drivesphere.api import strict_json
from drivesphere.api.schemas import PAGINATION_HEADER
from drivesphere.shapes.schemas import PageArgs

View = TypeVar("View", bound=Callable[..., Any])
Doc = dict[str, Any]

JSON = "application/json"
UTF_8 = ("utf-8", "utf8")
UNREADABLE = (
    HTTPStatus.BAD_REQUEST,
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
)
"""What the strict reader itself can answer."""


class Decorator(Protocol):
    """What a declaration returns: it takes a view and gives it back with its own type."""

    def __call__(self, view: View, /) -> View: ...


class StrictParser(FlaskParser):
    """Reads bodies with `strict_json`, and takes no argument that the schema does not know."""

    MEDIA_TYPES: tuple[str, ...] = (JSON,)
    """What a body may call itself."""

    DEFAULT_UNKNOWN_BY_LOCATION = dict.fromkeys(FlaskParser.DEFAULT_UNKNOWN_BY_LOCATION)

    def load_json(self, req: flask.Request, *_: Any) -> Any:
        """The body as an object; no body counts as an empty one, so that optional bodies can be left out."""
        body = req.get_data(cache=True)
        if not body:
            return {}
        if len(body) >= (req.max_content_length or 0):
            # Of a body that did not announce its length, werkzeug quietly reads no more than the limit.
            abort(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        if req.mimetype not in self.MEDIA_TYPES or req.mimetype_params.get("charset", "utf-8").lower() not in UTF_8:
            abort(HTTPStatus.UNSUPPORTED_MEDIA_TYPE)
        try:
            return strict_json.parse(body)
        except strict_json.NotJson as error:
            abort(HTTPStatus.BAD_REQUEST, exc=error, messages=error.errors)

    def load_querystring(self, req: flask.Request, schema: ma.Schema) -> Any:
        """The query; a parameter given twice is ambiguous unless the schema takes a list."""
        twice = [name for name, values in req.args.lists() if len(values) > 1 and not _takes_list(schema, name)]
        if twice:
            raise ma.ValidationError({name: ["Given more than once."] for name in twice})
        return super().load_querystring(req, schema)


def _takes_list(schema: ma.Schema, name: str) -> bool:
    return isinstance(schema.fields.get(name), ma.fields.List)


class Blueprint(flask_smorest.Blueprint):
    """A view module makes one: `blp = Blueprint("bookings", __name__, url_prefix="/api/v1", description="…")`.

    The overrides only say that a decorated view keeps its type; `arguments` also instantiates a schema class
    once, where flask-smorest does so in each request.
    """

    ARGUMENTS_PARSER = StrictParser()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._prepare_doc_cbks.extend([_document_headers, _document_unreadable, _document_json_first])

    def route(self, rule: str, **options: Any) -> Decorator:
        return cast(Decorator, super().route(rule, **options))

    def arguments(self, schema: Any, **kwargs: Any) -> Decorator:
        schema = schema() if isinstance(schema, type) else schema
        return cast(Decorator, super().arguments(schema, **kwargs))

    def response(self, status_code: int, schema: Any = None, **kwargs: Any) -> Decorator:
        return cast(Decorator, super().response(status_code, schema, **kwargs))

    def alt_response(self, status_code: int, response: Any = None, **kwargs: Any) -> Decorator:
        return cast(Decorator, super().alt_response(status_code, response, **kwargs))

    @staticmethod
    def doc(**kwargs: Any) -> Decorator:
        return cast(Decorator, flask_smorest.Blueprint.doc(**kwargs))


def summarised(summary: str) -> Decorator:
    """Say what a view does where its docstring cannot: it is made once for each kind."""

    def attach(view: View) -> View:
        view.__doc__ = summary
        return view

    return attach


def operation(verb: str, words: str, what: str = "") -> str:
    """The operationId of a view that each kind has: `getTimeSlotQuote` of get, time_slot and Quote."""
    return f"{verb}{words.title().replace('_', '')}{what}"


def takes_header(view: View, parameter: Doc) -> View:
    """Document a request header of `view`; what `doc` says about parameters would replace all the others."""
    view.__dict__.setdefault("_apidoc", {}).setdefault("headers", []).append(parameter)
    return view


def _document_headers(doc: Doc, doc_info: Doc, **_: Any) -> Doc:
    """Request headers of the view, and X-Pagination on the answers of a query that takes pages."""
    parameters = doc.get("parameters", [])
    if any(isinstance(parameter.get("schema"), PageArgs) for parameter in parameters):
        for status in doc_info.get("success_status_codes", []):
            doc["responses"][status].setdefault("headers", {})[PAGINATION_HEADER] = "PAGINATION"
    if "headers" in doc_info:
        doc["parameters"] = [*parameters, *doc_info["headers"]]
    return doc


def _document_unreadable(doc: Doc, doc_info: Doc, **_: Any) -> Doc:
    if "requestBody" in {**doc, **doc_info.get("manual_doc", {})}:
        known = {status.value: status.name for status in UNREADABLE}
        doc["responses"] = deepupdate(known, doc.get("responses", {}))
    return doc


def _document_json_first(doc: Doc, doc_info: Doc, **_: Any) -> Doc:
    """What a view answers unless it is asked for another form comes first: generators of clients take that one."""
    for status in doc_info.get("success_status_codes", []):
        content = doc["responses"][status].get("content", {})
        if JSON in content:
            doc["responses"][status]["content"] = {JSON: content[JSON], **content}
    return doc
