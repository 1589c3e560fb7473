"""One line per route: who may use it. What the words mean stands in `access.py`, what ids stand for in `circle.py`."""

from __future__ import annotations

from drivesphere.kinds import registry
from tests.authorisation.access import Access, by_other_means, everybody, nobody, only, own
from tests.photos import form_of, picture

SOME_ID = "665f1c2a9d3e4b5a6c7d8e9f"

TABLE: dict[str, Access] = {
    # Everybody
    "GET /api/docs": everybody(),
    "GET /api/docs/assets/{name}": everybody(at={"name": "docs.css"}),
    "GET /api/docs/errors": everybody(),
    "GET /api/health": everybody(),
    "GET /api/openapi.json": everybody(),
    "GET /api/v1/lab/concurrency-runs": everybody(),
    "GET /api/v1/lab/concurrency-runs/{run_id}": everybody(),
    "GET /api/v1/photos/{photo_name}": everybody(),
    "GET /api/v1/places": everybody(),
    "GET /api/v1/stats": everybody(),
    "GET /health": everybody(),
    "GET /metrics": everybody(),
    "POST /api/v1/auth/forgot-password": everybody(),
    "POST /api/v1/auth/register": everybody(),
    "POST /api/v1/auth/reset-password": everybody(),
    "POST /api/v1/auth/verify-email": everybody(),
    "POST /api/v1/csp-reports": everybody(json={}),
    "POST /api/v1/lab/concurrency-runs": everybody(json={}),
    "POST /api/v1/rum": everybody(),
    # Nobody, where it is not turned on
    "GET /mailbox": nobody(),
    "GET /mailbox/assets/{name}": nobody(at={"name": "mailbox.css"}),
    "GET /mailbox/{mail_id}": nobody(at={"mail_id": SOME_ID}),
    "GET /mailbox/{mail_id}/booking.ics": nobody(at={"mail_id": SOME_ID}),
    "GET /mailbox/{mail_id}/html": nobody(at={"mail_id": SOME_ID}),
    # Known by other means than a token
    "DELETE /api/bookings/{booking_id}": by_other_means(401),
    "GET /api/audit": by_other_means(401),
    "GET /api/bookings": by_other_means(401),
    "GET /api/bookings/{booking_id}": by_other_means(401),
    "GET /api/events": by_other_means(401),
    "GET /api/events/{event_id}": by_other_means(401),
    "GET /bookings": by_other_means(401),
    "POST /api/bookings": by_other_means(401),
    "POST /api/bookings/reserve": by_other_means(401),
    "POST /api/concurrency-test": by_other_means(401),
    "POST /api/events": by_other_means(401),
    "POST /api/v1/auth/login": by_other_means(401, json={"email": "nobody@example.com", "password": "of nobody"}),
    "POST /api/v1/auth/refresh": by_other_means(401),
    "POST /api/v1/payments/webhook": by_other_means(400),
    "POST /bookings": by_other_means(401),
    # Whoever is signed in
    "DELETE /api/v1/auth/sessions": only(),
    "DELETE /api/v1/auth/sessions/{session_id}": own("client", unseen=("owner", "admin")),
    "GET /api/v1/auth/export": only(),
    "GET /api/v1/auth/me": only(),
    "GET /api/v1/auth/sessions": only(),
    "PATCH /api/v1/auth/me": only(),
    "POST /api/v1/auth/change-password": only(),
    "POST /api/v1/auth/erase": only(),
    "POST /api/v1/auth/logout": only(),
    "POST /api/v1/auth/resend-verification": only(),
    # Clients
    "GET /api/v1/bookings": own("client", lists="booking_id"),
    "GET /api/v1/bookings/{booking_id}": own("client"),
    "GET /api/v1/bookings/{booking_id}/calendar.ics": own("client"),
    "GET /api/v1/bookings/{booking_id}/cancellation-preview": own("client"),
    "POST /api/v1/bookings/{booking_id}/cancel": own("client"),
    "POST /api/v1/bookings/{booking_id}/checkout": own("client"),
    "POST /api/v1/bookings/{booking_id}/reconcile": own("client"),
    # Owners
    "GET /api/v1/owner/earnings": only("owner"),
    "GET /api/v1/owner/lost-demand": only("owner"),
    "GET /api/v1/owner/occupancy": only("owner"),
    "GET /api/v1/owner/upcoming": only("owner"),
    "GET /api/v1/owner/earnings/entries": only("owner"),
    "DELETE /api/v1/owner/listings/{listing_id}/blocks/{block_id}": own("owner"),
    "DELETE /api/v1/owner/listings/{listing_id}/photos/{photo_id}": own("owner"),
    "GET /api/v1/owner/listings/{listing_id}/blocks": own("owner"),
    "GET /api/v1/owner/listings/{listing_id}/blocks/{block_id}": own("owner"),
    "PATCH /api/v1/owner/listings/{listing_id}/blocks/{block_id}": own("owner"),
    "PATCH /api/v1/owner/listings/{listing_id}/photos": own("owner"),
    "PATCH /api/v1/owner/listings/{listing_id}/photos/{photo_id}": own("owner"),
    "POST /api/v1/owner/listings/{listing_id}/blocks": own("owner"),
    "POST /api/v1/owner/listings/{listing_id}/photos": own("owner", **form_of(picture())),
    "GET /api/v1/owner/bookings/{booking_id}/cancellation-preview": own("owner"),
    "POST /api/v1/owner/bookings/{booking_id}/cancel": own("owner"),
    "GET /api/v1/owner/bookings": own("owner", lists="booking_id"),
    "GET /api/v1/owner/bookings/{booking_id}": own("owner"),
    "GET /api/v1/owner/calendar": only("owner"),
    "GET /api/v1/owner/listings/{listing_id}/price-rules": own("owner"),
    "POST /api/v1/owner/listings/{listing_id}/price-preview": own("owner"),
    "PUT /api/v1/owner/listings/{listing_id}/price-rules": own("owner"),
    # Admins
    "GET /api/v1/admin/reports/lost-demand": only("admin"),
    "GET /api/v1/admin/invariants": only("admin"),
    "POST /api/v1/admin/listings/{listing_id}/resume": only("admin"),
    "GET /api/v1/admin/reports/revenue": only("admin"),
    "GET /api/v1/admin/reports/revenue/entries": only("admin"),
    "GET /api/v1/admin/bookings/{booking_id}/cancellation-preview": only("admin"),
    "POST /api/v1/admin/bookings/{booking_id}/cancel": only("admin"),
    "POST /api/v1/admin/bookings/{booking_id}/refund": only("admin"),
    "DELETE /api/v1/admin/api-keys/{key_id}": only("admin"),
    "GET /api/v1/admin/api-keys": only("admin"),
    "GET /api/v1/admin/mails": only("admin"),
    "GET /api/v1/admin/audit": only("admin"),
    "GET /api/v1/admin/audit/verify": only("admin"),
    "GET /api/v1/admin/bookings": only("admin"),
    "GET /api/v1/admin/bookings/{booking_id}": only("admin"),
    "GET /api/v1/admin/system": only("admin"),
    "GET /api/v1/admin/users": only("admin"),
    "GET /api/v1/admin/users/{user_id}": only("admin"),
    "PATCH /api/v1/admin/users/{user_id}": only("admin"),
    "POST /api/v1/admin/api-keys": only("admin"),
    "GET /api/v1/admin/mismatches": only("admin"),
    "GET /api/v1/admin/mismatches/{mismatch_id}": only("admin"),
    "POST /api/v1/admin/mismatches/{mismatch_id}/resolve": only("admin"),
    "GET /api/v1/admin/payment-events": only("admin"),
    "GET /api/v1/admin/payment-events/{payment_event_id}": only("admin"),
    "POST /api/v1/admin/payment-events/{payment_event_id}/replay": only("admin"),
    "GET /api/v1/admin/reconciliation": only("admin"),
    "GET /api/v1/admin/reconciliation-runs": only("admin"),
    "GET /api/v1/admin/reconciliation-runs/{reconciliation_id}": only("admin"),
    "POST /api/v1/admin/reconciliation-runs": only("admin"),
    "POST /api/v1/admin/mails/{mail_id}/send-again": only("admin"),
    "POST /api/v1/admin/audit/seal": only("admin"),
    "POST /api/v1/admin/users/{user_id}/restore": only("admin"),
    "POST /api/v1/admin/users/{user_id}/suspend": only("admin"),
}

for kind in registry().values():
    path, one = f"/api/v1/{kind.path}", f"/api/v1/{kind.path}/{{{kind.id_argument}}}"
    TABLE |= {f"GET {path}": everybody(), f"GET {one}": everybody(), f"POST {one}/bookings": only("client")}
    TABLE |= {f"GET {path}/map": everybody()} if kind.views.map else {}
    TABLE |= {f"GET {one}/quote": everybody()} if kind.views.quote else {}
    TABLE |= {f"GET {one}/availability": everybody()} if kind.calendar else {}
    mine, of_mine = f"/api/v1/owner/{kind.path}", f"/api/v1/owner/{kind.path}/{{{kind.id_argument}}}"
    TABLE |= {f"GET {mine}": own("owner", lists=kind.id_argument), f"POST {mine}": only("owner")}
    csv = {"data": kind.fleet_file.example, "headers": {"Content-Type": "text/csv"}} if kind.fleet_file else {}
    TABLE |= {f"GET {mine}/export": only("owner"), f"POST {mine}/import": only("owner", **csv)} if csv else {}
    TABLE |= {f"PATCH {mine}/bulk": only("owner")}
    TABLE |= {f"{method} {of_mine}": own("owner") for method in ("GET", "PATCH")}
    TABLE |= {f"POST {of_mine}/{act}": own("owner") for act in ("publish", "pause", "retire")}
