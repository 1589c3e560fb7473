"""The built client: its files by WhiteNoise, and the page for every address that the client itself routes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, quote, urlsplit

from werkzeug import Response
from werkzeug.datastructures import Headers
from whitenoise import WhiteNoise

from drivesphere.api import areas
from drivesphere.config import Settings

Wsgi = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]

PAGE = "/index.html"
HASHED = "/assets/"  # names in there change with their content, so browsers may keep them for ever
# A client route has no dot: an address with one is a file, and a missing file is not a page.
_CLIENT_ROUTE = re.compile(r"/(?!assets(/|$)|mailbox(/|$))[^.]*")

NOT_BUILT = """<!doctype html>
<html lang="en"><meta charset="utf-8"><title>DriveSphere</title>
<h1>The client is not built yet</h1>
<p>Run <code>make up</code>, or build it in <code>client/</code> with <code>npm run build</code>.
<p>The API is here: <a href="/api/docs">documentation</a>, <a href="/api/health">health</a>.
</html>
"""


def around(app: Wsgi, settings: Settings) -> Wsgi:
    """`app` behind the files of `settings.client_dist`; without a build, a page says how to make one."""
    site = LatestSite(app, Path(settings.client_dist))
    return _under_one_name(site, settings.public_url) if settings.drivesphere_env == "development" else site


def _under_one_name(site: Wsgi, public_url: str) -> Wsgi:
    """Lead pages asked for as localhost to 127.0.0.1, or the other way round, whichever `public_url` says.

    To a browser they are two sites: a session of one is unknown on return from the payment page, which leads to the
    other. Another port is somebody's tunnel, and is left alone.
    """
    ours = urlsplit(public_url)

    def one_name(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        if _is_client_route(environ) and _is_namesake(environ.get("HTTP_HOST", ""), ours):
            there = Response(status=307, headers={"Location": public_url.rstrip("/") + _path_of(environ)})
            return there(environ, start_response)
        return site(environ, start_response)

    return one_name


def _is_namesake(host: str, ours: SplitResult) -> bool:
    """Whether `host` has our port under another name."""
    try:
        asked = urlsplit(f"//{host}")
        return asked.port == ours.port and asked.hostname not in (None, ours.hostname)
    except ValueError:  # no host at all; whoever sent that gets the page
        return False


def _path_of(environ: dict[str, Any]) -> str:
    """Path and query of a request, as an address has them."""
    path, query = quote(environ.get("PATH_INFO", "").encode("latin-1")), environ.get("QUERY_STRING", "")
    return f"{path}?{query}" if query else path


class LatestSite:
    """The site as it is on disk: whoever builds it anew, or for the first time, need not start the server again.

    WhiteNoise reads names, lengths and tags of all files once. What tells that they have changed are three moments,
    which cost a request a few microseconds; every process looks for itself.
    """

    def __init__(self, app: Wsgi, folder: Path) -> None:
        self._app = app
        self._folder = folder
        self._read = (self._moments(), self._site())

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        moments, site = self._read
        if (now := self._moments()) != moments:
            site = self._site()
            self._read = (now, site)
        return site(environ, start_response)

    def _moments(self) -> tuple[int | None, ...]:
        """When page, folder and assets were changed last, None for what is missing; a new file changes its folder."""
        places = (self._folder / PAGE.lstrip("/"), self._folder, self._folder / HASHED.strip("/"))
        return tuple(map(_changed_at, places))

    def _site(self) -> Wsgi:
        if not (self._folder / PAGE.lstrip("/")).is_file():
            return _without_client(self._app)
        try:
            return Site(self._app, str(self._folder))
        except FileNotFoundError:  # a build clears the folder just now, and its next file brings us here again
            return _without_client(self._app)


def _changed_at(path: Path) -> int | None:
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return None


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
    if areas.is_for_api(environ) or environ["REQUEST_METHOD"] not in areas.READS:
        return False
    return _CLIENT_ROUTE.fullmatch(environ.get("PATH_INFO", "")) is not None


def _without_client(app: Wsgi) -> Wsgi:
    def hint(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        if _is_client_route(environ):
            return Response(NOT_BUILT, status=503, content_type="text/html; charset=utf-8")(environ, start_response)
        return app(environ, start_response)

    return hint
