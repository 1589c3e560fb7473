"""Entry point of the background processes: `celery -A celery_worker worker` and `celery -A celery_worker beat`."""

from __future__ import annotations

from typing import Any

from celery.signals import setup_logging

from drivesphere import logs
from drivesphere.config import Settings
from drivesphere.tasks import make_celery

settings = Settings.from_env()
celery = make_celery(settings)


@setup_logging.connect(weak=False)
def _log_like_the_api(**_: Any) -> None:
    """Celery would set up logging of its own, without our format and without what keeps secrets out."""
    logs.configure(settings)
