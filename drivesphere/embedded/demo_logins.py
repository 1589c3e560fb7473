"""The three people who can sign in to a fresh installation."""

from __future__ import annotations

import json
import secrets
from dataclasses import asdict, dataclass
from pathlib import Path

from drivesphere.embedded.secret_files import write_private

PASSWORD_BYTES = 12  # 96 bits in 16 characters: long enough to be accepted, short enough to type.
DEMO = Path(__file__).with_name("demo")
FLEET = DEMO / "fleet.csv"

PEOPLE = (
    ("client", "Ada", "ada@demo.drivesphere.example"),
    ("owner", "Omar", "omar@demo.drivesphere.example"),
    ("admin", "Iris", "iris@demo.drivesphere.example"),
)


@dataclass(frozen=True)
class Login:
    """One demo account."""

    role: str
    name: str
    email: str
    password: str


def demo_logins(path: Path) -> list[Login]:
    """The same logins at every start: generated once into the JSON file `path`, mode 0600."""
    if not path.exists():
        made = [Login(role, name, email, secrets.token_urlsafe(PASSWORD_BYTES)) for role, name, email in PEOPLE]
        write_private(path, json.dumps([asdict(login) for login in made], indent=1))
    return [Login(**entry) for entry in json.loads(path.read_text(encoding="utf-8"))]
