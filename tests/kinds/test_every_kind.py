"""What holds for every kind, known and unknown: driven by the kind's record and its examples alone."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import Any

import pytest
from bson import ObjectId
from werkzeug.test import TestResponse

from drivesphere.domain import clock
from drivesphere.domain.booking import Status
from drivesphere.domain.errors import Unavailable
from drivesphere.domain.kind import BadDemand, Kind, View
from drivesphere.models import booking, listing
from drivesphere.services import rivals
from drivesphere.services.lab import Plan, staging
from tests.api.desk import Desk, Person, nothing_written
from tests.architecture.reading import ROOT
from tests.races.ledger import broken_invariants
from tests.stage import let_lapse

BOOKED_PARTS = ("days", "lines", "total", "rules")


def the_listing() -> dict[str, Any]:
    found = listing.collection().find_one({})
    assert found is not None
    return found


def book(person: Person, published: str, body: dict[str, Any]) -> TestResponse:
    return person.post(f"{published}/bookings", body)


def views(kind: Kind) -> list[View]:
    optional = (kind.views.quote, kind.views.places, kind.calendar and kind.calendar.view)
    return [kind.views.find, kind.views.look, kind.views.book, *(view for view in optional if view)]


# ---------------------------------------------------------------------------------------------- finding


def test_its_searches_find_it_in_the_shape_they_declare(desk: Desk, kind: Kind, published: str) -> None:
    ada = desk.sign_in()

    for query in kind.examples.found_by(clock.now()):
        [row] = ada.get(f"/{kind.path}", **query).json
        kind.views.find.gives().load(row)
        assert row["links"]["self"] == f"/api/v1{published}", query


def test_other_searches_do_not_find_it(desk: Desk, kind: Kind, published: str) -> None:
    ada = desk.sign_in()

    for query in kind.examples.missed_by(clock.now()):
        answer = ada.get(f"/{kind.path}", **query)
        assert (answer.status_code, answer.json) == (200, []), query


def test_its_page_shows_it_in_the_shape_it_declares(desk: Desk, kind: Kind, published: str) -> None:
    shown = desk.sign_in().get(published).json

    kind.views.look.gives().load(shown)
    assert (shown["kind"], shown["title"]) == (kind.name, the_listing()["title"])


def test_a_listing_that_is_not_there_is_not_found(desk: Desk, kind: Kind, published: str) -> None:
    ada, nowhere = desk.sign_in(), f"/{kind.path}/{ObjectId()}"

    assert ada.get(nowhere).status_code == 404
    assert book(ada, nowhere, kind.examples.demand(clock.now())).status_code == 404


def test_its_calendar_shows_what_is_taken(desk: Desk, kind: Kind, published: str) -> None:
    if kind.calendar is None:
        assert desk.sign_in().get(f"{published}/availability").status_code == 404
        return
    ada = desk.sign_in()
    before = ada.get(f"{published}/availability").json

    book(ada, published, kind.examples.demand(clock.now()))

    after = ada.get(f"{published}/availability").json
    kind.calendar.view.gives().load(after)
    assert before.pop("server_time") <= after.pop("server_time")
    assert before != after


# ---------------------------------------------------------------------------------------------- booking


def test_a_good_demand_becomes_a_hold_that_leads_back_to_its_listing(desk: Desk, kind: Kind, published: str) -> None:
    ada = desk.sign_in()

    held = book(ada, published, kind.examples.demand(clock.now()))

    assert held.status_code == 201, held.text
    assert (held.json["kind"], held.json["status"]) == (kind.name, Status.PENDING)
    assert held.json["links"]["listing"] == f"/api/v1{published}"
    assert kind.remembers.keys() <= held.json["listing"].keys()
    assert ada.get(f"/bookings/{held.json['id']}").json["listing"] == held.json["listing"]


def test_a_bad_demand_gives_the_error_that_was_declared(desk: Desk, kind: Kind, published: str) -> None:
    ada, bad_demands = desk.sign_in(), kind.examples.bad_demands(clock.now())

    assert bad_demands
    for bad in bad_demands:
        assert _is_refused(book(ada, published, bad.body), bad), bad
    assert nothing_written()


def _is_refused(answer: TestResponse, bad: BadDemand) -> bool:
    names_the_field = bad.field is None or bad.field in answer.json.get("errors", {})
    return (answer.status_code, answer.json["code"]) == (bad.status, bad.code) and names_the_field


def test_two_rivals_get_one_hold(desk: Desk, kind: Kind, published: str) -> None:
    people, bodies, line = (desk.sign_in("Ada"), desk.sign_in("Ben")), kind.examples.rivals(clock.now()), Barrier(2)

    def rush(person: Person, body: dict[str, Any]) -> TestResponse:
        line.wait()
        return book(person, published, body)

    with ThreadPoolExecutor(2) as threads:
        answers = sorted(threads.map(rush, people, bodies), key=lambda answer: answer.status_code)

    won, lost = answers
    assert (won.status_code, lost.status_code) == (201, 409), lost.text
    assert lost.json["code"] in kind.views.book.refusals
    assert booking.collection().count_documents({}) == 1


def test_a_lapsed_hold_frees_it_before_the_sweep_runs(desk: Desk, kind: Kind, published: str) -> None:
    first, second = kind.examples.rivals(clock.now())
    held = book(desk.sign_in("Ada"), published, first).json
    let_lapse(held["id"])

    answer = book(desk.sign_in("Ben"), published, second)

    assert answer.status_code == 201
    assert desk.booking(ObjectId(held["id"]))["status"] == Status.EXPIRED


def test_what_is_offered_in_its_place_can_be_had(desk: Desk, kind: Kind, published: str) -> None:
    first, second = kind.examples.rivals(clock.now())
    book(desk.sign_in("Ada"), published, first)

    offers = book(desk.sign_in("Ben"), published, second).json.get("alternatives", [])

    assert bool(offers) == bool(kind.alternatives)
    for offer in offers:
        assert kind.alternatives is not None
        assert offer["reason"] in (kind.alternatives.same_listing, kind.alternatives.other_listing)
        asked = second | {field: offer[field] for field in second if field in offer}
        ben = desk.sign_in("Ben")
        held = book(ben, f"/{kind.path}/{offer['listing']['id']}", asked)
        assert (held.status_code, held.json["quote"]["total"]) == (201, offer["total"])
        ben.post(f"/bookings/{held.json['id']}/cancel", {})


def test_the_lab_makes_a_scene_of_it_and_clears_it_away(desk: Desk, kind: Kind) -> None:
    scene = staging.draw(Plan(kind=kind.name, rivals=2))

    with staging.staged(scene):
        place, [body] = f"/{kind.path}/{scene.listing['_id']}", scene.demands
        answers = [book(desk.sign_in(), place, body).status_code for _ in range(scene.capacity + 1)]

    assert (answers[0], answers[-1]) == (201, 409)
    assert booking.collection().distinct("status") == [Status.CANCELLED]
    assert broken_invariants() == []


def test_what_a_run_of_the_lab_could_not_clear_a_later_one_clears(
    desk: Desk, kind: Kind, monkeypatch: pytest.MonkeyPatch
) -> None:
    left, meanwhile, later = (staging.draw(Plan(kind=kind.name, rivals=2)) for _ in range(3))

    with monkeypatch.context() as away:
        away.setattr(listing, "retire", fails)
        with pytest.raises(Unavailable):
            win(desk, left)
    with staging.staged(meanwhile):
        assert seen(left) == listing.UNLISTED, "so young that its run may be under way"
    with clock.frozen(clock.now() + timedelta(seconds=rivals.LEASE_SECONDS + 1)), staging.staged(later):
        assert (seen(left), seen(later)) == (listing.RETIRED, listing.UNLISTED)

    assert booking.collection().distinct("status") == [Status.CANCELLED]
    assert broken_invariants() == []


def win(desk: Desk, scene: staging.Scene) -> None:
    with staging.staged(scene):
        answer = book(desk.sign_in(), f"/{scene.kind.path}/{scene.listing['_id']}", dict(scene.demands[0]))
        assert answer.status_code == 201


def fails(_: ObjectId) -> None:
    raise Unavailable("MongoDB is away.")


def seen(scene: staging.Scene) -> str:
    found = listing.collection().find_one({"_id": scene.listing["_id"]})
    assert found is not None
    return str(found["visibility"])


# ------------------------------------------------------------------------------------------------ price


def test_the_price_is_stable_and_its_lines_sum_to_the_total(desk: Desk, kind: Kind, published: str) -> None:
    body = kind.examples.demand(clock.now())
    request = kind.views.book.takes().load(body)

    first, again = (kind.quote(the_listing(), request).as_dict() for _ in range(2))

    assert first == again
    assert sum(line["amount"]["amount"] for line in first["lines"]) == first["total"]["amount"]
    assert book(desk.sign_in(), published, body).json["quote"] == first


def test_what_was_quoted_is_what_the_booking_costs(desk: Desk, kind: Kind, published: str) -> None:
    ada, body = desk.sign_in(), kind.examples.demand(clock.now())
    if kind.views.quote is None:
        assert ada.get(f"{published}/quote").status_code == 404
        return

    quoted, again = (ada.get(f"{published}/quote", **_in_a_query(body)).json for _ in range(2))

    kind.views.quote.gives().load(quoted)
    assert quoted == again
    assert book(ada, published, body).json["quote"] == {part: quoted[part] for part in BOOKED_PARTS}


def _in_a_query(body: dict[str, Any]) -> dict[str, Any]:
    """The demand as a quote takes it: a query has no objects, so a line of a basket is `section_id:quantity`."""
    lines = [f"{line['section_id']}:{line['quantity']}" for line in body.get("lines", [])]
    return body | ({"lines": lines} if lines else {})


# ------------------------------------------------------------------------------------------------- docs


def test_it_has_its_page(kind: Kind) -> None:
    assert (ROOT / "docs/kinds" / f"{kind.name}.md").read_text(encoding="utf-8").startswith("# ")


def test_its_operations_are_documented_with_examples(desk: Desk, kind: Kind) -> None:
    paths = desk.sign_in().app.test_client().get("/api/openapi.json").json["paths"]
    operations = {each["operationId"]: each for path in paths.values() for each in path.values() if "tags" in each}

    for name in _operation_ids(kind):
        [success] = [answer for status, answer in operations[name]["responses"].items() if status < "3"]
        assert success["content"]["application/json"]["example"], name
        assert operations[name]["summary"], name
    assert operations[f"create{_camel(kind.noun)}Booking"]["requestBody"]["content"]["application/json"]["example"]


def _operation_ids(kind: Kind) -> list[str]:
    one, own = _camel(kind.noun), [f"list{_camel(kind.name)}", f"get{_camel(kind.noun)}"]
    own += [f"get{one}Availability"] if kind.calendar else []
    own += [f"get{one}Quote"] if kind.views.quote else []
    return [*own, f"create{one}Booking"]


def _camel(words: str) -> str:
    return "".join(word.capitalize() for word in words.split("_"))


def test_its_examples_have_the_shapes_they_stand_for(kind: Kind) -> None:
    for view in views(kind):
        if view.gives:
            view.gives().load(view.example)
    kind.views.book.takes().load(kind.views.book.asked)
