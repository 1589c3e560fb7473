"""People with a session, who need not type their password in every test."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from playwright.sync_api import APIRequestContext, BrowserContext

from drivesphere.embedded.demo_logins import Login

API = "/api/v1"
# The client asks for a session only where somebody has signed in before.
RETURNS = "localStorage.setItem('ds.returning', '1')"


@dataclass(frozen=True)
class Person:
    """Somebody who is signed in: the browser has the cookie, and here is a token for what a test prepares."""

    requests: APIRequestContext
    token: str

    def get(self, path: str, **params: Any) -> Any:
        answer = self.requests.get(API + path, params=params, headers=self._headers())
        assert answer.ok, answer.text()
        return answer.json()

    def post(self, path: str, body: Any = None, *, key: str | None = None) -> Any:
        answer = self.requests.post(
            API + path, data=body, headers=self._headers() | {"Idempotency-Key": key or uuid4().hex}
        )
        assert answer.ok, answer.text()
        return answer.json()

    def patch(self, path: str, body: Any) -> Any:
        """Change what nobody else has changed since it was read."""
        tag = self.requests.get(API + path, headers=self._headers()).headers["etag"]
        answer = self.requests.patch(API + path, data=body, headers=self._headers() | {"If-Match": tag})
        assert answer.ok, answer.text()
        return answer.json()

    def _headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"}


def enter(context: BrowserContext, login: Login) -> Person:
    """Sign in at the API; pages opened in `context` from now on find the session."""
    answer = context.request.post(f"{API}/auth/login", data={"email": login.email, "password": login.password})
    assert answer.ok, answer.text()
    context.add_init_script(RETURNS)
    return Person(context.request, answer.json()["access_token"])
