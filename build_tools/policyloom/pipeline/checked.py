"""Files of the build's own memory, each with its digest: one that was cut short, or of which a
single bit was changed, is as good as none. In: a path and data; out: the data, or nothing.
"""

from __future__ import annotations

import os
from hashlib import sha256
from pathlib import Path

HEAD = 65
"""How many bytes stand before the data: its SHA-256 in hexadecimal, and a line's end."""


def write_checked(path: Path, data: bytes) -> None:
    """Keep data, whole or not at all. Raises OSError where the disk refuses."""
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_suffix(f".{os.getpid()}.partial")
    partial.write_bytes(_digest(data) + data)
    partial.replace(path)


def read_checked(path: Path) -> bytes | None:
    """The data that was kept, or None where there is none or it is not as it was."""
    try:
        kept = path.read_bytes()
    except OSError:
        return None
    data = kept[HEAD:]
    return data if kept[:HEAD] == _digest(data) else None


def _digest(data: bytes) -> bytes:
    return sha256(data).hexdigest().encode() + b"\n"
