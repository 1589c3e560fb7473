"""One's own account over HTTP: address, name, passwords, sessions."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from drivesphere.app import create_app
from drivesphere.config import Settings
from drivesphere.domain.kind import Kind
from drivesphere.kinds import registry
from drivesphere.models import audit_entry, listing, user
from drivesphere.services import effects
from tests.mailroom import Mailroom, text_of
from tests.stage import Stage, empty
from tests.unseen import UNSEEN

PASSWORD, NEW = "blue-harbour-lantern-19", "amber-lighthouse-ferry-27"
ADA = {"email": "ada@example.com", "password": PASSWORD, "name": "Ada", "role": "client"}
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0"
PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 Version/17.5 Mobile Safari/604.1"


@dataclass
class Browser:
    """A browser of Ada's, signed in."""

    client: FlaskClient
    token: str

    def ask(self, method: str, action: str, body: Any = None, *, area: str = "auth") -> TestResponse:
        headers = {"Authorization": f"Bearer {self.token}"}
        return self.client.open(f"/api/v1/{area}/{action}", method=method, json=body, headers=headers)

    def is_in(self) -> bool:
        return self.ask("GET", "me").status_code == 200


@pytest.fixture
def mailroom(tmp_path: Path) -> Mailroom:
    return Mailroom(tmp_path / "mail")


@pytest.fixture
def app(settings: Settings, mailroom: Mailroom) -> Flask:
    app = create_app(replace(settings, mail_dir=str(mailroom.folder)))
    effects.register()
    empty()
    return app


@pytest.fixture(autouse=True)
def _connected() -> None:
    """`app` connects in its own way."""


@pytest.fixture
def ada(app: Flask) -> Browser:
    assert post(app, "register", ADA).status_code == 201
    return sign_in(app)


def post(app: Flask, action: str, body: Any) -> TestResponse:
    return app.test_client().post(f"/api/v1/auth/{action}", json=body)


def sign_in(app: Flask, password: str = PASSWORD, agent: str = FIREFOX) -> Browser:
    client = app.test_client()
    login = {"email": ADA["email"], "password": password}
    answer = client.post("/api/v1/auth/login", json=login, headers={"User-Agent": agent})
    assert answer.status_code == 200
    return Browser(client, answer.get_json()["access_token"])


def token_of(mailroom: Mailroom) -> str:
    """The token of the latest mail that has one."""
    return [found for message in mailroom.sent() for found in re.findall(r"#token=([\w-]+)", text_of(message))][-1]


def test_following_the_link_verifies_the_address(app: Flask, ada: Browser, mailroom: Mailroom) -> None:
    assert ada.ask("GET", "me").get_json()["email_verified"] is False

    answers = [post(app, "verify-email", {"token": token_of(mailroom)}) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [204, 422]
    assert answers[1].get_json()["code"] == "token_no_good"
    assert ada.ask("GET", "me").get_json()["email_verified"] is True


def test_the_mail_comes_again_when_asked_for(ada: Browser, mailroom: Mailroom) -> None:
    assert ada.ask("POST", "resend-verification").status_code == 204

    assert len(mailroom.sent()) == 2


def test_forgetting_a_password_is_answered_alike_for_everybody(app: Flask, ada: Browser) -> None:
    answers = [post(app, "forgot-password", {"email": email}) for email in (ADA["email"], "nobody@example.com")]

    told = [(answer.status_code, answer.data, sorted(answer.headers.keys())) for answer in answers]
    assert told[0] == told[1]
    assert told[0][:2] == (204, b"")


def test_a_reset_ends_every_session_at_once(app: Flask, ada: Browser, mailroom: Mailroom) -> None:
    post(app, "forgot-password", {"email": ADA["email"]})

    answer = post(app, "reset-password", {"token": token_of(mailroom), "password": NEW})

    assert answer.status_code == 204
    assert not ada.is_in()
    assert sign_in(app, NEW).is_in()


def test_changing_the_password_ends_the_other_sessions_only(app: Flask, ada: Browser, mailroom: Mailroom) -> None:
    phone = sign_in(app, agent=PHONE)

    answer = ada.ask("POST", "change-password", {"current": PASSWORD, "new": NEW})

    assert answer.status_code == 204
    assert (ada.is_in(), phone.is_in()) == (True, False)
    assert sign_in(app, NEW).is_in()
    assert [message["Subject"] for message in mailroom.sent()][-1] == "Your password was changed"


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"current": "wrong-harbour-lantern", "new": NEW}, "current"),
        ({"current": PASSWORD, "new": "short"}, "new"),
        ({"current": PASSWORD, "new": "password1234"}, "new"),
        ({"current": PASSWORD}, "new"),
        ({"current": {"$ne": ""}, "new": NEW}, "current"),
        ({"current": PASSWORD, "new": NEW, "user_id": "665f1c2a9d3e4b5a6c7d8e9f"}, "user_id"),
    ],
)
def test_a_change_that_may_not_be_names_the_field(app: Flask, ada: Browser, body: Any, field: str) -> None:
    answer = ada.ask("POST", "change-password", body)

    assert (answer.status_code, list(answer.get_json()["errors"])) == (422, [field])
    assert sign_in(app).is_in()


def test_sessions_are_shown_with_device_and_place_and_the_current_one_is_marked(app: Flask, ada: Browser) -> None:
    sign_in(app, agent=PHONE)

    answer = ada.ask("GET", "sessions")

    shown = {each["device"]: each for each in answer.get_json()}
    assert {device: each["is_current"] for device, each in shown.items()} == {
        "Firefox on Linux": True,
        "Mobile Safari on iOS": False,
    }
    assert {each["address"] for each in shown.values()} == {"127.0.0.1"}
    assert {each["last_used_at"][-4:] for each in shown.values()} == {":00Z"}
    assert '"total": 2' in answer.headers["X-Pagination"]


@pytest.mark.parametrize("agent", ["", "curl/8.1", "x" * 5_000, "<script>", "$where\u00e9"])
def test_whatever_a_browser_calls_itself_it_can_sign_in(app: Flask, ada: Browser, agent: str) -> None:
    browser = sign_in(app, agent=agent)

    devices = [each["device"] for each in browser.ask("GET", "sessions").get_json()]

    assert len(devices) == 2
    assert not any("<" in device or "$" in device for device in devices)


def test_a_refresh_says_from_where_the_session_is_used_now(ada: Browser) -> None:
    ada.client.post("/api/v1/auth/refresh", headers={"User-Agent": PHONE})

    assert [each["device"] for each in ada.ask("GET", "sessions").get_json()] == ["Mobile Safari on iOS"]


def test_one_session_is_ended_at_once_and_then_it_is_no_more(app: Flask, ada: Browser) -> None:
    phone = sign_in(app, agent=PHONE)
    [other] = [each["id"] for each in ada.ask("GET", "sessions").get_json() if not each["is_current"]]

    answers = [ada.ask("DELETE", f"sessions/{other}").status_code for _ in range(2)]

    assert answers == [204, 404]
    assert (ada.is_in(), phone.is_in()) == (True, False)


def test_all_other_sessions_are_ended_at_once(app: Flask, ada: Browser) -> None:
    others = [sign_in(app) for _ in range(3)]

    assert ada.ask("DELETE", "sessions").status_code == 204

    assert [browser.is_in() for browser in (ada, *others)] == [True, False, False, False]


def test_a_new_name_is_shown_at_once_and_on_ones_listings(app: Flask, ada: Browser, settings: Settings) -> None:
    found = user.find_by_email(ADA["email"]) or {}
    car = Stage(settings).car(owner_id=found["_id"], owner_name="Ada")

    answer = ada.ask("PATCH", "me", {"name": "  Ada   Lovelace "})

    assert answer.get_json()["name"] == "Ada Lovelace"
    assert (listing.collection().find_one({"_id": car}) or {})["owner_name"] == "Ada Lovelace"


@pytest.mark.parametrize("name", [*UNSEEN, "https://evil.example"])
def test_nobody_becomes_nothing_or_a_page(ada: Browser, name: str) -> None:
    answer = ada.ask("PATCH", "me", {"name": name})

    assert (answer.status_code, list(answer.get_json()["errors"])) == (422, ["name"])


@pytest.mark.parametrize("body", [{"name": ""}, {"name": " "}, {"name": "x" * 101}, {"name": None}, {"role": "admin"}])
def test_a_name_that_is_none_changes_nothing(ada: Browser, body: Any) -> None:
    answer = ada.ask("PATCH", "me", body)

    assert answer.status_code == 422
    assert ada.ask("GET", "me").get_json()["name"] == "Ada"


def test_what_one_does_with_the_account_stands_in_the_trail(app: Flask, ada: Browser, mailroom: Mailroom) -> None:
    post(app, "verify-email", {"token": token_of(mailroom)})
    ada.ask("PATCH", "me", {"name": "Ada L."})
    ada.ask("POST", "change-password", {"current": PASSWORD, "new": NEW})

    trail = [entry["action"] for entry in audit_entry.collection().find().sort("_id", 1)]

    assert trail == ["verify_email", "rename", "change_password"]


def test_mails_and_tries_are_bounded(settings: Settings) -> None:
    app = create_app(replace(settings, rate_limits_enabled=True))
    empty()
    post(app, "register", ADA)
    ada = sign_in(app)

    asked = [ada.ask("POST", "resend-verification").status_code for _ in range(6)]
    forgot = [post(app, "forgot-password", {"email": email}).status_code for email in [ADA["email"].upper()] * 6]
    wrong = {"current": "wrong-harbour-lantern", "new": NEW}
    tried = [ada.ask("POST", "change-password", wrong).status_code for _ in range(11)]

    assert (asked, forgot, tried) == ([204] * 5 + [429], [204] * 5 + [429], [422] * 10 + [429])


def test_everything_that_is_known_comes_as_a_file(ada: Browser) -> None:
    answer = ada.ask("GET", "export")

    assert answer.headers["Content-Disposition"] == 'attachment; filename="drivesphere-data.json"'
    parts = {"profile", "sessions", "bookings", "cancelled", "listings", "blocks", "audit"}
    assert set(answer.get_json()) == {"exported_at", *parts}
    assert answer.get_json()["profile"]["email"] == ADA["email"]


def test_whoever_erases_the_account_is_signed_out_everywhere(app: Flask, ada: Browser) -> None:
    phone = sign_in(app, agent=PHONE)
    wrong = ada.ask("POST", "erase", {"password": "wrong-harbour-lantern"})

    answer = ada.ask("POST", "erase", {"password": PASSWORD})

    assert (wrong.status_code, list(wrong.get_json()["errors"])) == (422, ["password"])
    assert (answer.status_code, answer.data) == (204, b"")
    assert answer.headers["Set-Cookie"].startswith("refresh_token=;")
    assert (ada.is_in(), phone.is_in()) == (False, False)


def test_what_has_to_end_first_is_named(ada: Browser, settings: Settings) -> None:
    found = user.find_by_email(ADA["email"]) or {}
    held = Stage(settings).hold(Stage(settings).car(), found["_id"]).body["id"]

    answer = ada.ask("POST", "erase", {"password": PASSWORD})

    assert (answer.status_code, answer.get_json()["code"]) == (409, "still_needed")
    assert answer.get_json()["errors"] == {"bookings": [held]}
    assert ada.is_in()


@pytest.mark.parametrize("kind", registry().values(), ids=lambda kind: kind.name)
def test_an_owner_publishes_once_the_address_is_verified(app: Flask, mailroom: Mailroom, kind: Kind) -> None:
    post(app, "register", ADA | {"role": "owner"})
    omar = sign_in(app)
    draft = omar.ask("POST", kind.path, kind.editing.asked, area="owner")
    publish = f"{kind.path}/{draft.get_json()['id']}/publish"

    at_once = omar.ask("POST", kind.path, kind.editing.asked | {"publish": True}, area="owner")
    many = {"filter": {}, "changes": {"visibility": "published"}}
    refused = [
        at_once,
        omar.ask("POST", publish, area="owner"),
        omar.ask("PATCH", f"{kind.path}/bulk", many, area="owner"),
    ]

    assert draft.status_code == 201
    assert [(answer.status_code, answer.get_json()["code"]) for answer in refused] == [(403, "email_not_verified")] * 3
    post(app, "verify-email", {"token": token_of(mailroom)})
    assert omar.ask("POST", publish, area="owner").get_json()["visibility"] == "published"
