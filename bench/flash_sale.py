"""Ten thousand requests for five hundred places, as fast as the installation answers.

    pip install -r requirements-bench.txt                     # once: a client that costs little itself
    drivesphere up                                            # in one terminal; it prints the URL
    python -m bench.flash_sale --requests 10000 --capacity 500

Puts up an event through the partner's ticket service and sends the requests over `--connections` kept connections,
each for another user who wants one place. Prints the rate, how long winners and losers waited, every status, and ends
with what the database says. The exit code is 0 if every place was sold once, 1 if more or fewer were, 2 if it could
not be tried. The client runs on the installation's cores, so what it takes of them is printed too.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from http.client import HTTPException

import gevent
from geventhttpclient import HTTPClient
from rich.progress import Progress

from bench.calls import NO_ANSWER, TIMEOUT_SECONDS, URL
from bench.tickets import BOOKINGS, CREATED, SERVER_FAULT, TicketService

REQUESTS, CAPACITY, CONNECTIONS = 10_000, 500, 64
SHARES = (0.50, 0.95, 0.99, 1.0)
SHOW_EVERY_SECONDS = 0.2


@dataclass(frozen=True, slots=True)
class Reply:
    status: int
    milliseconds: float


def main() -> int:
    options = _options()
    service = TicketService(options.url, options.api_key)
    section = service.open_section("Flash sale", options.capacity)
    orders = [json.dumps(section.order(f"user-{number}")) for number in range(options.requests)]
    client = _client(options.url, service.headers, options.connections)
    started, cpu = time.perf_counter(), time.process_time()
    replies = _send(client, orders, options.connections)
    _report(replies, time.perf_counter() - started, time.process_time() - cpu)
    return service.outcome(section, [reply.status for reply in replies]).conclude()


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--url", default=URL, help="what `drivesphere up` has printed (%(default)s)")
    parser.add_argument("--api-key", default=os.environ.get("BENCH_API_KEY"), help="where the partner API wants one")
    parser.add_argument("--requests", type=int, default=REQUESTS, help="one for each user (%(default)s)")
    parser.add_argument("--capacity", type=int, default=CAPACITY, help="places that there are (%(default)s)")
    parser.add_argument("--connections", type=int, default=CONNECTIONS, help="requests at a time (%(default)s)")
    return parser.parse_args()


def _client(url: str, headers: dict[str, str], connections: int) -> HTTPClient:
    return HTTPClient.from_url(
        url,
        headers={"Content-Type": "application/json", **headers},
        concurrency=connections,
        connection_timeout=TIMEOUT_SECONDS,
        network_timeout=TIMEOUT_SECONDS,
    )


def _send(client: HTTPClient, orders: Sequence[str], connections: int) -> list[Reply]:
    """Every order once, `connections` at a time."""
    waiting, replies = list(reversed(orders)), list[Reply]()

    def send_on() -> None:
        while waiting:
            replies.append(_ask(client, waiting.pop()))

    with Progress(transient=True) as progress:
        task = progress.add_task("selling …", total=len(orders))
        senders = [gevent.spawn(send_on) for _ in range(connections)]
        while len(gevent.joinall(senders, timeout=SHOW_EVERY_SECONDS, raise_error=True)) < connections:
            progress.update(task, completed=len(replies))
    return replies


def _ask(client: HTTPClient, order: str) -> Reply:
    started = time.perf_counter()
    try:
        answer = client.post(BOOKINGS, body=order)
        answer.read()
        status = answer.status_code
    except (OSError, HTTPException):
        status = NO_ANSWER
    return Reply(status, (time.perf_counter() - started) * 1000)


def _report(replies: Sequence[Reply], seconds: float, cpu_seconds: float) -> None:
    print(f"{len(replies)} requests in {seconds:.1f} s: {len(replies) / seconds:.0f} a second")
    print(f"the client itself took {cpu_seconds / seconds:.0%} of one core\n")
    print(f"{'':<8} {'count':>7} " + "".join(f"{_name(share):>12}" for share in SHARES))
    _print_times("winners", [reply for reply in replies if reply.status == CREATED])
    _print_times("losers", [reply for reply in replies if reply.status != CREATED])
    statuses = Counter(reply.status for reply in replies)
    print("\nstatuses " + ", ".join(f"{status or 'no answer'}: {count}" for status, count in sorted(statuses.items())))
    print(f"answers from {SERVER_FAULT} on: {sum(reply.status >= SERVER_FAULT for reply in replies)}\n")


def _name(share: float) -> str:
    return f"p{share * 100:.0f}" if share < 1 else "longest"


def _print_times(name: str, replies: Sequence[Reply]) -> None:
    times = sorted(reply.milliseconds for reply in replies)
    shown = [f"{times[min(len(times) - 1, int(len(times) * share))]:9.0f} ms" for share in SHARES] if times else []
    print(f"{name:<8} {len(times):>7} {''.join(shown)}")


if __name__ == "__main__":
    sys.exit(main())
