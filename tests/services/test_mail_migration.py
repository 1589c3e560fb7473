"""The migration of mails and accounts: over data of the release before, and twice."""

from __future__ import annotations

from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

from bson import ObjectId

from drivesphere.infra import mongo
from drivesphere.models import account_token, outbox, user
from drivesphere.services import accounts
from drivesphere.services import outbox as effects
from tests.mailroom import Mailroom
from tests.stage import Stage, section

SCRIPT = Path(__file__).parents[2] / "migrations_scripts" / "0014_mail.py"


def upgrade() -> None:
    spec = spec_from_file_location("mail_migration", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    script = module_from_spec(spec)
    spec.loader.exec_module(script)
    script.upgrade(mongo.client().get_default_database())


def indexes() -> dict[str, object]:
    models = (account_token, outbox)
    return {name: keys for model in models for name, keys in model.collection().index_information().items()}


def test_two_runs_leave_what_one_leaves(stage: Stage) -> None:
    upgrade()
    once = indexes()

    upgrade()

    assert indexes() == once
    assert {"user_id_1", "expires_at_1"} <= set(once)


def test_rows_and_people_of_the_release_before_go_on(stage: Stage, mailroom: Mailroom) -> None:
    """A row had no `user_id` then, and a user no `email_verified`."""
    ada = stage.person("Ada")
    user.collection().update_one({"_id": ada}, {"$unset": {"email_verified": "", "words": ""}})
    stage.place(stage.event(sections=[section("Floor", 0, 3)]), [("Floor", 1)], ada)
    outbox.collection().update_many({}, {"$unset": {"user_id": ""}})

    upgrade()

    assert effects.drain() == 2
    assert mailroom.subjects(ada) == ["Confirmed: Late Set at the Lantern"]
    accounts.refuse_unverified(ObjectId(ada))
