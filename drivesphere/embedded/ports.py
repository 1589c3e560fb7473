"""Loopback ports for the servers we start ourselves."""

from __future__ import annotations

import contextlib
import socket
from collections.abc import Collection
from pathlib import Path

from drivesphere.embedded.process import StartError
from drivesphere.embedded.secret_files import write_private

LOOPBACK = "127.0.0.1"


def free_port() -> int:
    """A loopback port nobody listens on now; another program may still take it before it is used."""
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        return int(probe.getsockname()[1])


def kept_port(path: Path, *, reserved: Collection[int] = ()) -> tuple[int, int | None]:
    """The port written in `path`, for addresses that others remember, and None.

    When it is taken or in `reserved`: a new one, written there, and the one that is lost.
    """
    before = _read_port(path)
    if before is not None and before not in reserved and port_is_free(before):
        return before, None
    port = free_port()
    while port in reserved:
        port = free_port()
    write_private(path, str(port))
    return port, before


def _read_port(path: Path) -> int | None:
    """The port in a file; None when there is none, or nothing that could be one."""
    with contextlib.suppress(OSError, ValueError):
        port = int(path.read_text(encoding="ascii"))
        return port if 0 < port < 65_536 else None
    return None


def port_is_free(port: int) -> bool:
    """Whether a server could listen on this loopback port at this moment."""
    with socket.socket() as probe:
        # Servers set the same option; without it a port in TIME_WAIT would look taken.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, port))
        except OSError:
            return False
        return True


def refuse_taken_port(name: str, port: int, advice: str) -> None:
    """Raises StartError when another program would answer in this one's place."""
    if not port_is_free(port):
        raise StartError(f"{name} cannot start: port {port} is taken by another program; {advice}")


def accepts_connections(port: int) -> bool:
    """Whether something listens on this loopback port and completes a handshake."""
    with socket.socket() as probe:
        probe.settimeout(0.2)
        return probe.connect_ex((LOOPBACK, port)) == 0
