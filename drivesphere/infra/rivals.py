"""Rivals on the wire: requests that are written ahead but for one last packet, and let go at one instant.

Every rival has a connection of its own. What is held back are the end of its headers and its body: a server that has
read the headers gives the request one of its threads, and a rival that comes later would keep that thread waiting.
"""

from __future__ import annotations

import socket
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing, suppress
from dataclasses import dataclass, field, replace
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from urllib.parse import SplitResult, urlsplit

from drivesphere.config import Settings
from drivesphere.domain.errors import Unavailable
from drivesphere.infra import mongo

ANSWER_SECONDS = 15.0  # a hundred rivals queue for the threads of one server; on a busy machine that takes seconds
CONNECT_SECONDS = 2.0  # it is our own server, and mostly on the same machine
LARGEST_ANSWER = 64 * 1024  # bytes; a refusal with three alternatives is a tenth of it
RETRY_AFTER_SECONDS = 5
# To uncork does not give up the interpreter's lock, to send does: a hundred requests are let go within a millisecond
# or two, however busy the threads of this process are. Only Linux has it; elsewhere they are sent one by one.
CORK: int | None = getattr(socket, "TCP_CORK", None)
END_OF_HEADERS = b"\r\n\r\n"

_target = urlsplit("")


@dataclass(frozen=True, slots=True)
class Prepared:
    """A request that waits for the signal. `path` and `headers` are sent as they stand, so no client may name them."""

    method: str
    path: str
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back; a rival without answer has no status. `headers` are by lower-case name.

    `sent_at` and `answered_at` are seconds of the monotonic clock: of the last packet, and of the whole answer.
    """

    sent_at: float = 0.0
    answered_at: float | None = None
    status: int | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""


def connect(settings: Settings) -> None:
    """Take the address of the server that rivals meet at; opens no socket yet."""
    global _target
    _target = urlsplit(settings.lab_target_url or settings.public_url)


def fire(requests: Sequence[Prepared], *, spread_ms: float = 0) -> list[Reply]:
    """Send all `requests` at one instant, or evenly over `spread_ms`; the replies in their order.

    Raises `Unavailable` when the server cannot be reached at all; one that does not answer has a reply without status.
    """
    seconds = mongo.at_most(ANSWER_SECONDS)
    with ExitStack() as connections:
        lines = [connections.enter_context(closing(_open(request, seconds))) for request in requests]
        if not spread_ms:
            for line in lines:
                line.load()
        with ThreadPoolExecutor(len(lines)) as listeners:
            heard = [listeners.submit(line.listen) for line in lines]
            signal, step = time.monotonic(), spread_ms / 1000 / max(1, len(lines) - 1)
            sent = [line.release(signal + number * step) for number, line in enumerate(lines)]
            return [replace(reply.result(), sent_at=at) for reply, at in zip(heard, sent, strict=True)]


class _Line:
    """A connection on which all of a request is written but its last packet."""

    def __init__(self, connection: HTTPConnection, request: Prepared) -> None:
        self._connection = connection
        self._method = request.method
        written = _as_http(request)
        held_back = written.index(END_OF_HEADERS) + len(END_OF_HEADERS) - 1
        self._last_packet = written[held_back:]
        self._connection.send(written[:held_back])

    def load(self) -> None:
        """Hand the last packet to the kernel, which keeps it until the socket is uncorked, or 200 ms have passed."""
        if CORK is not None:
            self._cork(CORK, True)
            self._send_last()

    def release(self, at: float) -> float:
        """Let the last packet go at the instant `at`, or now when that has passed; when it went."""
        if (wait := at - time.monotonic()) > 0:
            time.sleep(wait)
        self._send_last()
        if CORK is not None:
            self._cork(CORK, False)
        return time.monotonic()

    def _send_last(self) -> None:
        """Send what is left to send, which is nothing the second time."""
        rest, self._last_packet = self._last_packet, b""
        if rest:
            with suppress(OSError):  # the server has hung up; whoever listens learns it too
                self._connection.send(rest)

    def _cork(self, option: int, is_corked: bool) -> None:
        with suppress(OSError):
            self._connection.sock.setsockopt(socket.IPPROTO_TCP, option, is_corked)

    def listen(self) -> Reply:
        """The reply; without status when there is none in time, or none that is HTTP."""
        with closing(HTTPResponse(self._connection.sock, method=self._method)) as response:
            try:
                response.begin()
                body = response.read(LARGEST_ANSWER)
            except (OSError, HTTPException):
                return Reply()
            if response.length:  # it broke off, or is larger than any answer of ours
                return Reply()
            answered_at = time.monotonic()
            headers = {name.lower(): value for name, value in response.getheaders()}
            return Reply(0.0, answered_at, response.status, headers, body)

    def close(self) -> None:
        self._connection.close()


def _open(request: Prepared, seconds: float) -> _Line:
    connection = _connection_to(_target)
    try:
        connection.connect()
        connection.sock.settimeout(seconds)
        return _Line(connection, request)
    except OSError as error:
        connection.close()
        raise Unavailable(
            f"The lab cannot reach the server it was told to meet its rivals at ({type(error).__name__}).",
            code="lab_unreachable",
            retry_after=RETRY_AFTER_SECONDS,
        ) from error


def _connection_to(target: SplitResult) -> HTTPConnection:
    connection = HTTPSConnection if target.scheme == "https" else HTTPConnection
    return connection(target.hostname or "", target.port, timeout=CONNECT_SECONDS)


def _as_http(request: Prepared) -> bytes:
    """The request as HTTP/1.1; each connection serves one, because rivals do not share."""
    own = {"Host": _target.netloc, "Connection": "close", "Content-Length": str(len(request.body))}
    lines = [f"{name}: {value}" for name, value in (own | dict(request.headers)).items()]
    start = f"{request.method} {_target.path.rstrip('/')}{request.path} HTTP/1.1"
    return "\r\n".join([start, *lines, "", ""]).encode("ascii") + request.body
