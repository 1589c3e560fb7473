"""One application for all doors. Callers and things are new for each route, so that nothing has to be taken away."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from drivesphere.app import create_app
from drivesphere.embedded.stripe_sandbox import StripeSandbox
from drivesphere.services import effects
from tests.api.desk import Desk
from tests.authorisation.house import House
from tests.authorisation.table import TABLE
from tests.stage import empty, make_settings


@pytest.fixture(scope="module")
def desk_of_all(
    mongo_url: str, redis_url: str, broker_url: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Desk]:
    """The lab is open here, so that its doors can be knocked at."""
    settings = make_settings(mongo_url, redis_url, broker_url)
    keys = {"secret_key": settings.stripe_secret_key, "webhook_secret": settings.stripe_webhook_secret}
    nowhere, paused = "http://127.0.0.1:1/", {"webhook_paused": True}
    folder = tmp_path_factory.mktemp("stripe")
    with StripeSandbox(folder, webhook_url=nowhere, switches=paused, **keys) as sandbox:
        changes = {"stripe_api_base": sandbox.url, "lab_enabled": True, "rate_limits_enabled": False}
        changes["photo_dir"] = str(folder / "photos")
        settings = make_settings(mongo_url, redis_url, broker_url, **changes)
        app = create_app(settings)
        effects.register()
        empty()
        yield Desk(settings, sandbox, app)


@pytest.fixture
def house(desk_of_all: Desk) -> House:
    return House(desk_of_all, TABLE)
