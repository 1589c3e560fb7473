"""Lines of a basket: so many places in each of its sections, in a body and in a query."""

from __future__ import annotations

from typing import Any

import marshmallow as ma

from drivesphere.shapes.fields import Id, Whole
from drivesphere.shapes.schemas import Strict


class LineSchema(Strict):
    """So many places in one section."""

    section_id = Id(required=True)
    quantity = Whole(required=True, min=1)


class LineField(ma.fields.Field[dict[str, Any]]):
    """`section_id:quantity`, the form that a line has in a query."""

    def _deserialize(self, value: Any, *_: Any, **__: Any) -> dict[str, Any]:
        section_id, _colon, quantity = str(value).partition(":")
        line = {"section_id": section_id, "quantity": int(quantity) if quantity.isascii() and quantity.isdigit() else 0}
        return LineSchema().load(line)
