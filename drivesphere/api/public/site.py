"""The built client: its files by WhiteNoise, and the page for every address that the client itself routes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from werkzeug import Response
from werkzeug.datastructures import Headers
from whitenoise import WhiteNoise

from drivesphere.config import Settings

Wsgi = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]

PAGE = "/index.html"
HASHED = "/assets/"  # names in there change with their content, so browsers may keep them for ever
# A client route has no dot: an address with one is a file, and a missing file is not a page.
_CLIENT_ROUTE = re.compile(r"/(?!api(/|$)|assets(/|$))[^.]*")

NOT_BUILT = """<!doctype html>
<html lang="en"><meta charset="utf-8"><title>DriveSphere</title>
<h1>The client is not built yet</h1>
<p>Run <code>make up</code>, or build it in <code>client/</code> with <code>npm run build</code>.
<p>The API is here: <a href="/api/docs">documentation</a>, <a href="/api/health">health</a>.
</html>
"""


def around(app: Wsgi, settings: Settings) -> Wsgi:
    """`app` behind the files of `settings.client_dist`; without a build, a page says how to make one."""
    folder = Path(settings.client_dist)
    return Site(app, str(folder)) if (folder / PAGE.lstrip("/")).is_file() else _without_client(app)


class Site(WhiteNoise):
    """WhiteNoise, which also answers client routes with the client's page."""

    def __init__(self, app: Wsgi, folder: str) -> None:
        super().__init__(
            app,
            root=folder,
            allow_all_origins=False,
            immutable_file_test=lambda _, url: url.startswith(HASHED),
            add_headers_function=_ask_again,
        )

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        if _is_client_route(environ):
            return self.serve(self.files[PAGE], environ, start_response)
        return super().__call__(environ, start_response)


def _ask_again(headers: Headers, _path: str, url: str) -> None:
    """Files whose name stays the same are checked by their ETag on every use."""
    if not url.startswith(HASHED):
        headers["Cache-Control"] = "no-cache"


def _is_client_route(environ: dict[str, Any]) -> bool:
    is_read = environ["REQUEST_METHOD"] in ("GET", "HEAD")
    return is_read and _CLIENT_ROUTE.fullmatch(environ.get("PATH_INFO", "")) is not None


def _without_client(app: Wsgi) -> Wsgi:
    def hint(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        if _is_client_route(environ):
            return Response(NOT_BUILT, status=503, content_type="text/html; charset=utf-8")(environ, start_response)
        return app(environ, start_response)

    return hint
