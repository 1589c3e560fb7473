"""Loopback ports for the servers we start ourselves."""

from __future__ import annotations

import socket

from drivesphere.embedded.process import StartError

LOOPBACK = "127.0.0.1"


def free_port() -> int:
    """A loopback port nobody listens on now; another program may still take it before it is used."""
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        return int(probe.getsockname()[1])


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
