"""A booking service as one finds it: it looks whether there is something left, and then sells, without any guard.

It speaks as much of our API as the load tests ask for, so that they can be shown what they must find.
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlsplit

MOMENT_SECONDS = 0.05  # between the look and the sale, so that rivals come in between
CAR = {"id": "car-1", "title": "Tesla Model X 2019", "city": "Seattle"}


class Overseller(BaseHTTPRequestHandler):
    """One request. `sold` and `capacity` belong to the server."""

    protocol_version = "HTTP/1.1"
    server: Shop

    def do_GET(self) -> None:
        path = urlsplit(self.path).path
        answers = {
            "/api/v1/cars": lambda: [CAR],
            "/api/v1/cars/car-1/availability": lambda: {"busy": self.server.sold},
            "/api/v1/bookings": self._own,
            "/api/events/event-1": lambda: {"data": self._event()},
            "/bookings": lambda: {"data": self.server.sold, "pagination": {"pages": 1}},
        }
        self._answer(200, answers[path]())

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if self.path.endswith("/cancel"):
            self.server.sold = [row for row in self.server.sold if row["id"] not in self.path]
            return self._answer(200, {})
        if self.path.endswith("/login"):
            return self._answer(200, {"access_token": body["email"]})
        if self.path == "/api/events":
            self.server.capacity = body["sections"][0]["capacity"]
            return self._answer(201, {"data": self._event()})
        return self._sell(body) if self.path.endswith("/bookings") else self._answer(201, {})

    def _sell(self, body: dict[str, Any]) -> None:
        if len(self.server.sold) >= self.server.capacity:
            return self._answer(409, {"code": "sold_out", "error": "Sold out"})
        time.sleep(MOMENT_SECONDS)
        booking = {"id": f"booking-{time.time_ns()}", "status": "confirmed", "qty": 1, "who": self._who()}
        booking |= {"listing": CAR, "expires_at": None, **body}
        self.server.sold.append(booking)
        return self._answer(201, {**booking, "data": {"_id": booking["id"]}})

    def _own(self) -> list[dict[str, Any]]:
        return [row for row in self.server.sold if row["who"] == self._who()]

    def _who(self) -> str:
        return self.headers.get("Authorization", "")

    def _event(self) -> dict[str, Any]:
        remaining = self.server.capacity - len(self.server.sold)
        return {"_id": "event-1", "sections": [{"_id": "section-1", "remaining": remaining}]}

    def _answer(self, status: int, body: Any) -> None:
        text = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    def log_message(self, *_: object) -> None:
        """Nobody reads it."""


class Shop(ThreadingHTTPServer):
    """The server, with what it has and what it has sold; one car to begin with."""

    daemon_threads = True
    request_queue_size = 128

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Overseller)
        self.capacity = 1
        self.sold: list[dict[str, Any]] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


@contextmanager
def open_shop() -> Iterator[Shop]:
    with Shop() as shop:
        thread = threading.Thread(target=shop.serve_forever)
        thread.start()
        yield shop
        shop.shutdown()
        thread.join()
