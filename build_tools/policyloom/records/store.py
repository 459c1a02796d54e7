"""Writing a record: whole, or not at all, and never over another.

In: a trust's root and records' texts. Out: files. The text goes to a temporary file that is
flushed to the disk, and is then linked to its name, which fails where the name is taken.
"""

from __future__ import annotations

import contextlib
import os
import secrets
from pathlib import Path


def record_path(school: str, policy: str, edition: str) -> str:
    """Where a record lies, relative to the trust's root. School "" is the trust."""
    owner = f"schools/{school}/approved" if school else "schools/approved"
    return f"{owner}/{policy}/{edition}.md"


def store(root: Path, name: str, text: str) -> None:
    """Write one record under its name.

    Raises FileExistsError where there is one already, OSError where the disk refuses.
    """
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    # A name of its own: a killed writer's number may be another's, and what it left stays.
    partial = path.parent / f".{path.name}.{secrets.token_hex(8)}.partial"
    try:
        with partial.open("xb") as file:
            file.write(text.encode())
            file.flush()
            os.fsync(file.fileno())
        os.link(partial, path)
    finally:
        with contextlib.suppress(FileNotFoundError):
            partial.unlink()
    try:
        _flush_folder(path.parent)
    except OSError:
        path.unlink(missing_ok=True)  # who is told that it failed must find nothing
        raise


def leftovers(root: Path, school: str, policy: str) -> list[Path]:
    """The temporary files that killed writers left beside the records of a policy."""
    folder = (root / record_path(school, policy, "any")).parent
    return sorted(folder.glob(".*.partial"))


def _flush_folder(folder: Path) -> None:
    """Make the new name itself lasting; a system that cannot open folders does so by itself."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
