"""The documentation: OpenAPI 3.1, Swagger UI with our own assets, a page that explains every error code."""

from __future__ import annotations

import importlib.util
import re
from http import HTTPStatus
from pathlib import Path
from typing import Any

import flask
import flask_smorest
from bson import ObjectId
from flask import Flask, Response, current_app, jsonify, render_template, request
from flask_smorest.utils import prepare_response
from markupsafe import Markup, escape
from werkzeug.exceptions import NotFound
from werkzeug.routing import BaseConverter

from drivesphere import __version__
from drivesphere.api import errors, problem_types
from drivesphere.api.schemas import ProblemSchema
from drivesphere.shapes.fields import ID_PATTERN, Id, Instant

ASSETS_SECONDS = 24 * 3600  # they change with a release only, and an ETag follows then
OWN_ASSETS = Path(__file__).parent / "docs_assets"
SWAGGER_ASSETS = ("swagger-ui-bundle.js", "swagger-ui.css", "favicon-32x32.png")

DESCRIPTION = """\
Book cars, time slots and places at events; nothing is ever sold twice.

- Times are RFC 3339 with an offset, answers are in UTC (`Z`). Money is in minor units. Ids are text.
- Errors are `application/problem+json` with a stable `code`: [all codes](/api/docs/errors).
- Lists take `page` and `page_size` and describe themselves in `X-Pagination`.
- `POST`s that book take an `Idempotency-Key`: after a timeout, repeat with the same key.
- Every answer carries `X-Request-ID`; quote it when something is wrong.
- Back-ends of partners send a key as `X-API-Key`; their three services refuse in words of their own.
- What is edited has an `ETag`; an edit says in `If-Match` which one it was made for.
- What is somebody else's is 404, as if it did not exist.
"""

pages = flask.Blueprint("docs", __name__, url_prefix="/api")


class IdConverter(BaseConverter):
    """`<id:car_id>`: an ObjectId; what is not one does not exist (404)."""

    regex = ID_PATTERN

    def to_python(self, value: str) -> ObjectId:
        return ObjectId(value)

    def to_url(self, value: Any) -> str:
        return str(value)


class Documentation(flask_smorest.Api):
    """flask-smorest's Api; errors are rendered in api/errors alone, and documented here in that shape."""

    ERROR_SCHEMA = ProblemSchema

    def _register_error_handlers(self) -> None:
        """None of flask-smorest's own."""

    def _register_responses(self) -> None:
        """One response per status and the default one, all with the Problem schema."""
        known = {status.name: status.phrase for status in HTTPStatus if status >= HTTPStatus.BAD_REQUEST}
        for name, phrase in {**known, self.DEFAULT_ERROR_RESPONSE_NAME: "Any other problem"}.items():
            response = {"description": phrase, "schema": self.ERROR_SCHEMA}
            prepare_response(response, self.spec, errors.MEDIA_TYPE)
            self.spec.components.response(name, response, lazy=True)


def init_app(app: Flask) -> Documentation:
    """The documentation of `app`; blueprints registered on it are both routed and documented."""
    app.url_map.converters["id"] = IdConverter
    app.url_map.merge_slashes = False  # a second slash is a wrong address, not a reason to redirect
    app.config.update(API_TITLE="DriveSphere", API_VERSION=__version__, OPENAPI_VERSION="3.1.0")
    documentation = Documentation()
    documentation.register_field(Id, "string", None)
    documentation.register_field(Instant, "string", "date-time")
    documentation.register_converter(IdConverter, lambda _: {"type": "string", "pattern": f"^{ID_PATTERN}$"})
    documentation.init_app(app, spec_kwargs=_document_options())
    app.register_blueprint(pages)
    return documentation


def _document_options() -> dict[str, Any]:
    bearer = {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"}
    bearer["description"] = "From `POST /api/v1/auth/login`."
    api_key = {"type": "apiKey", "in": "header", "name": "X-API-Key", "description": "Of a partner; admins make them."}
    return {
        "info": {"description": DESCRIPTION, "license": {"name": "MIT"}},
        "servers": [{"url": "/", "description": "This installation"}],
        "components": {"securitySchemes": {"bearer": bearer, "apiKey": api_key}},
    }


@pages.get("/openapi.json")
def openapi_document() -> Response:
    documentation = current_app.extensions["flask-smorest"]["apis"][""]["ext_obj"]
    response = jsonify(documentation.spec.to_dict())
    response.add_etag()
    response.cache_control.no_cache = True
    response.make_conditional(request)
    return response


@pages.get("/docs")
def swagger_ui() -> str:
    return render_template("docs.html")


@pages.get("/docs/errors")
def error_codes() -> str:
    return render_template("errors.html", problems=problem_types.BY_CODE.values(), marked=_marked)


def _marked(text: str) -> Markup:
    """Text with `words` in backticks set as code."""
    plain = str(escape(text))  # no Markup any more: that would escape the tags that we put in
    return Markup(re.sub(r"`([^`]+)`", r"<code>\1</code>", plain))  # noqa: S704 - escaped before


@pages.get("/docs/assets/<name>")
def asset(name: str) -> Response:
    folder = _swagger_folder() if name in SWAGGER_ASSETS else OWN_ASSETS
    if not (folder / name).is_file():
        raise NotFound
    return flask.send_from_directory(folder, name, max_age=ASSETS_SECONDS)


def _swagger_folder() -> Path:
    """The static folder of swagger-ui-py; the package is not imported, it would bring servers of its own."""
    spec = importlib.util.find_spec("swagger_ui")
    if spec is None or not spec.submodule_search_locations:
        raise NotFound
    return Path(spec.submodule_search_locations[0]) / "static"
