"""What admins do with people: another role, out, in again, and never without an admin left."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from bson import ObjectId

from drivesphere.domain import clock
from drivesphere.domain.errors import Conflict, NotAllowed, NotFound, Unauthenticated
from drivesphere.models import audit_entry, refresh_family, user
from drivesphere.services import accounts, sessions, users
from tests.stage import Stage

PASSWORD = "blue-harbour-lantern-19"
WHY = {"reason": "Because.", "actor": "the test"}

pytestmark = pytest.mark.usefixtures("stage")


def register(email: str = "ada@example.com") -> dict[str, Any]:
    return accounts.register(email=email, name="Ada", password=PASSWORD, role="client")


def log_in(email: str = "ada@example.com") -> sessions.Ticket:
    return accounts.log_in(email=email, password=PASSWORD)


def make_admin(name: str) -> ObjectId:
    made = accounts.create_admin(email=f"{name.lower()}@example.com", name=name, password=PASSWORD)
    admin_id: ObjectId = made["_id"]
    return admin_id


def as_admin(user_id: ObjectId) -> dict[str, str]:
    return {"reason": "Because.", "actor": f"admin:{user_id}"}


def demote(user_id: ObjectId, **why: Any) -> dict[str, Any]:
    return users.change_role(user_id, "client", **(WHY | why))


def suspend(user_id: ObjectId, **why: Any) -> dict[str, Any]:
    return users.suspend(user_id, **(WHY | why))


REMOVALS = pytest.mark.parametrize("remove", [suspend, demote])
Removal = Callable[..., dict[str, Any]]


def test_a_suspended_user_is_out_at_once_and_cannot_come_back() -> None:
    ada, ticket = register()["_id"], log_in()

    assert suspend(ada)["state"] == "suspended"

    assert not sessions.is_live(ticket.family_id)
    with pytest.raises(Unauthenticated):
        sessions.renew(ticket.family_id, ticket.generation)
    with pytest.raises(Unauthenticated, match=r"^E-mail or password is wrong\.$"):
        log_in()


def test_a_restored_user_signs_in_anew_and_no_old_session_comes_back() -> None:
    ada, ticket = register()["_id"], log_in()
    suspend(ada)

    assert users.restore(ada, **WHY)["state"] == "active"

    assert not sessions.is_live(ticket.family_id)
    assert log_in()


def test_an_account_that_was_erased_stays_closed(stage: Stage) -> None:
    ada = stage.person("Ada")
    user.collection().update_one({"_id": ada}, {"$set": {"disabled": True, "erased_at": clock.now()}})

    assert users.restore(ada, **WHY)["state"] == "suspended"


def test_another_role_ends_the_sessions_that_say_the_old_one() -> None:
    ada, ticket = register()["_id"], log_in()

    changed = users.change_role(ada, "owner", **WHY)

    assert (changed["role"], changed["sessions"]) == ("owner", 0)
    assert not sessions.is_live(ticket.family_id)
    assert log_in().holder["role"] == "owner"


def test_the_role_that_somebody_has_already_changes_nothing() -> None:
    ada, ticket = register()["_id"], log_in()

    users.change_role(ada, "client", **WHY)

    assert sessions.is_live(ticket.family_id)
    assert audit_entry.collection().count_documents({}) == 0


def test_a_login_during_a_suspension_leaves_no_live_session() -> None:
    ben, ada = register("ben@example.com"), register()
    with ThreadPoolExecutor(4) as pool:
        logins = [pool.submit(sessions.start, person) for person in (ada, ben, ada)]
        pool.submit(suspend, ada["_id"]).result()
    begun = [login.result() for login in logins]

    assert refresh_family.count_alive(ada["_id"]) == 0
    assert begun[1] is not None


@REMOVALS
def test_the_last_admin_who_can_sign_in_stays(remove: Removal) -> None:
    iris, ida = make_admin("Iris"), make_admin("Ida")
    suspend(ida)

    with pytest.raises(Conflict) as refused:
        remove(iris)

    assert refused.value.code == "last_admin"
    assert log_in("iris@example.com").holder["role"] == "admin"


@REMOVALS
def test_two_admins_who_remove_each_other_leave_one(remove: Removal) -> None:
    iris, ida = make_admin("Iris"), make_admin("Ida")

    with ThreadPoolExecutor(2) as pool:
        tries = [pool.submit(remove, one, actor=f"admin:{two}") for one, two in ((iris, ida), (ida, iris))]

    assert sum(attempt.exception() is None for attempt in tries) == 1
    assert user.collection().count_documents({"role": "admin", "disabled": False}) == 1


def test_an_account_that_nobody_can_sign_in_to_becomes_no_admin(stage: Stage) -> None:
    imported = stage.person("Omar", "owner")

    with pytest.raises(Conflict):
        users.change_role(imported, "admin", **WHY)

    assert users.find(imported)["role"] == "owner"


def test_whoever_has_not_shown_to_read_the_mail_becomes_no_admin(stage: Stage) -> None:
    ada = accounts.register(email="eve@example.com", name="Eve", password="blue-harbour-lantern-19", role="client")[
        "_id"
    ]

    with pytest.raises(NotAllowed) as refused:
        users.change_role(ada, "admin", **WHY)

    assert (refused.value.code, users.find(ada)["role"]) == ("email_not_verified", "client")
    user.collection().update_one({"_id": ada}, {"$set": {"email_verified": True}})
    assert users.change_role(ada, "admin", **WHY)["role"] == "admin"


@pytest.mark.parametrize("change", [suspend, demote, lambda user_id: users.restore(user_id, **WHY)])
def test_changing_nobody_is_not_found(change: Removal) -> None:
    with pytest.raises(NotFound):
        change(ObjectId())


def test_an_admin_who_lost_the_role_while_the_request_was_on_its_way_does_nothing_more(stage: Stage) -> None:
    iris, ada = make_admin("Iris"), stage.person("Ada")
    user.collection().update_one({"_id": iris}, {"$set": {"role": "client"}})

    with pytest.raises(NotAllowed):
        suspend(ada, **as_admin(iris))

    assert users.find(ada)["state"] == "active"


def test_each_change_and_each_refusal_stands_in_the_audit_trail_with_its_reason(stage: Stage) -> None:
    iris, ada = make_admin("Iris"), stage.person("Ada")
    suspend(ada, **as_admin(iris))
    users.restore(ada, **as_admin(iris))
    with pytest.raises(Conflict):
        demote(iris, **as_admin(iris))

    trail = list(audit_entry.collection().find({"action": {"$ne": "create_admin"}}).sort("_id", 1))

    assert [(entry["action"], entry["outcome"]) for entry in trail] == [
        ("suspend", "done"),
        ("restore", "done"),
        ("change_role", "refused"),
    ]
    assert {entry["actor"] for entry in trail} == {f"admin:{iris}"}
    assert [entry["details"].get("reason") for entry in trail] == ["Because.", "Because.", None]


def test_people_are_found_by_the_beginnings_of_words_in_name_and_address(stage: Stage) -> None:
    ada, ben = stage.person("Ada Lovelace"), stage.person("Ben")

    found = {q: [row["id"] for row in find_all(q=q)] for q in ("love", "ADA l", "exam", "ace", "ben-", ".*")}

    assert found == {"love": [ada], "ADA l": [ada], "exam": [ben, ada], "ace": [], "ben-": [ben], ".*": [ben, ada]}


def find_all(**wanted: Any) -> list[dict[str, Any]]:
    rows, total = users.page_of(**({"q": None, "role": None, "state": None} | wanted), page=1, page_size=20)
    assert total == len(rows)
    return rows


def test_people_are_found_by_role_and_state(stage: Stage) -> None:
    ada, omar = stage.person("Ada"), stage.person("Omar", "owner")
    suspend(ada)

    assert [row["id"] for row in find_all(role="owner")] == [omar]
    assert [row["id"] for row in find_all(state="suspended")] == [ada]
    assert find_all(role="owner", state="suspended", q="omar") == []


def test_who_changes_the_name_is_found_by_the_new_one(stage: Stage) -> None:
    ada = stage.person("Ada")

    user.update_person(None, ada, {"name": "Augusta", "email": "augusta@example.com"})  # type: ignore[arg-type]

    assert [row["id"] for row in find_all(q="augu")] == [ada]
    assert find_all(q="ada") == []
