"""The application over an engine that has lost its guard: what the negative control of the lab fires at."""

from tests.races import controls
from wsgi import application

__all__ = ["application"]

controls.without_guard()
