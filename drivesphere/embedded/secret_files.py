"""Generated secrets, one file each, readable by their owner alone."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

SECRET_BYTES = 32  # 256 bits: nobody types these, so there is no reason for fewer.


def secret(path: Path, *, size: int = SECRET_BYTES) -> str:
    """The secret kept in `path`, made on first use from `size` random bytes, mode 0600, URL-safe."""
    if not path.exists():
        write_private(path, secrets.token_urlsafe(size))
    return path.read_text(encoding="ascii").strip()


def write_private(path: Path, text: str) -> None:
    """Replace the file by `text`, mode 0600 from its first byte; readers see the old or the new text."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as stream:
        stream.write(text)
    draft.replace(path)
