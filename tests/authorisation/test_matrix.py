"""Route by persona: anonymous, a client and another, an owner and another, an admin. The table says who may."""

from __future__ import annotations

from dataclasses import replace

import pytest
from bson import ObjectId

from drivesphere.api.blueprint import Blueprint
from drivesphere.api.security import signed_in
from drivesphere.app import create_app
from tests.api.desk import Desk
from tests.authorisation.access import ANONYMOUS, PERSONAS, is_other, own
from tests.authorisation.house import METHODS, House, arguments_of, methods_of, replaced, routes_of, without, word
from tests.authorisation.table import TABLE

OWN_THINGS = sorted(route for route, access in TABLE.items() if access.own and not access.lists)
OWN_LISTS = sorted(route for route, access in TABLE.items() if access.lists)
PATHS = sorted({route.split()[1] for route in TABLE})


def test_every_route_has_its_entry_and_no_entry_is_stale(desk_of_all: Desk) -> None:
    assert routes_of(desk_of_all.app) == sorted(TABLE)


@pytest.mark.parametrize("route", sorted(TABLE))
def test_each_persona_gets_what_the_table_says(house: House, route: str) -> None:
    expected = {persona: TABLE[route].expected(persona) for persona in PERSONAS}

    assert answers(house, route) == expected
    if route.startswith("GET "):
        assert answers(house, route, method="HEAD") == expected


def answers(house: House, route: str, **changes: str) -> dict[str, str]:
    """What each persona hears; whoever gets through finds the things new, unless the route only looks at them."""
    shared, guests = house.things(route), house.table[route].guests
    uses_up = not route.startswith("GET ")
    found = {each: house.things(route) if uses_up and each in guests else shared for each in PERSONAS}
    return {each: word(house.knock(each, route, found[each], **changes)) for each in PERSONAS}


@pytest.mark.parametrize("route", OWN_THINGS)
def test_what_is_somebody_elses_looks_like_what_does_not_exist(house: House, route: str) -> None:
    role = sorted(TABLE[route].own)[0]
    mine, others = house.things(route), house.things(route, other=True)

    for name in arguments_of(route):
        foreign, missing = (replaced(mine, name, value) for value in (others[name], ObjectId()))
        hidden, absent = house.knock(role, route, foreign), house.knock(role, route, missing)
        assert (hidden.status_code, absent.status_code) == (404, 404), name
        assert without(hidden.text, foreign) == without(absent.text, missing)


@pytest.mark.parametrize("route", OWN_LISTS)
def test_a_list_of_own_things_shows_nobody_elses(house: House, route: str) -> None:
    thing = TABLE[route].lists
    theirs = {is_other: str(getattr(house.circle(other=is_other), thing)) for is_other in (False, True)}

    for guest in TABLE[route].guests:
        if PERSONAS[guest] in TABLE[route].own:
            seen = house.knock(guest, route, {}).text
            assert [each for each, found in theirs.items() if found in seen] == [is_other(guest)], guest


@pytest.mark.parametrize("path", PATHS)
def test_a_method_that_is_not_listed_is_refused_whatever_a_header_says(house: House, path: str) -> None:
    listed = methods_of(path, TABLE)
    own_route = next(route for route in TABLE if route.endswith(f" {path}"))
    ids = {name: TABLE[own_route].at.get(name, str(ObjectId())) for name in arguments_of(own_route)}

    for method in METHODS - listed:
        answer = house.knock(ANONYMOUS, own_route, ids, method=method, headers={"X-HTTP-Method-Override": min(listed)})
        assert answer.status_code == 405, method
        assert listed <= set(answer.headers["Allow"].split(", "))


LEAK = "GET /api/v1/leak/bookings/{booking_id}"


@pytest.fixture
def leaking(desk_of_all: Desk) -> House:
    """A house with one door more, which lets every client in to every booking."""
    views = Blueprint("leak", __name__, url_prefix="/api/v1/leak")

    @views.route("/bookings/<id:booking_id>")
    @signed_in("client")
    def look(booking_id: ObjectId) -> dict[str, str]:
        return {"id": str(booking_id)}

    app = create_app(desk_of_all.settings)
    app.extensions["flask-smorest"]["apis"][""]["ext_obj"].register_blueprint(views)
    return House(replace(desk_of_all, app=app), {LEAK: own("client")})


def test_a_new_door_without_an_entry_and_a_door_that_leaks_are_found(leaking: House) -> None:
    heard = answers(leaking, LEAK)

    assert set(routes_of(leaking.desk.app)) - set(TABLE) == {LEAK}
    assert [who for who in PERSONAS if heard[who] != own("client").expected(who)] == ["other client"]
