"""What is named exists and is what it must be: references, prices, people, sessions; and nothing waits for ever."""

from __future__ import annotations

import re
from datetime import timedelta

from drivesphere.domain.user import Role
from drivesphere.services.verification.books import Books, Case, Claim, Record
from drivesphere.services.verification.rule import Finding, Judged, Rule, judged

PATIENCE = timedelta(minutes=2)  # the sweep comes every minute; an effect that failed once has been tried again by then
ROLES = frozenset(Role)
HASHED = "$argon2id$"
_SHA256 = re.compile("[0-9a-f]{64}", re.ASCII)


def references_hold(books: Books, case: Case) -> Judged:
    """I14: listing, owner and client exist, claims are of the listing's inventory, lines sum to the total."""
    yield _whole(books, case.booking)


def _whole(books: Books, row: Record) -> Finding | None:
    wrong = ", ".join(_lost(books, row))
    return judged(not wrong, row, wrong)


def others_hold(books: Books) -> Judged:
    """I14: of blocks as of bookings; and everybody has a role that there is."""
    for row in books.blocks("listing_id", "owner_id", "client_id", "claims"):
        yield _whole(books, row)
    for person in books.people():
        yield judged(person["role"] in ROLES, person, f"has the role {person['role']}")


def _lost(books: Books, row: Record) -> list[str]:
    """What is wrong with a booking or block, in words."""
    customer = row.get("client_id")
    checks = {
        "its listing is gone": row["listing_id"] in books.listings,
        "its owner is gone": row["owner_id"] in books.users,
        "its client is gone": customer is None or customer in books.users,
        "a claim is not of its listing": all(_is_own(books, row, claim) for claim in row["claims"]),
        "its lines are not its total": "quote" not in row or row["quote"]["total"]["amount"] == row["lines_sum"],
    }
    return [words for words, is_right in checks.items() if not is_right]


def _is_own(books: Books, row: Record, claim: Claim) -> bool:
    stock = books.stock.get(claim["inventory_id"], {})
    is_something = claim["quantity"] >= 1 and claim.get("ends_us", 1) > claim.get("starts_us", 0)
    return bool(is_something and stock.get("listing_id") == row["listing_id"])


def sessions_are_sound(books: Books) -> Judged:
    """I15: a session holds a number and no token, so one refresh token of it is live; none is of a suspended user."""
    suspended = set()
    for person in books.people():
        if person.get("disabled"):
            suspended.add(person["_id"])
        kept = person.get("password_hash")
        yield judged(kept is None or kept.startswith(HASHED), person, "its password is not hashed by argon2id")
    for family in books.sessions():
        may_sign_in = family["user_id"] in books.users and family["user_id"] not in suspended
        yield judged(may_sign_in, family, f"is open for {family['user_id']}, who may not sign in")
    for key in books.api_keys():
        yield judged(bool(_SHA256.fullmatch(key["digest"])), key, "the key itself may be stored")


def nothing_waits(books: Books) -> Judged:
    """I17: minutes after the last request everything has come to its end."""
    late = list(books.unfinished(PATIENCE // timedelta(milliseconds=1)))
    yield from (Finding(str(row["_id"]), row["what"], row.get("listing_id")) for row in late)
    if not late:
        yield None


RULES = (
    Rule(
        name="I14",
        sentence="Listings, owners, clients and inventory that bookings name exist; prices add up.",
        judge_case=references_hold,
        judge=others_hold,
    ),
    Rule(
        name="I15",
        sentence="No suspended or missing user has an open session, and nothing secret is stored in clear.",
        judge=sessions_are_sound,
    ),
    Rule(
        name="I17",
        sentence="At rest nothing waits: no lapsed hold, no due effect, no webhook.",
        judge=nothing_waits,
        at_rest=True,
    ),
)
