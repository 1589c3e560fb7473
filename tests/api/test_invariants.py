"""What admins see of the auditor, and the one thing that they can do about it."""

from __future__ import annotations

from drivesphere.models import inventory
from drivesphere.services.verification import watch
from tests.api.desk import Desk


def test_an_admin_reads_the_last_look_and_lets_a_stopped_listing_go_on(desk: Desk) -> None:
    iris, car = desk.sign_in("Iris", "admin"), desk.car()
    assert iris.get("/admin/invariants").json["at"] is None
    inventory.collection().update_one({"_id": car}, {"$inc": {"claims_made": 1}})
    watch.run()

    seen = iris.get("/admin/invariants").json

    [broken] = [rule for rule in seen["results"] if rule["broken"]]
    assert (seen["is_clean"], seen["last_clean_at"], seen["stopped"]) == (False, None, [str(car)])
    assert (broken["name"], broken["findings"][0]["listing_id"]) == ("I2", str(car))
    [stopped] = seen["stopped_now"]
    assert (stopped["id"], stopped["kind"], stopped["rules"]) == (str(car), "cars", ["I2"])
    path = f"/admin/listings/{car}/resume"
    assert [iris.post(path, {"reason": "Mended"}).status_code for _ in range(2)] == [204, 409]
    assert iris.get("/admin/invariants").json["stopped_now"] == []
    assert desk.sign_in().hold(car).status_code == 201


def test_letting_it_go_on_needs_a_reason(desk: Desk) -> None:
    refused = desk.sign_in("Iris", "admin").post(f"/admin/listings/{desk.car()}/resume", {})

    assert (refused.status_code, list(refused.json["errors"])) == (422, ["reason"])


def test_the_probe_says_when_every_promise_was_last_found_to_hold(desk: Desk) -> None:
    watch.run()

    [at] = {desk.app.test_client().get(path).json["verifiedAt"] for path in ("/api/health", "/health")}

    assert at == desk.sign_in("Iris", "admin").get("/admin/invariants").json["last_clean_at"]
