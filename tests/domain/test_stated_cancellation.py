"""What an owner may state about cancelling, and how it is kept."""

from __future__ import annotations

from typing import Any

import marshmallow as ma
import pytest

from drivesphere.domain.cancellation import FLEXIBLE, MODERATE, NAMED, CancellationTerms, Tier, nonsense
from drivesphere.shapes.cancellation import StatedCancellationSchema

OWN = CancellationTerms("own", 1, (Tier(72, 10_000), Tier(12, 2_500)))


def tier(hours: int, basis_points: int) -> dict[str, int]:
    return {"hours_before_start": hours, "refund_basis_points": basis_points}


@pytest.mark.parametrize("name", NAMED)
def test_named_terms_are_kept_as_they_are_today(name: str) -> None:
    assert StatedCancellationSchema().load({"name": name}) == NAMED[name].as_dict()


def test_own_tiers_are_kept_as_stated() -> None:
    stated = {"name": "own", "tiers": [tier(72, 10_000), tier(12, 2_500)]}

    assert StatedCancellationSchema().load(stated) == OWN.as_dict()


@pytest.mark.parametrize(
    ("stated", "path"),
    [
        ({}, ["name"]),
        ({"name": "generous"}, ["name"]),
        ({"name": "own"}, ["tiers", 0]),
        ({"name": "own", "tiers": []}, ["tiers", 0]),
        ({"name": "strict", "tiers": [tier(1, 10_000)]}, ["tiers", 0]),
        ({"name": "own", "tiers": [tier(48, 9_999)]}, ["tiers", 0, "refund_basis_points"]),
        ({"name": "own", "tiers": [tier(48, 10_000), tier(48, 50)]}, ["tiers", 1, "hours_before_start"]),
        ({"name": "own", "tiers": [tier(24, 10_000), tier(48, 50)]}, ["tiers", 1, "hours_before_start"]),
        ({"name": "own", "tiers": [tier(48, 10_000), tier(24, 10_000)]}, ["tiers", 1, "refund_basis_points"]),
        ({"name": "own", "tiers": [tier(8_785, 10_000)]}, ["tiers", 0, "hours_before_start"]),
        ({"name": "own", "tiers": [tier(-1, 10_000)]}, ["tiers", 0, "hours_before_start"]),
        ({"name": "own", "tiers": [tier(1, 0)]}, ["tiers", 0, "refund_basis_points"]),
        ({"name": "own", "tiers": [tier(9 - n, 10_000 - n) for n in range(6)]}, ["tiers", 0]),
    ],
)
def test_what_makes_no_sense_is_refused_where_it_stands(stated: dict[str, Any], path: list[Any]) -> None:
    with pytest.raises(ma.ValidationError) as refusal:
        StatedCancellationSchema().load(stated)

    found: Any = refusal.value.messages
    for step in path:
        found = found[step]
    assert found


def test_own_terms_count_on_when_they_change_and_only_then() -> None:
    shorter = CancellationTerms("own", 1, (Tier(48, 10_000),))
    second = shorter.following(OWN)

    assert (second.version, OWN.following(OWN).version) == (2, 1)
    assert OWN.following(second).version == 3
    assert second.following(second) == second


def test_named_terms_have_the_version_of_their_name() -> None:
    assert MODERATE.following(OWN) is MODERATE
    assert OWN.following(FLEXIBLE).version == 1


@pytest.mark.parametrize("terms", NAMED.values(), ids=list(NAMED))
def test_the_named_terms_make_sense_themselves(terms: CancellationTerms) -> None:
    assert nonsense(terms.tiers) == {}
