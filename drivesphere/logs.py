"""Logs: one line of JSON per fact in production, readable in development, and secrets in neither."""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import Mapping, MutableMapping
from typing import Any, TextIO

import structlog

from drivesphere.config import Settings
from drivesphere.domain import trace

REDACTED = "[redacted]"
TRACEBACK = "exception"

_SECRET_NAMES = re.compile(
    r"authorization|cookie|passw|secret|token|signature|api[-_]?key|credential|csrf", re.IGNORECASE
)
# Every repetition is bounded, because what it searches may be long and chosen by somebody who wishes us ill.
_SECRET_VALUES = re.compile(
    r"""
      (?P<bearer> \b(?:Bearer|Basic)\s+ ) [^\s"',;]+
    | (?P<stripe> \b(?:[sr]k_(?:test|live)_|whsec_) ) [A-Za-z0-9_]+
    | (?P<partner> \bdsk_[0-9a-f]{1,20}_ ) [A-Za-z0-9_-]+
    | (?P<jwt> \beyJ ) [A-Za-z0-9_-]+ \. [A-Za-z0-9_-]+ \. [A-Za-z0-9_-]*
    | (?P<signature> \bt=\d+,v\d= ) [0-9a-f]+
    | (?P<argon> \$argon2[a-z]+\$ ) [^\s"']+
    | (?P<url> \b[a-z][a-z0-9+.-]{1,20}://[^\s:/@]{0,80} : ) [^\s@/]+ (?=@)
    | (?P<named>
        ["']?\b[\w-]{0,40}(?:passw(?:or)?d|secret|token|authorization|cookie|signature)[\w-]{0,40}
        ["']?\s{0,4}[:=]\s{0,4}["']?
      )
      (?:(?:Bearer|Basic)\s+)? [^\s"',;&}]+
    """,
    re.IGNORECASE | re.VERBOSE,
)
_WORTH_A_LOOK = re.compile(r"""[=\s$]|[A-Za-z"']:|eyJ|k_|whsec_""")
"""What every secret has; most values of a request's line have none of it, and the search above is slow."""

_CONTROLS = {code: f"\\x{code:02x}" for code in (*range(32), 127, *range(128, 160))} | {
    10: "\\n",
    13: "\\r",
    9: "\\t",
    0x2028: "\\u2028",
    0x2029: "\\u2029",
}

Event = MutableMapping[str, Any]


TALKATIVE = ("stripe", "celery", "flask-limiter")
"""Libraries that tell at INFO what our own lines tell already."""


def configure(settings: Settings, stream: TextIO | None = None) -> None:
    """Send everything, also what libraries log, through one redacting formatter to `stream` or stderr."""
    shared: list[Any] = [
        _with_request_id,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    for_formatter = structlog.stdlib.ProcessorFormatter.wrap_for_formatter
    structlog.configure(
        processors=[structlog.stdlib.filter_by_level, *shared, for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(_formatter(shared, settings))
    _replace_output(handler, settings.log_level)
    for library in TALKATIVE:
        logging.getLogger(library).setLevel(logging.WARNING)


def _formatter(shared: list[Any], settings: Settings) -> logging.Formatter:
    render: list[Any] = [structlog.processors.JSONRenderer()] if settings.is_production else [_on_one_line, _console()]
    without_meta = structlog.stdlib.ProcessorFormatter.remove_processors_meta
    clean: list[Any] = [without_meta, structlog.processors.format_exc_info, redact]
    return structlog.stdlib.ProcessorFormatter(foreign_pre_chain=shared, processors=[*clean, *render])


def _console() -> Any:
    # structlog's usual traceback shows local variables, and those hold passwords.
    colours = sys.stderr.isatty()
    return structlog.dev.ConsoleRenderer(colors=colours, exception_formatter=structlog.dev.plain_traceback)


def _replace_output(output: logging.Handler, level: str) -> None:
    """Ours in place of the one of an earlier call; those of a test runner stay."""
    root = logging.getLogger()
    for old in [h for h in root.handlers if getattr(h, "is_drivesphere", False)]:
        root.removeHandler(old)
    output.is_drivesphere = True  # type: ignore[attr-defined]
    root.addHandler(output)
    root.setLevel(level)


def _with_request_id(_: Any, __: str, event: Event) -> Event:
    event["request_id"] = trace.request_id.get()
    return event


def redact(_: Any, __: str, event: Event) -> Event:
    """Blank what is secret by its name, and what looks like a secret wherever it stands."""
    for name, value in event.items():
        event[name] = _redacted(name, value)
    return event


def _redacted(name: str, value: Any) -> Any:
    if isinstance(value, str):
        return REDACTED if _SECRET_NAMES.search(name) else _without_secrets(value)
    if isinstance(value, Mapping):
        return {key: _redacted(str(key), inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_redacted(name, inner) for inner in value]
    return value if isinstance(value, int | float | None) else _redacted(name, str(value))


def _without_secrets(text: str) -> str:
    return _SECRET_VALUES.sub(_keep_prefix, text) if _WORTH_A_LOOK.search(text) else text


def _keep_prefix(found: re.Match[str]) -> str:
    return next(filter(None, found.groups())) + REDACTED


def _on_one_line(_: Any, __: str, event: Event) -> Event:
    """Nobody's text may begin a line that looks like ours; JSON does this by itself."""
    for name, value in event.items():
        if isinstance(value, str):
            event[name] = _indented(value) if name == TRACEBACK else value.translate(_CONTROLS)
    return event


def _indented(traceback: str) -> str:
    return "\n".join("    | " + line.translate(_CONTROLS) for line in traceback.splitlines())
