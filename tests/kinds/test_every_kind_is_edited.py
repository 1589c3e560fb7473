"""What owners may do with their listings of every kind, known and unknown: driven by the kind's record alone."""

from __future__ import annotations

from typing import Any

import pytest
from bson import ObjectId
from werkzeug.test import TestResponse

from drivesphere.domain import clock
from drivesphere.domain.kind import BadDemand, Kind
from drivesphere.domain.policy import Policy
from drivesphere.kinds import registry
from drivesphere.models import inventory, listing
from tests.api.desk import Desk, Person
from tests.races.ledger import broken_invariants
from tests.unseen import UNSEEN

UNTOUCHABLE = {
    "_id": "6743d0a9a1b2c3d4e5f60001",
    "owner_id": "6743d0a9a1b2c3d4e5f60001",
    "visibility": "published",
    "version": 7,
    "kind": "cars",
    "partner": "acme",
    "rating": 5.0,
    "words": ["cheap"],
}
"""What no owner states, and what he would gain by it."""
NAMING = ("ETag", "Location")


@pytest.fixture
def omar(desk: Desk) -> Person:
    return desk.sign_in("Omar", "owner")


def put_up(owner: Person, kind: Kind, /, **more: Any) -> TestResponse:
    return owner.post(f"/owner/{kind.path}", kind.editing.asked | more)


def the_listing(listing_id: str) -> dict[str, Any]:
    found = listing.collection().find_one({"_id": ObjectId(listing_id)})
    assert found is not None
    return found


def own(kind: Kind, shown: dict[str, Any]) -> str:
    return f"/owner/{kind.path}/{shown['id']}"


# ---------------------------------------------------------------------------------------------- putting up


NAMED = {"cars": "make", "events": "title", "time_slots": "title"}


@pytest.mark.parametrize("kind_name", NAMED)
def test_none_is_called_what_nobody_sees(omar: Person, kind_name: str) -> None:
    for text in UNSEEN:
        refused = put_up(omar, registry()[kind_name], **{NAMED[kind_name]: text})

        assert (refused.status_code, list(refused.json["errors"])) == (422, [NAMED[kind_name]])
    assert listing.collection().count_documents({}) == 0


def test_a_new_one_is_a_draft_that_its_owner_alone_sees(desk: Desk, omar: Person, kind: Kind) -> None:
    made = put_up(omar, kind)

    assert (made.status_code, made.json["visibility"]) == (201, "paused"), made.text
    assert made.headers["Location"] == f"/api/v1{own(kind, made.json)}"
    assert omar.get(own(kind, made.json)).json == made.json
    assert desk.sign_in().get(f"/{kind.path}/{made.json['id']}").status_code == 404
    assert [row["id"] for row in omar.get(f"/owner/{kind.path}").json] == [made.json["id"]]


def test_one_that_is_published_at_once_can_be_looked_at_in_the_shape_that_is_declared(
    desk: Desk, omar: Person, kind: Kind
) -> None:
    made = put_up(omar, kind, publish=True)

    shown = desk.sign_in().get(f"/{kind.path}/{made.json['id']}")
    kind.views.look.gives().load(shown.json)
    assert (made.json["visibility"], shown.status_code) == ("published", 200)


def test_a_repeated_key_puts_up_one_and_answers_the_same(omar: Person, kind: Kind) -> None:
    first, again = (omar.post(f"/owner/{kind.path}", kind.editing.asked, Idempotency_Key="mine") for _ in range(2))

    assert (again.status_code, again.json) == (201, first.json)
    assert [again.headers[name] for name in NAMING] == [first.headers[name] for name in NAMING]
    assert (again.headers["Idempotent-Replayed"], "Idempotent-Replayed" in first.headers) == ("true", False)
    assert listing.collection().count_documents({}) == 1
    assert broken_invariants() == []


def test_one_key_puts_up_no_two_different_ones(omar: Person, kind: Kind) -> None:
    put = [
        omar.post(f"/owner/{kind.path}", kind.editing.asked | {"publish": at_once}, Idempotency_Key="mine")
        for at_once in (False, True)
    ]

    assert [(answer.status_code, answer.json.get("code")) for answer in put] == [(201, None), (422, "key_reused")]
    assert listing.collection().count_documents({}) == 1


def test_a_new_one_has_the_inventory_that_it_brings(omar: Person, kind: Kind) -> None:
    stored = the_listing(put_up(omar, kind).json["id"])

    opened = {str(row["_id"]) for row in inventory.collection().find({"listing_id": stored["_id"]})}
    assert opened == {each.inventory_id for each in kind.stock(stored)}


def test_what_is_missing_is_named_and_nothing_is_put_up(omar: Person, kind: Kind) -> None:
    refused = omar.post(f"/owner/{kind.path}", {})

    required = {name for name, field in kind.editing.states().fields.items() if field.required}
    assert (refused.status_code, set(refused.json["errors"])) == (422, required)
    assert listing.collection().count_documents({}) == 0


def test_no_owner_states_what_is_not_his_to_state(omar: Person, kind: Kind) -> None:
    made = put_up(omar, kind)
    before = the_listing(made.json["id"])

    for field, value in UNTOUCHABLE.items():
        new = put_up(omar, kind, **{field: value})
        edited = omar.patch(own(kind, made.json), {field: value}, If_Match='"1"')
        assert [(answer.status_code, list(answer.json["errors"])) for answer in (new, edited)] == [(422, [field])] * 2

    assert list(listing.collection().find()) == [before]


# ------------------------------------------------------------------------------------------------ editing


def test_an_edit_changes_what_it_names_and_raises_the_version(omar: Person, kind: Kind) -> None:
    made = put_up(omar, kind)
    before = the_listing(made.json["id"])

    edited = omar.patch(own(kind, made.json), kind.editing.edited, If_Match=made.headers["ETag"])

    after = the_listing(made.json["id"])
    assert (edited.status_code, edited.headers["ETag"], edited.json["version"]) == (200, '"2"', 2), edited.text
    stated = kind.editing.changes().load(kind.editing.edited)
    assert after["policy"] == before["policy"] | stated["policy"]
    assert {field for field in stated if after[field] == before[field]} == set()
    assert omar.get(own(kind, made.json)).json == edited.json


def test_the_inventory_follows_what_was_edited(omar: Person, kind: Kind) -> None:
    made = put_up(omar, kind)

    omar.patch(own(kind, made.json), kind.editing.edited, If_Match=made.headers["ETag"])

    for each in kind.stock(the_listing(made.json["id"])):
        row = inventory.collection().find_one({"_id": ObjectId(each.inventory_id)})
        assert row is not None
        assert row["capacity"] == each.capacity
        assert row.get("buffer_us", 0) == each.buffer.total_seconds() * 1_000_000


def test_an_edit_of_a_version_that_is_gone_is_412_and_writes_nothing(omar: Person, kind: Kind) -> None:
    made = put_up(omar, kind)
    omar.patch(own(kind, made.json), kind.editing.edited, If_Match='"1"')
    before = the_listing(made.json["id"])

    stale = omar.patch(own(kind, made.json), {"policy": {"hold_minutes": 30}}, If_Match='"1"')

    assert (stale.status_code, stale.json["code"]) == (412, "precondition_failed")
    assert the_listing(made.json["id"]) == before


def test_a_bad_edit_gives_the_error_that_was_declared_and_writes_nothing(omar: Person, kind: Kind) -> None:
    made = put_up(omar, kind)
    before = the_listing(made.json["id"])

    assert kind.editing.bad_edits
    for bad in kind.editing.bad_edits:
        assert _is_refused(omar.patch(own(kind, made.json), bad.body, If_Match='"1"'), bad), bad
    assert the_listing(made.json["id"]) == before


def _is_refused(answer: TestResponse, bad: BadDemand) -> bool:
    named = bad.field is None or bad.field in answer.json.get("errors", {})
    return (answer.status_code, answer.json["code"]) == (bad.status, bad.code) and named


def test_rules_that_are_not_stated_stay_those_of_the_kind(omar: Person, kind: Kind) -> None:
    made = put_up(omar, kind, policy={"hold_minutes": 30})

    stored = the_listing(made.json["id"])
    assert stored["policy"] == {"hold_minutes": 30}
    assert kind.policy(stored) == Policy.stored({"hold_minutes": 30}, kind.default_policy)


def test_a_rule_that_is_stated_as_the_kind_has_it_is_not_kept(omar: Person, kind: Kind) -> None:
    made = put_up(omar, kind, policy={"hold_minutes": kind.default_policy.hold_minutes})

    assert the_listing(made.json["id"])["policy"] == {}


def test_somebody_elses_is_not_found_in_any_way(desk: Desk, omar: Person, kind: Kind) -> None:
    made, ben = put_up(omar, kind), desk.sign_in("Ben", "owner")
    before, theirs = the_listing(made.json["id"]), own(kind, made.json)

    answers = [ben.get(theirs), ben.patch(theirs, kind.editing.edited, If_Match='"1"')]
    answers += [ben.post(f"{theirs}/{act}") for act in ("publish", "pause", "retire")]

    assert [answer.status_code for answer in answers] == [404] * 5
    assert ben.get(f"/owner/{kind.path}").json == []
    assert the_listing(made.json["id"]) == before


# ----------------------------------------------------------------------------------------------- visibility


def test_what_is_paused_is_hidden_and_comes_back(desk: Desk, omar: Person, kind: Kind) -> None:
    made, ada = put_up(omar, kind, publish=True), desk.sign_in()
    public = f"/{kind.path}/{made.json['id']}"

    seen = []
    for act in ("pause", "publish"):
        assert omar.post(f"{own(kind, made.json)}/{act}").status_code == 200
        seen.append(ada.get(public).status_code)

    assert seen == [404, 200]


def test_what_is_retired_never_comes_back(omar: Person, kind: Kind) -> None:
    made = put_up(omar, kind, publish=True)
    mine = own(kind, made.json)

    retired = omar.post(f"{mine}/retire")

    answers = [omar.post(f"{mine}/{act}") for act in ("publish", "pause")]
    answers.append(omar.patch(mine, kind.editing.edited, If_Match=retired.headers["ETag"]))
    assert retired.json["visibility"] == "retired"
    assert [(answer.status_code, answer.json["code"]) for answer in answers] == [(409, "listing_retired")] * 3
    assert omar.post(f"{mine}/retire").json == retired.json


def test_pausing_and_retiring_leave_what_is_booked_as_it_is(desk: Desk, kind: Kind, published: str) -> None:
    ada, owner_id = desk.sign_in(), listing.collection().distinct("owner_id")[0]
    held = ada.post(f"{published}/bookings", kind.examples.demand(clock.now())).json
    omar = desk.sign_in_as(owner_id)

    for act in ("pause", "retire"):
        assert omar.post(f"/owner{published}/{act}").status_code == 200

    kept = ada.get(f"/bookings/{held['id']}").json
    assert {**kept, "server_time": held["server_time"]} == held
    assert desk.sign_in("Ben").post(f"{published}/bookings", kind.examples.demand(clock.now())).status_code == 404


def test_a_list_can_be_narrowed_to_how_they_stand(omar: Person, kind: Kind) -> None:
    drafts, _ = [put_up(omar, kind).json["id"] for _ in range(2)], put_up(omar, kind, publish=True)

    answer = omar.get(f"/owner/{kind.path}", visibility="paused", page_size=1)

    assert [row["id"] for row in answer.json] == drafts[-1:]
    assert '"total": 2' in answer.headers["X-Pagination"]


def test_many_are_changed_at_once(omar: Person, kind: Kind) -> None:
    ids = [put_up(omar, kind).json["id"] for _ in range(2)]
    changes = {"visibility": "published", "policy": {"hold_minutes": 25}}

    answer = omar.patch(f"/owner/{kind.path}/bulk", {"ids": ids, "changes": changes})

    rows = [the_listing(each) for each in ids]
    assert (answer.status_code, answer.json["changed"]) == (200, 2), answer.text
    assert [row["visibility"] for row in rows] == ["published"] * 2
    assert [row["policy"]["hold_minutes"] for row in rows] == [25] * 2


# ---------------------------------------------------------------------------------------------------- docs


def test_its_examples_have_the_shapes_they_stand_for(kind: Kind) -> None:
    assert kind.editing.states().load(kind.editing.asked)
    assert kind.editing.changes().load(kind.editing.edited)


def test_its_operations_are_documented_with_examples(desk: Desk, kind: Kind) -> None:
    paths = desk.sign_in().app.test_client().get("/api/openapi.json").json["paths"]
    mine = {path: each for path, each in paths.items() if path.startswith(f"/api/v1/owner/{kind.path}")}

    operations = [operation for path in mine.values() for name, operation in path.items() if name != "parameters"]
    assert len(operations) >= 7
    for operation in operations:
        [success] = [answer for status, answer in operation["responses"].items() if status < "3"]
        assert all(shown["example"] for shown in success["content"].values()), operation["operationId"]
