"""A server that speaks as much HTTP as it is told to, and notes what it hears."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

from drivesphere.embedded.ports import LOOPBACK

CREATED = b"HTTP/1.1 201 Created\r\nX-Number: 7\r\nContent-Length: 2\r\n\r\n{}"


@dataclass
class Listener:
    """A server that answers each connection with `answer`; it notes what came in, piece by piece and in order."""

    answer: bytes = CREATED
    heard: list[tuple[int, bytes]] = field(default_factory=list)
    url: str = ""

    @contextmanager
    def listening(self) -> Iterator[Listener]:
        with socket.create_server((LOOPBACK, 0)) as door:
            self.url = f"http://{LOOPBACK}:{door.getsockname()[1]}"
            threading.Thread(target=self._welcome, args=(door,), daemon=True).start()
            yield self
            door.shutdown(socket.SHUT_RDWR)

    def _welcome(self, door: socket.socket) -> None:
        with suppress(OSError):  # the door is shut
            while True:
                guest, _ = door.accept()
                threading.Thread(target=self._serve, args=(guest,), daemon=True).start()

    def _serve(self, guest: socket.socket) -> None:
        with guest:
            written = b""
            while b"days" not in written and (piece := guest.recv(65_536)):
                written += piece
                self.heard.append((guest.fileno(), piece))
            guest.sendall(self.answer)

    def ends(self) -> list[bool]:
        """For each piece, in the order of their arrival, whether it ended a request."""
        return [b"days" in piece for _, piece in self.heard]
