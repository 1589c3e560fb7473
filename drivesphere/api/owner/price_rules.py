"""Price rules of a listing: read, replaced as a whole, and tried before anybody pays by them."""

from __future__ import annotations

from datetime import date
from typing import Any

import marshmallow as ma
from bson import ObjectId
from marshmallow import validate

from drivesphere.api.blueprint import Blueprint
from drivesphere.api.errors import declares
from drivesphere.api.etags import ETAG, for_version, tagged
from drivesphere.api.security import current_user, signed_in
from drivesphere.domain import errors
from drivesphere.domain.fees import fee_rules
from drivesphere.domain.price_rule_checks import LONGEST_SEASON, MOST_RULES, WORDS
from drivesphere.domain.price_rules import Run, Tariff
from drivesphere.domain.pricing import reckon, units
from drivesphere.services import price_rules
from drivesphere.shapes.fields import Text, Whole
from drivesphere.shapes.schemas import MoneySchema, QuoteSchema, Shown, Strict
from drivesphere.shapes.windows import WindowDemandSchema

HIGHEST_AMOUNT = 100_000_000  # minor units; nothing that is rented by the day costs a million dollars
LONGEST_ID, LONGEST_NAME, LONGEST_DATE = 40, 40, 10
DAYS_A_WEEK = 7

blp = Blueprint("owner_price_rules", __name__, url_prefix="/api/v1/owner", description="Prices that vary.")


class PriceRuleSchema(Strict):
    """One rule. `rule` says which of the other fields it has: `date`; `from` and `to`; `weekdays`; or `at_least`."""

    id = Text(validate=validate.Regexp(rf"^[a-z0-9_-]{{1,{LONGEST_ID}}}\Z"), metadata={"description": "Ours if none."})
    rule = Text(required=True, validate=validate.OneOf(WORDS))
    name = Text(min=1, max=LONGEST_NAME, metadata={"description": "In the lines of a quote: 2 <name> days at $130.00"})
    amount = Whole(
        min=0,
        max=HIGHEST_AMOUNT,
        metadata={"description": "Minor units: the price of a unit, or what a length takes off."},
    )
    basis_points = Whole(
        metadata={"description": "1500 is 15 % more than the base price, -1500 is less; of a length, what is off."}
    )
    date = Text(max=LONGEST_DATE, metadata={"description": "Of a date, like 2026-12-31."})
    since = Text(
        max=LONGEST_DATE,
        data_key="from",
        attribute="from",
        metadata={"description": "The first date of a season: 2026-06-15, or 06-15 for every year."},
    )
    until = Text(
        max=LONGEST_DATE,
        data_key="to",
        attribute="to",
        metadata={"description": "Its last date, in the same form; 12-20 to 01-05 is over the turn of the year."},
    )
    weekdays = ma.fields.List(
        Whole(min=0, max=DAYS_A_WEEK - 1),
        validate=validate.Length(min=1, max=DAYS_A_WEEK),
        metadata={"description": "0 is Monday."},
    )
    at_least = Whole(min=2, max=LONGEST_SEASON, metadata={"description": "Of a length: units in one booking."})


class StatedRulesSchema(Strict):
    """All rules of a listing; an empty list leaves the base price alone."""

    rules = ma.fields.List(ma.fields.Nested(PriceRuleSchema), required=True, validate=validate.Length(max=MOST_RULES))


class PreviewSchema(WindowDemandSchema):
    """A window, and the rules to try in place of those that hold."""

    rules = ma.fields.List(ma.fields.Nested(PriceRuleSchema), validate=validate.Length(max=MOST_RULES))


class ShownRuleSchema(PriceRuleSchema):
    """A rule that holds."""

    id = Text(required=True)


class PriceRulesSchema(Shown):
    """What a unit costs, and by which rules that varies."""

    unit = Text(metadata={"description": "What is priced: a day, a slot of so many minutes, a booking."})
    base = ma.fields.Nested(MoneySchema, metadata={"description": "Of a unit about which no rule decides."})
    rules = ma.fields.List(ma.fields.Nested(ShownRuleSchema))


RULES: list[dict[str, Any]] = [
    {"id": "weekend", "rule": "weekday", "name": "weekend", "weekdays": [4, 5, 6], "amount": 15_000},
    {"id": "summer", "rule": "season", "name": "summer", "from": "06-15", "to": "09-15", "basis_points": 2_000},
    {"id": "new-year", "rule": "date", "name": "holiday", "date": "2026-12-31", "amount": 20_000},
    {"id": "weekly", "rule": "length", "name": "Weekly discount", "at_least": 7, "basis_points": 1_000},
]
PRICE_RULES = {"unit": "day", "base": {"amount": 13_500, "currency": "USD"}, "rules": RULES}
WINDOW = {"starts_at": "2026-12-04T10:00:00-08:00", "ends_at": "2026-12-06T10:00:00-08:00"}
WEEKEND = Run(date(2026, 12, 4), 2)
PREVIEW = {
    "starts_at": "2026-12-04T18:00:00Z",
    "ends_at": "2026-12-06T18:00:00Z",
    **reckon([*units(Tariff("rental", "day", 13_500, "USD", RULES), [WEEKEND]), *fee_rules()], "USD").as_dict(),
}


@blp.route("/listings/<id:listing_id>/price-rules")
@signed_in("owner")
@blp.response(200, PriceRulesSchema, example=PRICE_RULES, headers=ETAG)
@blp.doc(operationId="getPriceRules")
@declares(errors.NotFound, errors.Unavailable)
def get_price_rules(listing_id: ObjectId) -> Any:
    """Read the rules by which the price of one of your listings varies"""
    return _answer(price_rules.shown(current_user().id, listing_id))


@blp.route("/listings/<id:listing_id>/price-rules", methods=["PUT"])
@signed_in("owner")
@blp.arguments(StatedRulesSchema, example={"rules": RULES})
@blp.response(200, PriceRulesSchema, example=PRICE_RULES, headers=ETAG)
@blp.doc(operationId="replacePriceRules")
@declares(errors.NotFound, errors.Rejected, errors.Unavailable)
@for_version
def replace_price_rules(body: dict[str, Any], listing_id: ObjectId, version: int) -> Any:
    """Replace all of them; bookings that there are keep their price"""
    return _answer(price_rules.state(current_user().id, listing_id, version, body["rules"]))


@blp.route("/listings/<id:listing_id>/price-preview", methods=["POST"])
@signed_in("owner")
@blp.arguments(PreviewSchema, example=WINDOW | {"rules": RULES})
@blp.response(200, QuoteSchema, example=PREVIEW)
@blp.doc(operationId="previewPrice")
@declares(errors.NotFound, errors.Rejected, "window_too_long", "window_too_short", "off_grid", errors.Unavailable)
def preview_price(body: dict[str, Any], listing_id: ObjectId) -> Any:
    """See what a client would be quoted for a window, by the rules that hold or by others"""
    window = {name: body[name] for name in ("starts_at", "ends_at")}
    return price_rules.preview(current_user().id, listing_id, window, body.get("rules"))


def _answer(shown: dict[str, Any]) -> Any:
    return tagged({name: shown[name] for name in ("unit", "base", "rules")}, shown["version"])
