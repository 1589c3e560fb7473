"""People who rent cars, in the mix that such sites see: most search, some look, few hold, fewer pay or cancel.

    pip install -r requirements-bench.txt
    RATE_LIMITS_ENABLED=false drivesphere up                  # every user opens accounts of its own
    locust -f bench/locustfile.py --host http://127.0.0.1:8000                        # with a page at port 8089
    locust -f bench/locustfile.py --host … --headless -u 50 -r 5 -t 1m                # and without

Of a hundred things that somebody does, 80 are searches, 12 looks at a car and its calendar, 5 holds, 2 payments
through the payment page of the Stripe sandbox, 1 a cancellation. Everybody thinks for a second or so in between. A hold
that is neither paid nor cancelled lapses, as in life; who has as many as an account may have leaves, and somebody new
comes. A refused hold (409, 423) is no failure. Run it against an installation of its own: what is paid stays booked.
"""

from __future__ import annotations

import random
import secrets
import sys
import time
import uuid
from datetime import UTC, datetime, timedelta
from typing import Any

import gevent
from locust import FastHttpUser, between, task
from locust.exception import RescheduleTask, StopUser

API = "/api/v1"
OK, CREATED, SEE_OTHER, CONFLICT, GONE, LOCKED, TOO_MANY = 200, 201, 303, 409, 410, 423, 429
LAPSED = (CONFLICT, GONE)  # what one hears who comes to a hold after its ten minutes
PATIENCE_SECONDS = 5  # a queue in front of the password hashes passes; a limit of registrations does not
MARGIN_SECONDS = 60  # before a session ends; everybody searches more often than that
SHOWN_NOTHING = 2  # exit code of a run that could not be made
CARD = {"action": "pay", "card_number": "4242 4242 4242 4242", "email": "", "name": "Test Card"}
WISHES: tuple[dict[str, str | int], ...] = (
    {},
    {"state": "CA", "vehicle_type": "car", "price_max": 10_000},
    {"vehicle_type": "suv", "fuel": "gasoline", "year_min": 2015},
    {"make": "Tesla", "fuel": "electric", "sort": "price"},
    {"city": "Las Vegas", "state": "NV", "sort": "-price"},
    {"near": "34.05,-118.24", "radius_km": 100, "sort": "distance"},
    {"q": "toyota", "vehicle_type": "car"},
)


class Renter(FastHttpUser):
    """Somebody with a browser; `found` are cars of the last search with dates, `holds` bookings that wait for money."""

    wait_time = between(0.5, 1.5)

    def on_start(self) -> None:
        self.found: list[str] = []
        self.span: dict[str, str] = {}
        self.come_in()
        self.search()

    def come_in(self) -> None:
        """Open an account and sign in, as somebody new."""
        login = {"email": f"{uuid.uuid4().hex}@bench.example", "password": secrets.token_urlsafe(24)}
        self._sent("register", f"{API}/auth/register", {**login, "name": "Ada", "role": "client"})
        session = self._sent("sign in", f"{API}/auth/login", login)
        self.headers = {"Authorization": f"Bearer {session['access_token']}"}
        self.leaves_at = time.monotonic() + session["expires_in"] - MARGIN_SECONDS
        self.holds: list[str] = []

    def _sent(self, name: str, path: str, body: dict[str, str]) -> Any:
        """The answer to something that belongs to an account; who is told to come back soon does.

        An account that is there already was opened by a request whose answer got lost.
        """
        while True:
            with self.client.post(path, json=body, name=name, catch_response=True) as answer:
                if answer.status_code in (OK, CREATED, CONFLICT):
                    answer.success()
                    return answer.json()
                wait = int((answer.headers or {}).get("Retry-After") or 0)
                if not 0 < wait <= PATIENCE_SECONDS:
                    self._give_up(f"{name} was answered {answer.status_code}; is RATE_LIMITS_ENABLED=false?")
                answer.success()
            gevent.sleep(wait)

    def _give_up(self, problem: str) -> None:
        """End the whole run."""
        print(problem, file=sys.stderr)
        self.environment.process_exit_code = SHOWN_NOTHING
        self.environment.runner.quit()
        raise StopUser

    @task(80)
    def search(self) -> None:
        """Cars that are free for some days; whose session ends soon leaves, and somebody new searches."""
        if time.monotonic() > self.leaves_at:
            self.come_in()
        span = _some_days()
        answer = self.client.get(f"{API}/cars", params={**random.choice(WISHES), **span}, name="search")
        if answer.status_code == OK and (found := answer.json()):
            self.found, self.span = [car["id"] for car in found], span

    @task(12)
    def view(self) -> None:
        """The page of a car that was found: price and calendar."""
        car = self._some_car()
        self.client.get(f"{API}/cars/{car}", params=self.span, name="view")
        self.client.get(f"{API}/cars/{car}/availability", name="view: calendar")

    @task(5)
    def hold(self) -> None:
        """A car that was found, for the days that were searched for."""
        path = f"{API}/cars/{self._some_car()}/bookings"
        with self._as_me("POST", path, "hold", json=self.span) as answer:
            if answer.status_code == CREATED:
                self.holds.append(answer.json()["id"])
            if answer.status_code in (CONFLICT, LOCKED, TOO_MANY):
                answer.success()
        if answer.status_code == TOO_MANY:
            self.come_in()

    @task(2)
    def pay(self) -> None:
        """Go to the payment page, pay there, come back to the booking."""
        own = f"{API}/bookings/{self._some_hold()}"
        with self._as_me("POST", f"{own}/checkout", "pay: checkout") as answer:
            if answer.status_code in LAPSED:
                answer.success()
        if answer.status_code != CREATED:
            return
        page = answer.json()["checkout_url"]
        with self.client.post(page, data=CARD, name="pay: page", allow_redirects=False, catch_response=True) as paid:
            if paid.status_code == SEE_OTHER:
                paid.success()
        with self._as_me("POST", f"{own}/reconcile", "pay: return") as answer:
            if answer.status_code == OK and answer.json()["status"] != "confirmed":
                answer.failure("paid and not confirmed")

    @task(1)
    def cancel(self) -> None:
        """Think again."""
        with self._as_me("POST", f"{API}/bookings/{self._some_hold()}/cancel", "cancel", json={}) as answer:
            if answer.status_code in LAPSED:
                answer.success()

    def _as_me(self, method: str, path: str, name: str, **more: Any) -> Any:
        return self.client.request(method, path, name=name, headers=self.headers, catch_response=True, **more)

    def _some_car(self) -> str:
        if not self.found:
            raise RescheduleTask
        return random.choice(self.found)

    def _some_hold(self) -> str:
        if not self.holds:
            raise RescheduleTask
        return self.holds.pop()


def _some_days() -> dict[str, str]:
    start = datetime.now(UTC).replace(minute=0, second=0, microsecond=0) + timedelta(days=random.randint(3, 300))
    end = start + timedelta(days=random.choice((1, 2, 3, 7)))
    return {"starts_at": f"{start:%Y-%m-%dT%H:%M:%SZ}", "ends_at": f"{end:%Y-%m-%dT%H:%M:%SZ}"}
