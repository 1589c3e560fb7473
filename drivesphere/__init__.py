"""DriveSphere: the booking platform that never sells the same thing twice."""

__version__ = "0.1.0"
