"""`python -m drivesphere.embedded.stripe_sandbox --port N --data-dir DIR --webhook-url URL`."""

import argparse
import json
import logging
import os
import signal
import socket
import sys

from . import BadSettings, BadSwitch, StripeSandbox


def main() -> int:
    """Runs until SIGTERM or SIGINT; 1 and one clear line if it cannot start."""
    logging.basicConfig(level=logging.WARNING)
    end = _listen_for_the_end()
    try:
        sandbox = _sandbox(_options())
        url = sandbox.start()
    except (BadSettings, BadSwitch, OSError, ValueError) as problem:
        print(f"The Stripe sandbox cannot start: {problem}", file=sys.stderr)
        return 1
    print(f"Stripe sandbox on {url} (no money moves)", flush=True)
    end.recv(1)
    sandbox.stop()
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="stripe_sandbox", description="A Stripe on which no money moves.")
    parser.add_argument("--port", type=int, required=True, help="on 127.0.0.1; 0 picks a free one")
    parser.add_argument("--data-dir", required=True, help="folder for its SQLite file")
    parser.add_argument("--webhook-url", help="where events are sent; none are without it")
    parser.add_argument("--public-url", default="", help="base of the hosted page's address, if not the port's own")
    parser.add_argument("--merchant", default="DriveSphere", help="name on the hosted page")
    parser.add_argument(
        "--switches",
        default=os.environ.get("STRIPE_SANDBOX_SWITCHES", "{}"),
        help="JSON, as /_sandbox/switches takes",
    )
    return parser.parse_args()


def _sandbox(options: argparse.Namespace) -> StripeSandbox:
    return StripeSandbox(
        options.data_dir,
        webhook_url=options.webhook_url,
        secret_key=os.environ.get("STRIPE_SECRET_KEY", ""),
        webhook_secret=os.environ.get("STRIPE_WEBHOOK_SECRET", ""),
        port=options.port,
        public_url=options.public_url,
        merchant=options.merchant,
        switches=_switches(options.switches),
    )


def _switches(text: str) -> dict[str, object]:
    positions = json.loads(text)
    if not isinstance(positions, dict):
        raise BadSwitch("--switches takes a JSON object")
    return positions


def _listen_for_the_end() -> socket.socket:
    """Where a byte arrives when somebody says stop.

    An Event would not do: a second signal, on top of the handler of the first, waits for its lock for ever.
    """
    here, there = socket.socketpair()
    there.setblocking(False)
    signal.set_wakeup_fd(there.detach())
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: None)
    return here


if __name__ == "__main__":
    sys.exit(main())
