"""A worker dies while it sends a mail, wherever it was: the mailbox has the mail once, and nothing waits."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from drivesphere import infra
from drivesphere.config import Settings
from drivesphere.models import outbox as rows
from drivesphere.services import effects, outbox
from tests.mailroom import Mailroom, deliver_into
from tests.stage import Stage, section

PATIENCE_SECONDS = 120  # a process takes a second or two to start, and what takes longer hangs
POINTS = {
    "the row is leased": ("drivesphere.models.outbox", "take_due", "behind"),
    "the mail is being written": ("drivesphere.services.mail_texts", "compose", "ahead of"),
    "it is to be sent": ("drivesphere.infra.mail", "send", "ahead of"),
    "half of it is delivered": ("os", "fsync", "ahead of"),
    "it is delivered": ("drivesphere.infra.mail", "send", "behind"),
    "it is to be noted": ("drivesphere.models.outbox", "mark_done", "ahead of"),
    "it is noted": ("drivesphere.models.outbox", "mark_done", "behind"),
}


@pytest.fixture
def post(stage: Stage, tmp_path: Path) -> Mailroom:
    """A mail to Ada waits in the outbox."""
    stage.place(stage.event(owner_id=stage.person("Omar", "owner"), sections=[section("Floor", 0, 3)]), [("Floor", 1)])
    rows.collection().delete_one({"attempt": "owner_booked"})
    return deliver_into(stage, tmp_path / "mail")


@pytest.mark.parametrize("point", POINTS)
def test_the_mail_arrives_once(stage: Stage, post: Mailroom, point: str) -> None:
    for _ in range(2):
        die_while_draining(replace(stage.settings, mail_dir=str(post.folder)), point)
        let_leases_end()

    assert [message["Subject"] for message in post.sent()] == ["Confirmed: Late Set at the Lantern"]
    assert (rows.depth("pending"), rows.depth("done")) == (0, 1)


def die_while_draining(settings: Settings, point: str) -> None:
    """Let another process carry out the outbox; at `point` it is killed, if it comes that far."""
    worker = multiprocessing.get_context("spawn").Process(target=_drain_until, args=(settings, *POINTS[point]))
    worker.start()
    worker.join(PATIENCE_SECONDS)
    assert worker.exitcode in (-signal.SIGKILL, 0)


def _drain_until(settings: Settings, module: str, name: str, where: str) -> None:
    infra.connect(settings)
    effects.register()
    there = import_module(module)
    setattr(there, name, _deadly(getattr(there, name), where))
    outbox.drain()


def _deadly(step: Callable[..., Any], where: str) -> Callable[..., Any]:
    def die(*given: Any, **named: Any) -> Any:
        if where == "behind" and step(*given, **named) is None and step.__name__ == "take_due":
            return None  # nothing was due, so there is nothing to die of
        os.kill(os.getpid(), signal.SIGKILL)

    return die


def let_leases_end() -> None:
    """As a minute of waiting would."""
    rows.collection().update_many({"state": "pending"}, [{"$set": {"due_at": "$$NOW"}}])
