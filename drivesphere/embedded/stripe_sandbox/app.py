"""The Flask application around one Engine."""

import json
import logging
import socket

from flask import Flask, Response, g, jsonify, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException

from . import api, control, pages
from .engine import Engine
from .errors import StripeError, server_error, unknown_url
from .faults import ConnectionDropped
from .ids import new_id

log = logging.getLogger(__name__)

# The largest request the SDK makes for a session is some kilobytes.
LARGEST_REQUEST_BYTES = 1024 * 1024


def create_app(engine: Engine) -> Flask:
    app = Flask(__name__, static_url_path="/c/static")
    app.config.update(MAX_CONTENT_LENGTH=LARGEST_REQUEST_BYTES, MAX_FORM_MEMORY_SIZE=LARGEST_REQUEST_BYTES)
    for module in (api, control, pages):
        app.register_blueprint(module.blueprint(engine))
    _add_frame(app)
    _add_error_views(app)
    return app


def _add_frame(app: Flask) -> None:
    @app.before_request
    def number() -> None:
        g.request_id = new_id("req_")

    @app.after_request
    def sign(response: Response) -> Response:
        response.headers.setdefault("Request-Id", g.request_id)
        return response

    @app.get("/healthz")
    def health() -> ResponseReturnValue:
        return jsonify(status="ok")


def _add_error_views(app: Flask) -> None:
    @app.errorhandler(StripeError)
    def refuse(error: StripeError) -> ResponseReturnValue:
        return _rendered(error)

    @app.errorhandler(HTTPException)
    def translate(error: HTTPException) -> ResponseReturnValue:
        if error.code in (404, 405):
            return _rendered(unknown_url(request.method, request.path))
        return _rendered(StripeError(error.description or error.name, status=error.code or 500))

    @app.errorhandler(ConnectionDropped)
    def drop(_: ConnectionDropped) -> ResponseReturnValue:
        connection: socket.socket = request.environ["werkzeug.socket"]
        connection.shutdown(socket.SHUT_RDWR)
        return Response(status=500)

    @app.errorhandler(Exception)
    def stumble(_: Exception) -> ResponseReturnValue:
        log.exception("the sandbox itself failed")
        return _rendered(server_error())


def _rendered(error: StripeError) -> Response:
    body = json.dumps(error.body(g.request_id), indent=2)
    return Response(body, error.status, error.headers(), mimetype="application/json")
