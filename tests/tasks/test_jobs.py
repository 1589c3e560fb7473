"""What each task may take."""

from __future__ import annotations

from drivesphere.config import Settings
from drivesphere.services.verification import watch
from drivesphere.tasks import TASK_LIMIT_SECONDS, VISIBILITY_SECONDS, make_celery
from drivesphere.tasks.jobs import JOBS


def test_a_look_at_everything_may_take_as_long_as_its_instant_is_kept_and_no_other_task_may(settings: Settings) -> None:
    app = make_celery(settings)

    limits = {name: app.tasks[name].time_limit for name in JOBS}

    assert limits.pop("verify_invariants") == watch.LIMIT_SECONDS < VISIBILITY_SECONDS
    assert set(limits.values()) == {TASK_LIMIT_SECONDS}


def test_two_applications_in_one_process_have_tasks_of_their_own(settings: Settings) -> None:
    one, other = make_celery(settings), make_celery(settings)

    assert [app.tasks[name].app for app in (one, other) for name in JOBS] == [one] * len(JOBS) + [other] * len(JOBS)
