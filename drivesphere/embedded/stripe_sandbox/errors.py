"""Errors in Stripe's shape.

StripeError             anything the API answers instead of an object
└── ParameterError      found before the endpoint began its work, so never saved under an idempotency key
"""

from typing import Any

JSON = dict[str, Any]

INVALID_REQUEST = "invalid_request_error"


class StripeError(Exception):
    """An HTTP status and the members of Stripe's `error` object."""

    def __init__(
        self,
        message: str,
        *,
        status: int = 400,
        kind: str = INVALID_REQUEST,
        code: str | None = None,
        param: str | None = None,
        retry: bool | None = None,
    ) -> None:
        super().__init__(message)
        self.status = status
        self.kind = kind
        self.code = code
        self.param = param
        self.retry = retry

    def body(self, request_id: str) -> JSON:
        """The answer's JSON; members without a value are absent, as Stripe leaves them out."""
        members: JSON = {"message": str(self), "type": self.kind}
        if self.code:
            members["code"] = self.code
            members["doc_url"] = f"https://stripe.com/docs/error-codes/{self.code.replace('_', '-')}"
        if self.param:
            members["param"] = self.param
        if self.status != 401:
            members["request_log_url"] = f"https://dashboard.stripe.com/test/logs/{request_id}"
        return {"error": members}

    def headers(self) -> dict[str, str]:
        if self.retry is None:
            return {}
        return {"Stripe-Should-Retry": "true" if self.retry else "false"}


class ParameterError(StripeError):
    """A request that is wrong in itself."""


def no_such(kind: str, object_id: str, *, param: str = "id", status: int = 404) -> StripeError:
    """Stripe writes the id bare for sessions and in quotes for everything else."""
    shown = object_id if kind == "checkout.session" else f"'{object_id}'"
    return StripeError(f"No such {kind}: {shown}", status=status, code="resource_missing", param=param)


def unknown_url(method: str, path: str) -> StripeError:
    return StripeError(
        f"Unrecognized request URL ({method}: {path}). Please see https://stripe.com/docs"
        " or we can help at https://support.stripe.com/.",
        status=404,
    )


def server_error(*, retry: bool | None = None) -> StripeError:
    return StripeError("An unknown error occurred (injected by the sandbox)", status=500, kind="api_error", retry=retry)
