"""How fast is the car search? Asks a running installation over HTTP and prints the times.

    drivesphere up                                            # in one terminal; it prints the URL
    python -m bench.fill_bookings --mongo-url mongodb://…     # once: 200,000 bookings
    python -m bench.search --url http://127.0.0.1:8000

Three rows are measured, each by `--concurrency` clients that ask without a pause:

    filtered   dates and three filters, every request with other dates: nothing comes from the cache
    dates      dates alone over the whole fleet, again never from the cache
    cached     the searches of the first row again, within the half minute that they are kept

Goals with 200,000 bookings on two cores: filtered p95 < 200 ms, cached p95 < 20 ms. The clients run on the same
cores as the installation, so its own times are a little better than what is shown.
"""

from __future__ import annotations

import argparse
import http.client
import random
import threading
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode, urlsplit

CONCURRENCY = 8
REQUESTS = 400
CACHED_ADDRESSES = 40
GOALS_MS = {"filtered": 200, "cached": 20}
HTTP_OK = 200

FILTERS: Sequence[dict[str, str | int]] = (
    {"state": "CA", "vehicle_type": "car", "price_max": 10_000},
    {"vehicle_type": "suv", "fuel": "gasoline", "year_min": 2015},
    {"make": "Tesla", "fuel": "electric", "rating_min": "4.5", "sort": "price"},
    {"city": "Las Vegas", "state": "NV", "price_max": 20_000, "sort": "-price"},
    {"near": "34.05,-118.24", "radius_km": 100, "price_max": 15_000, "sort": "distance"},
    {"vehicle_type": "car", "price_max": 8_000, "year_min": 2014, "sort": "-rating"},
    {"q": "toyota", "vehicle_type": "car", "year_min": 2010, "sort": "price"},
)


def main() -> None:
    args = _arguments()
    dice = random.Random()  # never seeded: the dates of an earlier run may still be in the cache
    cached = [address for address, _ in zip(_addresses(dice, FILTERS), range(CACHED_ADDRESSES), strict=False)]
    rows = {
        "filtered": _take(_addresses(dice, FILTERS), args.requests),
        "dates": _take(_addresses(dice, [{}]), args.requests // 4),
    }
    for name, addresses in rows.items():
        _report(name, measure(args.url, addresses, args.concurrency))
    measure(args.url, cached, args.concurrency)
    _report("cached", measure(args.url, [dice.choice(cached) for _ in range(args.requests)], args.concurrency))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--url", required=True, help="what `drivesphere up` has printed")
    parser.add_argument("--concurrency", type=int, default=CONCURRENCY, help="clients at a time (default: %(default)s)")
    parser.add_argument("--requests", type=int, default=REQUESTS, help="requests in a row (default: %(default)s)")
    return parser.parse_args()


def _take(addresses: Iterator[str], count: int) -> list[str]:
    return [next(addresses) for _ in range(count)]


def _addresses(dice: random.Random, filters: Sequence[dict[str, str | int]]) -> Iterator[str]:
    """Searches for ever, each with other dates, the filters in turn."""
    tomorrow = datetime.now(UTC).replace(second=0, microsecond=0) + timedelta(days=1)
    while True:
        for wishes in filters:
            start = tomorrow + timedelta(minutes=dice.randrange(300 * 24 * 60))
            end = start + timedelta(days=dice.choice((1, 2, 3, 7)))
            dates = {"starts_at": f"{start:%Y-%m-%dT%H:%M:%SZ}", "ends_at": f"{end:%Y-%m-%dT%H:%M:%SZ}"}
            yield "/api/v1/cars?" + urlencode({**wishes, **dates})


def measure(url: str, addresses: Sequence[str], concurrency: int) -> list[float]:
    """Milliseconds of each request, asked by `concurrency` clients; SystemExit for an answer that is not 200."""
    waiting, times, failed = list(addresses), [], []

    def ask() -> None:
        connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=30)
        while waiting and not failed:
            address = waiting.pop()
            started = time.perf_counter()
            connection.request("GET", address)
            answer = connection.getresponse()
            body = answer.read()
            times.append((time.perf_counter() - started) * 1000)
            if answer.status != HTTP_OK:
                failed.append(f"{answer.status} for {address}: {body[:300].decode()}")

    clients = [threading.Thread(target=ask) for _ in range(concurrency)]
    for client in clients:
        client.start()
    for client in clients:
        client.join()
    if failed:
        raise SystemExit(failed[0])
    return times


def _report(name: str, times: list[float]) -> None:
    times.sort()
    p50, p95 = (times[int(len(times) * share)] for share in (0.50, 0.95))
    goal = f"   {p95 / GOALS_MS[name]:.2f} of the goal of {GOALS_MS[name]} ms" if name in GOALS_MS else ""
    print(f"{name:10} {len(times):5} requests   p50 {p50:7.1f} ms   p95 {p95:7.1f} ms{goal}", flush=True)


if __name__ == "__main__":
    main()
