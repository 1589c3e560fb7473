"""Where every page is, with things of the demo fleet on it: what pages are looked at, and pictures are taken of."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from playwright.sync_api import Browser

from drivesphere.embedded.demo_logins import Login
from tests.e2e.people import Person, enter
from tests.installation import Installation, wait_until

Addresses = Mapping[str, str]
"""Path and query, by the name of the page."""

PUBLIC = ("home", "results", "no results", "car", "events", "event", "slots", "slot", "lab", "lab run", "nowhere")
PARTS = ("price", "policy", "photos", "visibility")
"""Of the editor of a car, beyond its first page."""
ADDRESSES = {
    "guest": (*PUBLIC, "login", "register", "forgot", "reset", "verify", "goodbye"),
    "client": ("checkout", "payment return", "bookings", "booking", "account", "security", "data"),
    "owner": (
        *("owner", "fleet", "fleet events", "fleet slots", "new car", "new event", "new slots"),
        *("own car", "own event", "own slots", "own slots times", *(f"own car {part}" for part in PARTS)),
        *("calendar", "owner bookings", "earnings"),
    ),
    "admin": (
        *("admin", "users", "all bookings", "audit", "money", "webhooks", "mails", "api keys", "system", "reports"),
    ),
}


def addresses(browser: Browser, installation: Installation, logins: Mapping[str, Login]) -> Addresses:
    """The addresses, after a client has put something on hold and the trail of that is sealed.

    So pages have all that they ever show, however soon after its start the installation is looked at.
    """
    context = browser.new_context(base_url=installation.url)
    client, owner = enter(context, logins["client"]), enter(context, logins["owner"])
    public = _of_everybody(client)
    own = _of_the_owner(owner)
    hold = _a_hold(client, public["car"])
    run = client.post("/lab/concurrency-runs", {"kind": "cars", "rivals": 10})["links"]["page"]
    admin = enter(context, logins["admin"])
    wait_until(lambda: _is_sealed(admin), seconds=180)
    context.close()
    return {**FIXED, **public, **own, **_of(hold), "lab run": run}


FIXED = {
    "home": "/",
    "results": "/cars?city=Seattle&state=WA",
    "no results": "/cars?q=nothing-is-called-so",
    "events": "/events",
    "slots": "/slots",
    "lab": "/lab",
    "nowhere": "/there/is/no/page",
    "login": "/login",
    "register": "/register",
    "forgot": "/forgot",
    "reset": "/reset?token=unknown",
    "verify": "/verify?token=unknown",
    "goodbye": "/goodbye",
    "bookings": "/bookings",
    "account": "/account",
    "security": "/account/security",
    "data": "/account/data",
    "owner": "/owner",
    "fleet": "/owner/fleet/cars",
    "fleet events": "/owner/fleet/events",
    "fleet slots": "/owner/fleet/time-slots",
    "new car": "/owner/fleet/cars/new",
    "new event": "/owner/fleet/events/new",
    "new slots": "/owner/fleet/time-slots/new",
    "calendar": "/owner/calendar",
    "owner bookings": "/owner/bookings",
    "earnings": "/owner/earnings",
    "admin": "/admin",
    "users": "/admin/users",
    "all bookings": "/admin/bookings",
    "audit": "/admin/audit",
    "money": "/admin/money",
    "webhooks": "/admin/webhooks",
    "mails": "/admin/mails",
    "api keys": "/admin/api-keys",
    "system": "/admin/system",
    "reports": "/admin/reports",
}


def _of_everybody(client: Person) -> dict[str, str]:
    return {
        "car": f"/cars/{_first(client, '/cars', city='Seattle', state='WA')}",
        "event": f"/events/{_first(client, '/events')}",
        "slot": f"/slots/{_first(client, '/time-slots')}",
    }


def _of_the_owner(owner: Person) -> dict[str, str]:
    named = {"own car": "cars", "own event": "events", "own slots": "time-slots"}
    own = {name: f"/owner/fleet/{kind}/{_first(owner, f'/owner/{kind}')}" for name, kind in named.items()}
    parts = {f"own car {part}": f"{own['own car']}/{part}" for part in PARTS}
    return own | parts | {"own slots times": f"{own['own slots']}/times"}


def _first(person: Person, path: str, **params: Any) -> str:
    found: str = person.get(path, page_size=1, **params)[0]["id"]
    return found


def _a_hold(client: Person, car: str) -> str:
    """The client's live hold, placed now unless there is one."""
    live = client.get("/bookings", status="pending", page_size=1)
    if live:
        return str(live[0]["id"])
    starts_at = (datetime.now(UTC) + timedelta(days=40)).replace(hour=18, minute=0, second=0, microsecond=0)
    body = {"starts_at": starts_at.isoformat(), "ends_at": (starts_at + timedelta(days=2)).isoformat()}
    return str(client.post(f"{car}/bookings", body)["id"])


def _is_sealed(admin: Person) -> bool:
    """Whether some of the audit trail is sealed already: beat asks for it once a minute."""
    parts = {part["part"]: part["facts"] for part in admin.get("/admin/system")["parts"]}
    return bool(parts["audit"]["sealed"])


def _of(hold: str) -> dict[str, str]:
    return {
        "checkout": f"/checkout/{hold}",
        "payment return": f"/checkout/{hold}/return",
        "booking": f"/bookings/{hold}",
    }
