"""Everything that can be refused, as one tree.

    DriveSphereError
    ├── Unauthenticated    401  who are you?
    ├── NotAllowed         403  we know you, and no
    ├── NotFound           404  does not exist, or is not yours
    ├── Conflict           409  the world is in another state
    │   ├── WindowTaken         somebody's claim overlaps
    │   ├── InTheWay            an owner wants the window, and it is booked
    │   ├── SoldOut             fewer places are left than were asked for
    │   ├── AlreadyBooked       one per client, and this client has one
    │   ├── DuplicateBooking    it is your own claim that overlaps
    │   ├── IllegalTransition   the booking is past that
    │   ├── InUse               bookings rest on what would change
    │   ├── Retired             taken down for good
    │   ├── SalesStopped        the auditor has found it to break a promise
    │   ├── RequestInProgress   the same key is being worked on
    │   ├── TooManyPhotos       the listing has all it may have
    │   ├── ChainBroken         the audit trail was touched, and nothing is sealed over that
    │   └── EmailTaken
    ├── Gone               410
    │   └── HoldExpired
    ├── Stale              412  it was changed since it was read
    ├── Malformed          400  not even readable
    │   └── ForgedEvent         a webhook nobody we trust has signed
    ├── Rejected           422  readable, and against a rule
    │   └── KeyReused           one idempotency key, two requests
    ├── PreconditionRequired 428  it must say which version it is meant for
    ├── Busy               423  somebody is at it this second
    ├── TooManyRequests    429
    ├── Unavailable        503  the outcome is unknown; repeat with the same key
    │   ├── PaymentFault        Stripe failed, and would answer the same again under the same key of its own
    │   └── PaymentRefused      Stripe answered, and will not do it
    └── BrokenInvariant    500  our own records disagree; nothing was changed, a person must look

The family decides the HTTP status, the `code` is the stable word that clients switch on.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar


class DriveSphereError(Exception):
    """A refusal with a stable `code`, a sentence for people, and what helps them go on.

    `is_recorded` tells that it stands in the audit trail already, for whoever meets it next on its way out.
    """

    status: ClassVar[int] = 500
    code: str = "internal"

    def __init__(
        self,
        detail: str,
        *,
        code: str | None = None,
        errors: Mapping[str, Sequence[str]] | None = None,
        alternatives: Sequence[Mapping[str, Any]] = (),
        retry_after: int | None = None,
        links: Mapping[str, str] | None = None,
        conflict: Mapping[str, str | None] | None = None,
        in_the_way: Sequence[Mapping[str, Any]] = (),
    ) -> None:
        super().__init__(detail)
        self.detail = detail
        self.code = code or self.code
        self.errors = {field: list(messages) for field, messages in (errors or {}).items()}
        self.alternatives = list(alternatives)
        self.retry_after = retry_after
        self.links = dict(links or {})
        self.conflict = dict(conflict or {})
        self.in_the_way = list(in_the_way)
        self.is_recorded = False


class Unauthenticated(DriveSphereError):
    status, code = 401, "unauthenticated"


class NotAllowed(DriveSphereError):
    status, code = 403, "not_allowed"


class NotFound(DriveSphereError):
    status, code = 404, "not_found"


class Conflict(DriveSphereError):
    status, code = 409, "conflict"


class WindowTaken(Conflict):
    code = "window_taken"


class InTheWay(Conflict):
    code = "in_the_way"


class SoldOut(Conflict):
    code = "sold_out"


class AlreadyBooked(Conflict):
    code = "already_booked"


class DuplicateBooking(Conflict):
    code = "duplicate_booking"


class IllegalTransition(Conflict):
    code = "illegal_transition"


class InUse(Conflict):
    code = "in_use"


class SalesStopped(Conflict):
    code = "sales_stopped"


class Retired(Conflict):
    code = "listing_retired"


class RequestInProgress(Conflict):
    code = "request_in_progress"


class TooManyPhotos(Conflict):
    code = "too_many_photos"


class ChainBroken(Conflict):
    code = "audit_chain_broken"


class EmailTaken(Conflict):
    code = "email_taken"


class Gone(DriveSphereError):
    status, code = 410, "gone"


class HoldExpired(Gone):
    code = "hold_expired"


class Stale(DriveSphereError):
    status, code = 412, "precondition_failed"

    def __init__(
        self, detail: str = "It was changed since you read it. Read it again, then repeat with its new ETag."
    ) -> None:
        super().__init__(detail)


class PreconditionRequired(DriveSphereError):
    status, code = 428, "precondition_required"


class Malformed(DriveSphereError):
    status, code = 400, "malformed"


class ForgedEvent(Malformed):
    code = "forged_event"


class Rejected(DriveSphereError):
    status, code = 422, "validation"


class KeyReused(Rejected):
    code = "key_reused"


class Busy(DriveSphereError):
    status, code = 423, "inventory_busy"


class TooManyRequests(DriveSphereError):
    status, code = 429, "too_many_requests"


class Unavailable(DriveSphereError):
    status, code = 503, "unavailable"


class PaymentFault(Unavailable):
    code = "payment_unavailable"


class PaymentRefused(Unavailable):
    code = PaymentFault.code


class BrokenInvariant(DriveSphereError):
    status, code = 500, "internal"
