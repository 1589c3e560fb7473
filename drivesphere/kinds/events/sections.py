"""The sections of an event, and those of them that a request names."""

from __future__ import annotations

from drivesphere.domain.errors import Rejected
from drivesphere.domain.kind import Listing, Record, Request
from drivesphere.domain.problem import Problem

UNKNOWN_SECTION = Problem("unknown_section", 422, "No such section", "Choose from the `sections` of the event.")


def chosen(listing: Listing, request: Request) -> list[tuple[Record, int]]:
    """The section of each line with how many places are wanted there; `Rejected` names the lines without one."""
    known = {str(section["id"]): section for section in listing["sections"]}
    wanted = [(str(line["section_id"]), line["quantity"]) for line in request["lines"]]
    lost = [number for number, (section_id, _) in enumerate(wanted) if section_id not in known]
    if lost:
        errors = {f"lines.{number}.section_id": ["The event has no such section."] for number in lost}
        raise Rejected("The event has no such section.", code=UNKNOWN_SECTION.code, errors=errors)
    return [(known[section_id], quantity) for section_id, quantity in wanted]
