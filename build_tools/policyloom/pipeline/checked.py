"""Files of the build's own memory, each with its digest: one that was cut short, or of which a
single bit was changed, or that stands under another's name, is as good as none. In: a path and
data; out: the data, or nothing.
"""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from uuid import uuid4

HEAD = 65
"""How many bytes stand before the data: a SHA-256 in hexadecimal, and a line's end."""


def write_checked(path: Path, data: bytes) -> None:
    """Keep data, whole or not at all. Raises OSError where the disk refuses."""
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_suffix(f".{uuid4().hex}.partial")  # another build may write the same
    partial.write_bytes(_digest(path, data) + data)
    partial.replace(path)


def read_checked(path: Path) -> bytes | None:
    """The data that was kept, or None where there is none or it is not as it was."""
    try:
        kept = path.read_bytes()
    except OSError:
        return None
    data = kept[HEAD:]
    return data if kept[:HEAD] == _digest(path, data) else None


def _digest(path: Path, data: bytes) -> bytes:
    """Of the file's name as well, which says what it was made of."""
    return sha256(path.name.encode() + b"\0" + data).hexdigest().encode() + b"\n"
