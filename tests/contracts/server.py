"""A server as partners reach it: asked over real connections, by one or by many at once."""

from __future__ import annotations

import http.client
import json
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from threading import Barrier
from typing import Any
from urllib.parse import urlsplit

ANSWER_SECONDS = 60  # on a machine that is busy with other tests


@dataclass(frozen=True)
class Ask:
    """A request."""

    method: str
    path: str
    body: Any = None
    headers: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Reply:
    """Its answer; `json` is text where the answer is none."""

    status: int
    json: Any
    headers: dict[str, str]


@dataclass(frozen=True)
class Server:
    """The product at an address."""

    url: str

    def ask(self, method: str, path: str, body: Any = None) -> Reply:
        return self.rush([Ask(method, path, body)])[0]

    def rush(self, asks: Sequence[Ask], spread: float = 0.0) -> list[Reply]:
        """All at once, or spread evenly over `spread` seconds, each on a connection that stands already."""
        line, step = Barrier(len(asks)), spread / max(1, len(asks) - 1)

        def go(number: int, ask: Ask) -> Reply:
            connection = http.client.HTTPConnection(urlsplit(self.url).netloc, timeout=ANSWER_SECONDS)
            connection.connect()
            line.wait()
            time.sleep(number * step)
            return _sent(connection, ask)

        with ThreadPoolExecutor(len(asks)) as threads:
            return list(threads.map(go, range(len(asks)), asks))


def _sent(connection: http.client.HTTPConnection, ask: Ask) -> Reply:
    body = None if ask.body is None else json.dumps(ask.body)
    typed = {"Content-Type": "application/json"} if body else {}
    connection.request(ask.method, ask.path, body, {**typed, **ask.headers})
    answer = connection.getresponse()
    content = answer.read()
    connection.close()
    is_json = "json" in answer.headers.get("Content-Type", "")
    return Reply(answer.status, json.loads(content) if is_json else content.decode(), dict(answer.headers))
