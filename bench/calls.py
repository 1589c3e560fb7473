"""Calls to a running installation as a client makes them: JSON over a kept connection, timed."""

from __future__ import annotations

import http.client
import json
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NoReturn
from urllib.parse import urlsplit

URL = "http://127.0.0.1:8000"
TIMEOUT_SECONDS = 30  # the API itself gives up after four
SHOWN_NOTHING = 2  # exit code of a run that could not be made; 1 means that something was sold that was not there
NO_ANSWER = 0  # in the place of a status: whether it was done is unknown


@dataclass(frozen=True)
class Answer:
    """A status, the JSON that came with it, and how long it took."""

    status: int
    body: Any
    milliseconds: float

    @property
    def code(self) -> str:
        return str(self.body.get("code", "")) if isinstance(self.body, dict) else ""


class Connection:
    """One caller's own connection, open from the start, with the headers that say who it is."""

    def __init__(self, url: str, headers: Mapping[str, str] | None = None) -> None:
        place = urlsplit(url)
        by_scheme = {"http": http.client.HTTPConnection, "https": http.client.HTTPSConnection}
        self._http = by_scheme[place.scheme](place.netloc, timeout=TIMEOUT_SECONDS)
        self.headers = {"Content-Type": "application/json", **(headers or {})}
        try:
            self._http.connect()
        except OSError as error:
            give_up(f"Nobody answers at {url} ({error}). Start it with `make up`, or name another --url.")

    def ask(self, method: str, path: str, body: Any = None) -> Answer:
        """The answer, whatever its status; one with `NO_ANSWER` when the connection broke."""
        started = time.perf_counter()
        try:
            self._http.request(method, path, None if body is None else json.dumps(body), self.headers)
            answer = self._http.getresponse()
            status, text = answer.status, answer.read()
        except (OSError, http.client.HTTPException):
            self._http.close()
            status, text = NO_ANSWER, b""
        return Answer(status, _parsed(text), (time.perf_counter() - started) * 1000)

    def expect(self, status: int, method: str, path: str, body: Any = None) -> Any:
        """The body of an answer that must have `status`; anything else ends the run."""
        answer = self.ask(method, path, body)
        if answer.status != status:
            give_up(f"{method} {path} was answered {answer.status or 'not at all'}: {answer.body}")
        return answer.body


def _parsed(text: bytes) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return {}


def give_up(problem: str) -> NoReturn:
    """End the run: it could not show anything."""
    print(problem, file=sys.stderr)
    raise SystemExit(SHOWN_NOTHING)
