"""Some places of a basket are given back and the others stay: which, and what these cost by the frozen quote."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from drivesphere.domain.errors import Rejected
from drivesphere.domain.money import Money, portion

Record = dict[str, Any]
Claims = Sequence[Mapping[str, Any]]


def line_code(section_id: object) -> str:
    """What a quote calls the line of a section, so that what is left of it can be found again."""
    return f"section:{section_id}"


def given_back(claims: Claims, lines: Sequence[Mapping[str, Any]]) -> list[Record]:
    """The part of `claims` that `lines` {section_id, quantity} name; `Rejected` names a line that asks for too much."""
    had = {claim["inventory_id"]: claim for claim in claims}
    wrong = {}
    for number, line in enumerate(lines):
        claim = had.pop(line["section_id"], None)  # gone after the first line that names it
        if claim is None:
            wrong[f"lines.{number}.section_id"] = ["The booking has no such section, or it was named before."]
        elif line["quantity"] > claim["quantity"]:
            wrong[f"lines.{number}.quantity"] = [f"The booking has {claim['quantity']} of them."]
    if wrong:
        raise Rejected("The booking has not all of these places.", errors=wrong)
    by_id = {claim["inventory_id"]: claim for claim in claims}
    return [{**by_id[line["section_id"]], "quantity": line["quantity"]} for line in lines]


def without(claims: Claims, released: Claims) -> list[Record]:
    """What stays of `claims`, in their order."""
    gone = {claim["inventory_id"]: claim["quantity"] for claim in released}
    left = [{**claim, "quantity": claim["quantity"] - gone.get(claim["inventory_id"], 0)} for claim in claims]
    return [claim for claim in left if claim["quantity"]]


def remainder(quote: Mapping[str, Any], had: Claims, left: Claims) -> Record:
    """What of `quote`, which was for the places `had`, is for those that are `left`.

    The line of a section shrinks with its places. What was charged on all of them, fee and tax, shrinks with their sum,
    rounded once; so the parts that are cancelled one after the other sum to the whole.
    """
    stays = {line_code(claim["inventory_id"]): claim for claim in left}
    before = {line_code(claim["inventory_id"]): claim["quantity"] for claim in had}
    lines = [_shrunk(line, stays[line["code"]], before) for line in quote["lines"] if line["code"] in stays]
    asked = _sum_of(line for line in quote["lines"] if line["code"] in before)
    # A kind that does not price by section is divided by its places.
    part, whole = (_sum_of(lines), asked) if asked else (_places(left), _places(had))
    lines += [_scaled(line, part, whole) for line in quote["lines"] if line["code"] not in before]
    total = Money(_sum_of(lines), quote["total"]["currency"])
    rules = [{"rule": code, "quantity": stays[code]["quantity"], "of": before[code]} for code in stays]
    return {**quote, "lines": lines, "total": total.as_dict(), "rules": rules}


def _sum_of(lines: Iterable[Mapping[str, Any]]) -> int:
    return sum(line["amount"]["amount"] for line in lines)


def _places(claims: Claims) -> int:
    return sum(claim["quantity"] for claim in claims)


def _shrunk(line: Mapping[str, Any], claim: Mapping[str, Any], before: Mapping[str, int]) -> Record:
    fewer = _scaled(line, claim["quantity"], before[line["code"]])
    return fewer | {"label": f"{claim['quantity']} x {claim.get('label', '')}"}


def _scaled(line: Mapping[str, Any], part: int, whole: int) -> Record:
    amount = {**line["amount"], "amount": portion(line["amount"]["amount"], part, whole)}
    return {**line, "amount": amount}
