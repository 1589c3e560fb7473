"""Three small services for trusted back-ends, each in its own words. Translations only: the engine is everybody's.

A view module names its service, which says how refusals look there (`services.py`), and its views say which scope
a key needs and what they refuse beyond what all of them do:

    blp = PartnerBlueprint("tickets", __name__, speaks=[TICKETS], description="…")

    @blp.route("/bookings", methods=["POST"])
    @partner_may(Scope.BOOKINGS_WRITE, tries=Trigger.HELD)
    @blp.arguments(SaleSchema, example={...})
    @blp.response(201, SoldSchema, example={...})
    @blp.doc(operationId="sellTickets")
    @refuses(NotFound, SoldOut, Busy)
    @idempotent
    def sell_tickets(body, attempt): ...
"""
