"""The application where decisions have lost what holds them together: what their negative control speaks with."""

from tests.races import deciding
from wsgi import application

__all__ = ["application"]

deciding.deciding_blindly()
