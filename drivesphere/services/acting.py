"""What those are called who did something: asked for all of a page at once, and when it is shown.

Books keep who acted as a word, `admin:<id>` say. The name is not stored beside it: what is written down stays as it is,
people are renamed, and may be erased.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from bson import ObjectId

from drivesphere.domain.user import person_in
from drivesphere.infra import mongo
from drivesphere.models import user

Names = Mapping[str | None, str]


def names(actors: Iterable[str | None]) -> Names:
    """By actor what the person is called; without an entry for Stripe, tasks, partners, and who is erased."""
    people = {actor: ObjectId(found) for actor in actors if ObjectId.is_valid(found := person_in(actor) or "")}
    if not people:
        return {}
    with mongo.deadline():
        called = user.still_called(set(people.values()))
    return {actor: called[user_id] for actor, user_id in people.items() if user_id in called}
