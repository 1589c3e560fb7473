"""Entry point of the background processes: `celery -A celery_worker worker` and `celery -A celery_worker beat`."""

from drivesphere.config import Settings
from drivesphere.tasks import make_celery

celery = make_celery(Settings.from_env())
