"""What browsers report by themselves: counted within bounds, whatever is sent, and shown to admins."""

from __future__ import annotations

import json
import logging
from dataclasses import replace
from typing import Any

import pytest
from flask.testing import FlaskClient

from drivesphere import infra
from drivesphere.api import headers
from drivesphere.app import create_app
from drivesphere.infra import tally
from drivesphere.services import browser_reports
from tests.api.desk import Desk
from tests.stage import UNREACHABLE, Stage

RUM, STOPPED = "/api/v1/rum", "/api/v1/csp-reports"
GOOD = {"name": "LCP", "value": 1200, "page": "/cars/:carId", "rating": "good"}

pytestmark = pytest.mark.usefixtures("stage")


def beacon(client: FlaskClient, body: Any, content_type: str = "text/plain;charset=UTF-8") -> Any:
    return client.post(RUM, data=json.dumps(body), content_type=content_type)


def counted(name: str) -> dict[str, float]:
    """By its labels, what was counted under a name."""
    return {" ".join(labels.values()): value for labels, value in tally.read().get(name, [])}


def vital(name: str) -> dict[str, Any]:
    return next(each for each in browser_reports.vitals() if each["metric"] == name)


@pytest.mark.parametrize("content_type", ["text/plain;charset=UTF-8", "text/plain", "application/json"])
def test_a_measurement_is_counted_however_it_came(client: FlaskClient, content_type: str) -> None:
    answer = beacon(client, GOOD, content_type)

    assert (answer.status_code, answer.data) == (204, b"")
    assert counted("web_vital_bucket") == {"2.5 LCP /cars/:id": 1}
    assert counted("web_vital_ratings") == {"LCP good": 1}


@pytest.mark.parametrize(
    ("page", "known"),
    [
        ("/", "/"),
        ("/bookings/:bookingId", "/bookings/:id"),
        ("/cars/6743d0a9a1b2c3d4e5f60001", "other"),
        ("/nowhere", "other"),
        ("/cars?q=ada", "other"),
        (":x" * 40, "other"),
    ],
)
def test_pages_are_counted_by_a_short_list_of_patterns(client: FlaskClient, page: str, known: str) -> None:
    beacon(client, GOOD | {"page": page})

    assert counted("web_vital_bucket") == {f"2.5 LCP {known}": 1}


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"name": "FID"}, "name"),
        ({"value": -1}, "value"),
        ({"value": 10**7}, "value"),
        ({"value": "1"}, "value"),
        ({"rating": "fine"}, "rating"),
        ({"page": "/" + "x" * 80}, "page"),
        ({"user": "ada"}, "user"),
    ],
)
def test_what_is_no_measurement_is_refused_and_counts_nothing(
    client: FlaskClient, change: dict[str, Any], field: str
) -> None:
    answer = beacon(client, GOOD | change)

    assert (answer.status_code, list(answer.json["errors"])) == (422, [field])
    assert counted("web_vital_bucket") == {}


def test_other_routes_take_no_json_that_is_called_text(client: FlaskClient) -> None:
    answer = client.post("/api/v1/auth/login", data="{}", content_type="text/plain")

    assert answer.status_code == 415


def test_what_three_of_four_stayed_within_lies_within_its_bucket(client: FlaskClient) -> None:
    for value in (300, 400, 600, 1_400):  # three are within a second, so its bound is the answer
        beacon(client, GOOD | {"value": value})
    for score in (0.0, 0.01, 0.2, 0.9):
        beacon(client, GOOD | {"name": "CLS", "value": score})

    assert vital("LCP") == {"metric": "LCP", "unit": "ms", "count": 4, "p75": 1_000}
    assert vital("CLS") == {"metric": "CLS", "unit": "score", "count": 4, "p75": 0.25}
    assert vital("INP") == {"metric": "INP", "unit": "ms", "count": 0, "p75": None}


def test_what_lies_beyond_every_bucket_says_the_last_bound(client: FlaskClient) -> None:
    beacon(client, GOOD | {"value": 90_000})

    assert vital("LCP")["p75"] == 5_000


def test_admins_see_it_beside_the_parts_and_nothing_of_it_while_redis_is_away(desk: Desk, mongo_url: str) -> None:
    iris = desk.sign_in("Iris", "admin")
    beacon(desk.app.test_client(), GOOD)

    shown = iris.get("/admin/system").json["web_vitals"]
    infra.connect(replace(desk.settings, redis_url=UNREACHABLE, broker_url=UNREACHABLE))
    away = iris.get("/admin/system").json["web_vitals"]

    assert [each["metric"] for each in shown] == list(browser_reports.METRICS)
    assert (shown[0]["count"], away) == (1, [])


OLD = {"csp-report": {"document-uri": "https://x.example/reset?token=s", "violated-directive": "img-src 'self'"}}
NEW = {
    "type": "csp-violation",
    "body": {"effectiveDirective": "script-src-elem", "blockedURL": "https://evil.example/a"},
}


@pytest.mark.parametrize(
    ("sent", "content_type", "directive"),
    [
        (OLD, "application/csp-report", "img-src"),
        ([NEW], "application/reports+json", "script-src-elem"),
        ([NEW | {"body": {"effectiveDirective": "x" * 900}}], "application/reports+json", "other"),
        ({"csp-report": {"effective-directive": ["img-src"]}}, "application/csp-report", "other"),
    ],
)
def test_a_report_is_counted_by_directive_in_either_form(
    client: FlaskClient, sent: Any, content_type: str, directive: str
) -> None:
    answer = client.post(STOPPED, data=json.dumps(sent), content_type=content_type)

    assert (answer.status_code, answer.data) == (204, b"")
    assert counted("csp_reports") == {directive: 1}


@pytest.mark.parametrize("sent", ["[]", "{}", "[1, null, [], {}]", '{"csp-report": 5}', '"text"', "7"])
def test_what_is_no_report_counts_nothing(client: FlaskClient, sent: str) -> None:
    assert client.post(STOPPED, data=sent).status_code == 204
    assert counted("csp_reports") == {}


@pytest.mark.parametrize("sent", [b"", b"{", b"\xff", b'{"a": NaN}', b"[" * 5_000, b'{"a": 1, "a": 2}'])
def test_what_cannot_be_read_is_400(client: FlaskClient, sent: bytes) -> None:
    answer = client.post(STOPPED, data=sent)

    assert (answer.status_code, answer.json["code"]) == (400, "malformed")


def test_the_line_in_the_log_is_one_and_short_and_tells_no_secret(
    client: FlaskClient, caplog: pytest.LogCaptureFixture
) -> None:
    long = NEW | {"body": {"blockedURL": "https://evil.example/" + "a" * 900, "documentURL": "https://x.example/?t=s"}}

    with caplog.at_level(logging.WARNING, browser_reports.__name__):
        client.post(STOPPED, data=json.dumps([long] * 50))
        client.post(STOPPED, data=json.dumps(OLD))

    lines = [record.getMessage() for record in caplog.records if record.name == browser_reports.__name__]
    assert len(lines) == 2
    assert max(map(len, lines)) < 400
    assert "?" not in "".join(lines)
    assert sum(counted("csp_reports").values()) == browser_reports.MOST_AT_ONCE + 1


def test_nobody_reports_more_than_an_office_does(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    client = create_app(replace(stage.settings, rate_limits_enabled=True)).test_client()

    answers = [beacon(client, GOOD).status_code for _ in range(601)]

    assert (set(answers[:600]), answers[-1]) == ({204}, 429)
    assert client.post(STOPPED, data="{}").status_code == 204  # what may be sent there is counted by itself


@pytest.mark.parametrize("path", ["/", "/api/docs"])
def test_pages_say_where_to_report(client: FlaskClient, path: str) -> None:
    sent = client.get(path).headers

    assert f"report-uri {STOPPED}; report-to csp" in sent["Content-Security-Policy"]
    assert sent["Reporting-Endpoints"] == f'csp="{STOPPED}"'
    assert "img-src 'self' data: blob:;" in sent["Content-Security-Policy"]
    assert "Reporting-Endpoints" not in client.get("/api/health").headers
    assert client.post(headers.REPORTS, data="{}").status_code == 204
