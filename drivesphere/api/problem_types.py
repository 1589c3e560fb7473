"""Every `code` that an answer can carry: its status, its title, and what a client can do about it.

`/api/docs/errors` shows this table, and each problem's `type` points to its line there.
"""

from __future__ import annotations

from dataclasses import astuple, dataclass

from drivesphere.domain.problem import Problem
from drivesphere.kinds import registry

DOCS_PATH = "/api/docs/errors"


@dataclass(frozen=True, slots=True)
class ProblemType(Problem):
    """A problem with its place in the documentation."""

    @property
    def uri(self) -> str:
        return f"{DOCS_PATH}#{self.code}"


_OF_ALL_KINDS = (
    ProblemType(
        "malformed",
        400,
        "The request cannot be read",
        "Compare it with the documentation; `errors` names the spot where there is one.",
    ),
    ProblemType("forged_event", 400, "The event is not signed", "Only the payment service may call this route."),
    ProblemType("unauthenticated", 401, "Sign in first", "Send a valid access token as `Authorization: Bearer …`."),
    ProblemType("not_allowed", 403, "Not allowed", "Your role may not do this; another account may."),
    ProblemType(
        "email_not_verified",
        403,
        "Verify your e-mail address",
        "Follow the link in our mail; ask for another one at `POST /api/v1/auth/resend-verification`.",
    ),
    ProblemType("not_found", 404, "Not found", "It does not exist, or it is not yours."),
    ProblemType(
        "method_not_allowed",
        405,
        "Method not allowed",
        "The `Allow` header lists the methods of this address.",
    ),
    ProblemType("not_acceptable", 406, "Not acceptable", "Ask for application/json."),
    ProblemType("request_timeout", 408, "The request came too slowly", "Send it again."),
    ProblemType("conflict", 409, "Something else is in the way", "Read the present state, then decide again."),
    ProblemType("window_taken", 409, "Taken in that window", "Choose one of `alternatives`, or another window."),
    ProblemType("in_the_way", 409, "Booked in that window", "`in_the_way` names what is; nothing was written."),
    ProblemType("sold_out", 409, "Not enough places", "`errors` names each shortage; ask for fewer, or elsewhere."),
    ProblemType("already_booked", 409, "One per client", "You have yours already; it is in `links`."),
    ProblemType("duplicate_booking", 409, "You hold this already", "Go on with your own booking in `links`."),
    ProblemType("illegal_transition", 409, "Too late for that", "Read the booking again; its status has moved on."),
    ProblemType("already_started", 409, "The booking has started", "Cancelling is over; talk to the owner."),
    ProblemType(
        "in_use", 409, "Bookings rest on it", "`detail` says how many; change less, or wait until they are over."
    ),
    ProblemType("sales_stopped", 409, "Its sales were stopped", "Its books do not agree; we look, and let it go on."),
    ProblemType("listing_retired", 409, "Taken down for good", "Put up a new listing; a retired one never comes back."),
    ProblemType(
        "request_in_progress",
        409,
        "Still being worked on",
        "Repeat with the same key after `retry_after` seconds.",
    ),
    ProblemType("too_many_photos", 409, "All photos it may have", "Remove one of the listing's photos first."),
    ProblemType("audit_chain_broken", 409, "The audit trail was touched", "See the runbook of that name."),
    ProblemType("email_taken", 409, "The e-mail has an account", "Sign in, or register with another address."),
    ProblemType("last_admin", 409, "The last admin", "Make somebody else an admin first."),
    ProblemType("still_needed", 409, "Something has to end first", "`errors` names the bookings and the listings."),
    ProblemType("gone", 410, "Gone", "It existed and will not come back."),
    ProblemType("hold_expired", 410, "The hold has lapsed", "Place a new hold; nothing was charged."),
    ProblemType("length_required", 411, "Length required", "Send a `Content-Length` header."),
    ProblemType("precondition_failed", 412, "Changed meanwhile", "Read it again and repeat with the new `ETag`."),
    ProblemType("payload_too_large", 413, "The body is too large", "Stay below 64 KiB; a photo may have 5 MB."),
    ProblemType("uri_too_long", 414, "The address is too long", "Send fewer or shorter parameters."),
    ProblemType(
        "unsupported_media_type",
        415,
        "Not in that form",
        "Send application/json in UTF-8; a fleet is text/csv, a photo multipart/form-data.",
    ),
    ProblemType("range_not_satisfiable", 416, "No such range", "Ask without a `Range` header."),
    ProblemType("validation", 422, "Against a rule", "`errors` names each field and what is wrong with it."),
    ProblemType("window_reversed", 422, "Ends before it starts", "Send `ends_at` later than `starts_at`."),
    ProblemType("too_soon", 422, "Starts too soon", "Respect `policy.lead_time_minutes` of the listing."),
    ProblemType("too_far_ahead", 422, "Too far ahead", "Stay within `policy.horizon_days` of the listing."),
    ProblemType("window_too_short", 422, "Too short", "Respect `policy.shortest_minutes` of the listing."),
    ProblemType("window_too_long", 422, "Too long", "Respect `policy.longest_days` of the listing."),
    ProblemType("too_many", 422, "More than one booking takes", "Respect `policy.quantity_limit` of the listing."),
    ProblemType(
        "total_too_low", 422, "Less than can be paid", "Ask for more or for longer; what is free can be booked."
    ),
    ProblemType("total_too_high", 422, "More than can be paid", "Split it into several bookings."),
    ProblemType("not_blockable", 422, "Cannot be blocked", "Places are counted here; windows alone can be blocked."),
    ProblemType("range_too_long", 422, "Too wide a range", "Ask for at most 366 days at a time."),
    ProblemType("payment_refused", 422, "The payment service refuses", "`detail` says what it did not like."),
    ProblemType("token_no_good", 422, "The link is no good", "Take that of the newest mail, or ask for a new one."),
    ProblemType("key_reused", 422, "One key, two requests", "Use a new `Idempotency-Key` for a new request."),
    ProblemType(
        "inventory_busy",
        423,
        "Busy this second",
        "Somebody is booking it; repeat after `retry_after` seconds.",
    ),
    ProblemType(
        "precondition_required", 428, "For which version?", "Send the `ETag` that you have read as `If-Match`."
    ),
    ProblemType("too_many_requests", 429, "Too many requests", "Wait `retry_after` seconds."),
    ProblemType(
        "too_many_holds",
        429,
        "Too many holds at once",
        "Pay for one of your holds or cancel one, then try again.",
    ),
    ProblemType("lab_busy", 429, "Another run is under way", "Wait `retry_after` seconds; there is one at a time."),
    ProblemType("headers_too_large", 431, "The headers are too large", "Send fewer or shorter headers."),
    ProblemType("internal", 500, "Our fault", "Tell us the `request_id`; we have the rest."),
    ProblemType(
        "unavailable",
        503,
        "Not available now",
        "The outcome is unknown: repeat with the same `Idempotency-Key`.",
    ),
    ProblemType(
        "unknown_booking",
        503,
        "The booking is not known yet",
        "The event came before the booking; deliver it again.",
    ),
    ProblemType(
        "payment_unavailable",
        503,
        "The payment service is away",
        "Your hold is safe; repeat after `retry_after` seconds.",
    ),
    ProblemType(
        "lab_unreachable",
        503,
        "The lab has no server to fire at",
        "Whoever operates it must set `LAB_TARGET_URL` to an address that the API reaches itself at.",
    ),
)

_OF_SINGLE_KINDS = tuple(ProblemType(*astuple(own)) for kind in registry().values() for own in kind.problems)
_ALL = _OF_ALL_KINDS + _OF_SINGLE_KINDS

BY_CODE = {problem.code: problem for problem in _ALL}
INTERNAL = BY_CODE["internal"]

_OF_STATUS = {problem.status: problem for problem in reversed(_ALL)}
"""The first code of each status in the table is the general one."""


def of_code(code: str) -> ProblemType:
    """The entry of `code`; one that nobody described is our fault, and shows as such."""
    return BY_CODE.get(code, INTERNAL)


def of_status(status: int) -> ProblemType:
    """The general entry of an HTTP `status`."""
    fallback = BY_CODE["malformed"] if 400 <= status < 500 else INTERNAL
    return _OF_STATUS.get(status, fallback)
