"""The blueprint of a partner's service: it answers everything that goes wrong in the words of that service."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from http import HTTPStatus
from typing import Any, TypeVar

from flask import Response, g

from drivesphere.api import problem_types, refusals
from drivesphere.api.blueprint import JSON, Blueprint, Doc
from drivesphere.api.errors import RETRY_AFTER, RETRY_STATUSES, answered, codes
from drivesphere.api.partner.access import HEADER, on_behalf_of
from drivesphere.api.partner.services import Service
from drivesphere.api.partner.shapes import LONGEST_USER, sent
from drivesphere.api.refusals import Refusal
from drivesphere.domain.errors import (
    DriveSphereError,
    Malformed,
    NotAllowed,
    NotFound,
    Rejected,
    TooManyRequests,
    Unauthenticated,
    Unavailable,
)
from drivesphere.domain.partner import Scope
from drivesphere.services import partners

View = TypeVar("View", bound=Callable[..., Any])

OF_EVERY_VIEW = (Unauthenticated, NotAllowed, TooManyRequests, Unavailable)
OF_EVERY_BODY = (Malformed, Rejected, "payload_too_large", "unsupported_media_type")
TEXTS = {
    Unauthenticated.code: f"Send an API key as {HEADER}.",
    NotAllowed.code: f"This API key lacks the scope {Scope.BOOKINGS_WRITE}.",
    NotFound.code: "There is no such booking.",
}
"""What partners are told, where the advice in the table of codes is for people who sign in."""
USER_FIELDS = ("userId", "user_id")


def refuses(*errors: type[DriveSphereError] | str) -> Callable[[View], View]:
    """State what a view refuses beyond what all of them do, by class or code; documented in its service's words."""

    def attach(view: View) -> View:
        view.__dict__.setdefault("_apidoc", {})["refusals"] = codes(errors)
        return view

    return attach


class PartnerBlueprint(Blueprint):
    """`speaks` are the services whose words its views use; `choose()` is the one that a request is for."""

    def __init__(
        self, *args: Any, speaks: Sequence[Service], choose: Callable[[], Service] | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self._speaks = speaks
        self._choose = choose or (lambda: speaks[0])
        self._prepare_doc_cbks.append(self._document_refusals)
        refusals.catch(self, self._refuse)

    def _refuse(self, error: Exception) -> Response:
        refusal = refusals.of(error)
        _record(error, refusal)
        service = self._choose()
        worded = service.worded(refusal)
        response = answered(worded, service.body(worded), JSON)
        if worded.status == HTTPStatus.UNAUTHORIZED:
            response.headers["WWW-Authenticate"] = f'ApiKey realm="drivesphere", header="{HEADER}"'
        return response

    def _document_refusals(self, doc: Doc, doc_info: Doc, **_: Any) -> Doc:
        """One response per status, with an example for each code in the words of each service."""
        of_body = OF_EVERY_BODY if "requestBody" in doc else ()
        own = [*doc_info.get("refusals", ()), *codes(OF_EVERY_VIEW), *codes(of_body)]
        responses = {str(status): doc["responses"][status] for status in doc_info["success_status_codes"]}
        for service in self._speaks:
            for code in own:
                self._add_example(responses, service, _example(code))
        return doc | {"responses": responses}

    def _add_example(self, responses: dict[str, Doc], service: Service, refusal: Refusal) -> None:
        worded = service.worded(refusal)
        shapes = [each.schema for each in self._speaks]
        content = {"schema": shapes[0] if len(shapes) == 1 else {"oneOf": shapes}, "examples": {}}
        first: Doc = {"description": HTTPStatus(worded.status).phrase, "content": {JSON: content}}
        response = responses.setdefault(str(worded.status), first)
        shown = {"summary": f"{refusal.problem.title} ({service.name})", "value": service.body(worded)}
        response["content"][JSON]["examples"][f"{refusal.code}, {service.name}"] = shown
        if worded.status in RETRY_STATUSES:
            response["headers"] = RETRY_AFTER


def _example(code: str) -> Refusal:
    """What a refusal with `code` may say to a partner."""
    refusal = Refusal.example(problem_types.BY_CODE[code])
    return replace(refusal, detail=TEXTS.get(code, refusal.detail))


def _record(error: Exception, refusal: Refusal) -> None:
    """Put a refused attempt into the partner's trail, unless a service that knew more of it has.

    What came too often was turned away before anything was tried, and what failed was not refused.
    """
    is_attempt = g.get("tries") is not None and "caller" in g
    if not is_attempt or refusal.status >= HTTPStatus.TOO_MANY_REQUESTS:
        return
    known = error if isinstance(error, DriveSphereError) else DriveSphereError(refusal.detail, code=refusal.code)
    partners.refused(g.tries, on_behalf_of(_named_user()), known)


def _named_user() -> str | None:
    """The user whom the body names, where it can be read."""
    body = sent()
    named = next((body[name] for name in USER_FIELDS if name in body), None)
    return named if isinstance(named, str) and len(named) <= LONGEST_USER else None
